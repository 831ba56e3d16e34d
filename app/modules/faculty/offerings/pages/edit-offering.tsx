import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { answerForm } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { tellNow } from '../../../attendance/notices/jobs.server.ts';
import { dayHere, zoneChoices } from '../../../members/time-zone.ts';
import { facultyActor, inFaculty } from '../../in-faculty.server.ts';
import { programmeNamed } from '../../programmes/queries.server.ts';
import { changeOffering } from '../commands.server.ts';
import { allOfferingLabels } from '../form.ts';
import { formOfOffering } from '../offering.ts';
import { OfferingFields } from '../parts/offering-fields.tsx';
import { offeringToChange, whoMayTeach } from '../queries.server.ts';
import { OfferingForm } from '../schema.ts';
import type { Route } from './+types/edit-offering';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return inFaculty({ context, request, offering: params.offering }, async (scope) => {
    const offering = await offeringToChange(scope, params.offering);
    const { forSchoolId } = await programmeNamed(scope, offering.programmeSlug);
    const known = await whoMayTeach(scope, offering.programmeId, dayHere(new Date()));
    // Who teaches already can stay, also where the reader does not see their standing.
    const others = offering.trainers.filter(({ personId }) => !known.some((each) => each.personId === personId));
    return {
      title: offering.title,
      isPublished: offering.publishedAt !== null,
      isOpenToChoice: offering.publishedAt === null && forSchoolId === null && offering.forSchoolId !== null,
      values: formOfOffering(offering),
      candidates: [...known, ...others.map(({ personId, name }) => ({ personId, name, step: 'facilitator' as const }))],
      zones: zoneChoices(),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await facultyActor({ context, request, offering: params.offering });
  const acted = await answerForm('change', { schema: OfferingForm, form: await request.formData() }, async (said) => {
    if (await as(actor, (scope) => changeOffering(scope, params.offering, said))) await tellNow();
    return undefined;
  });
  return acted.ok ? redirect(`/w/faculty/offerings/${params.offering}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function EditOffering({ loaderData, actionData, params }: Route.ComponentProps) {
  const { title, isPublished, isOpenToChoice, candidates, zones } = loaderData;
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? loaderData.values;
  const page = `/w/faculty/offerings/${params.offering}`;
  return (
    <Page
      title={`Change “${title}”`}
      lead={
        isPublished
          ? 'What you save stands at once. Whoever enrolled is told once, of all that changed in time, place or link; a new date is theirs, too.'
          : 'A draft: nobody sees it yet.'
      }
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: title, to: page }, { label: 'Change' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Change an offering · Concord`}</title>
      <FormErrors errors={errors} labels={allOfferingLabels} />
      <form method="post" className="form" noValidate>
        <OfferingFields {...{ values, errors, candidates, zones, isOpenToChoice }} schools={null} />
        <p className="bar">
          <Button kind="primary">Save the offering</Button>
          <a href={page}>Leave without saving</a>
        </p>
      </form>
    </Page>
  );
}
