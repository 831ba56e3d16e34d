import { sql } from 'kysely';
import { competenciesOf } from '#app/modules/competencies/queries.server.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Round } from '../rounds/queries.server.ts';
import { mayCalibrate, mayKeepRounds, whoMay } from '../rules.ts';
import { calibrationFigures } from './figures.ts';
import { tellCalibration } from './progress.server.ts';
import { calibrationActivities, calibrationOf, comparedAnswers, holdCalibration, ownTurn, refuseOutsider } from './queries.server.ts';
import type { ActivityAnswers, CalibrationWord } from './schema.ts';

/**
 * Keeps the actor's answers to one activity of the rating that runs, one for every competency. They may change until the turn is finished; then, when no rating runs,
 * and when the actor began at another school: conflict.
 */
export async function answerActivity(scope: Scope, round: Round, { activityId, answers }: ActivityAnswers): Promise<void> {
  const { actor, tx } = scope;
  if (!mayCalibrate(actor) || actor.personId === null) throw forbidden('calibrate', whoMay.mappers);
  const rating = await runningRating(scope, round);
  const activity = (await calibrationActivities(scope, round.id)).find(({ id }) => id === activityId);
  if (!activity) throw missing('This activity');
  const competencies = await competenciesOf(scope, round.frameworkVersionId);
  if (
    competencies.some(({ id }) => answers.filter(({ competencyId }) => competencyId === id).length !== 1) ||
    answers.length !== competencies.length
  )
    throw invalid('Answer once for every competency, also where the activity does not address it.');
  const key = { roundId: round.id, rating, personId: actor.personId };
  await tx
    .insertInto('calibrationTurn')
    .values({ ...key, forSchoolId: ownSchool(actor).id })
    .onConflict((on) => on.doNothing())
    .execute();
  await refuseFinished(scope, key);
  await tx
    .insertInto('calibrationAnswer')
    .values(answers.map((answer) => ({ ...key, activityId, ...answer })))
    .onConflict((on) =>
      on.columns(['roundId', 'rating', 'personId', 'activityId', 'competencyId']).doUpdateSet(({ ref }) => ({
        extent: ref('excluded.extent'),
        level: ref('excluded.level'),
        answeredAt: new Date(),
      })),
    )
    .execute();
  await appendEvent(scope, { verb: 'answer', subject: 'calibration_activity', subjectId: activityId, after: { rating } });
  await tellCalibration(scope, round);
}

/** Holds the turn, so that whoever finishes it in another window waits for this answer, or this answer finds it finished. */
async function refuseFinished(
  { tx }: Scope,
  { roundId, rating, personId }: { roundId: string; rating: number; personId: string },
): Promise<void> {
  const turn = await tx
    .selectFrom('calibrationTurn')
    .select('finishedAt')
    .where('roundId', '=', roundId)
    .where('rating', '=', rating)
    .where('personId', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  if (!turn) throw conflict('You began to answer for another school. Answer there.');
  if (turn.finishedAt) throw conflict('You have finished, and others have seen your answers. They stay as they were.');
}

/** Ends the actor's turn: from then on they see the others' answers, and the others see theirs. Conflict while an activity waits. */
export async function finishTurn(scope: Scope, round: Round): Promise<void> {
  const { actor, tx } = scope;
  if (!mayCalibrate(actor) || actor.personId === null) throw forbidden('calibrate', whoMay.mappers);
  const rating = await runningRating(scope, round);
  const activities = await calibrationActivities(scope, round.id);
  // Whoever still answers in another window is waited for, so that what they say counts or is told.
  await tx
    .selectFrom('calibrationTurn')
    .select('personId')
    .where('roundId', '=', round.id)
    .where('rating', '=', rating)
    .where('personId', '=', actor.personId)
    .forUpdate()
    .execute();
  const { answers, isFinished } = await ownTurn(scope, { roundId: round.id, rating });
  if (isFinished) return;
  const open = activities.filter(({ id }) => !answers.some(({ activityId }) => activityId === id));
  if (open.length > 0) throw conflict(`Answer “${open[0]!.title}” first: ${open.length} of ${activities.length} wait for you.`);
  const { numUpdatedRows } = await tx
    .updateTable('calibrationTurn')
    .set({ finishedAt: new Date() })
    .where('roundId', '=', round.id)
    .where('rating', '=', rating)
    .where('personId', '=', actor.personId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw conflict('You began to answer for another school. Finish there.');
  // Two who finish at once would each miss the other: one after the other.
  await holdCalibration(scope, round.id);
  const competencies = await competenciesOf(scope, round.frameworkVersionId);
  const rated = await comparedAnswers(scope, { roundId: round.id, rating });
  const ids = { activityIds: activities.map(({ id }) => id), competencyIds: competencies.map(({ id }) => id) };
  const figures = JSON.stringify(calibrationFigures(rated, ids));
  await tx
    .insertInto('calibrationFigure')
    .values({ roundId: round.id, rating, figures })
    .onConflict((on) => on.columns(['roundId', 'rating']).doUpdateSet({ figures, keptAt: new Date() }))
    .execute();
  await appendEvent(scope, { verb: 'finish', subject: 'calibration', subjectId: round.id, after: { rating } });
  await tellCalibration(scope, round);
}

/** Says something about an activity, under one's own name. Whoever has not answered everything cannot read the discussion, nor speak in it. */
export async function sayInCalibration(scope: Scope, round: Round, { activityId, words }: CalibrationWord): Promise<void> {
  const { actor, tx } = scope;
  if (!mayCalibrate(actor) && !mayKeepRounds(actor)) throw forbidden('speak in a calibration', whoMay.mappers);
  if (!mayKeepRounds(actor)) {
    await refuseOutsider(scope, round.id);
    const has = await sql<{ calibrated: boolean }>`select has_calibrated(${round.id}) as calibrated`.execute(tx);
    if (!has.rows[0]?.calibrated) throw conflict('Answer every activity first; then the discussion opens to you.');
  }
  if (round.status !== 'open') throw conflict('This round is closed. What was said stays.');
  const activity = (await calibrationActivities(scope, round.id)).find(({ id }) => id === activityId);
  if (!activity) throw missing('This activity');
  const said = { activityId, roundId: round.id, personId: actor.personId, saidBy: actor.name, words };
  await tx.insertInto('calibrationWord').values(said).execute();
  await appendEvent(scope, { verb: 'say', subject: 'calibration_activity', subjectId: activityId });
}

async function runningRating(scope: Scope, round: Round): Promise<number> {
  const setup = await calibrationOf(scope, round.id);
  if (round.status !== 'open' || !setup || setup.rating === 0) throw conflict('The calibration of this round does not run.');
  await refuseOutsider(scope, round.id);
  return setup.rating;
}
