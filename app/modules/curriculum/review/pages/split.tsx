import { data, redirect } from 'react-router';
import * as z from 'zod';
import { invalid } from '#app/platform/problem.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { count } from '#app/ui/count.ts';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Defined } from '../../parts/defined.tsx';
import { Years } from '../../parts/years.tsx';
import { AcademicYear } from '../../schema.ts';
import { decideBetween, type Given, givePart, splitQueue, takeOver } from '../part-commands.server.ts';
import { splitOf } from '../part-queries.server.ts';
import { Agreements, Differences } from '../parts/differences.tsx';
import { ByCourse, Evenly, People } from '../parts/split-forms.tsx';
import { Submitted } from '../parts/submitted.tsx';
import type { Route } from './+types/split';

const Search = z.object({
  year: AcademicYear.optional().catch(undefined),
  done: z.enum(['given', 'decided']).optional().catch(undefined),
  n: z.coerce.number().int().min(0).catch(0),
  kept: z.coerce.number().int().min(0).catch(0),
});

export function loader({ context, params, request }: Route.LoaderArgs) {
  const said = Search.parse(Object.fromEntries(new URL(request.url).searchParams));
  return scoped({ context, request, slug: params.school }, async (scope) => ({ ...(await splitOf(scope, said.year)), said }));
}

/** What a button of the page sends. */
const Act = z.discriminatedUnion('act', [
  z.object({ act: z.literal('evenly'), year: AcademicYear, which: z.enum(['nobody', 'all']), people: z.array(z.uuid()) }),
  z.object({
    act: z.literal('give'),
    year: AcademicYear,
    course: z.union([z.uuid(), z.literal('none')]),
    people: z.array(z.uuid()).max(2),
  }),
  z.object({ act: z.literal('over'), year: AcademicYear, from: z.uuid() }),
  z.object({ act: z.literal('decide'), year: AcademicYear, hitId: z.uuid(), personId: z.uuid() }),
]);

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await request.formData();
  const [word, ...about] = String(form.get('act')).split('.');
  const people = form.getAll(word === 'give' ? `people.${about[0]}` : 'people').filter(Boolean);
  const named = word === 'give' ? { course: about[0] } : word === 'over' ? { from: about[0] } : { hitId: about[0], personId: about[1] };
  const act = Act.safeParse({ ...Object.fromEntries(form), ...named, act: word, people });
  const actor = await actorOf({ context, request, slug: params.school });
  const done = await refusalOf(async () => {
    if (!act.success) throw invalid('This form cannot be read. Open the page again and choose anew.');
    return as(actor, (scope) => perform(scope, act.data));
  });
  if (!done.ok) return data({ refusal: done.message }, { status: done.status });
  const said = done.value ? `given&n=${done.value.given}&kept=${done.value.kept}` : 'decided';
  return redirect(`?year=${act.data!.year}&done=${said}`);
}

async function perform(scope: Scope, act: z.infer<typeof Act>): Promise<Given | null> {
  if (act.act === 'evenly') return splitQueue(scope, { year: act.year, which: act.which, personIds: act.people });
  if (act.act === 'give') return givePart(scope, { year: act.year, of: { course: act.course }, personIds: act.people });
  if (act.act === 'over') return takeOver(scope, act);
  await decideBetween(scope, act);
  return null;
}

export default function SplitPage({ loaderData, actionData }: Route.ComponentProps) {
  const { school, year, years, said, submission } = loaderData;
  const maySplit = loaderData.maySplit && submission === null;
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title={maySplit ? 'Split among mappers' : 'Who reviews what'}
      lead="Everybody sees their own part of the queue first, and can still answer what nobody has."
      crumbs={[
        { label: 'Curriculum', to: base },
        { label: 'Review', to: `${base}/review${year ? `?year=${year}` : ''}` },
        { label: 'Split' },
      ]}
    >
      <title>{`Split the review · ${school.name} · Concord`}</title>
      {actionData && <FormErrors errors={[{ field: '', message: actionData.refusal }]} />}
      {said.done === 'decided' && <Note kind="success" title="That answer counts now" isAnswer />}
      {said.done === 'given' && (
        <Note kind="success" title={`${count(said.n, 'activity', 'activities')} changed hands`} isAnswer>
          {said.kept > 0 &&
            `${count(said.kept, 'activity', 'activities')} stayed where they are: one of two people has answered there already.`}
        </Note>
      )}
      {year === null ? (
        <Empty title="Nothing to split yet">Once a curriculum is brought in and scanned, its suggestions can be split here.</Empty>
      ) : (
        <>
          <Years years={years} year={year} />
          {submission && <Submitted year={year} submission={submission} base={base} />}
          <Section title="Who has what">
            <People split={{ ...loaderData, year }} />
          </Section>
          {maySplit && (
            <>
              <Section title="Evenly">
                <Evenly split={{ ...loaderData, year }} />
              </Section>
              <Section title="By course">
                <ByCourse split={{ ...loaderData, year }} />
              </Section>
              <Section title="Answered differently by two">
                <Differences split={{ ...loaderData, year }} base={base} />
              </Section>
              <Section title="How far two agree">
                <Agreements split={loaderData} />
              </Section>
              <p>
                To choose single activities, <a href={`${base}/review/list?year=${year}&state=open`}>choose them in the list</a>.
              </p>
            </>
          )}
          <Defined figures={['review-agreement', 'hit']} />
        </>
      )}
    </Page>
  );
}
