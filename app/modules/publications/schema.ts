import * as z from 'zod';
import {
  type Author,
  doiOf,
  issuedOf,
  type Kind,
  kinds,
  mostAuthors,
  ofItsKind,
  orcidOf,
  type PublicationRecord,
  plainText,
} from './record.ts';

const orNothing = (most: number) =>
  z
    .string()
    .max(most * 2, `At most ${most} characters`)
    .transform((text) => plainText(text, most))
    .nullable()
    .default(null);

/** Authors as they are typed: one a line, "Reidy, Jennifer A." with an ORCID iD behind it where there is one; a line without a comma is a body. */
function authorsOfLines(text: string): { authors: Author[]; refused: string[] } {
  const refused: string[] = [];
  const lines = text
    .split(/\r?\n/)
    .map((line) => plainText(line, 400))
    .filter((line) => line !== null);
  const authors = lines.slice(0, mostAuthors).map((line) => {
    const [, name = line, said] = /^(.*?)\s*[([]?((?:https?:\/\/orcid\.org\/)?\d{4}-\d{4}-\d{4}-\d{3}[\dX])[)\]]?$/i.exec(line) ?? [];
    const orcid = said === undefined ? null : orcidOf(said);
    if (said !== undefined && orcid === null) refused.push(said);
    const [family = '', given, suffix] = name.split(',').map((part) => part.trim());
    if (!given) return { family: null, given: null, suffix: null, body: name.replace(/,$/, '').trim(), orcid: null };
    return { family, given, suffix: suffix || null, body: null, orcid };
  });
  return { authors, refused };
}

/** The same the other way round. */
export function linesOfAuthors(authors: readonly Author[]): string {
  return authors
    .map(
      ({ family, given, suffix, body, orcid }) =>
        `${body ?? [family, given, suffix].filter(Boolean).join(', ')}${orcid ? ` (${orcid})` : ''}`,
    )
    .join('\n');
}

const Authors = z
  .string()
  .max(20_000, 'At most 20,000 characters')
  .default('')
  .transform((text, context) => {
    const { authors, refused } = authorsOfLines(text);
    for (const id of refused) context.addIssue({ code: 'custom', message: `${id} is no ORCID iD: its last sign does not fit the others` });
    return authors;
  });

const Web = z
  .string()
  .trim()
  .transform((text) => text || null)
  .pipe(
    z
      .url({ protocol: /^https?$/, error: 'Write the whole address, beginning with https://' })
      .max(1000, 'At most 1000 characters')
      .nullable(),
  )
  .default(null);

const Ids = z
  .string()
  .max(10_000)
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(z.uuid()).max(100));

/** A publication as it is typed, or changed, by hand. */
export const PublicationForm = z
  .object({
    kind: z.enum(Object.keys(kinds) as [Kind, ...Kind[]], 'Choose a kind'),
    title: z
      .string('Write a title')
      .transform((text) => plainText(text, 500))
      .pipe(z.string('Write a title')),
    authors: Authors,
    editors: Authors,
    container: orNothing(300),
    containerShort: orNothing(200),
    edition: orNothing(60),
    publisher: orNothing(300),
    place: orNothing(200),
    volume: orNothing(40),
    issue: orNothing(40),
    pages: orNothing(60).transform((text) => text?.replace(/\s*[-–—]+\s*/g, '-') ?? null),
    articleNumber: orNothing(40),
    issued: z
      .string()
      .trim()
      .default('')
      .transform((text) => text || null)
      .refine((text) => text === null || issuedOf(text) === text, 'Write a year, 2024, with its month, 2024-05, or a day, 2024-05-01'),
    doi: z
      .string()
      .trim()
      .default('')
      .transform((text) => text || null)
      .refine((text) => text === null || doiOf(text) !== null, 'A DOI begins with 10., for example 10.1089/jpm.2022.0562')
      .transform((text) => (text === null ? null : doiOf(text))),
    pmid: z
      .string()
      .trim()
      .regex(/^\d{0,9}$/, 'A PubMed number has digits alone')
      .transform((text) => text || null)
      .default(null),
    pmcid: z
      .string()
      .trim()
      .regex(/^(PMC\d{1,9})?$/, 'A number of PubMed Central begins with PMC')
      .transform((text) => text || null)
      .default(null),
    url: Web,
    summary: z.string().trim().max(4000, 'At most 4000 characters').default(''),
    streams: Ids,
    competencies: Ids,
    studies: Ids,
    lessons: Ids,
    isShown: z
      .literal('yes')
      .optional()
      .transform((said) => said === 'yes'),
  })
  .transform(({ summary, streams, competencies, studies, lessons, isShown, ...record }) => ({
    record: ofItsKind(record) satisfies PublicationRecord,
    summary,
    links: { stream: streams, competency: competencies, study: studies, lesson: lessons },
    isShown,
  }));
export type PublicationForm = z.infer<typeof PublicationForm>;

/** What was pasted to be looked at. */
export const PastedForm = z.object({
  pasted: z.string('Paste something').trim().min(1, 'Paste something').max(1_000_000, 'This is too long'),
});

/** Which of what was looked at comes in: their numbers in it, and whether they are shown at once. */
export const KeepForm = z.object({
  pasted: z.string().min(1),
  chosen: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean).map(Number))
    .pipe(z.array(z.number().int().min(0)).min(1, 'Choose at least one').max(300)),
  isShown: z
    .literal('yes')
    .optional()
    .transform((said) => said === 'yes'),
});
