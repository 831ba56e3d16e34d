import { sql } from 'kysely';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { JoinLink } from './occasion.ts';

const columns = [
  'occasion.id',
  'title',
  'summary',
  'page',
  'startsAt',
  'endsAt',
  'timeZone',
  'place',
  'audience',
  'followsId',
  'status',
  'cancelledBecause',
  'movedFrom',
  'movedAt',
  'takesRegistration',
  'capacity',
  'registrationOpensAt',
  'registrationClosesAt',
  'recordsAttendance',
  'minimumMinutes',
  'givesCertificate',
  'certificateKind',
  'certificateWords',
  'certificateMinutes',
  'keepsMailDays',
  'mailErasedAt',
  'bySchoolId',
  'hostId',
  'occasion.isSample',
  'competencies',
  'creditBy',
  'sequence',
  'occasion.createdAt',
  'updatedAt',
] as const;

/** An occasion with how many have a place and how many wait for one. Missing when it is only planned and the actor does not run it. The link to join is never in it. */
export async function occasionOf({ tx }: Scope, id: string) {
  const found = await tx
    .selectFrom('occasion')
    .leftJoin('occasionCount', 'occasionCount.occasionId', 'occasion.id')
    .select(columns)
    .select(({ fn, val }) => [
      fn.coalesce('occasionCount.confirmed', val(0)).as('confirmed'),
      fn.coalesce('occasionCount.waiting', val(0)).as('waiting'),
    ])
    .where('occasion.id', '=', id)
    .executeTakeFirst();
  if (!found) throw missing('This occasion');
  return found;
}
/** An occasion as `occasionOf` answers it. */
export type Occasion = Awaited<ReturnType<typeof occasionOf>>;

/** The link to join, for whoever runs the occasion or has a confirmed place; null for everybody else, and where there is none. */
export async function joinLinkOf({ tx }: Scope, occasionId: string): Promise<JoinLink | null> {
  return (await tx.selectFrom('occasionLink').select(['url', 'words']).where('occasionId', '=', occasionId).executeTakeFirst()) ?? null;
}

/** All dates that go together with an occasion, itself among them, by their time: those whose places follow it, or that follow the same. */
export function datesTogether({ tx }: Pick<Scope, 'tx'>, { id, followsId }: Pick<Occasion, 'id' | 'followsId'>) {
  const root = followsId ?? id;
  return tx
    .selectFrom('occasion')
    .select(['id', 'title', 'summary', 'page', 'startsAt', 'endsAt', 'timeZone', 'place', 'status', 'sequence', 'createdAt', 'updatedAt'])
    .where(sql<boolean>`(id = ${root} or follows_id = ${root})`)
    .orderBy('startsAt')
    .orderBy('id')
    .execute();
}
/** A date as `datesTogether` answers it. */
export type DateTogether = Awaited<ReturnType<typeof datesTogether>>[number];
