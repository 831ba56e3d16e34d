import { count } from '#app/ui/count.ts';
import { day } from '#app/ui/date.ts';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { fieldLabel } from '../../inventory/column-field.ts';
import type { PreviewRow } from '../../inventory/row-preview.ts';

/** The first rows of a spreadsheet as they will be read, by the reader itself. */
export function RowPreviewTable({ rows }: { rows: PreviewRow[] }) {
  if (rows.length === 0) return <p>No row follows the headings.</p>;
  return (
    <Table
      caption="The first rows as they will be read"
      isCaptionHidden
      count={count(rows.length, 'row', 'rows')}
      rows={rows}
      rowKey={({ line }) => String(line)}
      columns={[
        { key: 'title', label: 'Activity', cell: titleOf },
        { key: 'rest', label: 'Read as', phone: 'bare', cell: (row) => (row.leftOut ? '' : <Rest row={row} />) },
        ...(rows.some(({ messages }) => messages.length > 0) ? [toKnow] : []),
        { key: 'line', label: 'Row', isNumber: true, cell: ({ line }) => line.toLocaleString('en') },
      ]}
    />
  );
}

const toKnow = {
  key: 'messages',
  label: 'To know',
  phone: 'bare' as const,
  cell: ({ messages }: PreviewRow) => messages.map(({ found, did }) => `${found}. ${did}`).join(' '),
};

function titleOf({ cells, leftOut }: PreviewRow) {
  const title = cells.find(({ field }) => field === 'title');
  if (!leftOut) return title?.read ?? 'without a title';
  return (
    <>
      <Tag kind="attention">left out</Tag> {leftOut}
    </>
  );
}

/** The time in words stands for the column that it was read from. */
const lengths = ['minutes', 'hours', 'duration'];

function Rest({ row: { cells, minutes } }: { row: PreviewRow }) {
  const rest = cells.filter(
    ({ field, found, read, why }) =>
      field !== 'title' && field !== 'ignore' && found !== '' && !(lengths.includes(field) && read !== null && read === minutes && !why),
  );
  return (
    <>
      {rest.map(({ column, field, found, read, why }) => (
        <span key={column}>
          {fieldLabel(field)}: {read === null ? <Tag kind="attention">not read: {found}</Tag> : inWords(read)}
          {why && <span className="muted"> ({why})</span>}
          {' · '}
        </span>
      ))}
      Time: {minutes ?? 'unknown'}
    </>
  );
}

function inWords(read: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(read) ? day(read) : read.replaceAll('\n', '; ');
}
