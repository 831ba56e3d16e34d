import { data, redirect } from 'react-router';
import * as z from 'zod';
import { as } from '#app/platform/scope.server.ts';
import { type Acted, answerForm, refusalOf } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { AskedButton } from '#app/ui/dialog.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { tellNow } from '../../../attendance/notices/jobs.server.ts';
import { OccasionLinks } from '../../../attendance/parts/occasion-links.tsx';
import { Cancellation } from '../../../attendance/schema.ts';
import { cancelEvent, dropEvent, moveEvent, publishEvent } from '../../events/commands.server.ts';
import { hostTime, isComing } from '../../events/event.ts';
import { forumActor, inForum } from '../../events/in-forum.server.ts';
import { dropItem, useItem } from '../../events/item-commands.server.ts';
import { dayWarning } from '../../events/proposal.ts';
import { EventItem, Move } from '../../events/schema.ts';
import { bringSpeaker, discloseInterests, dropSpeaker } from '../../speakers/commands.server.ts';
import { Disclosure, EventSpeaker } from '../../speakers/schema.ts';
import { DeskDay, dayLabels } from '../parts/desk-day.tsx';
import { DeskMaterial } from '../parts/desk-material.tsx';
import { DeskSpeakers } from '../parts/desk-speakers.tsx';
import { plannedEvent } from '../plan-queries.server.ts';
import type { Route } from './+types/desk';

const DeskSearch = z.object({
  find: z.string().trim().max(200).catch('').default(''),
  done: z.string().nullable().catch(null).default(null),
});

