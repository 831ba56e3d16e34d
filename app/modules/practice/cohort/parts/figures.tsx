import { Ranges } from '#app/ui/bars.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { type Interval, intervalWords, sizeWords } from '../interval.ts';
import type { Figure } from '../queries.server.ts';

/** The figures of one cohort, or of all together: where each number lies, drawn and in a table. */
export function CohortFigures({ title, size, figures }: { title: string; size: Interval; figures: readonly Figure[] }) {
  const isTold = ({ atLeast, atMost }: Figure) => atLeast > 0 || atMost < size.atMost;
  const ranges = figures.filter(isTold).map((figure) => ({
    label: figure.label,
    low: figure.atLeast,
    high: figure.atMost,
    text: intervalWords(figure, size),
  }));
  return (
    <Section title={title}>
      <p>{`${sizeWords(size)} students keep a log and count.`}</p>
      {ranges.length > 0 && <Ranges ranges={ranges} max={size.atMost} maxText={`${size.atMost} students`} />}
      <details>
        <summary>{`${title} as a table`}</summary>
        <Table
          caption={`Students who did it at least once, of ${sizeWords(size)}`}
          rows={[...figures]}
          rowKey={({ label }) => label}
          columns={[
            { key: 'what', label: 'What', cell: ({ label }) => label },
            { key: 'students', label: 'Students', cell: (figure) => intervalWords(figure, size) },
          ]}
        />
      </details>
    </Section>
  );
}
