import { sql } from 'kysely';
import { appendEvent, publish } from '#app/platform/events.server.ts';
import { firstWords } from '#app/platform/markdown.ts';
import { conflict, forbidden, invalid } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { freeSlug } from '#app/platform/slug.ts';
import {
  cancelOccasion,
  changeOccasion,
  dropOccasion,
  makeOccasion,
  publishOccasion,
  removeSampleOccasions,
} from '../../attendance/commands.server.ts';
import type { OccasionDraft } from '../../attendance/occasion.ts';
import { isOfSample } from '../../members/queries.server.ts';
import { mayKeepEvent, mayRemoveSampleForum } from '../rules.ts';
import { assertSeen, plannedHere } from './event.ts';
import { formOf, movedTo } from './proposal.ts';
import { assertMayKeepEvent, assertMayKeepLocked, wholeEvent } from './queries.server.ts';
import { EventForm, type Move } from './schema.ts';

/** Names that addresses below /forum and /w/forum use themselves. */
const reserved = ['series', 'speakers', 'new'];

/** Plans an event with its occasion, both drafts that nobody else sees; answers the name in its address, which stays. */
export async function planEvent(scope: Scope, said: EventForm): Promise<string> {
  const { actor, tx } = scope;
  if (!mayKeepEvent(actor, { forSchoolId: said.school }))
    throw forbidden('plan this event', 'The convener does, and a lead for the own school.');
  const slug = await freeEventSlug(scope, said.title);
  const isSample = await isOfSample(scope);
  const occasionId = await makeOccasion(scope, occasionFrom(said, slug), { isSample });
  const { id } = await tx
    .insertInto('forumEvent')
    .values({ ...wordsFrom(said), slug, occasionId, forSchoolId: said.school, isSample, plannedBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await keepCompetencies(scope, id, said.competencies);
  await appendEvent(scope, { verb: 'plan', subject: 'forum_event', subjectId: id, after: recorded(said) });
  return slug;
}

/** A short name that no event has, also none that the asking person may not see. Two who plan at once wait for one another. */
async function freeEventSlug({ tx }: Scope, title: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('forum slug'))`.execute(tx);
  const taken = [...reserved];
  for (;;) {
    const slug = freeSlug(title, taken, 'event');
    const { rows } = await sql<{ isTaken: boolean }>`select is_forum_slug(${slug}) as is_taken`.execute(tx);
    if (!rows[0]!.isTaken) return slug;
    taken.push(slug);
  }
}

/** Changes an event and its occasion. Of a published one, whoever registered is told what concerns them: answers whether there is anybody to tell, after the scope. */
export async function changeEvent(scope: Scope, slug: string, said: EventForm): Promise<boolean> {
  const { tx } = scope;
  const event = await assertMayKeepLocked(scope, slug);
  const occasionId = plannedHere(event);
  assertSeen(said.seen, event.changedAt, 'this event');
  const isToTell = await changeOccasion(scope, occasionId, occasionFrom({ ...said, school: event.forSchoolId }, slug));
  await tx
    .updateTable('forumEvent')
    .set({ ...wordsFrom(said), changedAt: sql<Date>`date_trunc('milliseconds', clock_timestamp())` })
    .where('id', '=', event.id)
    .execute();
  await keepCompetencies(scope, event.id, said.competencies);
  const { title, description, host, topics } = event;
  await appendEvent(scope, {
    verb: 'change',
    subject: 'forum_event',
    subjectId: event.id,
    before: { title, description, host, topics },
    after: recorded(said),
  });
  await publish(scope);
  return isToTell;
}

/** Moves an event to another day and hour, with all else as it stands. Answers as a change does. */
export async function moveEvent(scope: Scope, slug: string, { seen, ...to }: Move): Promise<boolean> {
  const whole = await wholeEvent(scope, slug);
  plannedHere(whole.event);
  const form = EventForm.safeParse(movedTo(formOf(whole), to));
  if (!form.success) throw invalid(form.error.issues[0]!.message);
  return changeEvent(scope, slug, { ...form.data, seen });
}

/** Shows a draft to everybody and opens its registration. */
export async function publishEvent(scope: Scope, slug: string): Promise<void> {
  const event = await assertMayKeepEvent(scope, slug);
  if (event.publishedAt !== null) throw conflict('This event is published already.');
  await publishOccasion(scope, plannedHere(event));
  await scope.tx.updateTable('forumEvent').set({ publishedAt: sql<Date>`now()` }).where('id', '=', event.id).execute();
  await appendEvent(scope, { verb: 'publish', subject: 'forum_event', subjectId: event.id });
  await publish(scope);
}

/** Cancels a published event: its page, its calendar and a mail to whoever registered say so. Send notices after the scope. */
export async function cancelEvent(scope: Scope, slug: string, because: string): Promise<void> {
  const event = await assertMayKeepEvent(scope, slug);
  await cancelOccasion(scope, plannedHere(event), because);
  await appendEvent(scope, { verb: 'cancel', subject: 'forum_event', subjectId: event.id, after: { because } });
  await publish(scope);
}

/** Takes a draft away that was never shown. */
export async function dropEvent(scope: Scope, slug: string): Promise<void> {
  const event = await assertMayKeepEvent(scope, slug);
  await dropOccasion(scope, plannedHere(event));
  await appendEvent(scope, { verb: 'drop', subject: 'forum_event', subjectId: event.id, before: { title: event.title } });
}

/** Removes what is invented of the forum: events with their occasions, series, speakers. Cited events stay. */
export async function removeSampleForum(scope: Scope): Promise<void> {
  const { actor, tx } = scope;
  if (!mayRemoveSampleForum(actor)) throw forbidden('remove the sample');
  await tx.deleteFrom('forumEvent').where('isSample', '=', true).execute();
  await removeSampleOccasions(scope);
  await tx.deleteFrom('forumSeries').where('isSample', '=', true).execute();
  await tx.deleteFrom('forumSpeaker').where('isSample', '=', true).execute();
  await appendEvent(scope, { verb: 'remove-sample', subject: 'forum_event', subjectId: null });
  await publish(scope);
}

function occasionFrom(said: EventForm, slug: string): OccasionDraft {
  return {
    title: said.title,
    summary: firstWords(said.description, 500),
    page: `/forum/${slug}`,
    startsAt: said.startsAt,
    endsAt: said.endsAt,
    timeZone: said.timeZone,
    place: said.place,
    link: said.link,
    audience: said.audience,
    takesRegistration: said.takesRegistration,
    capacity: said.capacity,
    registrationOpensAt: said.registrationOpensAt,
    registrationClosesAt: said.registrationClosesAt,
    recordsAttendance: said.recordsAttendance,
    minimumMinutes: said.minimumMinutes,
    givesCertificate: said.givesCertificate,
    certificateWords: said.certificateWords,
    certificateMinutes: said.certificateMinutes,
    keepsMailDays: said.keepsMailDays,
    bySchoolId: said.school,
    hostId: null,
    competencies: said.competencies,
    creditBy: said.accreditedBy ?? '',
  };
}

function wordsFrom({ description, host, topics, mode, language, captions, accreditedBy, questions, series }: EventForm) {
  return { description, host, topics, mode, language, captions, accreditedBy, takesQuestions: questions, seriesId: series };
}

/** What the record keeps of a form: not the meeting link, which the record's readers need not have. */
function recorded({ link, seen, ...said }: EventForm) {
  return said;
}

async function keepCompetencies({ tx }: Scope, eventId: string, stableIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('forumEventCompetency').where('eventId', '=', eventId).execute();
  if (stableIds.length > 0)
    await tx
      .insertInto('forumEventCompetency')
      .values(stableIds.map((competencyStableId) => ({ eventId, competencyStableId })))
      .execute();
}
