import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { AcademicYear, Id } from '../schema.ts';

/** What is said with a file: the academic year that it tells about. */
export const NewImport = z.object({ year: AcademicYear });
export type NewImport = z.infer<typeof NewImport>;

/** The id of the import that an address names; what is no id names nothing. */
export function importIdOf(params: { readonly import: string }): string {
  return addressed(Id, params.import, 'This import');
}

/** Whether a file holds the whole of its year, so that what it lacks leaves the lists, or a part of it, so that nothing leaves. */
export type Covers = 'year' | 'part';

/** What a person decides about a file that was checked. `covers` is said where the year holds something that the file lacks. */
export const Decision = z.object({
  intent: z.enum(['bring-in', 'discard', 'read-again', 'compare-again', 'undo'], 'Choose whether to bring the file in or to discard it'),
  covers: z.enum(['year', 'part'], 'Choose whether the file is the whole year or a part of it').optional(),
});
export type Decision = z.infer<typeof Decision>;

/** What an import would do with an activity: it is in the file alone, in both and reads differently, or in the year alone. */
export type ChangeKind = 'added' | 'changed' | 'gone';

/** Which of an import's changes a page shows, from its address. */
export const ChangeSearch = z.object({
  kind: z.enum(['added', 'changed', 'gone']).catch('gone'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type ChangeSearch = z.infer<typeof ChangeSearch>;

/** Which messages a report shows, from its address: of one severity, or of one kind (its number in the list of kinds); anything else means all. */
export const MessageSearch = z.object({
  severity: z.enum(['error', 'warning', 'note']).optional().catch(undefined),
  kind: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
});
export type MessageSearch = z.infer<typeof MessageSearch>;

/** Where the reading of a file stands. */
export type ImportStatus = 'matching' | 'checking' | 'checked' | 'rejected' | 'importing' | 'imported' | 'failed' | 'undone';

/** True while a program works on it, so that a page waits. */
export function isUnderWay(status: ImportStatus): boolean {
  return status === 'checking' || status === 'importing';
}

/** True while the file is neither in nor given up, so that it matters what else is under way. */
export function isWaitingFor(status: ImportStatus): boolean {
  return isUnderWay(status) || status === 'matching' || status === 'checked';
}

/** True for the kinds of file whose columns are matched. */
export function isSheet(format: string | undefined): boolean {
  return format === 'csv' || format === 'xlsx';
}

/** Which sheet of a spreadsheet is being matched, from the address; none means the proposed one. */
export const ColumnsSearch = z.object({ sheet: z.string().min(1).max(300).optional().catch(undefined) });
export type ColumnsSearch = z.infer<typeof ColumnsSearch>;
