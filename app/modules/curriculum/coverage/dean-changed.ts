import { count } from '#app/ui/count.ts';
import { pointOf, type Told, touching } from './dean-words.ts';
import type { ReadCell } from './reading.ts';
import { type Trend, trendOf } from './trend.ts';

/** The sentences about what changed since the year before. */
export function whatChanged({ grounds, year, titles }: Told): string[] {
  if (grounds.length < 2) return ['There is no earlier year to compare with.'];
  const trend = trendOf(grounds, { ...touching, requirement: 'required' });
  const [first, second] = [trend.points[0]!, trend.points[1]!];
  const [then, now] = first.year === second.year ? [first.label, second.label] : [first.year, second.year];
  const compared = trend.rows.flatMap(({ competency, points: [a, b] }) =>
    a!.figure && b!.figure
      ? [{ name: `${competency.code} ${titles.get(competency.code) ?? ''}`.trim(), was: a!.figure, is: b!.figure }]
      : [],
  );
  const changes = compared.map((each) => ({ ...each, how: changeOf(each) }));
  const [wasAll, isAll] = trend.total as [ReadCell, ReadCell];
  const told = changes.filter(({ how }) => how === 'more' || how === 'less');
  const number = (how: string) => changes.filter((each) => each.how === how).length;
  return [
    ...trend.breaks.flatMap(({ reasons }) => reasons),
    `Required teaching over all competencies: ${pointOf(wasAll)} in ${then}; ${pointOf(isAll)} in ${now === then ? year : now}.`,
    ...told.slice(0, 6).map(({ name, was, is, how }) => `${name}: ${how} required teaching, ${pointOf(is)} after ${pointOf(was)}.`),
    ...(told.length > 6 ? [`${told.length - 6} further competencies changed; the trends name them.`] : []),
    ...(number('same') > 0 ? [`${count(number('same'), 'competency has', 'competencies have')} the same required hours.`] : []),
    ...(number('unsure') > 0
      ? [
          `For ${count(number('unsure'), 'competency', 'competencies')} it cannot be said whether the hours changed: some are unknown, or the ranges overlap.`,
        ]
      : []),
    ...notCompared(trend),
  ];
}

function notCompared({ rows }: Trend): string[] {
  const number = rows.filter(({ points }) => points.some(({ figure }) => figure === null)).length;
  return number === 0
    ? []
    : [`${count(number, 'competency is', 'competencies are')} not compared, since nothing in the earlier version is the same.`];
}

/** More or less only where the ranges do not touch and no hours are unknown: what is not known could turn it round. */
function changeOf({ was, is }: { was: ReadCell; is: ReadCell }): 'more' | 'less' | 'same' | 'unsure' {
  if (was.minutes === null || is.minutes === null || was.unknown > 0 || is.unknown > 0) return 'unsure';
  if (is.minutes.least > was.minutes.most) return 'more';
  if (is.minutes.most < was.minutes.least) return 'less';
  return [was, is].every(({ minutes }) => minutes!.least === minutes!.most) ? 'same' : 'unsure';
}
