import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import type { stepRows } from '../board-words.ts';

type StepRow = ReturnType<typeof stepRows>[number];
type StepTableProps = { steps: StepRow[]; schools: number; status: 'draft' | 'open' | 'closed' };

/** The steps of a round: what is done, by when, and at how many schools it is. */
export function StepTable({ steps, schools, status }: StepTableProps) {
  const done = { key: 'done', label: 'Schools done', cell: ({ done: many }: StepRow) => `${many} of ${schools}` };
  return (
    <Table
      caption="What is done by when"
      isCaptionHidden
      rows={steps}
      rowKey={({ step }) => step}
      columns={[
        { key: 'step', label: 'Step', cell: ({ name }) => name },
        { key: 'act', label: 'What is done', cell: ({ act }) => act },
        {
          key: 'due',
          label: 'Last day',
          cell: ({ due, isLate }) =>
            due === null ? (
              'No day set'
            ) : (
              <>
                {due} {isLate && status === 'open' && <Tag kind="attention">over</Tag>}
              </>
            ),
        },
        ...(status === 'draft' ? [] : [done]),
      ]}
    />
  );
}
