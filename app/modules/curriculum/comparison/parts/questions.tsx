import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { type Answers, answersFor, type Compared, hiddenWords } from '../comparison.ts';
import type { CompareSearch } from '../schema.ts';

/** What a colleague asks first of each competency, school by school; a figure that a school does not show is said once. */
export function Questions({ compared, chosen: { competency } }: { compared: Compared; chosen: CompareSearch }) {
  const rows = compared.competencies
    .filter(({ code }) => competency === null || code === competency)
    .flatMap(({ code, title }) => answersFor(compared, code).map((answers) => ({ code, title, answers })));
  const said = (words: readonly string[], missing: string) => words.join(', ') || missing;
  return (
    <Section title="Who teaches this in a required course, when, how, and how is it assessed?" id="questions">
      {rows.length === 0 ? (
        <p>No school shows this by name to you, and your own has nothing of it yet.</p>
      ) : (
        <Table
          caption="Your own school and those who show theirs by name"
          isCaptionHidden
          rows={rows}
          rowKey={({ code, answers }) => `${code} ${answers.who}`}
          group={({ code, title }) => `${code} ${title}`}
          isOwn={({ answers }) => answers.isOwn}
          columns={[
            { key: 'who', label: 'School', cell: ({ answers }) => nameOf(answers) },
            {
              key: 'when',
              label: 'Required, when',
              cell: ({ answers: { when, notes } }) => (when === null ? hiddenWords(compared, 'required') : noted(when, notes.required)),
            },
            { key: 'how', label: 'How', cell: ({ answers }) => (answers.when === null ? '' : said(answers.how, 'not said')) },
            {
              key: 'assessed',
              label: 'Assessed',
              cell: ({ answers }) =>
                answers.assessed === null
                  ? hiddenWords(compared, 'assessment')
                  : noted([answers.assessed, ...answers.assessedBy].join(', '), answers.notes.assessment),
            },
          ]}
        />
      )}
    </Section>
  );
}

function nameOf({ who, isOwn }: Answers): string {
  return isOwn ? `${who} (yours)` : who;
}

function noted(words: string, note: string | null): string {
  return note === null ? words : `${words} (${note})`;
}
