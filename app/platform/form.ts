import type { z } from 'zod';
import { missing } from './problem.ts';

/** A mistake in a form; the field is '' when it is about the form as a whole. */
export type FieldError = { readonly field: string; readonly message: string };
/** What a form held, or its mistakes with what was typed. */
export type Parsed<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly errors: FieldError[]; readonly values: Record<string, string> };

/** What was typed into a form, by field, without its files and NUL bytes: they are in no text of ours, and PostgreSQL would refuse them. */
export function typedIn(form: FormData): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === 'string') typed[name] = value.replaceAll('\0', '');
  return typed;
}

/** A form as the schema's type, or every mistake with the field it belongs to and what was typed, so that nothing typed is lost. */
export function parseForm<Schema extends z.ZodType>(schema: Schema, form: FormData): Parsed<z.infer<Schema>> {
  const values = typedIn(form);
  const result = schema.safeParse(values);
  if (result.success) return { ok: true, data: result.data };
  return { ok: false, errors: result.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })), values };
}

/** A part of an address as the schema reads it. What it cannot read names nothing: then `what` is missing. */
export function addressed<Schema extends z.ZodType>(schema: Schema, said: unknown, what: string): z.infer<Schema> {
  const read = schema.safeParse(said);
  if (!read.success) throw missing(what);
  return read.data;
}
