import * as z from 'zod';

const words = (most: number) => z.string().trim().max(most, `At most ${most} characters`).default('');

/** A debrief that somebody keeps. `id` is made where the form is drawn, so that one that comes twice is one. */
export const DebriefForm = z
  .object({
    id: z.uuid(),
    withWhom: words(120),
    happened: words(5000),
    wentWell: words(5000),
    carry: words(5000),
    need: words(5000),
    wouldDo: words(5000),
  })
  .refine(({ happened, wentWell, carry, need, wouldDo }) => [happened, wentWell, carry, need, wouldDo].some((each) => each !== ''), {
    path: ['happened'],
    error: 'There is nothing to keep yet: write something, or leave the page',
  });
export type DebriefForm = z.infer<typeof DebriefForm>;
/** A debrief that is named. */
export const DebriefNamed = z.object({ debrief: z.uuid() });

/** Somebody whom a school names for support, from its form. */
export const ContactForm = z
  .object({
    name: z.string('Write who it is').trim().min(1, 'Write who it is').max(120, 'At most 120 characters'),
    words: words(300),
    phone: words(60),
    link: z
      .string()
      .trim()
      .default('')
      .transform((link) => link || null)
      .refine(
        (link) => link === null || (URL.canParse(link) && new URL(link).protocol === 'https:' && link.length <= 1000),
        'Write an address that begins with https://',
      ),
  })
  .refine(({ phone, link }) => phone !== '' || link !== null, { path: ['phone'], error: 'Write a phone number, or an address below' });
export type ContactForm = z.infer<typeof ContactForm>;
