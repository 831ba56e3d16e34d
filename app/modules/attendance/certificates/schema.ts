import * as z from 'zod';

/** Why a certificate is revoked. */
export const Revocation = z.object({
  certificate: z.uuid('Name the certificate'),
  because: z.string('Say why').trim().min(1, 'Say why, in a sentence: it stands on its page').max(500, 'At most 500 characters'),
});
/** A certificate that its holder wants removed. */
export const Removal = z.object({ certificate: z.uuid('Name the certificate') });
