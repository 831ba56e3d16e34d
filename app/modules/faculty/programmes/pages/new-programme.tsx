import { data, redirect } from 'react-router';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { answerForm } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { allSchools } from '../../../members/queries.server.ts';
import { facultyActor, inFaculty } from '../../in-faculty.server.ts';
import { mayKeepProgramme, mayKeepSomeProgramme } from '../../rules.ts';
import { beginProgramme } from '../commands.server.ts';
import { programmeLabels } from '../form.ts';
import { ProgrammeFields } from '../parts/programme-fields.tsx';
import { facultyCompetencies } from '../queries.server.ts';
import { ProgrammeForm } from '../schema.ts';
import type { Route } from './+types/new-programme';

export function loader({ context, request }: Route.LoaderArgs) {
  return inFaculty({ context, request }, async (scope) => {
    const { actor } = scope;
    if (!mayKeepSomeProgramme(actor)) throw forbidden('begin a programme', 'The convener does, and leads of schools.');
    const competencies = await facultyCompetencies(scope);
    const about = new URL(request.url).searchParams.get('competency');
    return {
      competencies,
      // Whoever comes from a need or a competency means that one.
      ticked: Object.fromEntries(
        competencies.filter(({ stableId }) => stableId === about).map(({ stableId }) => [`competency.${stableId}`, 'yes']),
      ),
      schools: mayKeepProgramme(actor, { forSchoolId: null })
        ? [{ id: '', title: 'the collaborative' }, ...(await allSchools(scope)).map(({ id, name }) => ({ id, title: name }))]
        : [{ id: actor.school!.id, title: actor.school!.name }],
    };
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await facultyActor({ context, request });
  let slug = '';
  const acted = await answerForm('begin', { schema: ProgrammeForm, form: await request.formData() }, async (said) => {
    slug = await as(actor, (scope) => beginProgramme(scope, said));
    return undefined;
  });
  return acted.ok ? redirect(`/w/faculty/programmes/${slug}${acted.done}`) : data(acted.refused, { status: acted.status });
}

/** What the path of a new programme begins with; all of it can be changed. */
const proposed = {
  'step.learner.attended': '2',
  'step.facilitator.taught': '2',
  'step.facilitator.readBack': 'yes',
  'step.facilitator.refresh': '24',
  'step.trainer.refresh': '36',
};

export default function NewProgramme({ loaderData, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? {
    ...proposed,
    ...loaderData.ticked,
    school: loaderData.schools[0]?.id ?? '',
  };
  return (
    <Page
      title="Begin a programme"
      lead="What it is for, its sessions in order, and the path from learner to trainer. It is a draft until you open it."
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: 'Begin a programme' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Begin a programme · Concord`}</title>
      <FormErrors errors={errors} labels={programmeLabels} />
      <form method="post" className="form" noValidate>
        <ProgrammeFields values={values} errors={errors} schools={loaderData.schools} competencies={loaderData.competencies} />
        <p className="bar">
          <Button kind="primary">Keep as a draft</Button>
          <a href="/w/faculty">Leave without saving</a>
        </p>
      </form>
    </Page>
  );
}
