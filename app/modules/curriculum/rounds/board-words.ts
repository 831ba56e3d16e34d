import { type Cell, waiting } from './board.ts';
import type { Board } from './board-queries.server.ts';
import { dueMoment, dueWords, sinceWords } from './due.ts';
import { isLate } from './next-words.ts';
import { type RoundStep, roundSteps, stepWords, waiterWords } from './step.ts';

type School = Pick<Board['schools'][number], 'slug' | 'name' | 'leads' | 'cells'>;
type At = { readonly now: Date; readonly zone: string };
type DueOn = Readonly<Record<RoundStep, string | null>>;

/** A row of the board: how far a school is with each step, and in words who is waited for since when. */
export type BoardRow = {
  readonly slug: string;
  readonly name: string;
  readonly waits: readonly string[];
  readonly late: readonly string[];
  readonly cells: Readonly<Record<RoundStep, Pick<Cell, 'state' | 'tenths'> & { readonly isLate: boolean }>>;
};

/** The rows of a board for a reader at a moment, in their zone. */
export function boardRows(schools: readonly School[], dueOn: DueOn, { now, zone }: At): BoardRow[] {
  const isOver = new Map(roundSteps.map((step) => [step, dueOn[step] !== null && now > dueMoment(dueOn[step])]));
  // Many schools wait since the same day, and to write a day takes longer than to remember it.
  const sinceOf = remembered((time: number) => sinceWords(new Date(time), zone));
  return schools.map(({ slug, name, leads, cells }) => ({
    slug,
    name,
    waits: waiting(cells).map((cell) => `${stepWords[cell.step].name}: ${who(cell, leads)} ${sinceOf(cell.since!.getTime())}`),
    late: cells.filter(({ step, state }) => state !== 'done' && isOver.get(step)).map(({ step }) => stepWords[step].name),
    cells: Object.fromEntries(
      cells.map(({ step, state, tenths }) => [step, { state, tenths, isLate: state !== 'done' && isOver.get(step)! }]),
    ) as BoardRow['cells'],
  }));
}

function who({ waitsFor }: Cell, leads: readonly string[]): string {
  if (waitsFor === 'lead' && leads.length > 0) return `the lead${leads.length > 1 ? 's' : ''}, ${leads.join(' and ')},`;
  return waiterWords[waitsFor!];
}

function remembered(said: (time: number) => string): (time: number) => string {
  const known = new Map<number, string>();
  return (time) => {
    const day = Math.floor(time / 900_000); // zones differ from each other by whole quarters of an hour
    const words = known.get(day) ?? said(time);
    known.set(day, words);
    return words;
  };
}

/** The steps of a round in words: by when, and how many schools have done it. */
export function stepRows(schools: readonly Pick<School, 'cells'>[], dueOn: DueOn, { now, zone }: At) {
  return roundSteps.map((step, at) => {
    const due = dueOn[step];
    const done = schools.filter(({ cells }) => cells[at]!.state === 'done').length;
    const isOpen = done < schools.length;
    return {
      step,
      name: stepWords[step].name,
      act: stepWords[step].act,
      due: due === null ? null : dueWords(due, zone),
      isLate: isLate({ state: isOpen ? 'waits' : 'done' }, due, now),
      done,
    };
  });
}
