import { dayIn } from '#app/ui/date.ts';
import { type Cell, waiting } from './board.ts';
import type { Board } from './board-queries.server.ts';
import { dueMoment, dueWords } from './due.ts';
import { isLate } from './next-words.ts';
import { type RoundStep, roundSteps, type StepWaiter, stepWords, waiterWords } from './step.ts';

type School = Pick<Board['schools'][number], 'slug' | 'name' | 'leads' | 'cells'>;
type At = { readonly now: Date; readonly zone: string };
type DueOn = Readonly<Record<RoundStep, string | null>>;

/** Who is waited for, and for which of their steps; `since` only where that is another day than the row's. */
export type WaitWords = { readonly who: string; readonly steps: string; readonly since: string | null };

/** A row of the board: how many steps a school has done, in words who is waited for and since when (the longest), and how far it is with each step. */
export type BoardRow = {
  readonly slug: string;
  readonly name: string;
  readonly done: number;
  readonly waits: readonly WaitWords[];
  readonly since: string | null;
  readonly late: readonly string[];
  readonly cells: Readonly<Record<RoundStep, Pick<Cell, 'state' | 'tenths'> & { readonly isLate: boolean }>>;
};

/** The rows of a board for a reader at a moment, in their zone. */
export function boardRows(schools: readonly School[], dueOn: DueOn, { now, zone }: At): BoardRow[] {
  const isOver = new Map(roundSteps.map((step) => [step, dueOn[step] !== null && now > dueMoment(dueOn[step])]));
  // Many schools wait since the same day, and to write a day takes longer than to remember it.
  const sinceOf = remembered((time: number) => dayIn(new Date(time), zone));
  return schools.map(({ slug, name, leads, cells }) => ({
    slug,
    name,
    done: cells.filter(({ state }) => state === 'done').length,
    ...waitsOf(waiting(cells), { leads, sinceOf }),
    late: cells.filter(({ step, state }) => state !== 'done' && isOver.get(step)).map(({ step }) => stepWords[step].name),
    cells: Object.fromEntries(
      cells.map(({ step, state, tenths }) => [step, { state, tenths, isLate: state !== 'done' && isOver.get(step)! }]),
    ) as BoardRow['cells'],
  }));
}

type Waits = Pick<BoardRow, 'waits' | 'since'>;

/** Each one who is waited for once, with all their steps. */
function waitsOf(cells: readonly Cell[], { leads, sinceOf }: { leads: readonly string[]; sinceOf: (time: number) => string }): Waits {
  const times = (of: readonly Cell[]) => Math.min(...of.map(({ since }) => since!.getTime()));
  const since = cells.length === 0 ? null : sinceOf(times(cells));
  const waits = [...Map.groupBy(cells, ({ waitsFor }) => waitsFor!)].map(([waitsFor, theirs]) => {
    const own = sinceOf(times(theirs));
    return { who: who(waitsFor, leads), steps: theirs.map(begunWords).join(', '), since: own === since ? null : own };
  });
  return { waits, since };
}

function begunWords({ step, tenths }: Cell): string {
  return tenths > 0 ? `${stepWords[step].name} ${tenths}/10` : stepWords[step].name;
}

function who(waitsFor: StepWaiter, leads: readonly string[]): string {
  if (waitsFor !== 'lead' || leads.length === 0) return waiterWords[waitsFor];
  return `the lead${leads.length > 1 ? 's' : ''}, ${leads.join(' and ')}`;
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
