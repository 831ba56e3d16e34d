import * as z from 'zod';
import { dayOf } from '#app/platform/day.ts';
import { commonPhases, kinds } from '../outline.ts';

const line = (label: string, most: number) =>
  z
    .string()
    .trim()
    .max(most, `${label}: at most ${most} characters`)
    .transform((text) => text || null)
    .nullish()
    .transform((text) => text ?? null);
const text = z
  .string()
  .trim()
  .min(1, 'Write what it says')
  .max(20_000, 'At most 20,000 characters')
  .transform((words) => words.replaceAll('\r\n', '\n'));
const part = { code: line('The code', 100), shortTitle: line('The short title', 200), text };
const words = {
  ...part,
  kind: z.enum(kinds, 'Choose what it is'),
  phase: z
    .enum(commonPhases)
    .or(z.literal('').transform(() => null))
    .nullish()
    .transform((phase) => phase ?? null),
  itemType: line('The makers’ word', 200),
};
const id = z.uuid('Choose an item');
/** The item as the person saw it: when it was last changed, in milliseconds since 1970. */
const seen = z.coerce.number().int().nonnegative();
const codes = z
  .string()
  .default('')
  .transform((list) =>
    list
      .split(/[,\n]/)
      .map((code) => code.trim())
      .filter((code) => code !== ''),
  );

/** What a form of the outline sends, by its act. */
export const SentAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal(['up', 'down', 'indent', 'outdent', 'remove']), id, seen }),
  z.object({ act: z.literal('add'), where: z.enum(['after', 'under', 'end']), id: id.optional(), ...words }),
  z.object({ act: z.literal('edit'), id, seen, ...words }),
  z.object({
    act: z.literal('move'),
    id,
    seen,
    where: z.enum(['after', 'under', 'end'], 'Choose where'),
    target: z.string().trim().max(500).default(''),
  }),
  z
    .object({
      act: z.literal('split'),
      id,
      seen,
      parts: z
        .string()
        .trim()
        .min(1, 'Write the parts')
        .max(40_000, 'At most 40,000 characters')
        .transform((all) =>
          all
            .split(/\r?\n\s*\n/)
            .map((each) => each.trim())
            .filter((each) => each !== ''),
        ),
      codes,
    })
    .refine(({ parts, codes }) => codes.length === 0 || codes.length === parts.length, {
      path: ['codes'],
      message: 'Give one code for each part, or none',
    }),
  z
    .object({
      act: z.literal('merge'),
      ids: z
        .string()
        .transform((ids) => ids.split(' '))
        .pipe(z.array(id).min(2, 'Mark at least two items')),
      seen: z
        .string()
        .transform((all) => all.split(' ').map(Number))
        .pipe(z.array(z.int().nonnegative())),
      ...part,
    })
    .refine(({ ids, seen }) => ids.length === seen.length, { path: ['ids'], message: 'Mark the items again' }),
  z.object({ act: z.literal('renumber'), id: id.optional(), revision: seen }),
  z.object({ act: z.literal(['undo', 'redo']), change: z.uuid('Load the page again') }),
]);
export type SentAct = z.infer<typeof SentAct>;

/** What an address of an open draft asks to see: an item with its acts, one act's form, what is marked for a merge. What cannot be read is left out. */
export const EditSearch = z.object({
  item: z.uuid().optional().catch(undefined),
  act: z.enum(['add', 'inside', 'edit', 'move', 'split', 'merge', 'renumber']).optional().catch(undefined),
  mark: z
    .string()
    .transform((marked) => marked.split(' ').filter((each) => z.uuid().safeParse(each).success))
    .catch([]),
  done: z.enum(['act', 'described', 'started']).optional().catch(undefined),
});
export type EditSearch = z.infer<typeof EditSearch>;

const number = z
  .string()
  .trim()
  .min(1, 'Give the version a number, such as 2 or 2026')
  .max(40, 'At most 40 characters')
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u, 'Letters, digits, points, hyphens and spaces only');
const optional = (most: number) => line('This', most);
const link = z
  .url({ protocol: /^https?$/, error: 'Write the whole address, such as https://doi.org/…' })
  .max(1000)
  .or(z.literal('').transform(() => null))
  .nullish()
  .transform((url) => url ?? null);

/** Which version a draft begins from, and its number. */
export const DraftStart = z.object({ versionId: z.uuid('Choose a version'), number });
export type DraftStart = z.infer<typeof DraftStart>;
/** A framework that begins empty. */
export const FrameworkStart = z.object({
  title: z.string().trim().min(3, 'Give it a title').max(200, 'At most 200 characters'),
  creator: z.string().trim().min(2, 'Say who makes it').max(200, 'At most 200 characters'),
  number,
});
export type FrameworkStart = z.infer<typeof FrameworkStart>;
/** What a draft says of itself; title and creator only while the framework has no published version. */
export const Description = z.object({
  number,
  title: z.string().trim().min(3, 'Give it a title').max(200, 'At most 200 characters').optional(),
  creator: z.string().trim().min(2, 'Say who makes it').max(200, 'At most 200 characters').optional(),
  note: optional(4000),
  sourceTitle: optional(500),
  sourceUrl: link,
  sourceNote: optional(4000),
});
export type Description = z.infer<typeof Description>;
/** Adopting: the day, and whether schools map against this version from now on. */
export const Adoption = z.object({
  adoptedOn: dayOf('Choose the day on which it was adopted'),
  makeCurrent: z
    .literal('yes')
    .optional()
    .transform((yes) => yes === 'yes'),
  seen,
});
export type Adoption = z.infer<typeof Adoption>;

/** Two versions of a framework by their numbers, and whether to show what did not change; for the page and its files. */
export const ComparisonSearch = z.object({
  from: z.string().max(200).optional().catch(undefined),
  to: z.string().max(200).optional().catch(undefined),
  show: z.enum(['changes', 'all']).catch('changes'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type ComparisonSearch = z.infer<typeof ComparisonSearch>;
