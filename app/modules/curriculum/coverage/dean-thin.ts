import { count } from '#app/ui/count.ts';
import { cellOf, listed, ofAll, type Told } from './dean-words.ts';
import { type Presence, presenceIn } from './gaps.ts';
import type { MeasuredRow } from './measured.ts';
import { taughtAssessed } from './taught-assessed.ts';

/** The sentences about where it is thin: what is linked to nothing, met by few, or not known. */
export function whereThin(told: Told): string[] {
  const { full, rows, input } = told;
  const { taughtNotAssessed, assessedNotTaught } = taughtAssessed({ ...full, rows });
  const presence = (wanted: Presence) => rows.filter((row) => presenceIn(row, 'all') === wanted);
  const whole = cellOf(full.total, 'all');
  const unanswered = input.links.filter(({ confirmation }) => confirmation === 'unanswered').length;
  const said = [
    ...about(told, presence('nothing'), 'No activity is linked to'),
    ...about(told, presence('elective'), 'Only electives meet'),
    ...about(told, presence('required-in-track'), 'Only a track, or electives beside it, meets'),
    ...about(told, presence('unknown'), 'It is not said whether students must take what meets'),
    ...about(told, taughtNotAssessed, 'Taught and not assessed:'),
    ...about(told, assessedNotTaught, 'Assessed and not taught:'),
  ];
  return [
    ...(said.length > 0 ? said : ['Every competency is met in required teaching, and is taught and assessed.']),
    ...input.phases.flatMap(({ id, name }) => {
      const missing = rows.filter((row) => presenceIn(row, id) !== 'required');
      const which = missing.length === rows.length ? [''] : about(told, missing, ':');
      return missing.length === 0
        ? []
        : which.map((names) => `In ${name}, ${ofAll(missing.length, rows.length)} without required teaching${names || '.'}`);
    }),
    ...(whole.unknown > 0
      ? [
          `The hours of ${count(whole.unknown, 'linked activity', 'linked activities')} are not known; ${whole.unknown === 1 ? 'it adds' : 'they add'} nothing above.`,
        ]
      : []),
    ...(input.waitingLinks > 0
      ? [
          `${count(input.waitingLinks, 'link waits', 'links wait')} for a course director and ${input.waitingLinks === 1 ? 'counts' : 'count'} nowhere yet.`,
        ]
      : []),
    ...(unanswered > 0 ? [`${count(unanswered, 'link counts', 'links count')} though the course director did not answer in time.`] : []),
  ];
}

function about({ titles }: Told, rows: readonly MeasuredRow[], words: string): string[] {
  if (rows.length === 0) return [];
  const named = rows.slice(0, 5).map(({ competency }) => `${competency} ${titles.get(competency) ?? ''}`.trim());
  const more = rows.length - named.length;
  return [`${words} ${more > 0 ? `${named.join('; ')}; and ${more} more` : listed(named)}.`];
}
