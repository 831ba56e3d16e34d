import * as z from 'zod';
import { levels } from './comparison.ts';

const lost = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/** What an address of a comparison says: the level, one code, and, for one coder against herself, who and in which other round. */
export const ComparisonSearch = z.object({
  level: z.enum(levels).catch('character'),
  code: lost(z.uuid()),
  with: lost(z.uuid()),
  coder: lost(z.uuid()),
  page: z.coerce.number().int().min(1).catch(1),
});
export type ComparisonSearch = z.infer<typeof ComparisonSearch>;

/** A round or person by its id in an address. */
export const RoundId = z.uuid();

/** Where a difference stands. */
export const DifferencePlace = z.object({
  textId: z.uuid(),
  codeId: z.uuid(),
  begins: z.coerce.number().int().min(0),
  ends: z.coerce.number().int().min(1),
});
export type DifferencePlace = z.infer<typeof DifferencePlace>;

const words = (most: number) => z.string().trim().max(most, `At most ${most} characters`).default('');
/** How a difference is settled: `decision` is a coder's id, `all`, `range` (with the `words` that are to be coded) or `none`. */
export const Settlement = DifferencePlace.extend({
  decision: z.union([z.enum(['all', 'range', 'none']), z.uuid()], 'Choose where the code stands'),
  words: z.string().default(''),
  reason: words(1000),
  withId: z
    .literal('')
    .transform(() => null)
    .or(z.uuid())
    .default(null),
});
export type Settlement = z.infer<typeof Settlement>;
/** A settlement that is taken back. */
export const Unsettling = z.object({ settlementId: z.uuid() });
/** Where one is among the differences to settle, and what was done. */
export const SettleSearch = z.object({ at: z.coerce.number().int().min(1).optional().catch(undefined), done: z.string().optional() });

const Kept = z.object({ value: z.number().nullable() });
/** The figures kept when a consensus began: at each level one row a code, the last pooled (`codeId` null). */
export const TakenFigures = z.object({
  coders: z.array(z.string()),
  kappa: z.enum(['cohen', 'fleiss']),
  seed: z.number(),
  levels: z.partialRecord(
    z.enum(levels),
    z.array(z.object({ codeId: z.string().nullable(), name: z.string(), n: z.number(), percent: Kept, kappa: Kept, alpha: Kept })),
  ),
});
export type TakenFigures = z.infer<typeof TakenFigures>;
