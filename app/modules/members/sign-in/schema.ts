import * as z from 'zod';

/** Who wants a code. */
export const AskForCode = z.object({
  mail: z.string().trim().toLowerCase().pipe(z.email('Write your email address, for example r.okafor@school.edu')),
});
export type AskForCode = z.infer<typeof AskForCode>;

/** A code with the secret of the tab that asked for it. */
export const EnterCode = z.object({
  tab: z.string().regex(/^[\w-]{43}$/, 'This page is too old. Ask for a new code.'),
  code: z.string().trim().min(1, 'Type the code from the mail').max(40, 'A code has eight letters and digits'),
  isOwnDevice: z
    .literal('yes')
    .optional()
    .transform((yes) => yes === 'yes'),
});
export type EnterCode = z.infer<typeof EnterCode>;

/** Which fictional person to sign in as. */
export const ChooseSample = z.object({ person: z.uuid() });
/** An invitation in an address. */
export const InvitationPath = z.object({ invitation: z.uuid() });
