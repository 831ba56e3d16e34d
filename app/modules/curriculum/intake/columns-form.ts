import type { FieldError } from '#app/platform/form.ts';
import { Matching, type Proposal } from '../inventory/matching.ts';

/** The names of the fields of the form that matches columns: a column by its number, a question by its place among those that were asked. */
export const columnField = (index: number): string => `column-${index}`;
export const answerField = (at: number): string => `answer-${at}`;

/** What a person said of the columns of a file that would be read as proposed, or the mistakes of the form. */
export function matchingOf(proposal: Proposal, form: Readonly<Record<string, string>>): { matching: Matching; errors: FieldError[] } {
  const { sheet } = proposal.matching;
  const said = Matching.safeParse({
    sheet,
    headerLine: form['header-line']?.trim() ? form['header-line'] : null,
    columns: Object.fromEntries(proposal.columns.map(({ index, field }) => [index, form[columnField(index)] ?? field])),
    // What the values settled by themselves was not asked, and is known all the same.
    answers: {
      ...proposal.matching.answers,
      ...Object.fromEntries(
        proposal.questions.map(({ id, proposed, choices }, at) => {
          const answer = form[answerField(at)];
          return [id, choices.some(({ value }) => value === answer) ? answer : proposed];
        }),
      ),
    },
  });
  if (!said.success) {
    const errors = said.error.issues.map(({ path, message }) => ({ field: fieldOf(path), message }));
    return { matching: proposal.matching, errors };
  }
  const fields = Object.values(said.data.columns);
  if (fields.includes('title') || fields.includes('course')) return { matching: said.data, errors: [] };
  return { matching: said.data, errors: [{ field: '', message: 'Say which column holds the titles of the activities' }] };
}

function fieldOf([what, which]: readonly PropertyKey[]): string {
  if (what === 'columns' && which !== undefined) return columnField(Number(which));
  return what === 'headerLine' ? 'header-line' : '';
}
