import { count } from '#app/ui/count.ts';
import { hoursBetween } from '#app/ui/hours.ts';
import type { Value } from './disclosure.ts';
import type { cellsOf } from './figure.ts';

export type Unit = (typeof cellsOf)['required'][number]['unit'];

/** A value of one school for a reader: "2 to 3 h", "45 seats", "yes". Unknown is never zero. */
export function valueWords(value: Value, unit: Unit): string {
  if (value === null) return 'unknown';
  if (unit === 'minutes') return hoursBetween({ least: value[0]!, most: value[1] ?? value[0]! });
  if (unit === 'percent') return `${value[0]} seats for 100 students`;
  return value[0] === 1 ? 'yes' : 'no';
}

/** "2 links unanswered by their course directors"; null where none is. */
export function unansweredWords(links: number): string | null {
  return links === 0
    ? null
    : `${count(links, 'link', 'links')} unanswered by ${links === 1 ? 'its course director' : 'their course directors'}`;
}
