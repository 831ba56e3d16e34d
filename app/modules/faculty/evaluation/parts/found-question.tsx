import { Facts } from '#app/ui/facts.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { effectWords, movedWords, pWords, type QuestionFigure } from '../figures.ts';

/** What one question found: who moved, how many said each word before and after, and then the effect sizes by their names. */
export function FoundQuestion({ figure, code }: { figure: QuestionFigure; code: string | null }) {
  const { question } = figure;
  return (
    <Section title={question.words}>
      <p className="muted small">{code === null ? 'An aim of the offering' : `Competency ${code}`}</p>
      {figure.hidden !== null ? (
        <p>{figure.hidden}</p>
      ) : (
        <>
          <p>
            <strong>{movedWords(figure)}.</strong>
          </p>
          <Table
            caption={`What ${figure.pairs} people said, before and after`}
            rows={question.points.map((point, at) => ({ point, before: figure.before[at]!, after: figure.after[at]! }))}
            rowKey={({ point }) => point}
            columns={[
              { key: 'point', label: 'Answer', cell: ({ point }) => point },
              { key: 'before', label: 'Before', isNumber: true, cell: ({ before }) => before },
              { key: 'after', label: 'After', isNumber: true, cell: ({ after }) => after },
            ]}
          />
          <details>
            <summary>Effect sizes, each by its name</summary>
            <Facts
              facts={[
                ['d_z', effectWords(figure.dz)],
                ['d_av', effectWords(figure.dav)],
                ['g_z', effectWords(figure.gz)],
                [
                  'p, signed-rank test',
                  `${pWords(figure.test)}${figure.test.p === null ? '' : ` (${figure.test.method === 'exact' ? 'exact' : 'normal approximation'}, ${figure.pairs} pairs)`}`,
                ],
              ]}
            />
          </details>
        </>
      )}
    </Section>
  );
}
