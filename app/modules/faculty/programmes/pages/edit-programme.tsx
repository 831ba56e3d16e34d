import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { answerForm } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { facultyActor, inFaculty } from '../../in-faculty.server.ts';
import { changeProgramme } from '../commands.server.ts';
import { formOfProgramme, programmeLabels } from '../form.ts';
import { ProgrammeFields } from '../parts/programme-fields.tsx';
import { assertMayKeepProgramme, facultyCompetencies, wholeProgramme } from '../queries.server.ts';
import { ProgrammeForm } from '../schema.ts';
import type { Route } from './+types/edit-programme';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return inFaculty({ context, request, programme: params.programme }, async (scope) => {
    await assertMayKeepProgramme(scope, params.programme);
    const whole = await wholeProgramme(scope, params.programme);
    return {
      title: whole.programme.title,
      state: whole.programme.state,
      values: formOfProgramme(whole),
      competencies: await facultyCompetencies(scope),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await facultyActor({ context, request, programme: params.programme });
  const acted = await answerForm('change', { schema: ProgrammeForm, form: await request.formData() }, (said) =>
    as(actor, (scope) => changeProgramme(scope, params.programme, said)).then(() => undefined),
  );
  return acted.ok ? redirect(`/w/faculty/programmes/${params.programme}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function EditProgramme({ loaderData, actionData, params }: Route.ComponentProps) {
  const { title, state, competencies } = loaderData;
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? loaderData.values;
  const page = `/w/faculty/programmes/${params.programme}`;
  return (
    <Page
      title={`Change “${title}”`}
      lead={
        state === 'draft'
          ? 'A draft: nobody sees it yet.'
          : 'What you save stands at once. Steps that people reached before stand as they were confirmed.'
      }
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: title, to: page }, { label: 'Change' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Change a programme · Concord`}</title>
      <FormErrors errors={errors} labels={programmeLabels} />
      <form method="post" className="form" noValidate>
        <ProgrammeFields values={values} errors={errors} schools={null} competencies={competencies} />
        <p className="bar">
          <Button kind="primary">Save the programme</Button>
          <a href={page}>Leave without saving</a>
        </p>
      </form>
    </Page>
  );
}
