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
    .min(1, { error: what, abort: true })
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

/** Fields of these names with dots in them as they nest, so that a mistake in a row is told together with all others: `session.0.title` stands in `session`, under `0`, as `title`. */
export function nesting(...names: string[]) {
  return (fields: unknown): Record<string, unknown> => {
    const all = Object.entries(fields as Record<string, unknown>);
    const inside = (name: string) =>
      all.flatMap(([field, said]) => (field.startsWith(`${name}.`) ? [[field.slice(name.length + 1), said] as const] : []));
    const rows = (name: string) => Object.entries(Object.groupBy(inside(name), ([field]) => field.split('.')[0]!));
    const row = (start: string, own: ReturnType<typeof inside>) =>
      Object.fromEntries(own.map(([field, said]) => [field.slice(start.length + 1), said]));
    return {
      ...Object.fromEntries(all),
      ...Object.fromEntries(names.map((name) => [name, Object.fromEntries(rows(name).map(([at, own]) => [at, row(at, own!)]))])),
    };
  };
}
/** Rows that are numbered from 0, as `nesting` gives them: at most so many, and those alone in which one of `fields` is written. */
export function rowsOf<Row extends z.ZodType>(row: Row, { most, fields }: { most: number; fields: readonly string[] }) {
  const isWritten = (said: Record<string, string>) => fields.some((field) => said[field]?.trim());
  return z.preprocess(
    (rows) =>
      Object.fromEntries(
        Object.entries(rows as Record<string, Record<string, string>>).filter(([at, said]) => Number(at) < most && isWritten(said)),
      ),
    z.record(z.string().regex(/^\d+$/), row),
  );
}

/** The identifiers of what is ticked in fields such as `competency.<id>`. */
export function tickedIn(fields: Readonly<Record<string, unknown>>, name: string): string[] {
  return Object.keys(fields).flatMap((field) => {
    const id = field.startsWith(`${name}.`) ? field.slice(name.length + 1) : '';
    return Id.safeParse(id).success ? [id] : [];
  });
}
