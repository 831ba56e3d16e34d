import * as z from 'zod';

/**
 * What somebody's words had become when they withdrew: their turns, the sessions where they spoke, and the codings of open rounds on their words; `isShared`: others speak
 * in it, too, or are asked, so that it cannot be told apart. Codings of a blind round are no part of it, since they are their coder's own.
 */
export const Touched = z.object({
  turns: z.number().int(),
  sessions: z.array(z.uuid()),
  /** Themes that rest on their words: passages that meet them, and codings of the theme's codes that do (0 where such were not listed yet). */
  themes: z.array(z.object({ id: z.uuid(), passages: z.number().int(), codings: z.number().int().default(0) })).default([]),
  /** Themes that they read back. */
  readBack: z.array(z.uuid()).default([]),
  /** Consensus rounds whose kept figures of agreement count their words. */
  agreements: z.array(z.uuid()).default([]),
  codings: z.array(z.object({ id: z.uuid(), codeId: z.uuid(), isShared: z.boolean() })),
});
export type Touched = z.infer<typeof Touched>;

/** What was kept at a withdrawal; null of one that was noted before such lists were kept. */
export function touchedOf(changed: unknown): Touched | null {
  const parsed = Touched.safeParse(changed);
  return parsed.success ? parsed.data : null;
}
