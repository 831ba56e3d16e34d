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
