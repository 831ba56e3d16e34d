import type { ChartModel } from '#app/ui/chart.ts';
import { rangeNumber } from '#app/ui/hours.ts';
import { requirementPhrases } from '../placement.ts';
import type { ReadCell, Reading } from './reading.ts';
import type { Trend, TrendPoint } from './trend.ts';

/** A reading within a sentence: "touching learner hours, required". */
export function readingWords({ requirement, count, hours }: Reading): string {
  return `${count} ${hours} hours, ${requirement === 'all' ? 'required and elective together' : requirementPhrases[requirement]}`;
}

/** A point for a reader: hours, with what is not known beside them, or why it cannot be compared. */
export function pointWords(point: TrendPoint): string {
  return point.figure === null ? `not comparable: ${point.why}` : cellWords(point.figure);
}

/** A figure for a reader: "3.5 to 4 h, and 1 without hours". */
export function cellWords({ minutes, activities, unknown }: ReadCell): string {
  if (activities === 0) return '0 h';
  if (minutes === null) return 'hours unknown';
  return `${rangeNumber(minutes)} h${unknown > 0 ? `, and ${unknown} without hours` : ''}`;
}

/** The trend as bars, the points of each competency together, at least and at most; a point after a break says so. At most 60 bars. */
export function trendChart({ points, rows, total, breaks }: Trend, reading: Reading): ChartModel {
  const all = [
    ...total.map((figure, at) => ({ group: 'All competencies', label: nameOf(at), point: { figure, why: null } as TrendPoint })),
    ...rows.flatMap(({ competency: { code, title }, points: own }) =>
      own.map((point, at) => ({ group: `${code} ${title}`, label: nameOf(at), point })),
    ),
  ].slice(0, 60);
  function nameOf(at: number): string {
    return `${points[at]!.label}${breaks.some(({ after }) => after === at - 1) ? ' (after a break)' : ''}`;
  }
  const minutesOf = ({ figure }: TrendPoint) => figure?.minutes ?? { least: 0, most: 0 };
  return {
    title: `By year: ${readingWords(reading)}`,
    series: ['At least', 'Up to'],
    unit: 'hours',
    max: Math.max(0, ...all.map(({ point }) => minutesOf(point).most / 60)),
    bars: all.map(({ group, label, point }) => ({
      group,
      label,
      values: [minutesOf(point).least / 60, (minutesOf(point).most - minutesOf(point).least) / 60],
      text: point.figure === null ? 'not comparable' : cellWords(point.figure),
    })),
  };
}
