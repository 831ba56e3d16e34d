import type { ReactNode } from 'react';
import { sortedBy, sortLink } from './address.ts';
import { Icon } from './icon.tsx';

/**
 * A column. On a phone its value stands with the column's word ("Assessed: No"); a value that ends in a figure takes the `unit` instead ("2 h").
 * `bare` is for values that speak for themselves, `line` for row acts, which take a line of their own.
 */
export type Column<Row> = {
  key: string;
  label: string;
  cell: (row: Row) => ReactNode;
  isNumber?: boolean;
  unit?: string;
  isSortable?: boolean;
  phone?: 'bare' | 'line' | 'hidden';
};

type TableProps<Row> = {
  caption: string;
  isCaptionHidden?: boolean;
  count?: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  isOwn?: (row: Row) => boolean;
  /** Rows with one group's words stand together under them. They come in the order of their groups. */
  group?: (row: Row) => string;
  search?: string;
  sort?: string;
};

/** A list as a plain table: the first column names the row; sorted through the address (`search` is the address's, `sort` the order without one). */
export function Table<Row>({ caption, isCaptionHidden, count, columns, rows, rowKey, isOwn, group, search = '', sort }: TableProps<Row>) {
  const sortable = columns.filter((column) => column.isSortable);
  return (
    <>
      {sortable.length > 0 && (
        <p className="sort-phone">
          Sort by{' '}
          {sortable.map((column) => (
            <SortLink key={column.key} column={column} search={search} sort={sort} />
          ))}
        </p>
      )}
      <table className="list-table">
        <caption className={isCaptionHidden && !count ? 'visually-hidden' : undefined}>
          <span className={isCaptionHidden ? 'visually-hidden' : 'caption-says'}>{caption}</span>
          {count && <span className="count">{count}</span>}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.isNumber ? 'n' : undefined} aria-sort={sortedBy(search, column.key, sort)}>
                {column.isSortable ? <SortLink column={column} search={search} sort={sort} /> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        {[...Map.groupBy(rows, (row) => group?.(row) ?? '')].map(([words, together]) => (
          <tbody key={words}>
            {group && (
              <tr className="row-group">
                <th scope="rowgroup" colSpan={columns.length}>
                  {words}
                </th>
              </tr>
            )}
            {together.map((row) => (
              <tr key={rowKey(row)} className={isOwn?.(row) ? 'own' : undefined}>
                {columns.map((column, at) =>
                  at === 0 ? <Name key={column.key} column={column} row={row} /> : <Cell key={column.key} column={column} row={row} />,
                )}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </>
  );
}

function SortLink<Row>({ column, search, sort }: { column: Column<Row>; search: string; sort: string | undefined }) {
  const direction = sortedBy(search, column.key, sort);
  const href = sortLink(search, column.key, sort);
  if (direction === undefined) return <a href={href}>{column.label}</a>;
  return (
    <a href={href} aria-current="true">
      {column.label}
      <Icon name={direction === 'ascending' ? 'up' : 'down'}>
        <span className="visually-hidden">, {direction}</span>
      </Icon>
    </a>
  );
}

function Name<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  return <th scope="row">{column.cell(row)}</th>;
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const { phone, unit, isNumber, label } = column;
  const value = column.cell(row);
  const takesUnit = unit !== undefined && /\d$/.test(String(value));
  const isEmpty = value === '' || value === null || value === undefined;
  const className = [isNumber && 'n', phone === 'line' && 'phone-line', phone === 'hidden' && 'phone-hidden'].filter(Boolean).join(' ');
  return (
    <td className={className || undefined}>
      {phone === undefined && !takesUnit && !isEmpty && <span className="phone-word">{label}: </span>}
      {value}
      {takesUnit && <span className="phone-word"> {unit}</span>}
    </td>
  );
}
