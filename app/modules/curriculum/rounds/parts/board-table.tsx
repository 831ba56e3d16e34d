import { count } from '#app/ui/count.ts';
import { Table } from '#app/ui/table.tsx';
import type { BoardRow } from '../board-words.ts';
import { roundSteps, stepWords } from '../step.ts';
import { StepCell } from './step-cell.tsx';

/** Every school of a round with whom it waits for and how far it is with each step; `own` are the reader's schools, by their short names. */
export function BoardTable({ rows, own }: { rows: BoardRow[]; own: readonly string[] }) {
  return (
    <Table
      caption="Schools and their steps"
      isCaptionHidden
      count={count(rows.length, 'school', 'schools')}
      rows={rows}
      rowKey={({ slug }) => slug}
      isOwn={({ slug }) => own.includes(slug)}
      columns={[
        { key: 'school', label: 'School', cell: ({ name }) => name },
        { key: 'waits', label: 'Waits for', cell: ({ waits }) => <Waits waits={waits} /> },
        ...roundSteps.map((step) => ({
          key: step,
          label: stepWords[step].name,
          cell: ({ cells }: BoardRow) => <StepCell cell={cells[step]} isLate={cells[step].isLate} />,
        })),
      ]}
    />
  );
}

function Waits({ waits }: { waits: readonly string[] }) {
  if (waits.length === 0) return 'Nothing: every step is done';
  return waits.map((words) => <div key={words}>{words}</div>);
}
