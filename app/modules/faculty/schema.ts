import * as z from 'zod';

/** A text of at most so many characters, without what surrounds it. */
export const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `At most ${most.toLocaleString('en')} characters`);
/** A text that is needed; `what` says so where it is missing. */
export const needed = (most: number, what: string) =>
  z
    .string(what)
    .trim()
    .min(1, what)
    .max(most, `At most ${most.toLocaleString('en')} characters`);
/** A whole number, or null where nothing is written. */
export const whole = (least: number, most: number, what: string) =>
  z
    .string()
    .trim()
    .default('')
    .transform((said) => (said === '' ? null : Number(said)))
    .refine((n) => n === null || (Number.isInteger(n) && n >= least && n <= most), what);
/** An identifier in a form or in an address. */
export const Id = z.uuid();
/** What an address calls a programme or an offering. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);
/** The same, or nothing. */
export const OptionalId = z
  .literal('')
  .transform(() => null)
  .or(Id);
/** A box that is ticked. */
export const Yes = z
  .string()
  .optional()
  .transform((said) => said === 'yes');
/** The state that the form of a change began with, so that nobody writes over what another wrote meanwhile; null for what is new. */
export const Seen = z
  .literal('')
  .or(z.coerce.date())
  .default('')
  .transform((seen) => seen || null);

/** The rows of a form that are called `name.0.field`, `name.1.field` …, each with its number in the form; those in which nothing is written are left out by whoever reads them. */
export function rowsOf(
  fields: Readonly<Record<string, unknown>>,
  name: string,
  most: number,
): Array<{ at: number; row: Record<string, string> }> {
  return Array.from({ length: most }, (_, at) => {
    const start = `${name}.${at}.`;
    const own = Object.entries(fields).filter(([field]) => field.startsWith(start));
    return { at, row: Object.fromEntries(own.map(([field, said]) => [field.slice(start.length), String(said).trim()])) };
  }).filter(({ row }) => Object.keys(row).length > 0);
}

/** The identifiers of what is ticked in fields such as `competency.<id>`. */
export function tickedIn(fields: Readonly<Record<string, unknown>>, name: string): string[] {
  return Object.keys(fields).flatMap((field) => {
    const id = field.startsWith(`${name}.`) ? field.slice(name.length + 1) : '';
    return Id.safeParse(id).success ? [id] : [];
  });
}
