import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import { type HeldPlace, placeHeldBy } from '../../attendance/places/queries.server.ts';
import type { Occasion } from '../../attendance/queries.server.ts';
import { type AnsweredRow, followUpFigures, leastPairs, questionFigures, writtenWords } from './figures.ts';
import { type Instrument, type Phase, phases, type Question } from './instrument.ts';

/** What is asked around an occasion, when, and how many answered; null where nothing is. */
export async function instrumentOf({ tx }: Scope, occasionId: string) {
  const found = await tx
    .selectFrom('instrument')
    .select(['design', 'questions', 'kirkpatrick', 'moore', 'sharedAt', 'changedAt'])
    .where('occasionId', '=', occasionId)
    .executeTakeFirst();
  if (!found) return null;
  const askings = await tx
    .selectFrom('instrumentAsking')
    .select(['phase', 'opensAt', 'closesAt', 'answers'])
    .where('occasionId', '=', occasionId)
    .execute();
  const { questions, sharedAt, changedAt, ...rest } = found;
  return {
    instrument: { ...rest, questions: questions as Question[] } as Instrument,
    sharedAt,
    changedAt,
    askings: askings
      .map((each) => ({ ...each, phase: each.phase as Phase }))
      .toSorted((one, other) => phases.indexOf(one.phase) - phases.indexOf(other.phase)),
  };
}
/** A time at which something is asked, and how many answered. */
export type Asking = NonNullable<Awaited<ReturnType<typeof instrumentOf>>>['askings'][number];

/** What the holder of a place's link is asked now: the phase that is open, or null; and whether they answered it. Missing when the link opens no place. */
export async function askedNow(
  scope: Scope,
  token: string,
  now: Date,
): Promise<
  HeldPlace & { instrument: Instrument | null; phase: Phase | null; closesAt: Date | null; nextAt: Date | null; isAnswered: boolean }
> {
  const held = await placeHeldBy(scope, token);
  const found =
    held.place.state === 'confirmed' && held.occasion.status !== 'cancelled' ? await instrumentOf(scope, held.occasion.id) : null;
  const open = found?.askings.find(({ opensAt, closesAt }) => opensAt <= now && closesAt > now);
  const next = found?.askings.find(({ opensAt }) => opensAt > now);
  const turn = open
    ? await scope.tx
        .selectFrom('instrumentTurn')
        .select('placeId')
        .where('placeId', '=', held.place.id)
        .where('phase', '=', open.phase)
        .executeTakeFirst()
    : undefined;
  return {
    ...held,
    instrument: found?.instrument ?? null,
    phase: open?.phase ?? null,
    closesAt: open?.closesAt ?? null,
    nextAt: next?.opensAt ?? null,
    isAnswered: turn !== undefined,
  };
}

/** The first beginning and the last end of an offering, whose deciding date this is. */
export async function datesOf({ tx }: Scope, occasionId: string): Promise<{ startsAt: Date; endsAt: Date }> {
  return tx.selectFrom('occasion').select(['startsAt', 'endsAt']).where('id', '=', occasionId).executeTakeFirstOrThrow();
}

/**
 * What was found, for those who run the occasion and, once it is shared, for whoever reads needs (then without words): how many answered of how many who had a place and how many of them came, at each
 * asking; each question's figures; what became of intentions. `hidden` says why an asking that closed shows nothing. Null where nothing is asked, or not for this reader.
 */
export async function evaluationFound(scope: Scope, occasion: Pick<Occasion, 'id' | 'confirmed' | 'recordsAttendance'>, now: Date) {
  const asked = await instrumentOf(scope, occasion.id);
  if (asked === null) return null;
  const { rows } = await sql<AnsweredRow>`select part, phase, before, after from instrument_rows(${occasion.id})`.execute(scope.tx);
  const { came } = await scope.tx
    .selectFrom('presence')
    .select(({ fn }) => fn.countAll<number>().as('came'))
    .where('occasionId', '=', occasion.id)
    .where('came', '=', true)
    .executeTakeFirstOrThrow();
  const { instrument, askings, sharedAt } = asked;
  return {
    ...{
      instrument,
      sharedAt,
      enrolled: Number(occasion.confirmed),
      came: occasion.recordsAttendance && Number(came) > 0 ? Number(came) : null,
    },
    askings: askings.map((asking) => ({ ...asking, state: stateOf(asking, now), hidden: hiddenBecause(asking, now) })),
    questions: askings.some(({ phase, closesAt, answers }) => phase === 'after' && closesAt <= now && answers >= leastPairs)
      ? questionFigures(instrument, rows)
      : [],
    followUps: followUpFigures(rows),
    written: writtenWords(rows),
  };
}
/** What an evaluation found, as its reader may read it. */
export type EvaluationFound = NonNullable<Awaited<ReturnType<typeof evaluationFound>>>;

function stateOf({ opensAt, closesAt }: Asking, now: Date): 'not yet' | 'open' | 'closed' {
  return opensAt > now ? 'not yet' : closesAt > now ? 'open' : 'closed';
}

function hiddenBecause(asking: Asking, now: Date): string | null {
  if (stateOf(asking, now) !== 'closed')
    return 'What was answered is read once it is closed, so that nobody sees what one more answer changes.';
  return asking.answers < leastPairs ? `Fewer than ${leastPairs} answered, so nobody’s answer is shown.` : null;
}
