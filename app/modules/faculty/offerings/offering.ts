import { count } from '#app/ui/count.ts';
import { dayAndSpan, isoDayIn } from '#app/ui/date.ts';
import { hours } from '#app/ui/hours.ts';
import { wallTimeOf } from '../../attendance/wall-time.ts';
import type { Offering } from './queries.server.ts';

/** A date of an offering as it is read; what somebody joins with is nowhere in it. */
export type OfferingDate = {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly timeZone: string;
  readonly place: string;
  readonly words: string;
  readonly status: 'planned' | 'published' | 'cancelled' | 'held';
};

/** Minutes that an offering costs one person: its dates that were not called off, the preparation, and both. */
export function costOf(dates: readonly Pick<OfferingDate, 'startsAt' | 'endsAt' | 'status'>[], preparationMinutes: number) {
  const held = dates.filter(({ status }) => status !== 'cancelled');
  const meeting = held.reduce((sum, { startsAt, endsAt }) => sum + Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000), 0);
  return { dates: held.length, meeting, preparation: preparationMinutes, whole: meeting + preparationMinutes };
}

/** The same in words: "4 h in 2 dates and 45 min of preparation: 285 minutes for each person". */
export function costWords({ dates, meeting, preparation, whole }: ReturnType<typeof costOf>): string {
  const beside = preparation === 0 ? ' and no preparation' : ` and ${hours(preparation)} of preparation`;
  return `${hours(meeting)} in ${count(dates, 'date', 'dates')}${beside}: ${count(whole, 'minute', 'minutes')} for each person`;
}

/** When it is held: its one date in full, or its first and how many there are. */
export function whenWords(dates: readonly Pick<OfferingDate, 'startsAt' | 'endsAt' | 'timeZone' | 'status'>[]): string {
  const held = dates.filter(({ status }) => status !== 'cancelled');
  const [first] = held.length > 0 ? held : dates;
  if (!first) return '';
  const words = dayAndSpan(first.startsAt, first.endsAt, first.timeZone);
  return held.length < 2 ? words : `${words}, the first of ${held.length} dates`;
}

type Whole = {
  readonly title: string;
  readonly description: string;
  readonly forSchoolId: string | null;
  readonly opensTo: string;
  readonly leaderId: string | null;
  readonly capacity: number | null;
  readonly closesAt: Date | null;
  readonly preparationMinutes: number;
  readonly preparation: string;
  readonly changedAt: Date;
  readonly trainers: ReadonlyArray<{ readonly personId: string; readonly part: string }>;
  readonly dates: ReadonlyArray<OfferingDate & { readonly link: { readonly url: string; readonly words: string } | null }>;
};

/** An offering as the fields of its form. */
export function formOfOffering(offering: Whole): Record<string, string> {
  const timeZone = offering.dates[0]?.timeZone ?? 'America/New_York';
  const isOwnDay = offering.closesAt !== null && offering.closesAt.getTime() !== offering.dates[0]?.startsAt.getTime();
  return {
    ...{ title: offering.title, description: offering.description, school: offering.forSchoolId ?? '', opensTo: offering.opensTo },
    ...{ leader: offering.leaderId ?? '', capacity: offering.capacity === null ? '' : String(offering.capacity), timeZone },
    closesDay: isOwnDay ? isoDayIn(offering.closesAt!, timeZone) : '',
    ...{
      preparationMinutes: String(offering.preparationMinutes),
      preparation: offering.preparation,
      seen: offering.changedAt.toISOString(),
    },
    ...Object.fromEntries(offering.trainers.map(({ personId, part }) => [`part.${personId}`, part])),
    ...Object.fromEntries(
      offering.dates
        .filter(({ status }) => status !== 'cancelled')
        .flatMap(({ id, startsAt, endsAt, words, place, link }, at) => {
          const { day, time } = wallTimeOf(startsAt, timeZone);
          const minutes = String(Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000));
          const row = { id, day, time, minutes, words, place, link: link?.url ?? '', linkWords: link?.words ?? '' };
          return Object.entries(row).map(([name, value]) => [`date.${at}.${name}`, value]);
        }),
    ),
  };
}

const toldFields = [
  ...(['slug', 'title', 'programme', 'school', 'description', 'capacity', 'closesAt', 'timeZone'] as const),
  ...(['preparationMinutes', 'preparation', 'status', 'isSample', 'firstAt'] as const),
] as const;
/** What everybody may read of an offering: nobody is named in it, by an identifier either. */
export function toldOf(offering: Offering) {
  return Object.fromEntries(toldFields.map((field) => [field, offering[field]])) as Pick<Offering, (typeof toldFields)[number]>;
}
