import type { CsvValue } from '#app/platform/csv.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { zone } from '../../members/time-zone.ts';
import type { Adoption } from './queries.server.ts';

/** What a school uses, as JSON. */
export function usesDocument(uses: readonly Adoption[]) {
  return uses.map((use) => ({
    ...{ item: use.slug, title: use.itemTitle, version: use.number, newestVersion: use.standing, withdrawnOn: dayOf(use.withdrawnAt) },
    ...{ course: use.course, phase: use.phase, academicYear: use.academicYear, learners: use.learners },
    ...{ changed: use.changed, went: use.went, authorMayRead: use.tells, usedSince: dayOf(use.adoptedAt), endedOn: dayOf(use.endedAt) },
  }));
}

/** The same as lines of a CSV, in the same order. */
export function usesLines(uses: readonly Adoption[]): CsvValue[][] {
  return [
    [
      ...['item', 'title', 'version', 'newest version', 'withdrawn on', 'course', 'phase', 'academic year', 'learners'],
      ...['what was changed', 'how it went', 'author may read', 'used since', 'ended on'],
    ],
    ...usesDocument(uses).map((use): CsvValue[] => Object.values(use)),
  ];
}

function dayOf(moment: Date | null): string | null {
  return moment === null ? null : isoDayIn(moment, zone);
}
