import { sql } from 'kysely';
import { competenciesOf } from '#app/modules/competencies/queries.server.ts';
import { zoneOf } from '#app/modules/members/queries.server.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { openRound, type Round, roundNamed, schoolsOfRound } from '../rounds/queries.server.ts';
import { mayCalibrate, mayKeepRounds, maySettleCalibration, whoMay } from '../rules.ts';
import type { CalibrationFigures } from './figures.ts';
import { calibratedTenths } from './how-far.ts';
import type { CalibrationAnswer } from './schema.ts';

/** How a round calibrates; null when nobody has prepared it. `rating`: 0 until it has begun. */
export async function calibrationOf({ tx }: Scope, roundId: string) {
  const found = await tx.selectFrom('calibration').selectAll().where('roundId', '=', roundId).executeTakeFirst();
  return found ?? null;
}

/** Until the transaction ends nobody else offers, begins or finishes in this round's calibration: one after the other. */
export async function holdCalibration({ tx }: Scope, roundId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`calibration ${roundId}`}, 0))`.execute(tx);
}

/** The activities to calibrate with, in their order, each with what was agreed. */
export async function calibrationActivities({ tx }: Scope, roundId: string) {
  const rows = await tx
    .selectFrom('calibrationActivity')
    .select(['id', 'position', 'title', 'body', 'objectives', 'methods', 'minutes', 'agreed', 'agreedReason', 'agreedBy', 'agreedAt'])
    .where('roundId', '=', roundId)
    .orderBy('position')
    .execute();
  return rows.map(({ agreed, ...row }) => ({ ...row, agreed: agreed as CalibrationAnswer[] | null }));
}
/** One activity to calibrate with. */
export type CalibrationActivity = Awaited<ReturnType<typeof calibrationActivities>>[number];

/** The actor's own answers of one rating, and whether their turn is finished. */
export async function ownTurn({ actor, tx }: Scope, { roundId, rating }: { roundId: string; rating: number }) {
  const turn = await tx
    .selectFrom('calibrationTurn')
    .select(['finishedAt'])
    .where('roundId', '=', roundId)
    .where('rating', '=', rating)
    .where('personId', '=', actor.personId)
    .executeTakeFirst();
  const answers = await tx
    .selectFrom('calibrationAnswer')
    .select(['activityId', 'competencyId', 'extent', 'level'])
    .where('roundId', '=', roundId)
    .where('rating', '=', rating)
    .where('personId', '=', actor.personId)
    .execute();
  return { hasBegun: turn !== undefined, isFinished: Boolean(turn?.finishedAt), answers };
}

/**
 * Everybody's answers of a rating that are finished, each under a letter in place of a name; one's own under `You`. Empty to whoever has to answer
 * first: the database keeps the rows back. Letters are the same throughout a round and say nothing of the school.
 */
export async function comparedAnswers({ actor, tx }: Scope, { roundId, rating }: { roundId: string; rating: number }) {
  const rows = await tx
    .selectFrom('calibrationAnswer as answer')
    .innerJoin('calibrationTurn as turn', (join) =>
      join
        .onRef('turn.roundId', '=', 'answer.roundId')
        .onRef('turn.rating', '=', 'answer.rating')
        .onRef('turn.personId', '=', 'answer.personId'),
    )
    .select(['answer.personId', 'answer.activityId', 'answer.competencyId', 'answer.extent', 'answer.level'])
    .select(({ fn, val, cast }) => fn<string>('md5', [fn('concat', [cast<string>(val(roundId), 'text'), 'answer.personId'])]).as('dealt'))
    .where('answer.roundId', '=', roundId)
    .where('answer.rating', '=', rating)
    .where('turn.finishedAt', 'is not', null)
    .orderBy('dealt')
    .execute();
  const others = [...new Set(rows.map(({ personId }) => personId))].filter((id) => id !== actor.personId);
  const letters = new Map(others.map((id, at) => [id, letter(at)]));
  return rows.map(({ personId, dealt: _, ...answer }) => ({ coder: letters.get(personId) ?? 'You', ...answer }));
}

function letter(at: number): string {
  return (at >= 26 ? letter(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));
}

/** The kept figures of every rating that the actor may see, the first rating first. */
export async function keptFigures({ tx }: Scope, roundId: string) {
  const rows = await tx
    .selectFrom('calibrationFigure')
    .select(['rating', 'figures', 'keptAt'])
    .where('roundId', '=', roundId)
    .orderBy('rating')
    .execute();
  return rows.map(({ figures, ...row }) => ({ ...row, figures: figures as CalibrationFigures }));
}

/** What was said about each activity, in the order it was said. */
export function calibrationWords({ tx }: Scope, roundId: string) {
  return tx
    .selectFrom('calibrationWord')
    .select(['id', 'activityId', 'saidBy', 'words', 'saidAt'])
    .where('roundId', '=', roundId)
    .orderBy('saidAt')
    .execute();
}

/**
 * All that the page of a calibration shows to this actor: what is to be answered, and what may be compared. `shown`: the rating compared. Missing for a school that
 * takes no part.
 */
export async function calibration(scope: Scope, round: Round, asked?: number) {
  const { actor } = scope;
  if (!mayCalibrate(actor) && !mayKeepRounds(actor)) throw forbidden('calibrate', whoMay.mappers);
  if (!mayKeepRounds(actor)) await refuseOutsider(scope, round.id);
  const setup = await calibrationOf(scope, round.id);
  const rating = setup?.rating ?? 0;
  const turn = await ownTurn(scope, { roundId: round.id, rating });
  const figures = await keptFigures(scope, round.id);
  // Who convenes and also maps looks at others' answers only after their own.
  const isMapper = actor.school !== null && mayCalibrate(actor);
  const mustAnswer = rating > 0 && !turn.isFinished && (isMapper || turn.hasBegun);
  const ratings = figures.map((each) => each.rating).filter((each) => each < rating || !mustAnswer);
  const shown = asked !== undefined && ratings.includes(asked) ? asked : (ratings.at(-1) ?? null);
  const maySee = shown !== null;
  const activities = await calibrationActivities(scope, round.id);
  return {
    round: { id: round.id, slug: round.slug, title: round.title, year: round.year, status: round.status },
    setup: setup && { wanted: setup.wanted, rating, settlingSchoolId: setup.settlingSchoolId },
    activities: activities.map((each) => ({
      ...each,
      ...(maySee ? {} : { agreed: null, agreedReason: null, agreedBy: null, agreedAt: null }),
    })),
    competencies: (await competenciesOf(scope, round.frameworkVersionId)).map(({ id, code, shortTitle }) => ({ id, code, shortTitle })),
    turn,
    ratings,
    shown,
    figures: figures.find((each) => each.rating === shown) ?? null,
    answers: maySee ? await comparedAnswers(scope, { roundId: round.id, rating: shown }) : [],
    words: maySee ? await calibrationWords(scope, round.id) : [],
    maySettle: maySee && round.status === 'open' && maySettleCalibration(actor, setup?.settlingSchoolId ?? null),
  };
}
/** What a page of a calibration shows. */
export type Calibration = Awaited<ReturnType<typeof calibration>>;

/** For whoever convenes: how far each school is with a rating, in tenths and never in people; no answer of theirs. */
export async function tenthsOfSchools(scope: Scope, { roundId, rating }: { roundId: string; rating: number }) {
  const { actor, tx } = scope;
  if (!mayKeepRounds(actor)) throw forbidden('see how far other schools are', whoMay.conveners);
  const schools = await schoolsOfRound(scope, roundId);
  const roles = await tx
    .selectFrom('schoolRole')
    .innerJoin('roundSchool', 'roundSchool.forSchoolId', 'schoolRole.schoolId')
    .select(['schoolId', 'personId', 'role'])
    .where('roundId', '=', roundId)
    .where('role', 'in', ['mapper', 'lead'])
    .execute();
  const turns = await tx
    .selectFrom('calibrationTurn')
    .select(['forSchoolId', 'personId', 'finishedAt'])
    .where('roundId', '=', roundId)
    .where('rating', '=', rating)
    .execute();
  const rolesOf = Map.groupBy(roles, ({ schoolId }) => schoolId);
  const turnsOf = Map.groupBy(turns, ({ forSchoolId }) => forSchoolId);
  return schools.map(({ id, name }) => ({
    id,
    name,
    tenths: calibratedTenths({ roles: rolesOf.get(id) ?? [], turns: turnsOf.get(id) ?? [] }),
  }));
}

/** The schools that have told a round how far they are with calibrating. For whoever tells that it begins again. */
export function schoolsCalibrating({ tx }: Scope, roundId: string) {
  return tx
    .selectFrom('roundProgress')
    .innerJoin('school', 'school.id', 'roundProgress.forSchoolId')
    .select(['school.id', 'school.slug', 'school.name'])
    .where('roundId', '=', roundId)
    .where('step', '=', 'calibrate')
    .execute();
}

/** Missing when the school acted for takes no part in the round. */
export async function refuseOutsider(scope: Scope, roundId: string): Promise<void> {
  const own = ownSchool(scope.actor).id;
  if (!(await schoolsOfRound(scope, roundId)).some(({ id }) => id === own)) throw missing('This round');
}

/** The calibration that a school's mapper is asked for: of the round named, or else of the open one; null when the school is in none. */
export async function ownCalibration(scope: Scope, { round: slug, rating }: { round?: string; rating?: number }) {
  const { actor } = scope;
  if (!mayCalibrate(actor)) throw forbidden('calibrate', whoMay.mappers);
  const school = ownSchool(actor);
  const round = slug === undefined ? await openRound(scope) : await roundNamed(scope, slug);
  if (!round) return { school, zone: await zoneOf(scope), round: null, calibration: null };
  await refuseOutsider(scope, round.id);
  return { school, zone: await zoneOf(scope), round, calibration: await calibration(scope, round, rating) };
}
