import * as z from 'zod';

const line = (what: string, most = 80) =>
  z
    .string(what)
    .trim()
    .min(1, what)
    .max(most, `At most ${most} characters`)
    .regex(/^\P{Cc}*$/u, 'One line');

/** What somebody who asks for credit lets the provider have. */
export const CreditForm = z.object({
  firstName: line('Write your first name'),
  lastName: line('Write your last name'),
  degree: z
    .string()
    .trim()
    .max(60, 'At most 60 characters')
    .regex(/^\P{Cc}*$/u, 'One line')
    .default(''),
  profession: line('Write your profession, for example physician'),
});
export type CreditForm = z.infer<typeof CreditForm>;
