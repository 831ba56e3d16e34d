import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { type ColumnFound, type Field, fields, type Matching } from '../../inventory/matching.ts';
import { columnField } from '../columns-form.ts';
import { fieldWords } from '../field-words.ts';

/** Each column of a spreadsheet with samples and what it is taken for; the proposal is marked until a person has said so. */
export function ColumnTable({ columns, matching, isProposed }: { columns: ColumnFound[]; matching: Matching; isProposed: boolean }) {
  const chosen = (index: number): Field => matching.columns[index] ?? 'ignore';
  return (
    <Table
      caption="Columns of the file"
      isCaptionHidden
      rows={columns}
      rowKey={({ index }) => String(index)}
      columns={[
        { key: 'column', label: 'Column', cell: ({ letter, header }) => (header ? `${letter} · ${header}` : letter) },
        { key: 'samples', label: 'For example', cell: ({ samples }) => samples.join(' · ') || 'empty' },
        { key: 'field', label: 'What it is', phone: 'line', cell: (column) => <Choose column={column} value={chosen(column.index)} /> },
        {
          key: 'why',
          label: 'Why',
          phone: 'line',
          cell: ({ because, sureness, index, field }) => (
            <>
              {isProposed && field === chosen(index) && <Tag kind="suggestion">{sureness === 'guess' ? 'a guess' : 'suggested'}</Tag>}{' '}
              {because}
            </>
          ),
        },
      ]}
    />
  );
}

function Choose({ column: { index, letter, header }, value }: { column: ColumnFound; value: Field }) {
  const name = columnField(index);
  const ordered = Object.keys(fieldWords).filter((each): each is Field => (fields as readonly string[]).includes(each));
  return (
    <>
      <label className="visually-hidden" htmlFor={name}>
        What column {letter} {header} is
      </label>
      <select id={name} name={name} defaultValue={value}>
        {ordered.map((each) => (
          <option key={each} value={each}>
            {fieldWords[each]}
          </option>
        ))}
      </select>
    </>
  );
}
