import { data, redirect } from 'react-router';
import * as z from 'zod';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { answerForm } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { day } from '#app/ui/date.ts';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { allSchools } from '../../../members/queries.server.ts';
import { zoneChoices } from '../../../members/time-zone.ts';
import { mayKeepForum, mayPlan } from '../../rules.ts';
import { planEvent } from '../commands.server.ts';
import { forumActor, inForum } from '../in-forum.server.ts';
import { EventFields, eventLabels } from '../parts/event-fields.tsx';
import { dayWarning, proposedPlan } from '../proposal.ts';
import { allSeries, forumCompetencies, newestOf, wholeEvent } from '../queries.server.ts';
import { EventForm, Slug } from '../schema.ts';
import type { Route } from './+types/new-event';

const Search = z.object({ series: Slug.optional().catch(undefined), copy: Slug.optional().catch(undefined) });

export function loader({ context, request }: Route.LoaderArgs) {
  const search = Search.parse(Object.fromEntries(new URL(request.url).searchParams));
  return inForum({ context, request }, async (scope) => {
    const { actor } = scope;
    if (!mayPlan(actor)) throw forbidden('plan an event', 'The convener does, and leads of schools.');
    const series = await allSeries(scope);
    const chosen = series.find(({ slug }) => slug === search.series) ?? null;
    const last = chosen ? ((await newestOf(scope, chosen.id)) ?? null) : null;
    const copy = search.copy ?? last?.slug;
    const earlier = copy === undefined ? null : await wholeEvent(scope, copy);
    const values = proposedPlan({ earlier, series: chosen, last, now: new Date() });
    return {
      series,
      copied: earlier?.event.title ?? null,
      values: mayKeepForum(actor) ? values : { ...values, school: actor.school!.id },
      competencies: await forumCompetencies(scope),
      zones: zoneChoices(),
      schools: mayKeepForum(actor)
        ? [{ id: '', title: 'the collaborative' }, ...(await allSchools(scope)).map(({ id, name }) => ({ id, title: name }))]
        : [{ id: actor.school!.id, title: actor.school!.name }],
    };
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await forumActor({ context, request });
  let slug = '';
  const acted = await answerForm('plan', { schema: EventForm, form: await request.formData() }, async (said) => {
    slug = await as(actor, (scope) => planEvent(scope, said));
    return undefined;
  });
  return acted.ok ? redirect(`/w/forum/${slug}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function NewEvent({ loaderData, actionData }: Route.ComponentProps) {
  const { series, schools, competencies, copied, zones } = loaderData;
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? loaderData.values;
  const warning = values.day ? dayWarning(values.day) : null;
  const proposing = series.filter(({ nth }) => nth !== null);
  return (
    <Page
      title="Plan an event"
      lead="It is a draft until you publish it. Nobody is told before that."
      crumbs={[{ label: 'Forum', to: '/w/forum' }, { label: 'Plan an event' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Plan an event · Concord`}</title>
      {proposing.length > 0 && (
        <p className="bar">
          {proposing.map(({ slug, title }) => (
            <a key={slug} href={`/w/forum/new?series=${slug}`}>{`Propose the next of ${title}`}</a>
          ))}
        </p>
      )}
      {copied !== null && <p className="muted">Copied from “{copied}”. Look it through: the title, too, is the earlier one’s.</p>}
      {warning && (
        <Note kind="attention" title={`${day(values.day!)}: look twice at this day`}>
          {`${warning} Choose another, or keep it.`}
        </Note>
      )}
      <FormErrors errors={errors} labels={eventLabels} />
      <form method="post" className="form" noValidate>
        <EventFields values={values} errors={errors} schools={schools} series={series} zones={zones} competencies={competencies} />
        <p className="bar">
          <Button kind="primary">Keep as a draft</Button>
          <a href="/w/forum">Leave without planning</a>
        </p>
      </form>
    </Page>
  );
}
