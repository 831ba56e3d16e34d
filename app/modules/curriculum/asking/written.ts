import type { CsvValue } from '#app/platform/csv.ts';
import type { DirectorsPage } from './director-queries.server.ts';

/** The first line of a CSV of course directors. */
export const directorHead: readonly string[] = [
  'course',
  'director',
  'mail',
  'state',
  'asked_at',
  'due_on',
  'reminded_at',
  'done_at',
  'links',
  'answered',
  'words',
  'course_id',
];

/** A director of a course as a line of CSV; a course without one has an empty name and the state "nobody named", or through which course its director is asked. */
export function directorLines({ directed, undirected }: DirectorsPage): CsvValue[][] {
  return [
    ...directed.map((each) => [
      each.course,
      each.name,
      each.mail,
      each.state,
      each.askedAt?.toISOString() ?? null,
      each.dueOn,
      each.remindedAt?.toISOString() ?? null,
      each.doneAt?.toISOString() ?? null,
      each.links,
      each.answered,
      each.words,
      each.courseStableId,
    ]),
    ...undirected.map(({ title, links, stableId, through }) => [
      title,
      null,
      null,
      through === null ? 'nobody named' : `through ${through}`,
      null,
      null,
      null,
      null,
      links,
      null,
      null,
      stableId,
    ]),
  ];
}
