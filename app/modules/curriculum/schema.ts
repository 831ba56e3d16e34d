import * as z from 'zod';

/** The id of a row, in an address or a form. */
export const Id = z.uuid();

/** The school in an address: its slug. */
export const SchoolPath = z.object({ school: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/) });
export type SchoolPath = z.infer<typeof SchoolPath>;

/** An academic year as schools write it: `2025-26`. */
export const AcademicYear = z
  .string()
  .regex(/^\d{4}-\d{2}$/, 'Write the academic year as 2025-26')
  .refine((year) => Number(year.slice(5)) === (Number(year.slice(2, 4)) + 1) % 100, 'Write two years that follow each other, as 2025-26');
export type AcademicYear = z.infer<typeof AcademicYear>;

/** A last day, as `2026-06-30`; `wrong` is said of what is none, or of another century. */
export function DueDay(wrong: string) {
  return z.iso.date(wrong).refine((day) => day >= '2000-01-01' && day <= '2099-12-31', wrong);
}

/** A year in an address or a form; anything that is no year means the newest. */
export const ChosenYear = z.object({ year: AcademicYear.optional().catch(undefined) });
export type ChosenYear = z.infer<typeof ChosenYear>;
