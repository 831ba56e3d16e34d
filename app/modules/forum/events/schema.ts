import * as z from 'zod';
import { dayOf } from '#app/platform/day.ts';
import { OccasionForm } from '../../attendance/schema.ts';
import { isZone } from '../../members/time-zone.ts';

/** A text of at most so many characters, without what surrounds it. */
export const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `At most ${most.toLocaleString('en')} characters`);
const whole = (least: number, most: number, words: string) => z.coerce.number(words).int(words).min(least, words).max(most, words);

/** An identifier in a form or in an address. */
export const Id = z.uuid();
/** What an address calls an event, a series or a speaker. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);
/** An address elsewhere: encrypted, and nothing that a browser would run. */
export const Link = z.url({ protocol: /^https$/, error: 'An address that begins with https://' }).max(2000);
const nothing = z.literal('').transform(() => null);
/** The same, or nothing. */
export const OptionalLink = nothing.or(Link);
/** A language tag, or nothing. */
const OptionalLanguage = text(35).transform((said) => said || null);

/** The state that the form of a change began with (when it was last changed), so that nobody writes over what another wrote meanwhile; null for what is new. */
export const Seen = z
  .literal('')
  .or(z.coerce.date())
  .default('')
  .transform((seen) => seen || null);

/** What an event says beside what its occasion does. Topics are parted by commas; each competency that is ticked is a field `competency.<stable id>`. */
const EventWords = z
  .looseObject({
    title: text(200).min(3, 'Write a title'),
    description: text(20_000),
    host: text(200),
    topics: text(500).transform((said) => [...new Set(said.split(/[,\n]/).map((topic) => topic.trim()))].filter(Boolean).slice(0, 8)),
    mode: z.enum(['online', 'in person', 'both'], 'Choose how people meet'),
    language: text(35).min(2, 'A language'),
    captions: OptionalLanguage,
    accreditedBy: text(200).transform((said) => said || null),
    questions: z
      .string()
      .optional()
      .transform((said) => said === 'yes'),
    series: nothing.or(Id),
    school: nothing.or(Id),
    seen: Seen,
  })
  .transform((fields) => {
    const { title, description, host, topics, mode, language, captions, accreditedBy, questions, series, school, seen } = fields;
    const ticked = Object.keys(fields).flatMap((name) => (name.startsWith('competency.') ? [name.slice('competency.'.length)] : []));
    const competencies = ticked.filter((id) => Id.safeParse(id).success);
    return {
      title,
      description,
      host,
      topics,
      mode,
      language,
      captions,
      accreditedBy,
      questions,
      series,
      school,
      competencies,
      seen,
    };
  });

/** An event from its form: its words, and its occasion with time, place, link and registration. `seen`: the state that the form of a change began with. */
export const EventForm = z.intersection(EventWords, OccasionForm);
export type EventForm = z.infer<typeof EventForm>;

/** A day and an hour of an event that moves, as its form says them. */
export const Move = z.object({ day: dayOf('Write a day'), time: z.string().min(1, 'Write a time'), seen: Seen });
export type Move = z.infer<typeof Move>;

/** How many sessions of a series are planned at once, at most. */
export const mostOfSeries = 12;
/** The next sessions of a series: a day (`day.0`) and a title (`title.0`) each; one without a day is left out. `at`: its number in the form. */
export const SeriesPlan = z.looseObject({ link: z.string().default('') }).transform((fields, context) => {
  const sessions = Array.from({ length: mostOfSeries }, (_, at) => ({
    at,
    day: String(fields[`day.${at}`] ?? '').trim(),
    title: String(fields[`title.${at}`] ?? '').trim(),
  })).filter(({ day }) => day !== '');
  for (const { at, day, title } of sessions) {
    if (!dayOf('Write a day').safeParse(day).success) context.addIssue({ code: 'custom', path: [`day.${at}`], message: 'Write a day' });
    if (title.length < 3 || title.length > 200)
      context.addIssue({ code: 'custom', path: [`title.${at}`], message: 'Write a title of 3 to 200 characters' });
  }
  if (sessions.length === 0) context.addIssue({ code: 'custom', path: ['day.0'], message: 'Write a day at least for one session' });
  return { link: fields.link, sessions };
});
export type SeriesPlan = z.infer<typeof SeriesPlan>;

/** An item of the library that an event used, or did not. */
export const EventItem = z.object({ item: Id });

/** A series from its form. Without an nth it meets when its events say so. */
export const SeriesForm = z.object({
  title: text(200).min(3, 'Write a title'),
  description: text(20_000),
  host: text(200),
  nth: nothing.or(whole(1, 5, 'Choose one')),
  weekday: whole(1, 7, 'Choose a weekday'),
  everyMonths: whole(1, 3, 'Choose how often'),
  begins: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time such as 12:00'),
  minutes: whole(5, 1440, 'From 5 minutes to a day'),
  zone: z.string().refine(isZone, 'Choose a zone from the list'),
  cadence: text(200),
  seen: Seen,
});
export type SeriesForm = z.infer<typeof SeriesForm>;
