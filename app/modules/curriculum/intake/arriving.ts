import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { AcademicYear, Id } from '../schema.ts';

/** A file that is about to be sent in pieces: its own name, its size, its fingerprint (see `fingerprintOf`), and the year that it tells about. */
export const NewArriving = z.object({
  name: z
    .string()
    .transform((name) => name.replaceAll('\0', '').trim())
    .pipe(z.string().min(1, 'Choose a file').max(300)),
  bytes: z.number().int().min(1, 'This file is empty. Choose the file that your system exported'),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  year: AcademicYear,
});
export type NewArriving = z.infer<typeof NewArriving>;

/** The id of the arriving file that an address names; what is no id names nothing. */
export function arrivingIdOf(params: { readonly file: string }): string {
  return addressed(Id, params.file, 'This file');
}

/** What is asked for a file on its way: that it becomes an import, now that all of it is here, or that it is forgotten. */
export const ArrivingAct = z.object({ intent: z.enum(['finish', 'discard']) });

/** Where a piece belongs, from its header: bytes from the beginning of the file. */
export const PieceOffset = z.coerce.number().int().min(0);

/** Days after which a file that never arrived whole is forgotten. */
export const daysKept = 7;
/** Files that one person may have on their way at once. */
export const mostArriving = 3;

/** Seconds to wait before the next try after so many that failed: 1, 2, 4 … and never more than half a minute. */
export function secondsBefore(failures: number): number {
  return Math.min(30, 2 ** Math.max(0, failures - 1));
}
