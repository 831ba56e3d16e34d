import type { CsvValue } from '#app/platform/csv.ts';
import type { Board, rounds } from './board-queries.server.ts';
import { isLate } from './next-words.ts';
import { stepWords } from './step.ts';

/** The board as a file holds it: a row for each school and step, with dates as ISO 8601. */
export function boardDocument({ round, schools, dueOn, framework, list, terms }: Board, now: Date) {
  return {
    round: round.slug,
    title: round.title,
    year: round.year,
    status: round.status,
    isSample: round.isSample,
    framework: `${framework.title}, version ${framework.number}`,
    keywordList: `${list.name}, version ${list.version}`,
    definitions: round.definitions,
    terms: terms.version,
    at: now.toISOString(),
    steps: schools.flatMap(({ slug, name, cells }) =>
      cells.map((cell) => ({
        school: slug,
        schoolName: name,
        step: cell.step,
        stepName: stepWords[cell.step].name,
        state: cell.state,
        tenths: cell.tenths,
        waitsFor: cell.waitsFor,
        since: cell.since?.toISOString() ?? null,
        dueOn: dueOn[cell.step],
        isLate: isLate(cell, dueOn[cell.step], now),
      })),
    ),
  };
}

/** The columns of a board's CSV. */
export const boardHead = [
  'school',
  'school_name',
  'step',
  'step_name',
  'state',
  'tenths',
  'waits_for',
  'since',
  'due_on',
  'is_late',
] as const;

/** A line of a board's CSV. */
export function boardLine(line: ReturnType<typeof boardDocument>['steps'][number]): CsvValue[] {
  return Object.values(line).map(asWord);
}

type Listed = Awaited<ReturnType<typeof rounds>>[number];

/** Every round as a file holds it. */
export function roundsDocument(all: readonly Listed[]) {
  return {
    rounds: all.map(({ slug, title, year, status, isSample, schools, openedAt, closedAt }) => ({
      round: slug,
      title,
      year,
      status,
      isSample,
      schools,
      openedAt: openedAt?.toISOString() ?? null,
      closedAt: closedAt?.toISOString() ?? null,
    })),
  };
}

/** The columns of the CSV of rounds. */
export const roundsHead = ['round', 'title', 'year', 'status', 'is_sample', 'schools', 'opened_at', 'closed_at'] as const;

/** A line of the CSV of rounds. */
export function roundsLine(line: ReturnType<typeof roundsDocument>['rounds'][number]): CsvValue[] {
  return Object.values(line).map(asWord);
}

/** An empty field would say that nobody knows. */
function asWord(value: CsvValue): CsvValue {
  if (typeof value !== 'boolean') return value;
  return value ? 'yes' : 'no';
}
