import type { ChartModel } from '#app/ui/chart.ts';
import { count } from '#app/ui/count.ts';
import type { Unsaid } from './capacity.ts';
import { type Figures, rangeWords } from './figures.ts';

const unsaidWords: Readonly<Record<Unsaid, string>> = {
  learners: 'how many students a class has',
  'group size': 'how many learners are in a group',
  'facilitators per group': 'how many facilitators hold a group',
  encounters: 'how many small-group sessions a competency requires',
  'sessions of somebody new': 'how many sessions somebody newly prepared would hold',
};

/** What keeps figures from being computed, in words. */
export function unsaidIn(unsaid: readonly Unsaid[]): string[] {
  return unsaid.map((each) => unsaidWords[each]);
}

/** What is missing, in one sentence of people; what cannot be computed says so. */
export function shortfallWords({ neededHigh, shortSeatsLow, shortSeatsHigh, shortPeopleLow, shortPeopleHigh }: Figures): string {
  if (neededHigh === null || shortSeatsLow === null || shortSeatsHigh === null)
    return 'Whether facilitators are missing cannot be said yet: something that it rests on is not said.';
  if (neededHigh === 0) return 'No small-group seat is needed.';
  if (shortSeatsHigh === 0) return 'There are seats for every learner, at both ends of what is said.';
  const seats = `${rangeWords(shortSeatsLow, shortSeatsHigh)} seats`;
  const people =
    shortPeopleLow === null || shortPeopleHigh === null
      ? ''
      : `, which is ${rangeWords(shortPeopleLow, shortPeopleHigh)} more ${shortPeopleHigh === 1 ? 'facilitator' : 'facilitators'}`;
  return shortSeatsLow === 0
    ? `At best nothing is missing, at worst ${count(shortSeatsHigh, 'seat', 'seats')}${people}.`
    : `${seats} are missing${people}.`;
}

/** What one more workshop changes, in a sentence. */
export function changeWords(people: number, before: Figures, after: Figures): string {
  const workshop = `A workshop that prepares ${count(people, 'person', 'people')}`;
  if (before.shortSeatsHigh === null || after.shortSeatsHigh === null || before.shortSeatsLow === null || after.shortSeatsLow === null)
    return `What ${workshop.toLowerCase()} would change cannot be said yet.`;
  if (before.shortSeatsHigh === 0) return `Nothing is missing; ${workshop.toLowerCase()} would change no missing seat.`;
  const now = rangeWords(before.shortSeatsLow, before.shortSeatsHigh);
  if (after.shortSeatsHigh === 0) return `${workshop} would serve all that is missing now (${now} seats).`;
  return `${workshop} would bring the missing seats from ${now} to ${rangeWords(after.shortSeatsLow, after.shortSeatsHigh)}.`;
}

/** Needed and served beside each other, by competency: each bar to the least, and from there to the most. */
export function capacityChart(lines: readonly (Figures & { readonly code: string; readonly title: string })[]): ChartModel {
  const bars = lines.flatMap(({ code, title, neededLow, neededHigh, seatsLow, seatsHigh }) => {
    const bar = (label: string, low: number | null, high: number | null) => ({
      ...{ group: `${code} ${title}`, label, text: rangeWords(low, high) },
      values: low === null || high === null ? [0, 0] : [low, high - low],
    });
    return [bar('needed', neededLow, neededHigh), bar('can be served', seatsLow, seatsHigh)];
  });
  const max = Math.max(0, ...bars.map(({ values }) => values[0]! + values[1]!));
  return { title: 'Small-group seats a year', series: ['at least', 'from there to at most'], unit: 'seats', max, bars };
}
