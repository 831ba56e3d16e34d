import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { fieldChoices } from '../../inventory/column-proposal.ts';
import type { ColumnFound } from '../../inventory/matching.ts';
import { columnField } from '../columns-form.ts';

/** Each column of a spreadsheet with samples and what it is taken for; the proposal is marked until a person has said so. */
export function ColumnTable({ columns, isProposed }: { columns: readonly ColumnFound[]; isProposed: boolean }) {
  return (
    <Table
      caption="Columns of the file"
      isCaptionHidden
      rows={[...columns]}
      rowKey={({ index }) => String(index)}
      columns={[
        { key: 'column', label: 'Column', cell: ({ letter, header }) => (header ? `${letter} · ${header}` : letter) },
        { key: 'samples', label: 'For example', phone: 'line', cell: ({ samples }) => samples.join(' · ') || 'empty' },
        { key: 'field', label: 'What it is', phone: 'line', cell: (column) => <Choose column={column} /> },
        {
          key: 'why',
          label: 'Why',
          phone: 'line',
          cell: ({ because, sureness, field }) => (
            <>
              {isProposed && field !== 'ignore' && because !== 'You chose it' && (
                <Tag kind="suggestion">{sureness === 'guess' ? 'a guess' : 'suggested'}</Tag>
              )}{' '}
              {because}
            </>
          ),
        },
      ]}
    />
  );
}

function Choose({ column: { index, letter, header, field } }: { column: ColumnFound }) {
  const name = columnField(index);
  return (
    <>
      <label className="visually-hidden" htmlFor={name}>
        What column {letter} {header} is
      </label>
      <select id={name} name={name} className="in-row" defaultValue={field}>
        {fieldChoices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </>
  );
}
