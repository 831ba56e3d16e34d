import * as z from 'zod';
import { licenceIds } from '../licences.ts';

const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `At most ${most.toLocaleString('en')} characters`)
    .default('');

/** What an author declares of a file: whether anything of others is in it, what and with which right, and for a picture the words in its stead. */
export const FileDeclared = z
  .object({
    file: z.uuid(),
    thirdParty: z.enum(['none', 'allowed'], 'Say whether something of others is in it'),
    thirdPartyWords: text(2000),
    thirdPartyLicence: z
      .enum(licenceIds)
      .or(z.literal(''))
      .default('')
      .transform((said) => said || null),
    alternative: text(1000),
  })
  .refine(({ thirdParty, thirdPartyWords }) => thirdParty === 'none' || thirdPartyWords !== '', {
    path: ['thirdPartyWords'],
    message: 'Say what of it is from others, from whom, and why you may use it',
  });
export type FileDeclared = z.infer<typeof FileDeclared>;

/** A file that is taken out of a draft. */
export const FileNamed = z.object({ file: z.uuid() });
