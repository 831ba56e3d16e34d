import * as z from 'zod';
import type { FieldError } from '#app/platform/form.ts';
import { TriedWords } from '../keywords/schema.ts';
import { AcademicYear } from '../schema.ts';
import type { TrialSearch } from './trial-queries.server.ts';

const Address = z.object({
  year: AcademicYear.optional().catch(undefined),
  list: z.uuid().optional().catch(undefined),
  keyword: z.uuid().optional().catch(undefined),
});

/** What an address tries, what stands in its fields, and what is wrong with its words; wrong words are not tried. */
export function trialSearch(request: Request): { search: TrialSearch; values: Record<string, string>; errors: FieldError[] } {
  const values = Object.fromEntries(new URL(request.url).searchParams);
  const address = Address.parse(values);
  const read = TriedWords.safeParse(values);
  const errors = read.success ? [] : read.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  const words = read.success && read.data.phrase !== '' ? read.data : null;
  return { search: { ...address, words }, values, errors };
}
