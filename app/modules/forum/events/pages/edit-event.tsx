import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { answerForm } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { tellNow } from '../../../attendance/notices/jobs.server.ts';
import { zoneChoices } from '../../../members/time-zone.ts';
import { changeEvent } from '../commands.server.ts';
import { forumActor, inForum } from '../in-forum.server.ts';
import { EventFields, eventLabels } from '../parts/event-fields.tsx';
import { formOf } from '../proposal.ts';
import { allSeries, assertMayKeepEvent, forumCompetencies, wholeEvent } from '../queries.server.ts';
import { EventForm } from '../schema.ts';
import type { Route } from './+types/edit-event';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return inForum({ context, request, event: params.event }, async (scope) => {
    const event = await assertMayKeepEvent(scope, params.event);
    return {
      event,
      values: formOf(await wholeEvent(scope, params.event)),
      series: await allSeries(scope),
      competencies: await forumCompetencies(scope),
      zones: zoneChoices(),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await forumActor({ context, request, event: params.event });
  const acted = await answerForm('change', { schema: EventForm, form: await request.formData() }, async (said) => {
    if (await as(actor, (scope) => changeEvent(scope, params.event, said))) await tellNow();
    return undefined;
  });
  return acted.ok ? redirect(`/w/forum/${params.event}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function EditEvent({ loaderData, actionData }: Route.ComponentProps) {
  const { event, series, competencies, zones } = loaderData;
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? loaderData.values;
  return (
    <Page
      title={`Change “${event.title}”`}
      lead={
        event.publishedAt === null
          ? 'A draft: nobody sees it yet.'
          : 'What you save stands on the public page at once. Whoever registered is told of another time, place or link.'
      }
      crumbs={[{ label: 'Forum', to: '/w/forum' }, { label: event.title, to: `/w/forum/${event.slug}` }, { label: 'Change' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Change an event · Concord`}</title>
      <FormErrors errors={errors} labels={eventLabels} />
      <form method="post" className="form" noValidate>
        <EventFields values={values} errors={errors} schools={null} series={series} zones={zones} competencies={competencies} />
        <p className="bar">
          <Button kind="primary">Save the event</Button>
          <a href={`/w/forum/${event.slug}`}>Leave without saving</a>
        </p>
      </form>
    </Page>
  );
}
