import { Table } from '#app/ui/table.tsx';
import { type Figures, rangeWords } from '../figures.ts';

/** A competency's figures. What stands beside how many are ready is only for the school's lead. */
export type CapacityLine = Figures & { readonly code: string; readonly title: string; readonly beside?: string; readonly from?: string };

/** Seats against need by competency, in the framework's order; the last line is over all. */
export function CapacityTable({ lines, whole }: { lines: readonly CapacityLine[]; whole: Figures & { readonly beside?: string } }) {
  const rows: CapacityLine[] = [...lines, { code: '', title: 'All competencies', ...whole }];
  const isLead = rows.some(({ from }) => from !== undefined);
  return (
    <Table
      caption="Seats against need, by competency"
      isCaptionHidden
      rows={rows}
      rowKey={({ code }) => code || 'all'}
      columns={[
        { key: 'competency', label: 'Competency', cell: ({ code, title }) => `${code} ${title}`.trim() },
        { key: 'ready', label: 'Ready facilitators', isNumber: true, cell: ({ ready }) => ready },
        ...(isLead
          ? [
              { key: 'beside', label: 'Among or beside them', cell: ({ beside }: CapacityLine) => beside ?? '' },
              { key: 'from', label: 'Required of each', cell: ({ from }: CapacityLine) => from ?? '' },
            ]
          : []),
        { key: 'needed', label: 'Seats needed', isNumber: true, cell: ({ neededLow, neededHigh }) => rangeWords(neededLow, neededHigh) },
        { key: 'seats', label: 'Can be served', isNumber: true, cell: ({ seatsLow, seatsHigh }) => rangeWords(seatsLow, seatsHigh) },
        {
          key: 'short',
          label: 'Missing seats',
          isNumber: true,
          cell: ({ shortSeatsLow, shortSeatsHigh }) => rangeWords(shortSeatsLow, shortSeatsHigh),
        },
        {
          key: 'sessions',
          label: 'Missing sessions',
          isNumber: true,
          cell: ({ shortSessionsLow, shortSessionsHigh }) => rangeWords(shortSessionsLow, shortSessionsHigh),
        },
        {
          key: 'people',
          label: 'Missing people',
          isNumber: true,
          cell: ({ shortPeopleLow, shortPeopleHigh }) => rangeWords(shortPeopleLow, shortPeopleHigh),
        },
      ]}
    />
  );
}
