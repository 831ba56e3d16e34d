import { count } from '#app/ui/count.ts';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import type { BoardRow } from '../board-words.ts';
import { roundSteps, stepWords } from '../step.ts';
import { StepCell } from './step-cell.tsx';

type Props = { rows: BoardRow[]; own: readonly string[] };

/** Every school of a round in a line: how much it has done, whom it waits for and since when; `own` are the reader's schools, by their short names. */
export function BoardTable({ rows, own }: Props) {
  return (
    <Table
      caption="Schools and what they wait for"
      isCaptionHidden
      count={count(rows.length, 'school', 'schools')}
      rows={rows}
      rowKey={({ slug }) => slug}
      isOwn={({ slug }) => own.includes(slug)}
      columns={[
        { key: 'school', label: 'School', cell: ({ name }) => name },
        { key: 'done', label: 'Done', cell: ({ done }) => <span className="whole">{`${done} of ${roundSteps.length} steps`}</span> },
        { key: 'waits', label: 'Waits for', phone: 'line', cell: (row) => <Waits row={row} /> },
        { key: 'since', label: 'Since', cell: ({ since }) => since && <span className="whole">{since}</span> },
      ]}
    />
  );
}

function Waits({ row: { waits, late } }: { row: BoardRow }) {
  if (waits.length === 0) return 'Nobody: every step is done';
  return (
    <>
      {waits.map(({ who, steps, since }) => (
        <div key={who}>
          {who}: {steps}
          {since && <span className="muted">, since {since}</span>}
        </div>
      ))}
      {late.length > 0 && <Tag kind="attention">{`Late: ${late.join(', ')}`}</Tag>}
    </>
  );
}

/** How far every school is with each step. */
export function StepBoard({ rows, own }: Props) {
  return (
    <Table
      caption="How far each school is with each step"
      rows={rows}
      rowKey={({ slug }) => slug}
      isOwn={({ slug }) => own.includes(slug)}
      columns={[
        { key: 'school', label: 'School', cell: ({ name }) => name },
        ...roundSteps.map((step) => ({
          key: step,
          label: stepWords[step].name,
          cell: ({ cells }: BoardRow) => <StepCell cell={cells[step]} isLate={cells[step].isLate} />,
        })),
      ]}
    />
  );
}
