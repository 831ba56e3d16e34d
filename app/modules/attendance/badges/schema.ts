import * as z from 'zod';

/** The public half of a key (RFC 7517): RSA, and no member of a private one. `id` is its thumbprint (RFC 7638). */
export const PublicKey = z.object({
  id: z.string().regex(/^[\w-]{43}$/),
  publicKey: z.strictObject({ kty: z.literal('RSA'), n: z.string(), e: z.string() }),
});
export type PublicKey = z.infer<typeof PublicKey>;
/** An achievement by its identifier, in an address. */
export const AchievementPath = z.object({ achievement: z.uuid() });
/** A key by its thumbprint, in an address. */
export const KeyPath = z.object({ key: z.string().regex(/^[\w-]{43}$/) });
