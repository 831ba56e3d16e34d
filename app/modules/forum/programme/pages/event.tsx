import { data, redirect } from 'react-router';
import { visitor } from '#app/platform/actor.ts';
import type { EventFacts } from '#app/platform/linked-data.ts';
import { eventLd } from '#app/platform/linked-data.ts';
import { originOf } from '#app/platform/open-answer.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { answerForm, publicHeaders, publicly, requestContext } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { isoWithOffset } from '#app/ui/instant.ts';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Prose } from '#app/ui/prose.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { ItemList } from '../../../library/reading/parts/item-list.tsx';
import { type ForumEvent, hostTime, isComing, languageWords, readerTime } from '../../events/event.ts';
import { askAtForum } from '../../questions/commands.server.ts';
import { QuestionForm } from '../../questions/schema.ts';
import { RecapReading } from '../../recap/parts/recap-reading.tsx';
import type { NamedSpeaker } from '../../speakers/queries.server.ts';
import { Cited } from '../parts/cited.tsx';
import { Clock } from '../parts/clock.tsx';
import { EventTags } from '../parts/event-list.tsx';
import { Subscribe } from '../parts/subscribe.tsx';
import { eventPage } from '../queries.server.ts';
import { programmeSearch, withZone } from '../schema.ts';
import type { Route } from './+types/event';

export const headers = publicHeaders;

