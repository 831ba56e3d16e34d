import type { CsvValue } from '#app/platform/csv.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { zone } from '../../members/time-zone.ts';
import type { Reach } from './queries.server.ts';

/** How far an item reaches, as JSON. A number of fewer than three schools is null, and so is one from which such a number would follow. */
export function reachDocument({ item, schools, courses, learners, versions, told }: Reach, now: Date) {
  return {
    ...{
      item: item.slug,
      title: item.title,
      countedOn: dayOf(now),
      otherSchools: schools,
      coursesThere: courses,
      learnersAtLeast: learners,
    },
    versions: versions.map(({ number, publishedAt, schools: those }) => ({
      ...{ version: number, publishedOn: dayOf(publishedAt), otherSchools: those },
    })),
    told: told.map(({ school, number, course, academicYear, changed, went, toldAt }) => ({
      ...{ school, version: number, course, academicYear, changed, went, toldOn: dayOf(toldAt) },
    })),
  };
}

/** The same as lines of a CSV: one for the whole, one for each version; an empty field is a number that is not shown. What schools told in words stands in the JSON. */
export function reachLines({ item, schools, courses, learners, versions }: Reach, now: Date): CsvValue[][] {
  return [
    ['item', 'version', 'published on', 'counted on', 'other schools', 'courses there', 'learners at least'],
    [item.title, 'all', null, dayOf(now), schools, courses, learners],
    ...versions.map(({ number, publishedAt, schools: those }): CsvValue[] => [
      ...[item.title, number, dayOf(publishedAt), dayOf(now), those, null, null],
    ]),
  ];
}

function dayOf(moment: Date): string {
  return isoDayIn(moment, zone);
}
