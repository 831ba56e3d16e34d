import { sql } from 'kysely';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hexOf } from '#app/platform/secret.server.ts';
import { mayKeepEvent, mayPlan } from '../rules.ts';

function speakerRows({ tx }: Scope) {
  return tx
    .selectFrom('forumSpeaker as s')
    .leftJoin('forumSpeakerPicture as i', 'i.speakerId', 's.id')
    .select(['i.id as pictureId', 'i.words as pictureWords', 'i.width as pictureWidth', 'i.height as pictureHeight'])
    .select([
      's.id',
      's.slug',
      's.forSchoolId',
      's.name',
      's.role',
      's.affiliation',
      's.biography',
      's.link',
      's.sourceTitle',
      's.sourceUrl',
    ])
    .select(['s.confirmedAt', 's.declinedAt', 's.isSample', 's.changedAt']);
}

/** A speaker by the name in an address; missing where the reader may not see them: the public sees whoever confirmed, or is a cited fact. */
export async function speakerNamed(scope: Scope, slug: string) {
  const speaker = await speakerRows(scope).where('s.slug', '=', slug).executeTakeFirst();
  if (!speaker) throw missing('This speaker');
  return speaker;
}

/** The speaker whom somebody is about to change; refused to whoever does not keep them. */
export async function assertMayKeepSpeaker(scope: Scope, slug: string) {
  const speaker = await speakerNamed(scope, slug);
  if (!mayKeepEvent(scope.actor, speaker))
    throw forbidden('change this speaker', 'The convener does, and the lead of the school that added them.');
  return speaker;
}

/** Every speaker whom whoever plans may see, by name, with how far the question to them is. */
export function allSpeakers(scope: Scope) {
  return speakerRows(scope)
    .leftJoin('forumSpeakerContact as c', 'c.speakerId', 's.id')
    .select(['c.mail', 'c.askedAt', 'c.expiresAt'])
    .select(({ selectFrom }) =>
      selectFrom('forumEventSpeaker as e').select(sql<number>`count(*)::int`.as('n')).whereRef('e.speakerId', '=', 's.id').as('events'),
    )
    .orderBy('s.name')
    .execute();
}
/** A speaker as whoever plans sees them. */
export type PlannedSpeaker = Awaited<ReturnType<typeof allSpeakers>>[number];

/** Every speaker for the list of them; refused to whoever does not plan. */
export async function speakersToKeep(scope: Scope): Promise<PlannedSpeaker[]> {
  if (!mayPlan(scope.actor)) throw forbidden('look after speakers', 'The convener does, and leads of schools.');
  return allSpeakers(scope);
}

/** A speaker's picture as far as the reader may see it: whoever plans, and the public once the speaker confirmed it. */
export async function speakerPicture(scope: Scope, slug: string): Promise<{ id: string; sha256: string }> {
  const picture = await scope.tx
    .selectFrom('forumSpeakerPicture as i')
    .innerJoin('forumSpeaker as s', 's.id', 'i.speakerId')
    .select(['i.id', 'i.sha256'])
    .where('s.slug', '=', slug)
    .executeTakeFirst();
  if (!picture) throw missing('This picture');
  return picture;
}

/** The picture that a speaker's link shows them. */
export async function ownPicture({ tx }: Scope, token: string): Promise<{ id: string; sha256: string }> {
  const { rows } = await sql<{ id: string; sha256: string }>`select id, sha256 from picture_to_confirm(${hexOf(token)})`.execute(tx);
  if (!rows[0]) throw missing('This picture');
  return rows[0];
}

/** The speakers of events whom the reader may see, in the order of each event. */
export async function speakersOf({ tx }: Scope, eventIds: readonly string[]) {
  if (eventIds.length === 0) return [];
  return tx
    .selectFrom('forumEventSpeaker as e')
    .innerJoin('forumSpeaker as s', 's.id', 'e.speakerId')
    .select(['e.eventId', 'e.disclosure', 'e.disclosedAt', 's.id', 's.slug', 's.name', 's.role', 's.affiliation'])
    .select(['s.confirmedAt', 's.declinedAt', 's.sourceUrl'])
    .where('e.eventId', 'in', eventIds)
    .orderBy('e.eventId')
    .orderBy('e.position')
    .execute();
}
/** A speaker as an event names them. */
export type NamedSpeaker = Awaited<ReturnType<typeof speakersOf>>[number];

/** The events at which a speaker speaks, as far as the reader may see them. */
export async function eventIdsOf({ tx }: Scope, speakerId: string): Promise<string[]> {
  const rows = await tx.selectFrom('forumEventSpeaker').select('eventId').where('speakerId', '=', speakerId).execute();
  return rows.map(({ eventId }) => eventId);
}

/** What a speaker's link shows them: the hash of its token, their profile with its picture, and the events they are named for; null when it opens nothing. */
export async function speakerToConfirm({ tx }: Scope, token: string) {
  const hash = hexOf(token);
  const { rows } = await sql<{
    name: string;
    role: string;
    affiliation: string;
    biography: string;
    link: string | null;
    isSample: boolean;
    confirmedAt: Date | null;
    declinedAt: Date | null;
    expiresAt: Date;
  }>`select name, role, affiliation, biography, link, is_sample, confirmed_at, declined_at, expires_at from speaker_to_confirm(${hash})`.execute(
    tx,
  );
  if (!rows[0]) return null;
  const { rows: events } = await sql<{
    title: string;
    startsAt: Date | null;
    timeZone: string | null;
    heldMonth: string | null;
    accreditedBy: string | null;
    disclosure: string | null;
    isComing: boolean;
  }>`select title, starts_at, time_zone, held_month, accredited_by, disclosure, is_coming from events_to_confirm(${hash})`.execute(tx);
  const { rows: pictures } = await sql<{
    id: string;
    words: string;
    width: number;
    height: number;
  }>`select id, words, width, height from picture_to_confirm(${hash})`.execute(tx);
  return { ...rows[0], hash, events, picture: pictures[0] ?? null };
}
