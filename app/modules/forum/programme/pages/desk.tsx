import { data, redirect } from 'react-router';
import * as z from 'zod';
import { as } from '#app/platform/scope.server.ts';
import { type Acted, answerForm, refusalOf } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { AskedButton } from '#app/ui/dialog.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { tellNow } from '../../../attendance/notices/jobs.server.ts';
import { OccasionLinks } from '../../../attendance/parts/occasion-links.tsx';
import { Cancellation } from '../../../attendance/schema.ts';
import { wallTimeOf } from '../../../attendance/wall-time.ts';
import { kindWords } from '../../../library/words.ts';
import { cancelEvent, dropEvent, moveEvent, publishEvent } from '../../events/commands.server.ts';
import { hostTime, isComing } from '../../events/event.ts';
import { forumActor, inForum } from '../../events/in-forum.server.ts';
import { dropItem, useItem } from '../../events/item-commands.server.ts';
import { dayWarning } from '../../events/proposal.ts';
import { EventItem, Move } from '../../events/schema.ts';
import { bringSpeaker, discloseInterests, dropSpeaker } from '../../speakers/commands.server.ts';
import { Disclosure, EventSpeaker } from '../../speakers/schema.ts';
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
const labels = {
  day: 'New day',
  time: 'New time',
  because: 'Why it does not take place',
  speaker: 'Speaker',
  disclosure: 'What they disclose',
};

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
          ['Registered', isPlanned && !isDraft ? registered(event) : null],
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
      <Section title="Speakers" id="speakers">
        {speakers.length > 0 && (
          <Table
            caption="Speakers of this event"
            isCaptionHidden
            rows={speakers}
            rowKey={({ slug: name }) => name}
            columns={[
              { key: 'name', label: 'Name', cell: (speaker) => <a href={`/w/forum/speakers/${speaker.slug}`}>{speaker.name}</a> },
              {
                key: 'public',
                label: 'Public',
                cell: ({ confirmedAt, declinedAt, sourceUrl }) =>
                  declinedAt ? 'does not want to be shown' : confirmedAt ? 'confirmed' : sourceUrl ? 'cited' : 'not before they confirm',
              },
              ...(event.accreditedBy === null
                ? []
                : [
                    {
                      key: 'disclosure',
                      label: 'Discloses',
                      phone: 'line' as const,
                      cell: ({ id, name, disclosure }: (typeof speakers)[number]) => (
                        <form method="post" className="bar">
                          <input type="hidden" name="speaker" value={id} />
                          <input name="disclosure" defaultValue={disclosure ?? ''} aria-label={`What ${name} discloses`} maxLength={2000} />
                          <Button name="act" value="disclose" aria-label={`Keep what ${name} discloses`}>
                            Keep
                          </Button>
                        </form>
                      ),
                    },
                  ]),
              {
                key: 'act',
                label: 'Act',
                phone: 'line',
                cell: ({ id, name }) => (
                  <form method="post">
                    <input type="hidden" name="speaker" value={id} />
                    <Button kind="quiet" name="act" value="take" aria-label={`Take out: ${name}`}>
                      Take out
                    </Button>
                  </form>
                ),
              },
            ]}
          />
        )}
        {others.length > 0 && (
          <form method="post" className="bar fields" noValidate>
            <Field
              kind="select"
              name="speaker"
              label={labels.speaker}
              error={errorOf(errors, 'speaker')}
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Button name="act" value="bring">
              Add to this event
            </Button>
          </form>
        )}
        <p className="bar">
          <a href="/w/forum/speakers/new">Add a speaker who is not in the list</a>
        </p>
      </Section>
      {isPlanned && (
        <Section title="From the library" id="material">
          <p>What the session uses or used. Its page and the item’s lead to each other, for whoever may read both.</p>
          {items.length > 0 && (
            <Table
              caption="Items that this event uses"
              isCaptionHidden
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                { key: 'title', label: 'Item', cell: (item) => item.title },
                { key: 'kind', label: 'Kind', phone: 'bare', cell: ({ kind }) => kindWords[kind] },
                {
                  key: 'act',
                  label: 'Act',
                  phone: 'line',
                  cell: (item) => <ItemAct item={item} act="drop-item" words="Take out" />,
                },
              ]}
            />
          )}
          <form method="get" action="#material" className="bar fields">
            <Field type="search" name="find" label="Find an item of the library" value={find} />
            <Button>Find</Button>
          </form>
          {found !== null && found.length === 0 && <p>Nothing in the library says “{find}”.</p>}
          {found !== null && found.length > 0 && (
            <Table
              caption={`Items that say “${find}”`}
              rows={found}
              rowKey={({ id }) => id}
              columns={[
                { key: 'title', label: 'Item', cell: (item) => item.title },
                { key: 'kind', label: 'Kind', phone: 'bare', cell: ({ kind }) => kindWords[kind] },
                { key: 'owner', label: 'Kept by', cell: ({ owner }) => owner ?? 'the collaborative' },
                {
                  key: 'act',
                  label: 'Act',
                  phone: 'line',
                  cell: (item) => (items.some(({ id }) => id === item.id) ? 'linked' : <ItemAct item={item} act="use" words="Link it" />),
                },
              ]}
            />
          )}
        </Section>
      )}
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
      {isPlanned && status !== 'cancelled' && startsAt !== null && timeZone !== null && (
        <Section title="Another day">
          {!isDraft && <p>Whoever registered is told of the old and the new time.</p>}
          <form method="post" className="bar fields" noValidate>
            <input type="hidden" name="seen" value={values.seen ?? event.changedAt.toISOString()} />
            <Field
              type="date"
              name="day"
              label={labels.day}
              value={values.day ?? isoDayIn(startsAt, timeZone)}
              error={errorOf(errors, 'day')}
            />
            <Field
              type="time"
              name="time"
              label={labels.time}
              value={values.time ?? wallTimeOf(startsAt, timeZone).time}
              error={errorOf(errors, 'time')}
            />
            <Button name="act" value="move">
              Move it
            </Button>
          </form>
        </Section>
      )}
      {isPlanned && !isDraft && loaderData.isComing && status !== 'cancelled' && (
        <Section title="Cancel">
          <form method="post" className="form" noValidate>
            <Field
              name="because"
              label={labels.because}
              value={values.because}
              error={errorOf(errors, 'because')}
              help="Whoever registered reads it in a mail. The page and the calendars keep the event as cancelled."
              isWide
            />
            <p className="bar">
              <Button kind="danger" name="act" value="cancel">
                Cancel the event
              </Button>
            </p>
          </form>
        </Section>
      )}
    </Page>
  );
}

/** A button that links an item of the library, or takes it out. */
function ItemAct({ item, act, words }: { item: { id: string; title: string }; act: 'use' | 'drop-item'; words: string }) {
  return (
    <form method="post">
      <input type="hidden" name="item" value={item.id} />
      <Button kind="quiet" name="act" value={act} aria-label={`${words}: ${item.title}`}>
        {words}
      </Button>
    </form>
  );
}

function registered({
  confirmed,
  waiting,
  capacity,
}: {
  confirmed: number | null;
  waiting: number | null;
  capacity: number | null;
}): string {
  const room = capacity === null ? '' : ` of ${capacity.toLocaleString('en')}`;
  return `${confirmed ?? 0}${room}${waiting ? `; ${count(waiting, 'person waits', 'people wait')}` : ''}`;
}
