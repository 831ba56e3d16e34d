import * as z from 'zod';

/** The address to which updates shall be mailed. */
export const Subscription = z.object({
  mail: z
    .string('Write an email address')
    .trim()
    .toLowerCase()
    .pipe(z.email('Write an email address, for example r.okafor@school.edu').max(254, 'At most 254 characters')),
});

/** The secret in the address of a mail. */
export const Token = z.string().regex(/^[\w-]{43}$/);

/** Which page of the updates. */
export const UpdatesSearch = z.object({ page: z.coerce.number().int().min(1).max(1000).catch(1).default(1) });

/** Updates on one page of their list. */
export const updatesOnPage = 20;
