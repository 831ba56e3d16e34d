import { Table } from '#app/ui/table.tsx';
import { intervalWords, sizeWords } from '../../cohort/interval.ts';
import type { Reported } from '../queries.server.ts';

/** What graduates said, a line for each answer but the first: how many chose it or one beyond it. */
export function ReportedTable({ reported, of }: { reported: readonly Reported[]; of: string }) {
  const rows = reported.flatMap(({ question, size, from }) => from.map((each) => ({ question, size, ...each })));
  return (
    <Table
      caption={`What graduates of ${of} said`}
      isCaptionHidden
      rows={rows}
      rowKey={({ question, answer }) => `${question.id} ${answer}`}
      group={({ question, size }) => `${question.topic}: ${question.words} (${sizeWords(size)} answered)`}
      columns={[
        {
          key: 'answer',
          label: 'Said',
          cell: ({ answer, question }) => (answer === question.answers.at(-1) ? answer : `${answer}, or beyond`),
        },
        { key: 'students', label: 'Students', cell: ({ size, ...interval }) => intervalWords(interval, size) },
      ]}
    />
  );
}
