import { sql } from 'kysely';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hexOf } from '#app/platform/secret.server.ts';

function speakerRows({ tx }: Scope) {
  return tx
    .selectFrom('forumSpeaker as s')
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

/** What a speaker's link shows them: the hash of its token, their profile and the events they are named for; null when it opens nothing. */
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
    accreditedBy: string | null;
    disclosure: string | null;
  }>`select title, starts_at, time_zone, accredited_by, disclosure from events_to_confirm(${hash})`.execute(tx);
  return { ...rows[0], hash, events };
}
