import type { CsvValue } from '#app/platform/csv.ts';
import type { ListedHit } from './list-queries.server.ts';

/** The head of the list's CSV. */
export const hitHead = [
  'id',
  'activity',
  'title',
  'course',
  'keyword',
  'sentence',
  'competency',
  'answer',
  'level',
  'extent',
  'answered_by',
  'answered_at',
  'reason',
  'part_of',
];

/** A suggestion as a row of the CSV, under `hitHead`. Of an open one, level and extent are proposed. */
export function hitLine(hit: ListedHit): CsvValue[] {
  const { answeredAt, answer } = hit;
  return [
    ...[hit.id, hit.activityId, hit.title, hit.course, hit.phrase, hit.sentence, hit.code, answer ?? 'open', hit.level, hit.extent],
    ...[hit.answeredBy, answeredAt?.toISOString() ?? null, hit.reason, hit.partOf],
  ];
}

/** A suggestion as the list's JSON has it. */
export function writtenHit(hit: ListedHit) {
  const { phrase, code, answer, answeredAt, ...rest } = hit;
  return { ...rest, keyword: phrase, competency: code, answer: answer ?? 'open', answeredAt: answeredAt?.toISOString() ?? null };
}
