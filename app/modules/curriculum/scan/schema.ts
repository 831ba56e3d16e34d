import * as z from 'zod';
import { AcademicYear } from '../schema.ts';

/** A year in an address or a form; anything that is no year means the newest. */
export const ChosenYear = z.object({ year: AcademicYear.optional().catch(undefined) });
export type ChosenYear = z.infer<typeof ChosenYear>;
