import * as z from 'zod';
import { extents, levels } from '../link.ts';
import { AcademicYear } from '../schema.ts';

/** Whose part of the queue is shown. */
export const Whose = z.enum(['mine', 'everybody', 'skipped']);
export type Whose = z.infer<typeof Whose>;

const id = z.uuid().optional().catch(undefined);
const code = z
  .stringFormat('code', /^[^\0]{1,20}$/)
  .optional()
  .catch(undefined);

/** Which part of the queue, and where in it: one hit, or the one after or before another. What cannot be read is left out. `stay`: another link of the hit's activity is being made. */
export const ReviewSearch = z.object({
  year: AcademicYear.optional().catch(undefined),
  keyword: id,
  competency: code,
  whose: Whose.optional().catch(undefined),
  hit: id,
  after: id,
  before: id,
  stay: z.literal('yes').optional().catch(undefined),
});
export type ReviewSearch = z.infer<typeof ReviewSearch>;

function words(most: number) {
  return z
    .string()
    .transform((text) => text.replaceAll('\0', '').trim())
    .pipe(z.string().max(most, `At most ${most} characters`))
    .transform((text) => text || undefined)
    .optional();
}

/** What a link says: the competency (its id), how far the activity goes and how fully it addresses it; if the person says so, the evidence and milestones of the competency. */
const said = {
  competencyId: z.uuid('Choose a competency'),
  level: z.enum(levels, 'Choose how far it goes'),
  extent: z.enum(extents, 'Choose how fully'),
  evidence: words(2000),
  milestoneIds: z.array(z.uuid()).max(50).readonly().optional(),
  /** When the page showed the activity's links, in milliseconds since 1970: what somebody else set since is not replaced unseen. */
  seen: z.coerce.number().optional().catch(undefined),
};

/** A mapper's yes to a suggestion. */
export const Acceptance = z.object({ hitId: z.uuid('Name the suggestion'), ...said });
export type Acceptance = z.infer<typeof Acceptance>;

/** A link that no suggestion proposed. */
export const Mapping = z.object({ activityId: z.uuid('Name the activity'), ...said });
export type Mapping = z.infer<typeof Mapping>;

/** A mapper's no, with the reason if they gave one. */
export const Rejection = z.object({ hitId: z.uuid('Name the suggestion'), reason: words(500) });
export type Rejection = z.infer<typeof Rejection>;

/** What is taken back: the answer at a hit (its id), or a link without one (`activity.competency`). */
export const Undone = z.union([
  z.uuid().transform((hitId) => ({ hitId })),
  z
    .string()
    .regex(/^[0-9a-f-]{36}\.[0-9a-f-]{36}$/)
    .transform((pair) => ({ activityId: pair.slice(0, 36), competencyId: pair.slice(37) }))
    .pipe(z.object({ activityId: z.uuid(), competencyId: z.uuid() })),
]);
export type Undone = z.infer<typeof Undone>;

/** What a button of the queue sends. `stay` links and goes on with the same activity; `more` is its next link, `map` a link of an activity without a suggestion. */
export const Act = z.discriminatedUnion('act', [
  Acceptance.extend({ act: z.literal('link') }),
  Acceptance.extend({ act: z.literal('stay') }),
  Mapping.extend({ act: z.literal('more'), hitId: z.uuid() }),
  Rejection.extend({ act: z.literal('reject') }),
  z.object({ act: z.literal('skip'), hitId: z.uuid() }),
  z.object({ act: z.literal('next'), hitId: z.uuid() }),
  z.object({ act: z.literal('back'), hitId: z.uuid() }),
  z.object({ act: z.literal('undo'), undone: Undone, hitId: z.uuid().optional() }),
]);
export type Act = z.infer<typeof Act>;

/** The fields of an answer's form, with the ticked milestones (`milestone.<competency>.<id>`) of the competency that was chosen as one list. */
export function answerFields(typed: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const start = `milestone.${typed.competencyId}.`;
  const milestoneIds = Object.keys(typed).flatMap((name) => (name.startsWith(start) ? [name.slice(start.length)] : []));
  return { ...typed, milestoneIds };
}

const empty = (text: unknown) => (text === '' ? undefined : text);
const choice = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(empty, schema.optional()).catch(undefined);

/** Which suggestions the list shows, from its address. What cannot be read is left out. */
export const ListSearch = z.object({
  year: choice(AcademicYear),
  state: choice(z.enum(['open', 'linked', 'not', 'skipped', 'mine'])),
  competency: choice(z.stringFormat('code', /^[^\0]{1,20}$/)),
  keyword: choice(z.uuid()),
  course: choice(z.uuid()),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
});
export type ListSearch = z.infer<typeof ListSearch>;

/** At most so many suggestions are answered in one act, so that nobody waits for it and nobody answers more than a page shows. */
export const mostAtOnce = 100;

/** One answer to many suggestions: linked, each as proposed unless a level or an extent is said for all, or all rejected. */
export const ManyAnswers = z.object({
  act: z.enum(['link', 'reject']),
  hitIds: z.array(z.uuid()).min(1, 'Choose at least one suggestion').max(mostAtOnce, `Choose at most ${mostAtOnce} at once`),
  level: z.preprocess(empty, z.enum(levels).optional()),
  extent: z.preprocess(empty, z.enum(extents).optional()),
  reason: words(500),
});
export type ManyAnswers = z.infer<typeof ManyAnswers>;