export function loader({ context, params, request }: Route.LoaderArgs) {
  return inForum({ context, request, event: params.event }, async (scope) => {
    const { find, done } = DeskSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
    const planned = await plannedEvent(scope, params.event, { find });
    return { ...planned, isComing: isComing(planned.event, new Date()), find, done };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await forumActor({ context, request, event: params.event });
  const slug = params.event;
  const form = await request.formData();
  const act = String(form.get('act'));
  const acts: Readonly<Record<string, () => Promise<Acted>>> = {
    publish: () =>
      answerForm(act, { schema: z.object({}), form }, async () => void (await as(actor, (scope) => publishEvent(scope, slug)))),
    cancel: () =>
      answerForm(act, { schema: Cancellation, form }, async ({ because }) => {
        await as(actor, (scope) => cancelEvent(scope, slug, because));
        await tellNow();
        return undefined;
      }),
    move: () =>
      answerForm(act, { schema: Move, form }, async (said) => {
        if (await as(actor, (scope) => moveEvent(scope, slug, said))) await tellNow();
        return undefined;
      }),
    use: () =>
      answerForm(act, { schema: EventItem, form }, async ({ item }) => {
        await as(actor, (scope) => useItem(scope, slug, item));
        return '#material';
      }),
    'drop-item': () =>
      answerForm(act, { schema: EventItem, form }, async ({ item }) => {
        await as(actor, (scope) => dropItem(scope, slug, item));
        return '#material';
      }),
    bring: () =>
      answerForm(
        act,
        { schema: EventSpeaker, form },
        async ({ speaker }) => void (await as(actor, (scope) => bringSpeaker(scope, slug, speaker))),
      ),
    take: () =>
      answerForm(
        act,
        { schema: EventSpeaker, form },
        async ({ speaker }) => void (await as(actor, (scope) => dropSpeaker(scope, slug, speaker))),
      ),
    disclose: () =>
      answerForm(
        act,
        { schema: Disclosure, form },
        async (said) => void (await as(actor, (scope) => discloseInterests(scope, slug, said))),
      ),
  };
  if (act === 'drop') {
    const dropped = await refusalOf(() => as(actor, (scope) => dropEvent(scope, slug)));
    return dropped.ok
      ? redirect('/w/forum')
      : data({ act, errors: [{ field: '', message: dropped.message }], values: {} }, { status: dropped.status });
  }
  const acted = await acts[act]?.();
  if (!acted) return data({ act, errors: [{ field: '', message: 'Choose what to do.' }], values: {} }, { status: 400 });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const done: Readonly<Record<string, string>> = {
  plan: 'The draft is kept. Name who speaks, then publish it',
  change: 'The event is saved',
  publish: 'The event is public, and people can register',
  cancel: 'The event is cancelled, and whoever registered is told',
  bring: 'The speaker is named for this event',
  take: 'The speaker is taken out',
  disclose: 'What they disclose is kept',
  move: 'The event has moved, and whoever registered is told',
  use: 'The item is linked: each page leads to the other',
  'drop-item': 'The item is taken out',
};
const labels = { ...dayLabels, speaker: 'Speaker', disclosure: 'What they disclose' };

export default function Desk({ loaderData, actionData }: Route.ComponentProps) {
  const { event, occasion, speakers, others, questions, recap, items, found, find } = loaderData;
  const { slug, title, status, publishedAt, occasionId, startsAt, timeZone } = event;
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? {};
  const isDraft = publishedAt === null;
  const isPlanned = occasionId !== null;
  const warning = loaderData.isComing && startsAt && timeZone ? dayWarning(isoDayIn(startsAt, timeZone)) : null;
  return (
    <Page
      title={title}
      lead={isDraft ? 'A draft: nobody sees it before you publish it.' : undefined}
      status={status === 'cancelled' ? 'Cancelled' : undefined}
      crumbs={[{ label: 'Forum', to: '/w/forum' }, { label: title }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${title} · Concord`}</title>
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {warning && (
        <Note kind="attention" title="Look twice at this day">
          {`${warning} Change the date, or keep it.`}
        </Note>
      )}
      <Facts
        facts={[
          ['When', hostTime(event)],
          ['Where', event.place || null],
          ['For', event.audience === 'faculty' ? 'faculty of the schools' : isPlanned ? 'everyone' : null],
          ['Organised by', event.organiser ?? 'the collaborative'],
          ['Series', event.seriesTitle],
        ]}
      />
      <form method="post" className="bar">
        {isPlanned && isDraft && (
          <Button kind="primary" name="act" value="publish">
            Publish, and open registration
          </Button>
        )}
        {isPlanned && status !== 'cancelled' && <ButtonLink href={`/w/forum/${slug}/edit`}>Change, or move the date</ButtonLink>}
        {!isDraft && <a href={`/forum/${slug}`}>The public page</a>}
        {isPlanned && <a href={`/w/forum/new?copy=${slug}`}>Plan another like it</a>}
        {isPlanned && isDraft && (
          <AskedButton id="drop" opens="Take the draft away" title="Take this draft away?" value="drop" act="Take it away for good">
            <p>What was written of this event is gone then. Nobody can bring it back.</p>
          </AskedButton>
        )}
      </form>
      {!isDraft && isPlanned && (
        <Section title="Who comes, and what they say">
          {occasion && <OccasionLinks occasion={occasion} />}
          <p className="bar">
            <a href={`/w/forum/${slug}/questions`}>
              {questions > 0 ? `${count(questions, 'question waits', 'questions wait')} for you` : 'Questions sent beforehand'}
            </a>
          </p>
        </Section>
      )}
      <DeskSpeakers {...{ event, speakers, others, errors }} />
      {isPlanned && <DeskMaterial {...{ items, found, find }} />}
      {!loaderData.isComing && !isDraft && status !== 'cancelled' && (
        <Section title="Recap">
          <p>
            {recap?.publishedAt
              ? 'The recap stands on the public page.'
              : 'What was said, three things to try, slides and recording, for whoever was not there.'}
          </p>
          <p className="bar">
            <ButtonLink kind={recap?.publishedAt ? 'plain' : 'primary'} href={`/w/forum/${slug}/recap`}>
              {recap === null ? 'Write the recap' : 'Go on with the recap'}
            </ButtonLink>
          </p>
        </Section>
      )}
      {isPlanned && status !== 'cancelled' && <DeskDay {...{ event, errors, values }} isComing={loaderData.isComing} />}
    </Page>
  );
}
