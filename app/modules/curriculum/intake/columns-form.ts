import type { FieldError } from '#app/platform/form.ts';
import { Matching } from '../inventory/matching.ts';

/** The name of the field that says what a column is, by its number from 0. */
export function columnField(index: number): string {
  return `column-${index}`;
}

const answerPrefix = 'answer-';

/** The name of the field that answers a question, by the question's id. */
export function answerField(id: string): string {
  return answerPrefix + encodeURIComponent(id);
}

const Said = Matching.pick({ headerLine: true, columns: true, answers: true });

/** What a person said of the columns of a sheet, or the mistakes of the form; `header-line` may be empty. */
export function saidOf(form: Readonly<Record<string, string>>) {
  const fields = (prefix: string) =>
    Object.entries(form).flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : []));
  const said = Said.safeParse({
    headerLine: form['header-line']?.trim() ? form['header-line'] : null,
    columns: Object.fromEntries(fields(columnField(0).slice(0, -1))),
    answers: Object.fromEntries(fields(answerPrefix).map(([id, value]) => [decoded(id!), value])),
  });
  if (said.success) return { ok: true as const, said: said.data };
  const errors: FieldError[] = said.error.issues.map(({ path: [what, which], message }) => ({
    field: what === 'columns' && which !== undefined ? columnField(Number(which)) : what === 'headerLine' ? 'header-line' : '',
    message,
  }));
  return { ok: false as const, errors };
}

/** What is missing before the sheet can be read: a column of titles, or one of courses. */
export function missingColumn({ columns }: Pick<Matching, 'columns'>): FieldError | null {
  const fields = Object.values(columns);
  if (fields.includes('title') || fields.includes('course')) return null;
  return { field: '', message: 'Say which column holds the titles of the activities' };
}

/** Anything may stand in a form's names; what is no encoded text stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
