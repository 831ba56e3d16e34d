import { count } from '#app/ui/count.ts';
import { Note } from '#app/ui/note.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import type { Level } from '../comparison.ts';
import { type FigureRow, type FigureTable, undefinedIn } from '../figure-table.ts';

/** The levels in words. */
export const levelWords: Readonly<Record<Level, { readonly label: string; readonly counts: string }>> = {
  character: { label: 'Characters', counts: 'Every character of what was said is judged: coded or not by each coder.' },
  any: { label: 'Turns, any part', counts: 'Every turn is judged: coded by who coded any part of it.' },
  half: { label: 'Turns, half or more', counts: 'Every turn is judged: coded by who coded half of it or more.' },
  unit: { label: 'Excerpts', counts: 'Every excerpt that anybody coded is judged; overlapping codings make one.' },
};

/** A figure to three digits; `none` where it is not defined. */
export function figureText(value: number | null): string {
  return value === null ? 'none' : value.toFixed(3).replace('-', '−');
}

/** A share as per cent with one digit; `none` where it is not defined. */
export function percentText(share: number | null): string {
  return share === null ? 'none' : `${(share * 100).toFixed(1)} %`;
}

type FiguresTableProps = { table: FigureTable; differences: (codeId: string | null) => string };

/** The figures of every code and pooled, and what they are counted from; what is not defined is said below with its reason, and so are codes too rare for the figures to say much. */
export function FiguresTable({ table: { coders, kappa, rows, seed }, differences }: FiguresTableProps) {
  const number = (key: string, label: string, cell: (row: FigureRow) => string) => ({ key, label, isNumber: true, cell });
  const only =
    coders.length === 2
      ? coders.map((name, at) => number(`only${at}`, `Only ${name}`, ({ only: alone }) => amount(alone[at] ?? 0)))
      : [number('some', 'Some, not all', ({ some }) => amount(some))];
  // Pooled over many codes every one is rare: the warning says something of a single code only.
  const rare = rows.filter(({ codeId, warning }) => codeId !== null && warning !== null);
  const reasons = Map.groupBy(
    rows.flatMap((row) => undefinedIn(row).map(([figure, why]) => ({ figure, why, name: row.name }))),
    ({ figure, why }) => `${figure}: ${why}.`,
  );
  return (
    <>
      <Table
        caption={`${kappa === 'cohen' ? 'Cohen’s' : 'Fleiss’'} kappa; alpha with the middle 95 % of 1,000 draws (seed ${seed})`}
        rows={[...rows]}
        rowKey={({ codeId, name }) => codeId ?? name}
        isOwn={({ codeId }) => codeId === null}
        columns={[
          {
            key: 'code',
            label: 'Code',
            cell: (row) => (
              <>
                {row.some > 0 ? <a href={differences(row.codeId)}>{row.name}</a> : row.name}{' '}
                {rare.includes(row) && <Tag kind="attention">rare</Tag>}
              </>
            ),
          },
          number('percent', 'Percent', ({ percent }) => percentText(percent.value)),
          number('positive', 'Positive', ({ positive }) => figureText(positive.value)),
          number('kappa', 'Kappa', (row) => figureText(row.kappa.value)),
          number('alpha', 'Alpha', ({ alpha }) => figureText(alpha.value)),
          number('interval', 'Its interval', ({ interval }) =>
            interval.lower === null ? 'none' : `${figureText(interval.lower)} to ${figureText(interval.upper)}`,
          ),
          number('unitizing', 'Alpha, unitising', ({ unitizing }) => figureText(unitizing.value)),
        ]}
      />
      <Table
        caption="What the figures are counted from"
        rows={[...rows]}
        rowKey={({ codeId, name }) => codeId ?? name}
        isOwn={({ codeId }) => codeId === null}
        columns={[
          { key: 'code', label: 'Code', cell: ({ name }) => name },
          number('n', 'n', ({ n }) => amount(n)),
          number('both', coders.length === 2 ? 'Both' : 'All', ({ both }) => amount(both)),
          ...only,
          number('neither', coders.length === 2 ? 'Neither' : 'Nobody', ({ neither }) => amount(neither)),
        ]}
      />
      {rare.length > 0 && (
        <Note kind="attention" title={`${count(rare.length, 'code is', 'codes are')} rare: under 5 %`}>
          Percent is high then whatever the coders do, and a single coding moves kappa and alpha far. Read the differences themselves.
        </Note>
      )}
      {reasons.size > 0 && (
        <details className="definition">
          <summary>What is not defined, and why</summary>
          <dl className="facts">
            {[...reasons].map(([words, of]) => (
              <div key={words}>
                <dt>{words}</dt>
                <dd>{of.map(({ name }) => name).join(', ')}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

function amount(value: number): string {
  return value.toLocaleString('en');
}
