import * as z from 'zod';

/** Why a certificate is revoked. */
export const Revocation = z.object({
  certificate: z.uuid('Name the certificate'),
  because: z.string('Say why').trim().min(1, 'Say why, in a sentence: it stands on its page').max(500, 'At most 500 characters'),
});
/** A certificate that its holder wants removed. */
export const Removal = z.object({ certificate: z.uuid('Name the certificate') });
/** How many certificates a page of the list shows. */
export const certificatePageSize = 50;
/** Which page of the list, and which certificate is about to be revoked. */
export const CertificateSearch = z.object({
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  revoke: z.uuid().optional().catch(undefined),
});
export type CertificateSearch = z.infer<typeof CertificateSearch>;
/** A certificate that is given by hand: to somebody whom no report names, such as a speaker. */
export const HandGiven = z.object({
  holder: z
    .string('Write the name')
    .trim()
    .min(1, 'Write the name as the certificate shall say it')
    .max(120, 'At most 120 characters')
    .regex(/^\P{Cc}*$/u, 'One line'),
  minutes: z
    .string()
    .trim()
    .regex(/^[1-9]\d{0,3}$/, 'Write a whole number of minutes')
    .transform(Number),
  mail: z.union([
    z.literal(''),
    z.string().trim().toLowerCase().pipe(z.email('Write the address that they registered with, or leave it empty')),
  ]),
});
export type HandGiven = z.infer<typeof HandGiven>;
/** A place of one's own, and where on it to go. */
export const OwnPlace = z.object({
  place: z.uuid('Name the place'),
  go: z.enum(['', 'calendar.ics', 'evaluation', 'attendance'], 'Choose where to go'),
});