export async function loader({ params, request }: Route.LoaderArgs) {
  const { occasion, ...shown } = await publicly((scope) => eventPage(scope, params.event));
  const now = new Date();
  return {
    ...shown,
    registers: occasion?.takesRegistration === true && (occasion.registrationClosesAt ?? occasion.endsAt) > now,
    registersUntil: occasion?.registrationClosesAt ?? null,
    zone: programmeSearch(request).zone,
    origin: originOf(request),
    isComing: isComing(shown.event, now),
    isAsked: new URL(request.url).searchParams.get('done') === 'ask',
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { address: network } = context.get(requestContext);
  const { zone } = programmeSearch(request);
  const acted = await answerForm('ask', { schema: QuestionForm, form: await request.formData() }, async (said) => {
    await as(visitor, (scope) => askAtForum(scope, params.event, { ...said, network }));
    return undefined;
  });
  if (!acted.ok) return data(acted.refused, { status: acted.status });
  return redirect(`${withZone(`/forum/${params.event}?done=ask`, zone)}#questions`);
}

const labels = { words: 'Your question', askedAs: 'Your name, or who you are' };

export default function EventPage({ loaderData, actionData }: Route.ComponentProps) {
  const { event, speakers, competencies, questions, recap, items, zone, origin, isAsked, registers, registersUntil } = loaderData;
  const { title, description, summary, status } = event;
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? {};
  const ld = linkedFacts(event, speakers);
  const shared = fieldsOf(labels, values, errors);
  return (
    <Page
      title={title}
      crumbs={[
        { label: 'Forum', to: withZone('/forum', zone) },
        ...(event.seriesSlug === null ? [] : [{ label: event.seriesTitle!, to: withZone(`/forum/series/${event.seriesSlug}`, zone) }]),
        { label: title },
      ]}
      status={event.isSample ? 'A sample: this event and its people are invented.' : undefined}
    >
      <PublicHead
        title={`${errors.length > 0 ? 'Error: ' : ''}${title}`}
        description={summary || `${title}: ${hostTime(event)}.`}
        ld={ld === null ? undefined : (site) => eventLd(site, ld)}
      />
      {status === 'cancelled' && (
        <Note kind="danger" title="This event does not take place">
          Whoever registered has been told. It stays here so that nobody waits for it.
        </Note>
      )}
      {status !== 'cancelled' && event.movedFrom !== null && event.timeZone !== null && (
        <Note kind="attention" title="This event has moved">
          {`It was to begin on ${hostTime({ ...event, startsAt: event.movedFrom, endsAt: event.movedFrom }).replace(/ to .*? /, ' ')}.`}
        </Note>
      )}
      <FormErrors errors={errors} labels={labels} />
      <Facts facts={whenAndWhere(event, zone)} />
      <Cited of={event} />
      <EventTags event={{ ...event, movedFrom: null, status: 'published', isSample: false }} />
      {event.startsAt !== null && <Clock zone={zone} />}
      {description && <Prose markdown={description} />}
      {loaderData.isComing && event.accreditedBy !== null && <Disclosures by={event.accreditedBy} speakers={speakers} />}
      {registers && status === 'published' && (
        <p className="bar no-print">
          <ButtonLink kind="primary" href={`/occasions/${event.occasionId}/register`}>
            Register
          </ButtonLink>
          <span className="muted">
            {registersUntil !== null && event.timeZone !== null && `Until the end of ${dayIn(registersUntil, event.timeZone)}. `}
            You need no account. The link to join comes by mail.
          </span>
        </p>
      )}
      {recap !== null && <RecapReading slug={event.slug} recap={recap} />}
      {speakers.length > 0 && (
        <Section title={speakers.length === 1 ? 'Speaker' : 'Speakers'}>
          <ul className="names">
            {speakers.map(({ slug, name, role, affiliation }) => (
              <li key={slug}>
                <a href={withZone(`/forum/speakers/${slug}`, zone)}>{name}</a>
                <span className="muted">{[role, affiliation].filter(Boolean).map((words) => `, ${words}`)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {items.length > 0 && (
        <Section title="From the library">
          <ItemList items={items} />
        </Section>
      )}
      {(competencies.length > 0 || event.topics.length > 0) && (
        <Section title="What it is about">
          <ul className="links">
            {event.topics.map((topic) => (
              <li key={topic}>
                <a href={withZone(`/forum?topic=${encodeURIComponent(topic)}`, zone)}>{topic}</a>
              </li>
            ))}
            {competencies.map(({ code, shortTitle }) => (
              <li key={code}>
                <a href={`/competencies/${code}`}>{shortTitle}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {(questions.length > 0 || (loaderData.isComing && event.takesQuestions && event.occasionId !== null && status !== 'cancelled')) && (
        <Section title="Questions sent beforehand" id="questions">
          {isAsked && (
            <Note kind="success" title="Your question has arrived" isAnswer>
              A moderator reads it first. Then it stands here, and whoever speaks sees it.
            </Note>
          )}
          {questions.length > 0 && (
            <ul className="news">
              {questions.map(({ id, words, askedAs }) => (
                <li key={id}>
                  <p className="lines">{words}</p>
                  {askedAs && <p className="muted">{askedAs}</p>}
                </li>
              ))}
            </ul>
          )}
          {loaderData.isComing && event.takesQuestions && event.occasionId !== null && status !== 'cancelled' && (
            <form method="post" className="form no-print" noValidate>
              <Field
                kind="textarea"
                rows={3}
                {...shared('words')}
                help="Please name nobody, and no patient. A moderator reads it before anybody else does."
              />
              <Field {...shared('askedAs')} isOptional help="It would stand beside your question. Leave it empty to ask without a name." />
              <div hidden>
                <Field name="website" label="Leave this empty" autoComplete="off" />
              </div>
              <p className="bar">
                <Button>Send the question</Button>
              </p>
            </form>
          )}
        </Section>
      )}
      <Section title="Details">
        <Facts facts={detailsOf(event)} />
      </Section>
      {event.startsAt !== null && <Subscribe path={`/forum/${event.slug}.ics`} of="this event" origin={origin} />}
    </Page>
  );
}

/** What one wants to know first. */
function whenAndWhere(event: ForumEvent, zone: string | null): Array<readonly [string, string | null]> {
  return [
    ['When', event.startsAt === null ? `${hostTime(event)} (the day is not published)` : hostTime(event)],
    ['For you', readerTime(event, zone)],
    ['Where', event.place || null],
    ['Host', event.host || null],
    ['For', event.audience === null ? null : event.audience === 'everyone' ? 'everyone' : 'faculty of the schools'],
  ];
}

function detailsOf(event: ForumEvent): Array<readonly [string, string | null]> {
  return [
    ['How', { online: 'online', 'in person': 'in person', both: 'online and in person' }[event.mode]],
    ['Organised by', event.organiser],
    ['Language', event.occasionId === null ? null : languageWords(event.language)],
    ['Captions', event.occasionId === null ? null : event.captions === null ? 'none' : languageWords(event.captions)],
    ['Accredited by', event.accreditedBy],
  ];
}

/** What speakers of an accredited event disclose, where everybody reads it before they register. */
function Disclosures({ by, speakers }: { by: string; speakers: readonly NamedSpeaker[] }) {
  return (
    <Section title="Interests of the speakers">
      <p>{by} asks speakers to disclose financial and other interests. This is what they told.</p>
      <Facts facts={speakers.map(({ name, disclosure }) => [name, disclosure ?? 'has not told yet'])} />
    </Section>
  );
}

/** The event for programs; null when its hour is not known. */
function linkedFacts(event: ForumEvent, speakers: readonly NamedSpeaker[]): EventFacts | null {
  const { startsAt, endsAt, timeZone, movedFrom } = event;
  if (startsAt === null || timeZone === null) return null;
  return {
    path: `/forum/${event.slug}`,
    title: event.title,
    description: event.summary,
    starts: isoWithOffset(startsAt, timeZone),
    ends: endsAt && isoWithOffset(endsAt, timeZone),
    status: event.status === 'cancelled' ? 'cancelled' : movedFrom === null ? 'scheduled' : 'moved',
    startedBefore: movedFrom && isoWithOffset(movedFrom, timeZone),
    mode: event.mode,
    place: event.place,
    organizer: event.organiser ?? (event.host || null),
    speakers: speakers.map(({ name }) => ({ name })),
  };
}
