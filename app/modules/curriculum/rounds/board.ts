import type { Terms } from './queries.server.ts';
import { type RoundStep, roundSteps, type StepWaiter, stepWords } from './step.ts';

/** What the database keeps of a school's step. */
export type StoredStep = {
  readonly step: RoundStep;
  readonly state: 'open' | 'done';
  readonly tenths: number;
  readonly waitsFor: StepWaiter | null;
  readonly since: Date;
};
/** A school of a round as its row of the board is made of. `answer` is that to the latest terms. */
export type Taking = {
  readonly joinedAt: Date;
  readonly stored: readonly StoredStep[];
  readonly answer: { readonly answer: 'accepted' | 'change'; readonly words: string | null; readonly answeredAt: Date } | null;
};
/**
 * A step of a school: done; it waits for somebody; or it comes later, once what it comes after is done. `since`: when that began, null for later.
 * `tenths`: how much of it is done, 0 to 10.
 */
export type Cell = {
  readonly step: RoundStep;
  readonly state: 'done' | 'waits' | 'later';
  readonly tenths: number;
  readonly waitsFor: StepWaiter | null;
  readonly since: Date | null;
};

/** The steps of one school, in their order. A step begun before its turn waits as well. */
export function cellsOf({ joinedAt, stored, answer }: Taking, round: { openedAt: Date | null; terms: Pick<Terms, 'proposedAt'> }): Cell[] {
  const told = new Map(stored.map((each) => [each.step, each]));
  const cells = new Map<RoundStep, Cell>();
  const begun = later(joinedAt, round.openedAt ?? joinedAt);
  for (const step of roundSteps) {
    const cell = step === 'accept' ? acceptance(answer, later(begun, round.terms.proposedAt)) : undefined;
    cells.set(step, cell ?? cellOf(step, { told: told.get(step), cells, begun }));
  }
  return [...cells.values()];
}

function acceptance(answer: Taking['answer'], asked: Date): Cell {
  const step = 'accept';
  if (answer === null) return { step, state: 'waits', tenths: 0, waitsFor: 'lead', since: asked };
  if (answer.answer === 'change') return { step, state: 'waits', tenths: 0, waitsFor: 'convener', since: answer.answeredAt };
  return { step, state: 'done', tenths: 10, waitsFor: null, since: answer.answeredAt };
}

function cellOf(
  step: RoundStep,
  { told, cells, begun }: { told: StoredStep | undefined; cells: ReadonlyMap<RoundStep, Cell>; begun: Date },
): Cell {
  const { after, waitsFor } = stepWords[step];
  if (told?.state === 'done') return { step, state: 'done', tenths: 10, waitsFor: null, since: told.since };
  if (told) return { step, state: 'waits', tenths: told.tenths, waitsFor: told.waitsFor ?? waitsFor, since: told.since };
  const needs = after.map((each) => cells.get(each)!);
  if (needs.some(({ state }) => state !== 'done')) return { step, state: 'later', tenths: 0, waitsFor: null, since: null };
  return { step, state: 'waits', tenths: 0, waitsFor, since: needs.reduce((last, { since }) => later(last, since!), begun) };
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}

/** The steps that wait for somebody now, in their order. */
export function waiting(cells: readonly Cell[]): Cell[] {
  return cells.filter(({ state }) => state === 'waits');
}
