import { seededRandom } from '#app/maths/random.ts';
import type { Coding } from '#app/modules/focus-groups/agreement/comparison.ts';
import { agreementFigures } from '#app/modules/focus-groups/agreement/figures.ts';
import { timed } from '../measuring.ts';

const n = 100_000;
const codes = Array.from({ length: 50 }, (_, at) => `code ${at + 1}`);
const coders = ['Ana', 'Ben', 'Cleo'];
const turnLength = 90;

/**
 * All figures of agreement (percent, positive, Fleiss' kappa, alpha and alpha for unitising, by character, by turn and by unit, per code and pooled) of 50 codes, 3 coders and
 * 100,000 turns; the limit is 1 s. Reference: the textbook's way for alpha and kappa of turns alone: an answer for each turn, coder and code, a coincidence matrix and a table of counts.
 */
export async function* run() {
  const turns = Array.from({ length: n }, (_, at) => ({ start: at * turnLength, end: at * turnLength + turnLength - 1 }));
  const codings = generated();
  const ours = await timed(() => agreementFigures({ coders, codes, turns, codings }));
  const plain = await timed(() => codes.map((_, code) => textbook(answersOf(codings, code))));
  for (const [at, { any }] of ours.result.codes.entries()) {
    const { alpha, kappa } = plain.result[at]!;
    if (Math.abs(any.alpha.value! - alpha) > 1e-9 || Math.abs(any.kappa.value! - kappa) > 1e-9)
      throw new Error(`${codes[at]}: ${any.alpha.value} and ${any.kappa.value} are not ${alpha} and ${kappa}.`);
  }
  yield {
    n,
    codes: codes.length,
    coders: coders.length,
    codings: codings.length,
    ms: ours.ms,
    limitMs: 1000,
    reference: 'textbook: a matrix of answers per code, alpha and Fleiss’ kappa of turns only',
    referenceMs: plain.ms,
    ratio: Number((ours.ms / plain.ms).toFixed(3)),
  };
}

/** Each code on about one turn in fifty; the coders see most of it alike, and begin and end where they like. */
function generated(): Coding[] {
  const random = seededRandom(10);
  const codings: Coding[] = [];
  for (const code of codes)
    for (let turn = 0; turn < n; turn++) {
      if (random() > 0.02) continue;
      for (const coder of coders) {
        if (random() < 0.25) continue;
        const start = turn * turnLength + Math.floor(random() * 40);
        codings.push({ coder, code, start, end: start + 10 + Math.floor(random() * 39) });
      }
    }
  return codings;
}

let answers: Map<string, number[][]> | undefined;

/** The reference is given its answers ready: only alpha and kappa are timed. */
function answersOf(codings: readonly Coding[], code: number): number[][] {
  if (answers === undefined) {
    answers = new Map(codes.map((name) => [name, Array.from({ length: n }, () => [0, 0, 0])]));
    for (const coding of codings) answers.get(coding.code)![Math.floor(coding.start / turnLength)]![coders.indexOf(coding.coder)] = 1;
  }
  return answers.get(codes[code]!)!;
}

function textbook(units: readonly (readonly number[])[]): { alpha: number; kappa: number } {
  const coincidences = [
    [0, 0],
    [0, 0],
  ];
  for (const unit of units)
    for (let i = 0; i < unit.length; i++)
      for (let j = 0; j < unit.length; j++) if (i !== j) coincidences[unit[i]!]![unit[j]!]! += 1 / (unit.length - 1);
  const margins = coincidences.map((row) => row.reduce((sum, count) => sum + count, 0));
  const total = margins[0]! + margins[1]!;
  const alpha = 1 - ((total - 1) * coincidences[0]![1]!) / (margins[0]! * margins[1]!);
  const counts = units.map((unit) => [0, 1].map((value) => unit.filter((answer) => answer === value).length));
  const m = coders.length;
  const observed =
    counts.reduce((sum, row) => sum + row.reduce((own, count) => own + count * (count - 1), 0) / (m * (m - 1)), 0) / units.length;
  const expected = [0, 1].reduce((sum, value) => sum + (counts.reduce((own, row) => own + row[value]!, 0) / (units.length * m)) ** 2, 0);
  return { alpha, kappa: (observed - expected) / (1 - expected) };
}
