import * as z from 'zod';

/** A file of an item that is about to be sent in pieces: its own name, its size, its fingerprint. */
export const NewArriving = z.object({
  name: z
    .string()
    .transform((name) => name.replaceAll('\0', '').trim())
    .pipe(z.string().min(1, 'Choose a file').max(300)),
  bytes: z.number().int().min(1, 'This file is empty. Choose another'),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
});
export type NewArriving = z.infer<typeof NewArriving>;
