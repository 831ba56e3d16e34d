import type { Scope } from '#app/platform/scope.server.ts';
import { runsOccasion } from '../rules.ts';

/** The most places, and certificates, that a page of one's own shows. */
const mostShown = 200;

/**
 * The actor's own places, with what of each waits for them (`isAsked`: an evaluation that they have not answered) and what was recorded of them: those to come by their time, those that were the newest first. And
 * all certificates that were given to them. `most`: null for all of them.
 */
export async function ownPlaces({ actor, tx }: Scope, now: Date, most: number | null = mostShown) {
  if (actor.personId === null) return { coming: [], past: [], certificates: [] };
  const rows = await tx
    .selectFrom('place')
    .innerJoin('occasion', 'occasion.id', 'place.occasionId')
    .leftJoin('presence', 'presence.placeId', 'place.id')
    .leftJoin('evaluation', 'evaluation.occasionId', 'occasion.id')
    .leftJoin('evaluationTurn', 'evaluationTurn.placeId', 'place.id')
    .select(['place.id', 'state', 'title', 'page', 'startsAt', 'endsAt', 'status', 'recordsAttendance', 'occasion.place as where'])
    .select(['presence.came', 'presence.minutes', 'evaluation.occasionId as asks', 'evaluationTurn.placeId as answered'])
    .where('place.personId', '=', actor.personId)
    .where('state', '<>', 'cancelled')
    .orderBy('startsAt', 'desc')
    .limit(most)
    .execute();
  const places = rows.map(({ asks, answered, ...row }) => ({
    ...row,
    isAsked: asks !== null && answered === null && row.state === 'confirmed' && row.status !== 'cancelled' && row.startsAt <= now,
  }));
  const certificates = await tx
    .selectFrom('certificate')
    .select(['id', 'code', 'kind', 'title', 'onDay', 'validUntil', 'revokedAt', 'placeId'])
    .where('personId', '=', actor.personId)
    .where('removedAt', 'is', null)
    .orderBy('onDay', 'desc')
    .limit(most)
    .execute();
  return {
    coming: places.filter(({ endsAt }) => endsAt > now).toReversed(),
    past: places.filter(({ endsAt }) => endsAt <= now),
    certificates,
  };
}
/** Somebody's own places as `ownPlaces` answers them. */
export type OwnPlaces = Awaited<ReturnType<typeof ownPlaces>>;
/** What waits for somebody at an occasion that they run: lines of a report, certificates, or the report itself. */
export type OccasionWaiting = {
  readonly id: string;
  readonly title: string;
  readonly lines: number;
  readonly due: number;
  readonly isReportMissing: boolean;
};

/** What waits at the occasions that the actor runs and that were within the last half year; a report that is missing is asked for within two months. */
export async function occasionsWaiting({ actor, tx }: Scope, now: Date): Promise<OccasionWaiting[]> {
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const found = await tx
    .selectFrom('occasion')
    .select(({ selectFrom, fn }) => [
      'id',
      'title',
      'endsAt',
      'hostId',
      'bySchoolId',
      selectFrom('presenceRow')
        .innerJoin('presenceImport', 'presenceImport.id', 'presenceRow.importId')
        .select(fn.countAll<number>().as('n'))
        .whereRef('presenceRow.occasionId', '=', 'occasion.id')
        .where('presenceRow.state', '=', 'open')
        .where('undoneAt', 'is', null)
        .as('lines'),
      selectFrom('presence')
        .innerJoin('place', 'place.id', 'presence.placeId')
        .leftJoin('certificate', 'certificate.placeId', 'place.id')
        .select(fn.countAll<number>().as('n'))
        .whereRef('presence.occasionId', '=', 'occasion.id')
        .where('came', '=', true)
        .where('place.name', 'is not', null)
        .where('certificate.id', 'is', null)
        .as('due'),
      selectFrom('presence').select(fn.countAll<number>().as('n')).whereRef('presence.occasionId', '=', 'occasion.id').as('recorded'),
    ])
    .select('givesCertificate')
    .where('recordsAttendance', '=', true)
    .where('status', 'in', ['published', 'held'])
    .where('mailErasedAt', 'is', null)
    .where('endsAt', '<=', now)
    .where('endsAt', '>', ago(180))
    .orderBy('endsAt', 'desc')
    .execute();
  return found
    .filter((occasion) => runsOccasion(actor, occasion))
    .map(({ id, title, endsAt, ...of }) => ({
      ...{ id, title, lines: Number(of.lines), due: of.givesCertificate ? Number(of.due) : 0 },
      isReportMissing: Number(of.recorded) === 0 && Number(of.lines) === 0 && endsAt > ago(60),
    }))
    .filter(({ lines, due, isReportMissing }) => lines > 0 || due > 0 || isReportMissing);
}
