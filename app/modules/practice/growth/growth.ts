import type { CsvValue } from '#app/platform/csv.ts';
import { type Step, steps } from '../scale.ts';

/** Of an entry, what growth shows: the month, what was tried, and the self-view where one was given. */
export type SelfView = {
  readonly id: string;
  readonly month: string;
  readonly competencies: readonly string[];
  readonly selfScale: Step | null;
};
/** Of an observation, what growth shows. `anchors`: what was said of each competency, by stable id; `entryId`: the entry that it is of. */
export type Observed = {
  readonly id: string;
  readonly month: string;
  readonly step: Step | null;
  readonly anchors: Readonly<Record<string, string>>;
  readonly entryId: string | null;
  readonly by: string;
  readonly state: string;
};

/** One single self-view or observation of a competency. Points are never joined, added or averaged: the scale has an order and no distance. */
export type Point = {
  readonly id: string;
  readonly month: string;
  readonly step: Step | null;
  readonly anchor: string | null;
  readonly by: string;
  readonly state: string;
};
/** A competency with its two series, each by month. They are never mixed. */
export type Growth<Competency> = { readonly competency: Competency; readonly self: readonly Point[]; readonly observed: readonly Point[] };

/**
 * The single points of each competency, by month: self-views of the entries in which it was tried, and observations that said something of it, or are of such an entry and say how much was the student's own.
 * Competencies without a point are left out.
 */
export function growthOf<Competency extends { readonly stableId: string }>(
  competencies: readonly Competency[],
  views: readonly SelfView[],
  observations: readonly Observed[],
): Growth<Competency>[] {
  const triedIn = new Map(views.map(({ id, competencies: tried }) => [id, tried]));
  const byMonth = (one: Point, other: Point) => one.month.localeCompare(other.month);
  return competencies
    .map((competency) => {
      const { stableId } = competency;
      const self = views
        .filter(({ competencies: tried, selfScale }) => selfScale !== null && tried.includes(stableId))
        .map(({ id, month, selfScale }) => ({ id, month, step: selfScale, anchor: null, by: '', state: '' }));
      const observed = observations.flatMap(({ id, month, step, anchors, entryId, by, state }) => {
        const anchor = anchors[stableId] ?? null;
        const isOf = anchor !== null || (entryId !== null && step !== null && (triedIn.get(entryId) ?? []).includes(stableId));
        return isOf ? [{ id, month, step, anchor, by, state }] : [];
      });
      return { competency, self: self.toSorted(byMonth), observed: observed.toSorted(byMonth) };
    })
    .filter(({ self, observed }) => self.length + observed.length > 0);
}

/** A mark of a chart: how far along the months (0 to 1), and its place among those of its series with the same month and step. */
export type Mark = { readonly id: string; readonly along: number; readonly nth: number };
/** A line of a chart: one step of the scale, the most of one's own at the top, and its marks. */
export type ChartLine = { readonly step: Step; readonly self: readonly Mark[]; readonly observed: readonly Mark[] };

/** Where the points of a competency stand: lines of the scale from top to bottom, months from left to right. Points without a step are on no line. */
export function chartLines({ self, observed }: Pick<Growth<unknown>, 'self' | 'observed'>): {
  first: string;
  last: string;
  lines: ChartLine[];
} {
  const months = [...self, ...observed].map(({ month }) => month).sort();
  const [first, last] = [months[0] ?? '', months.at(-1) ?? ''];
  const span = Math.max(1, ordinal(last) - ordinal(first));
  const marks = (points: readonly Point[], step: Step): Mark[] => {
    const seen = new Map<string, number>();
    return points
      .filter((point) => point.step === step)
      .map(({ id, month }) => {
        const nth = seen.get(month) ?? 0;
        seen.set(month, nth + 1);
        return { id, along: (ordinal(month) - ordinal(first)) / span, nth };
      });
  };
  return { first, last, lines: steps.toReversed().map((step) => ({ step, self: marks(self, step), observed: marks(observed, step) })) };
}

function ordinal(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return year * 12 + number;
}

/** The columns of growth as CSV. */
export const growthHead: readonly string[] = ['competency', 'month', 'series', 'step', 'seen', 'by', 'verified'];

/** The points of a competency as lines of CSV, each series on its own; steps and what was seen as words of their scales. */
export function growthLines({ competency, self, observed }: Growth<{ code: string }>): CsvValue[][] {
  const line = (series: string) => (point: Point) => [
    competency.code,
    point.month,
    series,
    point.step,
    point.anchor,
    point.by || null,
    point.state || null,
  ];
  return [...self.map(line('self-view')), ...observed.map(line('observed'))];
}

/** The study on which the page's warning rests, as it is published. */
export const study = {
  least: 28,
  most: 127,
  link: 'https://doi.org/10.1097/ACM.0000000000004189',
  words: 'Academic Medicine, observations of students at one US school in 2019-20, on two scales; read in November 2026',
} as const;
