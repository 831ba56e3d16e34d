import { sql } from 'kysely';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { type HeldPlace, placeHeldBy } from '../../attendance/places/queries.server.ts';
import { offeringNamed } from '../offerings/queries.server.ts';
import { mayReadNeeds, runsOffering } from '../rules.ts';
import { type AnsweredRow, followUpFigures, leastPairs, movedWords, questionFigures, writtenWords } from './figures.ts';
import { type Instrument, type Phase, phases, type Question } from './instrument.ts';
import { whoMayEvaluate } from './rules.ts';

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

/** The first beginning and the last end of an offering, whose deciding date this is: of the dates that were not called off, or of this one where all were. */
export async function spanOf({ tx }: Scope, occasionId: string): Promise<{ startsAt: Date; endsAt: Date }> {
  const { rows } = await sql<{ startsAt: Date; endsAt: Date }>`
    select coalesce(min(starts_at) filter (where status <> 'cancelled'), min(starts_at)) as "startsAt", coalesce(max(ends_at) filter (where status <> 'cancelled'), max(ends_at)) as "endsAt"
    from occasion where id = ${occasionId} or follows_id = ${occasionId}`.execute(tx);
  return rows[0]!;
}

/**
 * What was found, for those who run the occasion and, once it is shared, for whoever reads needs (then without words): how many answered of how many who had a place and how many of them came, at each
 * asking; each question's figures; what became of intentions. `hidden` says why an asking that closed shows nothing. Null where nothing is asked, or not for this reader.
 */
export async function evaluationFound(scope: Scope, occasion: { readonly id: string; readonly confirmed: number }, now: Date) {
  const asked = await instrumentOf(scope, occasion.id);
  if (asked === null) return null;
  const { rows } = await sql<AnsweredRow>`select part, phase, before, after from instrument_rows(${occasion.id})`.execute(scope.tx);
  const presence = await sql<{ came: number }>`
    select count(distinct coalesce(p.follows_id, p.id))::int as came from presence s join place p on p.id = s.place_id join occasion o on o.id = p.occasion_id
    where s.came and (o.id = ${occasion.id} or o.follows_id = ${occasion.id})`.execute(scope.tx);
  const { came } = presence.rows[0]!;
  const { instrument, askings, sharedAt } = asked;
  return {
    ...{
      instrument,
      sharedAt,
      enrolled: Number(occasion.confirmed),
      came: came > 0 ? came : null,
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

/** What an evaluation of an offering comes to for a board: nothing asked, asked and not told yet, or its findings for this reader, a sentence a question. */
export type Outcome = {
  readonly state: 'none' | 'asked' | 'found';
  readonly answered: string | null;
  readonly findings: readonly { readonly about: string | null; readonly words: string }[];
};

/** The outcome of each of these offerings, by the date that decides. What is not shared is `asked` for whoever does not run it. */
export async function outcomesOf(
  scope: Scope,
  offerings: readonly { readonly occasionId: string; readonly confirmed: number }[],
  now: Date,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  for (const { occasionId, confirmed } of offerings) {
    const found = await evaluationFound(scope, { id: occasionId, confirmed }, now);
    const after = found?.askings.find(({ phase }) => phase === 'after');
    const findings =
      found?.questions.flatMap((each) =>
        each.hidden === null ? [{ about: each.question.about, words: `${each.question.words}: ${movedWords(each)}` }] : [],
      ) ?? [];
    outcomes.set(occasionId, {
      state: found === null ? 'none' : findings.length > 0 ? 'found' : 'asked',
      answered: after && findings.length > 0 ? `${after.answers} of ${confirmed} answered afterwards` : null,
      findings,
    });
  }
  return outcomes;
}

/** An offering with what its evaluation found; refused to whoever neither runs it nor reads needs once its figures are shown. */
export async function offeringEvaluation(scope: Scope, slug: string, now: Date) {
  const offering = await offeringNamed(scope, slug);
  const found = await evaluationFound(scope, { id: offering.occasionId, confirmed: offering.confirmed }, now);
  const mayRun = runsOffering(scope.actor, offering);
  if (!mayRun && (found === null || found.sharedAt === null || !mayReadNeeds(scope.actor)))
    throw forbidden('read what was found', whoMayEvaluate.run);
  return { offering, found, mayRun };
}
