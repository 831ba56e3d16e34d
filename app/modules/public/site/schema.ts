import * as z from 'zod';
import { picturesOf } from '#app/platform/markdown.ts';
import { day } from '#app/ui/date.ts';
import { type FoundKind, foundKinds } from './found-kind.ts';
import { isTaken, pictureIn } from './page-address.ts';

const words = (most: number) => z.string().trim().max(most, `At most ${most} characters`);
const orNothing = (most: number) =>
  words(most)
    .transform((text) => text || null)
    .nullable()
    .default(null);
const chosen = z
  .union([z.literal(''), z.uuid('Choose one of the list')])
  .transform((id) => id || null)
  .nullable()
  .default(null);
/** A day, or a month where the day is not known. */
const Dated = words(10)
  .refine((text) => text === '' || isDated(text), 'Write a day as 2024-06-25, or a month as 2024-06')
  .transform((text) => text || null)
  .nullable()
  .default(null);
const Body = z
  .string('Write the text')
  .max(200_000, 'At most 200,000 characters: divide it into two pages')
  .transform((text) => text.replaceAll('\r\n', '\n').trimEnd())
  .superRefine((text, { addIssue }) => {
    for (const { source, words: said } of picturesOf(text)) {
      if (pictureIn(source) === null)
        addIssue({ code: 'custom', message: `The picture ${source} is none that was brought here. Bring it with the button Picture.` });
      if (said.trim() === '')
        addIssue({
          code: 'custom',
          message: `Say what the picture shows, for whoever does not see it, between the brackets: ![what it shows](${source})`,
        });
    }
  });
const number = z.coerce.number().int().min(1);

/** What somebody writes for the public. An empty `slug` is made from the title; `dated` is the day or month that an update is about. */
export const Writing = z.object({
  title: words(200).min(1, 'Write a title'),
  slug: words(80)
    .toLowerCase()
    .regex(/^$|^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters, digits and single hyphens, for example who-we-are')
    .refine((slug) => !isTaken(slug), 'This word is an address of Concord; choose another')
    .default(''),
  summary: words(400).default(''),
  body: Body.default(''),
  pictureId: chosen,
  dated: Dated,
  streamId: chosen,
  competencyId: chosen,
  publicationId: chosen,
  sourceTitle: orNothing(300),
  sourceUrl: words(2000)
    .refine(
      (url) => url === '' || z.url({ protocol: /^https?$/ }).safeParse(url).success,
      'Write the whole address, beginning with https://',
    )
    .transform((url) => url || null)
    .nullable()
    .default(null),
});
export type Writing = z.infer<typeof Writing>;

/** What is new: a free page or an update. */
export const NewPage = z.object({ kind: z.enum(['page', 'update']) });

/** Upon which revision somebody wrote: 0 when there was none. */
export const WrittenUpon = z.object({ upon: z.coerce.number().int().min(0) });

/** When a page is to be published: on the clock of the zone that the form says. */
export const PlanForm = z.object({
  onDay: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Choose a day'),
  atTime: z.string().regex(/^\d{2}:\d{2}$/, 'Choose a time, for example 08:00'),
});

/** A revision to bring back, and upon which the page stands. */
export const RestoreForm = z.object({ number, upon: number });

/** Two revisions to compare: the later one, and the earlier one where it is not the one before. */
export const HistorySearch = z.object({ number: number.optional().catch(undefined), to: number.optional().catch(undefined) });

/** A picture to delete. */
export const DropForm = z.object({ picture: z.uuid() });

/** What was found on one page of an answer. */
export const foundOnPage = 20;

/** The most letters of what is looked for. */
export const mostSought = 200;

/** What somebody looks for, of which kind, and which page of what was found. What is longer is cut; signs that no keyboard types become spaces. */
export const SearchWords = z.object({
  q: z.string().transform(soughtIn).catch('').default(''),
  kind: z
    .enum(Object.keys(foundKinds) as [FoundKind, ...FoundKind[]])
    .nullable()
    .catch(null)
    .default(null),
  page: z.coerce.number().int().min(1).max(500).catch(1).default(1),
});

/** The first letters of a text, in whole words where it has some. */
function soughtIn(said: string): string {
  const text = said
    .slice(0, 20_000)
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const ends = text.length <= mostSought ? text.length : text.lastIndexOf(' ', mostSought);
  return text.slice(0, ends > 0 ? ends : mostSought).toWellFormed();
}

function isDated(text: string): boolean {
  const whole = /^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text;
  try {
    return day(whole) !== '';
  } catch {
    return false;
  }
}
