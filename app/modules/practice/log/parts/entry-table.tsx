import { Table } from '#app/ui/table.tsx';
import { kindShort, monthName, partWords } from '../entry.ts';
import type { CompetencyToTry, OwnEntry } from '../queries.server.ts';

type EntryTableProps = { entries: readonly OwnEntry[]; competencies: readonly CompetencyToTry[]; count?: string };

/** Somebody's own entries as a list, each a way to its page. */
export function EntryTable({ entries, competencies, count }: EntryTableProps) {
  const codes = (ids: readonly string[]) =>
    competencies
      .filter(({ stableId }) => ids.includes(stableId))
      .map(({ code }) => code)
      .join(', ');
  return (
    <Table
      caption="Your conversations"
      isCaptionHidden
      {...(count === undefined ? {} : { count })}
      rows={[...entries]}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'month',
          label: 'Month',
          cell: ({ id, month, kind }) => (
            <a href={`/w/practice/entries/${id}`}>{`${monthName(month)}, ${kindShort[kind].toLowerCase()}`}</a>
          ),
        },
        { key: 'rotation', label: 'Rotation or place', cell: ({ rotation }) => rotation, phone: 'bare' },
        { key: 'part', label: 'My part', cell: ({ part }) => partWords[part], phone: 'bare' },
        { key: 'tried', label: 'Competencies', cell: ({ competencies: tried }) => codes(tried) },
      ]}
    />
  );
}
