import type { CsvValue } from '#app/platform/csv.ts';
import type { Enrolments, Offering } from './queries.server.ts';

/** An offering for programs, as the list of offerings says it; instants in UTC, minutes for each person. */
export function writtenOffering(offering: Offering) {
  const {
    slug,
    title,
    programmeSlug,
    school,
    opensTo,
    status,
    publishedAt,
    firstAt,
    lastAt,
    timeZone,
    dates,
    minutes,
    preparationMinutes,
  } = offering;
  const { confirmed, capacity, waiting, isSample } = offering;
  const at = (instant: Date | null) => instant?.toISOString() ?? null;
  return {
    ...{
      slug,
      title,
      programme: programmeSlug,
      school,
      opensTo,
      status,
      publishedAt: at(publishedAt),
      begins: at(firstAt),
      ends: at(lastAt),
      timeZone,
      dates,
    },
    ...{ minutes, preparationMinutes, enrolled: confirmed, places: capacity, waiting, isSample },
  };
}

/** The columns of the offerings as CSV; `school` is empty where the collaborative holds it. */
export const offeringHead: readonly string[] = [
  ...[
    'offering',
    'title',
    'programme',
    'school',
    'for',
    'status',
    'published_at',
    'begins',
    'ends',
    'time_zone',
    'dates',
    'minutes',
    'preparation_minutes',
  ],
  ...['enrolled', 'places', 'waiting', 'is_sample'],
];

/** An offering as a line of CSV. */
export function offeringLine(offering: Offering): CsvValue[] {
  return Object.values(writtenOffering(offering));
}

/** Somebody who enrolled, for programs. */
export function writtenEnrolment({ name, school, state, enrolledAt }: Enrolments['people'][number]) {
  return { name, school, state, enrolledAt: enrolledAt.toISOString() };
}

/** The columns of who enrolled as CSV. */
export const enrolmentHead: readonly string[] = ['name', 'school', 'state', 'enrolled_at'];

/** Somebody who enrolled as a line of CSV. */
export function enrolmentLine(person: Enrolments['people'][number]): CsvValue[] {
  return Object.values(writtenEnrolment(person));
}
