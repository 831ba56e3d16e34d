import type { CsvValue } from '#app/platform/csv.ts';
import { stepWords } from '../step.ts';
import { readinessOf } from './entry.ts';
import { licenceWords } from './licence.ts';
import type { Entry } from './queries.server.ts';
import type { Branch, Reach, Training } from './tree.ts';

type Titles = ReadonlyMap<string, string>;

/** The columns of the registry as CSV: a line for every preparation, and one for whoever told none. */
export const registryHead: readonly string[] = [
  ...['name', 'school', 'mail', 'where', 'ours', 'step', 'year', 'source', 'competencies', 'until', 'licence'],
  ...['sessions_least', 'sessions_most', 'travels', 'online', 'languages', 'last_taught'],
];

/** Somebody's lines. What they have not said is empty. `titles`: competencies by their stable ids. */
export function registryLines(entry: Entry, titles: Titles): CsvValue[][] {
  const { name, school, mail, sessionsLow, sessionsHigh, travels, online, languages, lastTaught } = entry;
  const own = [sessionsLow, sessionsHigh, travels, online, languages.join('; '), lastTaught];
  if (entry.preparations.length === 0) return [[name, school, mail, null, null, null, null, null, null, null, null, ...own]];
  return writtenPreparations(entry, titles).map(({ where, isOurs, step, year, source, competencies, until, licence }) => [
    ...[name, school, mail, where, isOurs, step, year, source, competencies.join('; '), until, licence],
    ...own,
  ]);
}

function writtenPreparations({ preparations }: Pick<Entry, 'preparations'>, titles: Titles) {
  return preparations.map((each) => ({
    where: each.standing?.title ?? each.course ?? 'a programme in which no standing stands',
    isOurs: each.programmeId !== null,
    step: each.standing ? stepWords[each.standing.step] : null,
    year: each.year,
    source: each.source || null,
    competencies: each.competencies.map((id) => titles.get(id) ?? id),
    until: readinessOf(each)?.until ?? null,
    licence: licenceWords(each, (day) => day),
  }));
}

/** Somebody as JSON has them: nothing but what their entry shows. */
export function writtenEntry(entry: Entry, titles: Titles) {
  const { name, school, mail, sessionsLow, sessionsHigh, travels, online, languages, lastTaught, words } = entry;
  return {
    ...{ name, school, mail, sessionsLow, sessionsHigh, travels, online, languages, lastTaught, words },
    preparations: writtenPreparations(entry, titles),
  };
}

/** The columns of the tree as CSV: a line for everybody in it, at each place where they stand. */
export const treeHead: readonly string[] = [
  'level',
  'name',
  'school',
  'trained_by',
  'where',
  'ours',
  'stands_elsewhere',
  'trained_directly',
  'through_others',
  'active_of_these',
  'last_taught',
];

/** The tree line by line. */
export function treeLines(tree: readonly Branch[], reach: ReadonlyMap<string, Reach>): CsvValue[][] {
  const lines: CsvValue[][] = [];
  const write = ({ person, by, isAgain, below }: Branch, level: number, trainer: string | null) => {
    const own = reach.get(person.id) ?? { direct: 0, through: 0, active: 0 };
    lines.push([
      level,
      person.name,
      person.school,
      trainer,
      whereWords(by) || null,
      by.length === 0 ? null : by.some(({ isOurs }) => isOurs),
      isAgain,
      own.direct,
      own.through,
      own.active,
      person.lastOn,
    ]);
    for (const each of below) write(each, level + 1, person.name);
  };
  for (const branch of tree) write(branch, 1, null);
  return lines;
}

/** Where somebody was trained, with what they told themselves marked so. */
export function whereWords(by: readonly Training[]): string {
  return [
    ...new Set(
      by.map(({ words, isOurs, onDay }) => `${words}${onDay ? `, ${onDay.slice(0, 4)}` : ''}${isOurs ? '' : ' (elsewhere, as told)'}`),
    ),
  ].join('; ');
}
