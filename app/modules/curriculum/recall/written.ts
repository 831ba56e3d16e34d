import type { CsvValue } from '#app/platform/csv.ts';
import type { RecallPage } from './queries.server.ts';

/** A sample with what each reader found, for programs; what a reader must not see yet is null. */
export function writtenRecall({ school, year, sample, readers, agreement, found, open }: RecallPage) {
  return {
    school: school.name,
    year,
    sample: sample && {
      id: sample.id,
      list: sample.list,
      seed: sample.seed,
      size: sample.size,
      unhit: sample.unhit,
      drawnAt: sample.drawnAt,
    },
    linkedFromHits: found,
    waitingSuggestions: open,
    readers: readers.map(({ name, read, addressing, estimate, byCompetency }) => ({
      name,
      read,
      addressing,
      missed: estimate?.missed ?? null,
      recall: estimate?.recall ?? null,
      byCompetency,
    })),
    agreement: agreement && {
      percent: agreement.percent,
      cohen: agreement.cohen,
      fleiss: agreement.fleiss,
      alpha: agreement.alpha,
      why: agreement.why,
    },
  };
}
type WrittenReader = ReturnType<typeof writtenRecall>['readers'][number];

/** The first line of a CSV of a sample's readers. */
export const recallHead: readonly string[] = [
  ...['reader', 'read', 'addressing'],
  ...['missed', 'recall'].flatMap((figure) => [figure, `${figure}_lower`, `${figure}_upper`]),
];
/** A reader as a line of CSV. */
export function recallLine({ name, read, addressing, missed, recall }: WrittenReader): CsvValue[] {
  return [
    name,
    read,
    addressing,
    ...[missed, recall].flatMap((figure) => (figure ? [figure.value, figure.lower, figure.upper] : [null, null, null])),
  ];
}
