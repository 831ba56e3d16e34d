import { dayOf } from '#app/platform/day.ts';
import { termOf } from './term.ts';

/** The half-year that an address asks for, as its first day; what is none is left out. */
export function askedTerm(request: Request): string | null {
  const asked = dayOf('Write a day').safeParse(new URL(request.url).searchParams.get('half-year'));
  return asked.success && termOf(asked.data) === asked.data ? asked.data : null;
}
