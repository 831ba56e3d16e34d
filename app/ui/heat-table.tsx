import { type HeatBounds, heatLegend, heatStep } from './heat.ts';

/** A number of the table: `value` chooses the step, `text` is what is printed, `note` a few words under it, `to` the list behind it. */
export type HeatCell = { value: number | null; text: string; note?: string; to?: string; isExpanded?: boolean };
export type HeatRow = { key: string; label: string; numeral?: string; cells: HeatCell[]; total?: React.ReactNode };

type HeatTableProps = {
  caption: string;
  rowsLabel: string;
  columns: string[];
  rows: HeatRow[];
  bounds: HeatBounds;
  unit: string;
  say: (value: number) => string;
  totalLabel?: string;
  note?: React.ReactNode;
};

/**
 * Rows by columns, the number printed in every cell and five steps of one colour behind it, with the scale below. A cell links to the list
 * behind it; the one that is open is marked. On a phone each row stands alone and every number has its column's word.
 */
export function HeatTable({ caption, rowsLabel, columns, rows, bounds, unit, say, totalLabel, note }: HeatTableProps) {
  return (
    <div>
      <table className="heat">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{rowsLabel}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="n">
                {column}
              </th>
            ))}
            {totalLabel && (
              <th scope="col" className="n">
                {totalLabel}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <span className="heat-row">
                  {row.numeral && <span className="numeral">{row.numeral}</span>}
                  <span>{row.label}</span>
                </span>
              </th>
              {row.cells.map((cell, at) => (
                <td key={columns[at]}>
                  <Cell cell={cell} column={columns[at] ?? ''} bounds={bounds} />
                </td>
              ))}
              {totalLabel && (
                <td className="total">
                  <span className="heat-cell">
                    {row.total}
                    <span className="heat-word">{totalLabel}</span>
                  </span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="scale">
        <span className="scale-name">{unit}</span>
        {heatLegend(bounds, say).map(({ step, words }) => (
          <span key={step} className={`scale-step heat-${step}`}>
            {words}
          </span>
        ))}
        {note && <span className="scale-note">{note}</span>}
      </div>
    </div>
  );
}

function Cell({ cell, column, bounds }: { cell: HeatCell; column: string; bounds: HeatBounds }) {
  const step = heatStep(cell.value, bounds);
  const className = `heat-cell ${step === null ? 'heat-unknown' : `heat-${step}`}`;
  const content = (
    <>
      {cell.text}
      <span className="heat-word">{column}</span>
      {cell.note && (
        <small>
          <span className="visually-hidden">, </span>
          {cell.note}
        </small>
      )}
    </>
  );
  if (!cell.to) return <span className={className}>{content}</span>;
  return (
    <a className={className} href={cell.to} aria-current={cell.isExpanded ? 'true' : undefined}>
      {content}
    </a>
  );
}
