import { data, redirect } from 'react-router';
import { parseForm, typedIn } from '#app/platform/form.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Defined } from '../../parts/defined.tsx';
import { NoCurriculum } from '../../parts/no-curriculum.tsx';
import { Years } from '../../parts/years.tsx';
import { ChosenYear } from '../../schema.ts';
import { giveCoursePhase, givePhases } from '../commands.server.ts';
import { phaseQuestions } from '../course-queries.server.ts';
import { PhasesAnswered, phaseLabels, PhasesForm as Questions } from '../parts/phases-form.tsx';
import { PhasesForm } from '../schema.ts';
import type { Route } from './+types/phases';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const { year } = ChosenYear.parse(Object.fromEntries(searchParams));
  return scoped({ context, request, slug: params.school }, async (scope) => ({
    ...(await phaseQuestions(scope, year)),
    isSaved: searchParams.has('saved'),
  }));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const sent = await request.formData();
  const form = parseForm(PhasesForm, sent);
  const actor = await actorOf({ context, request, slug: params.school });
  const values = typedIn(sent);
  if (!form.ok) return data({ errors: form.errors, values }, { status: 400 });
  const outcome = await refusalOf(() => as(actor, (scope) => keep(scope, form.data)));
  if (!outcome.ok) return data({ errors: [{ field: '', message: outcome.message }], values }, { status: outcome.status });
  return redirect(`?year=${form.data.year}&saved=1`);
}

async function keep(scope: Scope, { year, levels, courses }: PhasesForm): Promise<void> {
  await givePhases(scope, { year, levels });
  for (const course of courses) await giveCoursePhase(scope, course);
}

export default function Phases({ loaderData, actionData }: Route.ComponentProps) {
  const { school, year, years, mayGive, courses, levels, isSaved } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const open = courses.filter(({ phase }) => phase === null || phase === 'spans').length;
  return (
    <Page
      title="Levels and phases"
      lead="A school’s file knows academic levels only. Say once which levels make each of your phases, so that hours can be shown by phase."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Levels and phases' }]}
    >
      <title>{`Levels and phases · ${school.name} · Concord`}</title>
      <FormErrors errors={actionData?.errors ?? []} labels={phaseLabels(levels, courses)} />
      {isSaved && !actionData && (
        <Note kind="success" title="Your phases are saved" isAnswer>
          <p>
            {open === 0
              ? 'Every course that was asked about below now counts in one phase.'
              : `${count(open, 'course counts', 'courses count')} in no single phase yet; you can say more below at any time.`}
          </p>
          <p className="bar">
            <ButtonLink href={`${base}/coverage?year=${year}`}>See the coverage</ButtonLink>
          </p>
        </Note>
      )}
      {year === null ? (
        <NoCurriculum base={base} mayBringIn={mayGive}>
          Once your school has brought in its file, its academic levels are listed here, each with the phases to choose from.
        </NoCurriculum>
      ) : (
        <>
          <Years years={years} year={year} />
          {mayGive ? (
            <Questions questions={{ ...loaderData, year }} values={actionData?.values} errors={actionData?.errors} base={base} />
          ) : (
            <PhasesAnswered questions={loaderData} base={base} />
          )}
          <Defined figures={['spans-phases', 'no-phase-yet']} />
        </>
      )}
    </Page>
  );
}
