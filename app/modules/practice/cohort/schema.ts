import * as z from 'zod';
import { termOf } from './term.ts';

/** The half-year that an address asks for, as its first day; what is none is left out. */
export function askedTerm(request: Request): string | null {
  const asked = z.iso.date().safeParse(new URL(request.url).searchParams.get('half-year'));
  return asked.success && termOf(asked.data) === asked.data ? asked.data : null;
}
