import { ownSchool } from '#app/platform/actor.ts';
import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { type Round, schoolsOfRound } from '../rounds/queries.server.ts';
import { mayKeepRounds, mayOfferCalibration, maySettleCalibration, whoMay } from '../rules.ts';
import { calibrationActivities, calibrationOf, holdCalibration, refuseOutsider } from './queries.server.ts';
import type { AgreedAnswers, NewCalibrationActivity } from './schema.ts';

/** Says how many activities the round calibrates with (ten unless said), and whose leads set agreed answers beside the convener. */
export async function prepareCalibration(
  scope: Scope,
  round: Round,
  { wanted = 10, settlingSchoolId = null }: { wanted?: number; settlingSchoolId?: string | null },
): Promise<void> {
  const { actor, tx } = scope;
  if (!mayKeepRounds(actor)) throw forbidden('prepare a calibration', whoMay.conveners);
  if (round.status === 'closed') throw conflict('This round is closed.');
  if (settlingSchoolId !== null && !(await schoolsOfRound(scope, round.id)).some(({ id }) => id === settlingSchoolId))
    throw invalid('Choose one of the schools of this round.');
  await holdCalibration(scope, round.id);
  await tx
    .insertInto('calibration')
    .values({ roundId: round.id, wanted, settlingSchoolId })
    .onConflict((on) => on.column('roundId').doUpdateSet({ wanted, settlingSchoolId }))
    .execute();
  await appendEvent(scope, { verb: 'prepare', subject: 'calibration', subjectId: round.id, after: { wanted, settlingSchoolId } });
}

/** What one school may offer: two schools can fill the usual ten by themselves, and of many the convener still can read every offer. */
const mostOffered = 5;

/**
 * Adds an activity to calibrate with: the convener's own, or an offer of a lead whose school takes part. Conflict once people answer, since the activities then stay
 * as they are, and when the school's leads have offered five already.
 */
export async function addCalibrationActivity(scope: Scope, round: Round, said: NewCalibrationActivity): Promise<void> {
  const { actor, tx } = scope;
  if (!mayKeepRounds(actor) && !mayOfferCalibration(actor)) throw forbidden('offer an activity', whoMay.leads);
  if (round.status === 'closed') throw conflict('This round is closed.');
  await holdCalibration(scope, round.id);
  const setup = await calibrationOf(scope, round.id);
  if (!setup) throw conflict('The convener has not begun to prepare the calibration yet.');
  if (setup.rating > 0) throw conflict('People answer these activities already, so none is added.');
  if (!mayKeepRounds(actor)) await refuseMoreOffers(scope, round.id);
  const { last } = await tx
    .selectFrom('calibrationActivity')
    .select(({ fn }) => fn.max<number | null>('position').as('last'))
    .where('roundId', '=', round.id)
    .executeTakeFirstOrThrow();
  const values = { ...said, roundId: round.id, position: (last ?? 0) + 1, givenBy: actor.personId };
  await tx.insertInto('calibrationActivity').values(values).execute();
  await appendEvent(scope, { verb: 'add', subject: 'calibration_activity', subjectId: round.id, after: { title: said.title } });
}

async function refuseMoreOffers(scope: Scope, roundId: string): Promise<void> {
  await refuseOutsider(scope, roundId);
  const { offered } = await scope.tx
    .selectFrom('calibrationActivity')
    .select(({ fn }) => fn.countAll<number>().as('offered'))
    .where('roundId', '=', roundId)
    .where('givenBy', 'in', ({ selectFrom }) =>
      selectFrom('schoolRole').select('personId').where('schoolId', '=', ownSchool(scope.actor).id),
    )
    .executeTakeFirstOrThrow();
  if (offered >= mostOffered)
    throw conflict(
      `Your school has offered ${mostOffered} activities, which is as many as one school can. Ask whoever convenes to take one of them away, then offer this one.`,
    );
}

/** Takes an activity away before anybody answers. */
export async function dropCalibrationActivity(scope: Scope, round: Round, activityId: string): Promise<void> {
  const { actor, tx } = scope;
  if (!mayKeepRounds(actor)) throw forbidden('choose the activities', whoMay.conveners);
  await holdCalibration(scope, round.id);
  if ((await calibrationOf(scope, round.id))?.rating !== 0)
    throw conflict('People answer these activities already, so none is taken away.');
  const dropped = await tx
    .deleteFrom('calibrationActivity')
    .where('roundId', '=', round.id)
    .where('id', '=', activityId)
    .returning('title')
    .executeTakeFirst();
  if (!dropped) throw missing('This activity');
  await appendEvent(scope, { verb: 'drop', subject: 'calibration_activity', subjectId: activityId, before: dropped });
}

/** Lets people answer: the first rating, or after it the second. The answers of the first stay as they were. Conflict when `seen`, the rating that ran, is over. */
export async function beginRating(scope: Scope, round: Round, { seen }: { seen?: number } = {}): Promise<void> {
  const { actor, tx } = scope;
  if (!mayKeepRounds(actor)) throw forbidden('begin a calibration', whoMay.conveners);
  await holdCalibration(scope, round.id);
  const setup = await calibrationOf(scope, round.id);
  if (!setup) throw conflict('Prepare the calibration first.');
  if (round.status !== 'open') throw conflict('Open the round to its schools first.');
  if (seen !== undefined && seen !== setup.rating) throw conflict('This rating has begun already, and everybody is asked.');
  if (setup.rating === 2) throw conflict('The second rating runs already.');
  const activities = await calibrationActivities(scope, round.id);
  const isFirst = setup.rating === 0;
  if (isFirst && activities.length < setup.wanted)
    throw conflict(`There are ${activities.length} of ${setup.wanted} activities. Add more, or want fewer.`);
  if (isFirst && activities.length > setup.wanted)
    throw conflict(`There are ${activities.length} activities, and ${setup.wanted} are wanted. Take some away, or want more.`);
  await tx
    .updateTable('calibration')
    .set({ rating: setup.rating + 1, begunAt: setup.begunAt ?? new Date() })
    .where('roundId', '=', round.id)
    .execute();
  await appendEvent(scope, { verb: 'begin', subject: 'calibration', subjectId: round.id, after: { rating: setup.rating + 1 } });
}

/** Keeps what the round agrees on for an activity, with the reason; an earlier agreement stays in the record. */
export async function settleActivity(scope: Scope, round: Round, { activityId, answers, reason }: AgreedAnswers): Promise<void> {
  const { actor, tx } = scope;
  const setup = await calibrationOf(scope, round.id);
  if (!maySettleCalibration(actor, setup?.settlingSchoolId ?? null)) throw forbidden('set what is agreed');
  if (round.status !== 'open') throw conflict('This round is closed. What was agreed stays.');
  const before = (await calibrationActivities(scope, round.id)).find(({ id }) => id === activityId);
  if (!before) throw missing('This activity');
  const agreed = JSON.stringify(answers);
  await tx
    .updateTable('calibrationActivity')
    .set({ agreed, agreedReason: reason, agreedBy: actor.name, agreedAt: new Date() })
    .where('roundId', '=', round.id)
    .where('id', '=', activityId)
    .execute();
  await appendEvent(scope, {
    verb: 'settle',
    subject: 'calibration_activity',
    subjectId: activityId,
    before: before.agreed && { answers: before.agreed, reason: before.agreedReason },
    after: { answers, reason },
  });
}
