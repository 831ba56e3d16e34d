import * as z from 'zod';
import { dayOf } from '#app/platform/day.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { Zone } from '../../attendance/schema.ts';
import { readWallTime } from '../../attendance/wall-time.ts';
import { Id, needed, nesting, OptionalId, rowsOf, Seen, text, whole } from '../schema.ts';

/** How many dates an offering has at most. */
export const mostDates = 10;
const DateRow = z.object({
  id: OptionalId.default(null),
  day: dayOf('Write a day, or leave the whole date empty'),
  time: z.string('Write a time').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time, for example 12:00'),
  minutes: z.coerce
    .number('Write how many minutes it takes')
    .int('Write whole minutes')
    .min(5, 'At least 5 minutes')
    .max(1440, 'At most a day'),
  words: text(200).default(''),
  place: text(300).default(''),
  link: z
    .literal('')
    .or(z.url({ protocol: /^https$/, error: 'Write an address that begins with https://' }).max(2000))
    .default(''),
  linkWords: text(500).default(''),
});
/** Somebody's part in an offering. */
export type Part = 'trainer' | 'co-facilitator';

/** An offering from its form: dates are `date.0.day` …, `part.<person>` says what somebody does there; who leads it is one of them. */
export const OfferingForm = z
  .preprocess(
    nesting('date'),
    z.looseObject({
      title: needed(150, 'Write a title').min(3, 'Write a title'),
      description: text(5000).default(''),
      school: OptionalId.default(null),
      opensTo: z.enum(['school', 'all'], 'Say for whom it is'),
      leader: OptionalId.default(null),
      capacity: whole(1, 1000, 'Write how many places there are, or leave it empty'),
      closesDay: z.literal('').or(dayOf('Write a day')).default(''),
      preparationMinutes: whole(0, 6000, 'Write whole minutes, at most 6,000').transform((n) => n ?? 0),
      preparation: text(500).default(''),
      timeZone: Zone,
      seen: Seen,
      date: rowsOf(DateRow, { most: mostDates, fields: ['day', 'time', 'minutes', 'words', 'place', 'link', 'linkWords'] }).refine(
        (rows) => Object.keys(rows).length > 0,
        {
          error: 'Write a day at least for one date',
          path: ['0', 'day'],
        },
      ),
    }),
  )
  .transform((fields, context) => {
    const { title, description, school, opensTo, leader, capacity, closesDay, preparationMinutes, preparation, timeZone, seen } = fields;
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const dates = Object.entries(fields.date).flatMap(([at, { id, day, time, minutes, words, place, link, linkWords }]) => {
      const starts = readWallTime(day, time, timeZone);
      if (starts.kind === 'never') say(`date.${at}.time`, starts.words);
      if (starts.kind === 'never') return [];
      const startsAt = starts.instant;
      return [
        {
          id,
          at,
          startsAt,
          endsAt: new Date(startsAt.getTime() + minutes * 60_000),
          words,
          place,
          link: link === '' ? null : { url: link, words: linkWords },
        },
      ];
    });
    const [first, ...others] = dates;
    for (const date of others)
      if (first && date.startsAt < first.startsAt)
        say(`date.${date.at}.day`, 'The first date decides who has a place, so it comes first in time. Write the dates in their order');
    const closes = closesDay === '' ? null : readWallTime(closesDay, '23:59', timeZone);
    if (first && closesDay !== '' && closesDay > isoDayIn(first.startsAt, timeZone))
      say('closesDay', 'Who enrols is there from the first date on: choose its day, or one before it');
    const parts = Object.entries(fields).flatMap(([name, said]): Array<{ personId: string; part: Part }> => {
      const personId = name.startsWith('part.') ? name.slice(5) : '';
      return Id.safeParse(personId).success && (said === 'trainer' || said === 'co-facilitator') ? [{ personId, part: said }] : [];
    });
    if (opensTo === 'school' && school === null)
      say('opensTo', 'What the collaborative holds is for all schools. Choose the school that holds it, or “all schools”');
    if (leader !== null && !parts.some(({ personId, part }) => personId === leader && part === 'trainer'))
      say('leader', 'Whoever leads it teaches there as a trainer: choose that below');
    return {
      ...{ title, description, school, opensTo, leader, capacity, preparationMinutes, preparation, timeZone, seen, dates, parts },
      // Without a day, until it begins.
      closesAt: closes === null || closes.kind === 'never' ? (first?.startsAt ?? null) : closes.instant,
    };
  });
export type OfferingForm = z.infer<typeof OfferingForm>;

/** What somebody says who enrols: nothing but what they need. */
export const EnrolForm = z.object({ needs: text(500).default('') });
/** Why an offering, or one of its dates, is called off: it is mailed. */
export const CallOff = z.object({ because: needed(500, 'Say why, in a sentence: it is mailed to everybody who enrolled') });
/** The same of one date. */
export const CallOffDate = CallOff.extend({ date: Id });
