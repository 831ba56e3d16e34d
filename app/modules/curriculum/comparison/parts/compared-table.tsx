import { Table } from '#app/ui/table.tsx';
import type { ComparedCell, Mark } from '../comparison.ts';

type Round = { readonly round: { readonly year: string }; readonly phaseOf: Readonly<Record<string, string>> };
type Row = { readonly key: string; readonly cell: ComparedCell; readonly mark: Mark | null };

/** Every number that the charts show, with what is said beside it and where it leads: one of ours to its list, another to what it means. */
export function ComparedTable({ cells, compared, base }: { cells: readonly ComparedCell[]; compared: Round; base: string | null }) {
  const rows: Row[] = cells.flatMap((cell) => [
    ...cell.marks.map((mark) => ({ key: `${cell.figure} ${cell.cell} ${mark.who}`, cell, mark })),
    ...(cell.why === null ? [] : [{ key: `${cell.figure} ${cell.cell} why`, cell, mark: null }]),
  ]);
  return (
    <Table
      caption="Every number, and where it leads"
      rows={rows}
      rowKey={({ key }) => key}
      isOwn={({ mark }) => mark?.kind === 'own'}
      columns={[
        { key: 'number', label: 'Number', cell: ({ cell }) => `${cell.competency}: ${cell.name}` },
        { key: 'who', label: 'School', phone: 'bare', cell: ({ mark }) => mark?.who ?? 'Others in aggregate' },
        {
          key: 'value',
          label: 'Value',
          cell: ({ cell, mark }) =>
            mark?.kind === 'own' && base !== null ? (
              <a href={listOf(cell, compared, base)}>{`${mark.text}: see the list`}</a>
            ) : (
              (mark?.text ?? cell.why?.words)
            ),
        },
        { key: 'note', label: 'Note', phone: 'bare', cell: ({ mark }) => mark?.note ?? '' },
        {
          key: 'leads',
          label: 'What it means',
          phone: 'bare',
          cell: ({ cell, mark }) =>
            mark?.kind === 'own' ? (
              ''
            ) : (
              <a href={`/definitions#${reasonOf(cell, mark)}`}>{mark ? 'What it means' : 'Why it is not shown'}</a>
            ),
        },
      ]}
    />
  );
}

function reasonOf({ unit, cell }: ComparedCell, mark: Mark | null): string {
  if (mark === null || mark.kind === 'others') return 'mean-of-others';
  if (unit === 'percent') return 'released-seats';
  return cell === 'formative' || cell === 'summative' ? 'assessed-so' : 'released-hours';
}

/** The list behind a number of ours: the cell of coverage that it is computed from. */
function listOf({ figure, cell, competency }: ComparedCell, { round, phaseOf }: Round, base: string): string {
  const requirement = figure.startsWith('electives') ? 'elective' : figure.startsWith('assessment') ? 'all' : 'required';
  return `${base}/coverage?year=${round.year}&requirement=${requirement}&count=attributed&hours=learner&cell=${encodeURIComponent(`${phaseOf[cell] ?? 'all'}.${competency}`)}#behind`;
}
