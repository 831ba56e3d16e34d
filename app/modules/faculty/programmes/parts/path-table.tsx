import { count } from '#app/ui/count.ts';
import { Table } from '#app/ui/table.tsx';
import { stepWords } from '../../step.ts';
import type { StepAsks } from '../schema.ts';

/** What each step of a programme's path asks for, and how long it stands. */
export function PathTable({ path }: { path: readonly StepAsks[] }) {
  return (
    <Table
      caption="The path, step by step"
      isCaptionHidden
      rows={[...path]}
      rowKey={({ step }) => step}
      columns={[
        { key: 'step', label: 'Step', cell: ({ step }) => stepWords[step] },
        {
          key: 'asks',
          label: 'What it asks for',
          phone: 'bare',
          cell: (asks) => {
            const all = asked(asks);
            return all.length === 0 ? (
              'A trainer’s or the convener’s word'
            ) : (
              <ul className="plain-list">
                {all.map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            );
          },
        },
        {
          key: 'stands',
          label: 'Stands for',
          cell: ({ refreshMonths }) => (refreshMonths === null ? 'good' : count(refreshMonths, 'month', 'months')),
        },
      ]}
    />
  );
}

function asked({ attended, taught, isReadBack, words }: StepAsks): string[] {
  return [
    ...(attended > 0 ? [`${count(attended, 'session', 'sessions')} of one offering attended`] : []),
    ...(taught > 0 ? [`${count(taught, 'session', 'sessions')} taught and observed`] : []),
    ...(isReadBack ? ['Every observation read by whoever was observed'] : []),
    ...words,
  ];
}
