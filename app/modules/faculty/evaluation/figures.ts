import { type Effect, pairedEffects } from '#app/maths/effect-size.ts';
import { type SignedRank, signedRank } from '#app/maths/signed-rank.ts';
import { asksInWords, didWords, type Instrument, type Phase, phases, type Question } from './instrument.ts';

/** What was answered, as the database hands it out once an asking is closed. */
export type AnsweredRow = {
  readonly part: 'pair' | 'then-test' | 'follow-up' | 'words';
  readonly phase: Phase;
  readonly before: Readonly<Record<string, number>> | null;
  readonly after: Readonly<Record<string, number | string>>;
};

/** How many pairs, or answers, there have to be before a figure is shown. */
export const leastPairs = 5;

/**
 * What a question found: first how many people said each word before and after and how many moved which way, then the effect sizes by their names. Counts are of the same people: those who
 * answered both. `hidden`: why nothing is shown.
 */
export type QuestionFigure =
  | { readonly question: Question; readonly hidden: string; readonly pairs: number | null }
  | {
      readonly question: Question;
      readonly hidden: null;
      readonly pairs: number;
      readonly before: readonly number[];
      readonly after: readonly number[];
      readonly up: number;
      readonly down: number;
      readonly same: number;
      readonly dz: Effect;
      readonly dav: Effect;
      readonly gz: Effect;
      readonly test: SignedRank;
    };

/** The figures of each question, from pairs of the one design that was asked. Where fewer than five answered both, nothing is shown, nor how many they were. */
export function questionFigures({ design, questions }: Instrument, rows: readonly AnsweredRow[]): QuestionFigure[] {
  return questions.map((question): QuestionFigure => {
    const { id, points } = question;
    const pairs = rows.flatMap(({ part, before, after }) => {
      if (part !== (design === 'then-test' ? 'then-test' : 'pair')) return [];
      const [then, now] = design === 'then-test' ? [after[`then.${id}`], after[`now.${id}`]] : [before?.[`now.${id}`], after[`now.${id}`]];
      return typeof then === 'number' && typeof now === 'number' ? [[then, now] as const] : [];
    });
    if (pairs.length < leastPairs)
      return { question, pairs: null, hidden: `Fewer than ${leastPairs} people answered both, so nobody’s answer is shown.` };
    const counts = (at: 0 | 1) => points.map((_, point) => pairs.filter((pair) => pair[at] === point + 1).length);
    const { dz, dav, gz } = pairedEffects(pairs);
    return {
      ...{ question, hidden: null, pairs: pairs.length, before: counts(0), after: counts(1), dz, dav, gz },
      up: pairs.filter(([then, now]) => now > then).length,
      down: pairs.filter(([then, now]) => now < then).length,
      same: pairs.filter(([then, now]) => now === then).length,
      test: signedRank(pairs.map(([then, now]) => now - then)),
    };
  });
}

/** What became of what people meant to do, by follow-up: how many said each word; null where fewer than five did. */
export type FollowUp = { readonly phase: Phase; readonly counts: readonly number[] | null };

/** What the follow-ups found that closed with enough answers. */
export function followUpFigures(rows: readonly AnsweredRow[]): FollowUp[] {
  const asked = phases.filter((phase) => rows.some((row) => row.part === 'follow-up' && row.phase === phase));
  return asked.map((phase) => {
    const did = rows.flatMap((row) =>
      row.part === 'follow-up' && row.phase === phase && typeof row.after.did === 'number' ? [row.after.did] : [],
    );
    return { phase, counts: did.length < leastPairs ? null : didWords.map((_, at) => did.filter((each) => each === at + 1).length) };
  });
}

/** What was written to each question in words, in the order of its letters, so that the order does not tell who wrote it. */
export type Written = { readonly phase: Phase; readonly asked: string; readonly words: readonly string[] };

/** The words that were written, by phase and question; those without any are left out. */
export function writtenWords(rows: readonly AnsweredRow[]): Written[] {
  return phases.flatMap((phase) =>
    asksInWords[phase].flatMap(({ id, words: asked }) => {
      const words = rows.flatMap((row) =>
        row.part === 'words' && row.phase === phase && typeof row.after[id] === 'string' ? [row.after[id]] : [],
      );
      return words.length === 0 ? [] : [{ phase, asked, words: words.toSorted((one, other) => one.localeCompare(other, 'en')) }];
    }),
  );
}

/** An effect in words: "1.28 (95 % interval 0.41 to 2.12)"; or why there is none. */
export function effectWords({ value, lower, upper, why }: Effect): string {
  if (value === null) return `not defined: ${why}`;
  return lower === null
    ? `${value.toFixed(2)}, without interval: ${why}`
    : `${value.toFixed(2)} (95 % interval ${lower.toFixed(2)} to ${upper!.toFixed(2)})`;
}

/** A p value in words: "0.039", "below 0.001"; or why there is none. */
export function pWords({ p, why }: SignedRank): string {
  if (p === null) return `not defined: ${why}`;
  return p < 0.001 ? 'below 0.001' : p.toFixed(3);
}

/** One sentence of a question's finding, for lists: "9 of 12 moved up, 1 down, 2 stayed". */
export function movedWords(figure: QuestionFigure): string {
  return figure.hidden === null ? `${figure.up} of ${figure.pairs} moved up, ${figure.down} down, ${figure.same} stayed` : figure.hidden;
}
