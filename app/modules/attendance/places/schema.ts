import * as z from 'zod';
import { Zone } from '../schema.ts';

const line = (most: number, what: string) =>
  z
    .string(what)
    .trim()
    .min(1, what)
    .max(most, `At most ${most} characters`)
    .regex(/^\P{Cc}*$/u, 'One line');
const Needs = z.string().trim().max(500, 'At most 500 characters').default('');

/** What somebody without an account writes for a place. */
export const RegisterForm = z.object({
  name: line(120, 'Write your name'),
  mail: z
    .string('Write an email address')
    .trim()
    .toLowerCase()
    .pipe(z.email('Write an email address, for example r.okafor@school.edu').max(254, 'At most 254 characters')),
  organisation: line(160, 'Write your school or organisation'),
  needs: Needs,
  timeZone: Zone,
});
export type RegisterForm = z.infer<typeof RegisterForm>;
/** What somebody signed in says for a place: nothing but what they need. */
export const TakeForm = z.object({ needs: Needs });
/** What the holder of a place changes. */
export const PlaceForm = RegisterForm.omit({ mail: true });
export type PlaceForm = z.infer<typeof PlaceForm>;
/** A token as an address has it. */
export const Token = z.string().regex(/^[\w-]{20,64}$/);
/** Why a place is taken back by those who run the occasion. */
export const Declining = z.object({
  place: z.uuid('Name the place'),
  because: z.string().trim().min(1, 'Say why, in a sentence: it is mailed to them').max(500, 'At most 500 characters'),
});
/** How many places a page of the list shows. */
export const placePageSize = 50;
/** Which places are shown: by words in name, address or school, and by state. */
export const PlaceSearch = z.object({
  q: z.string().trim().max(100).catch(''),
  state: z.enum(['', 'confirmed', 'waiting', 'cancelled']).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type PlaceSearch = z.infer<typeof PlaceSearch>;
