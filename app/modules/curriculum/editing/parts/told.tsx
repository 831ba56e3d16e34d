import { count } from '#app/ui/count.ts';
import { Table } from '#app/ui/table.tsx';
import type { RowTold } from '../history-queries.server.ts';

type Props = { rows: readonly RowTold[]; base: string; caption: string; total: number };

/** What a change does or did, row by row, in plain words. */
export function Told({ rows, base, caption, total }: Props) {
  return (
    <Table
      caption={caption}
      count={total > rows.length ? `the first ${rows.length} of ${count(total, 'row', 'rows')}` : count(total, 'row', 'rows')}
      rows={[...rows]}
      rowKey={({ rowId }) => rowId}
      columns={[
        {
          key: 'row',
          label: 'Activity or course',
          cell: ({ rowId, kind, title }) =>
            kind === 'gone' ? title : <a href={`${base}/${kind === 'course' ? 'courses' : 'activities'}/${rowId}`}>{title}</a>,
        },
        { key: 'what', label: 'Change', phone: 'line', cell: ({ lines }) => <Lines lines={lines} /> },
      ]}
    />
  );
}

/** Lines of a change, each once. */
export function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="links">
      {[...new Set(lines)].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
