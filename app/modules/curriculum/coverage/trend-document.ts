import { type CsvValue, csvText } from '#app/platform/csv.ts';
import type { ReadCell, Reading } from './reading.ts';
import type { Trend, TrendPoint } from './trend.ts';
import { readingWords } from './trend-words.ts';

/** The trend as CSV: one row for each competency and point; `break_before` says what changed since the point before. */
export function trendCsv(trend: Trend, { school, reading }: { school: string; reading: Reading }): string {
  const figures = (figure: ReadCell | null): CsvValue[] =>
    figure === null
      ? [null, null, null, null, null]
      : [figure.minutes?.least ?? null, figure.minutes?.most ?? null, figure.activities, figure.unknown, figure.estimated];
  const lines = [
    ...trend.rows.map(({ competency, points }) => ({ code: competency.code, title: competency.title, points })),
    { code: 'all', title: 'All competencies', points: trend.total.map((figure): TrendPoint => ({ figure, why: null })) },
  ];
  return csvText([
    [`# ${school}: ${readingWords(reading)}. Minutes are at least and at most; empty: not known, or not comparable.`],
    [
      ...['competency', 'title', 'year', 'rounds', 'framework', 'minutes', 'minutes_most', 'activities', 'activities_without_minutes'],
      ...['activities_estimated', 'not_comparable', 'break_before'],
    ],
    ...lines.flatMap(({ code, title, points }) =>
      points.map((point, at) => {
        const { year, label, version } = trend.points[at]!;
        const reasons = trend.breaks.find(({ after }) => after === at - 1)?.reasons.join(' ') ?? null;
        return [code, title, year, label, version, ...figures(point.figure), point.why, reasons];
      }),
    ),
  ]);
}
