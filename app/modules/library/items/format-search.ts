import * as z from 'zod';

/** The version that a file of an item is asked for; without one it is the one that stands. */
export const VersionAsked = z.object({ version: z.coerce.number().int().min(1).optional().catch(undefined) });
