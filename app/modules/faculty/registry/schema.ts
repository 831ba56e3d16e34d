import * as z from 'zod';
import { dayOf } from '#app/platform/day.ts';
import { Id, text, tickedIn, whole, Yes } from '../schema.ts';
import { audienceIds } from './entry.ts';

const Day = z
  .union([z.literal(''), dayOf('Write a day')])
  .default('')
  .transform((said) => said || null);
const Sessions = whole(0, 200, 'Write a whole number up to 200, or leave it empty');
const lines = (most: number, length: number) =>
  text(most * (length + 2))
    .default('')
    .transform((said) => [
      ...new Set(
        said
          .split(/[\n;]/)
          .map((line) => line.trim())
          .filter((line) => line !== ''),
      ),
    ])
    .refine(
      (list) => list.length <= most && list.every((line) => line.length <= length),
      `At most ${most}, each within ${length} characters`,
    );

/** The languages that somebody teaches in, with commas between them. */
const Languages = text(400)
  .default('')
  .transform((said) => [
    ...new Set(
      said
        .split(/[,;\n]/)
        .map((each) => each.trim())
        .filter((each) => each !== ''),
    ),
  ])
  .refine((list) => list.length <= 12 && list.every((each) => each.length <= 40), 'At most 12 languages, with commas between them');

/** An entry of one’s own. */
export const EntryForm = z
  .object({
    visibleTo: z.enum(audienceIds, 'Choose who sees it'),
    sessionsLow: Sessions,
    sessionsHigh: Sessions,
    travels: Yes,
    online: Yes,
    languages: Languages,
    lastTaught: z
      .union([
        z.literal(''),
        z
          .string()
          .trim()
          .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, 'Write the year and the month, for example 2026-03'),
      ])
      .default('')
      .transform((said) => (said === '' ? null : `${said}-01`)),
    words: text(1000).default(''),
    showsMail: Yes,
  })
  .transform(({ sessionsLow, sessionsHigh, ...rest }) => ({
    ...rest,
    sessionsLow: sessionsLow ?? sessionsHigh,
    sessionsHigh: sessionsHigh ?? sessionsLow,
  }))
  .refine(({ sessionsLow, sessionsHigh }) => sessionsLow === null || sessionsLow <= sessionsHigh!, {
    path: ['sessionsHigh'],
    message: 'The most cannot be fewer than the least',
  });
export type EntryForm = z.infer<typeof EntryForm>;

/** Where somebody was prepared: `where` is a programme of ours by its id, or `elsewhere`. */
export const PreparationForm = z
  .object({
    where: z.union([z.literal('elsewhere'), Id], 'Say where'),
    course: text(200).default(''),
    year: whole(1950, 2100, 'Write a year, for example 2023'),
    source: text(500).default(''),
    trainer: z.union([z.literal(''), Id]).default(''),
    otherTrainer: z.union([z.literal(''), Id]).default(''),
    until: Day,
    ownLearnersOnly: Yes,
    materials: lines(10, 120),
    renewBy: Day,
  })
  .refine(({ where, course }) => where !== 'elsewhere' || course !== '', {
    path: ['course'],
    message: 'Name the course, as it was called there',
  })
  .transform(({ where, course, year, trainer, otherTrainer, ...rest }) => {
    const isOurs = where !== 'elsewhere';
    const trainedBy = [...new Set([trainer, otherTrainer].filter((each) => each !== ''))];
    return {
      ...rest,
      programmeId: isOurs ? where : null,
      course: isOurs ? null : course,
      year: isOurs ? null : year,
      trainedBy: isOurs ? [] : trainedBy,
    };
  });
export type PreparationForm = z.infer<typeof PreparationForm>;
/** The competencies that are ticked in its form, by their stable ids. */
export function competenciesIn(form: FormData): string[] {
  return tickedIn(Object.fromEntries(form), 'competency');
}

const Choice = z
  .string()
  .trim()
  .max(120)
  .optional()
  .catch(undefined)
  .transform((said) => said || undefined);
/**
 * What is looked for: who is ready for a competency (its stable id), of a school (short name), who may and would teach at one, in a language, with a material. What cannot be read is no filter.
 */
export const RegistrySearch = z.object({ competency: Choice, school: Choice, at: Choice, language: Choice, material: Choice });
export type RegistrySearch = z.infer<typeof RegistrySearch>;
/** The search of an address. */
export function registrySearch(request: Request): RegistrySearch {
  return RegistrySearch.parse(Object.fromEntries(new URL(request.url).searchParams));
}

/** Somebody's entry, and one of the own preparations, in an address. */
export const PersonPath = Id;
export const PreparationPath = Id;
