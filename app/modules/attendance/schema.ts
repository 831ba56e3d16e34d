import * as z from 'zod';
import { dayOf } from '#app/platform/day.ts';
import { isZone } from '../members/time-zone.ts';
import { readWallTime } from './wall-time.ts';

const words = (most: number) => z.string().trim().max(most, `At most ${most} characters`).default('');
const needed = (most: number, what: string) => z.string(what).trim().min(1, what).max(most, `At most ${most} characters`);
const whole = (least: number, most: number, what: string) =>
  z
    .string()
    .trim()
    .default('')
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((n) => n === null || (Number.isInteger(n) && n >= least && n <= most), what);
const yes = z
  .string()
  .optional()
  .transform((said) => said === 'yes');
const Day = dayOf('Write a day');
const Time = z.string('Write a time').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time, for example 12:00');
/** The IANA name of a zone. */
export const Zone = z.string('Choose a time zone').refine(isZone, 'Choose a time zone from the list');
const JoinUrl = z
  .string()
  .trim()
  .default('')
  .refine(
    (text) => text === '' || (URL.canParse(text) && new URL(text).protocol === 'https:' && text.length <= 2000),
    'Write an address that begins with https://',
  );

/**
 * The fields of an occasion as `OccasionFields` draws them. The module that announces it adds its title, words and page. The time is read in the zone: one that clocks never show there is
 * refused beside its field.
 */
export const OccasionForm = z
  .object({
    day: Day,
    time: Time,
    minutes: whole(5, 24 * 60, 'Write how many minutes it takes, for example 60').refine(
      (n) => n !== null,
      'Write how many minutes it takes',
    ),
    timeZone: Zone,
    place: words(300),
    link: JoinUrl,
    linkWords: words(500),
    audience: z.enum(['faculty', 'everyone'], 'Say for whom it is').default('everyone'),
    takesRegistration: yes,
    capacity: whole(1, 100_000, 'Write how many places there are, or leave it empty'),
    closesDay: z.union([z.literal(''), Day]).default(''),
    recordsAttendance: yes,
    minimumMinutes: whole(1, 24 * 60, 'Write a whole number of minutes'),
    givesCertificate: yes,
    certificateMinutes: whole(1, 24 * 60, 'Write a whole number of minutes'),
    certificateWords: words(600),
    keepsMailDays: whole(1, 730, 'Write 1 to 730 days'),
  })
  .transform((said, context) => {
    const { day, time, minutes, closesDay, link, linkWords, keepsMailDays, ...rest } = said;
    const starts = readWallTime(day, time, said.timeZone);
    if (starts.kind === 'never') {
      context.addIssue({ code: 'custom', path: ['time'], message: starts.words });
      return z.NEVER;
    }
    const closes = closesDay === '' ? null : readWallTime(closesDay, '23:59', said.timeZone);
    return {
      ...rest,
      startsAt: starts.instant,
      endsAt: new Date(starts.instant.getTime() + (minutes ?? 60) * 60_000),
      link: link === '' ? null : { url: link, words: linkWords },
      registrationOpensAt: null,
      registrationClosesAt: closes === null || closes.kind === 'never' ? null : closes.instant,
      keepsMailDays: keepsMailDays ?? 90,
    };
  });
export type OccasionForm = z.infer<typeof OccasionForm>;

/** An occasion by its id, in an address. */
export const OccasionPath = z.object({ occasion: z.uuid() });
/** Why an occasion is cancelled, as it is told to whoever comes. */
export const Cancellation = z.object({ because: needed(500, 'Say why, in a sentence: it is mailed to everybody who has a place') });
/** A message to whoever has a place. */
export const Message = z.object({
  subject: needed(150, 'Write a subject').regex(/^[^\r\n]*$/, 'One line'),
  words: needed(5000, 'Write what to tell'),
  to: z.enum(['confirmed', 'everybody', 'came'], 'Say to whom'),
});
export type Message = z.infer<typeof Message>;
