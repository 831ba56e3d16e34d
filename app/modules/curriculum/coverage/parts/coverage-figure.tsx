import { withParam } from '#app/ui/address.ts';
import { Bars } from '#app/ui/bars.tsx';
import { count } from '#app/ui/count.ts';
import { Figure } from '#app/ui/figure.tsx';
import { heatBounds } from '#app/ui/heat.ts';
import { HeatTable } from '#app/ui/heat-table.tsx';
import { hoursNumber, rangeNumber } from '#app/ui/hours.ts';
import { Table } from '#app/ui/table.tsx';
import type { MinuteRange } from '../../minutes.ts';
import { wordsOfFigure } from '../../parts/defined.tsx';
import { requirementPhrases } from '../../placement.ts';
import type { ReadCell } from '../reading.ts';
import type { CoverageView } from '../view.ts';

type Props = { view: CoverageView; search: string; base: string };

/** Competency by phase as a heat table, with its finding, its table twin, its downloads and the definitions of what it counts. */
export function CoverageFigure({ view, search, base }: Props) {
  const { chosen, year, carriedBy, framework } = view;
  const asked = `?year=${year}${carriedBy === null ? '' : `&framework=${framework.slug}&carry=${chosen.carry}`}`;
  return (
    <Figure
      finding={view.finding}
      basis={`${view.linked.toLocaleString('en')} of ${view.activities.toLocaleString('en')} activities of ${year} are linked to a competency${carriedBy === null ? '' : ' by the crosswalk'}.`}
      definition={(
        [
          `${chosen.count}-hours`,
          `${chosen.hours}-hours`,
          ...requirementFigures[chosen.requirement],
          ...(carriedBy === null ? [] : (['carried-coverage'] as const)),
          'coverage-cell',
          'hours-range',
          'unknown-minutes',
        ] as const
      ).map(wordsOfFigure)}
      downloads={[
        { to: `${base}/coverage.csv${asked}`, label: 'CSV' },
        { to: `${base}/coverage.json${asked}`, label: 'JSON' },
        { to: `${base}/coverage.svg${asked}&requirement=${chosen.requirement}&count=${chosen.count}&hours=${chosen.hours}`, label: 'SVG' },
      ]}
      table={<Twin view={view} />}
    >
      <Heat view={view} search={search} />
      {view.whole.estimated > 0 && <Spread view={view} />}
    </Figure>
  );
}

function Heat({ view: { rows, columns, whole, chosen }, search }: { view: CoverageView; search: string }) {
  const minutes = rows.flatMap(({ cells }) => cells.map((cell) => cell.minutes?.least ?? null));
  const largest = Math.max(0, ...minutes.map((each) => each ?? 0));
  const listOf = (column: string, competency: string) =>
    `${withParam(withParam(search, 'only', null), 'cell', `${column}.${competency}`)}#behind`;
  return (
    <HeatTable
      caption={`${wordsOf(chosen)} by competency and phase`}
      rowsLabel="Competency"
      columns={columns.map(({ name }) => name)}
      bounds={heatBounds(minutes, largest >= 480 ? 60 : largest >= 120 ? 30 : 15)}
      unit="Hours"
      say={hoursNumber}
      totalLabel="All phases"
      rows={rows.map(({ competency, title, cells, total }) => ({
        key: competency,
        label: title,
        numeral: competency,
        cells: cells.map((cell) => ({
          value: cell.minutes?.least ?? null,
          text: rangeNumber(cell.minutes),
          note: noteOf(cell),
          to: listOf(cell.column, competency),
          isExpanded: chosen.cell === `${cell.column}.${competency}`,
        })),
        total: (
          <>
            <a href={listOf('all', competency)}>{rangeNumber(total.minutes)}</a>
            {noteOf(total) && <small>{noteOf(total)}</small>}
          </>
        ),
      }))}
      note={
        <>
          {whole.estimated > 0 && 'Where hours are a range, the colour is that of the least. '}
          {whole.unknown > 0 && (
            <>
              {count(whole.unknown, 'linked activity has', 'linked activities have')} no hours yet and{' '}
              {whole.unknown === 1 ? 'adds' : 'add'} nothing.{' '}
              <a href={`${withParam(withParam(search, 'cell', 'all.all'), 'only', 'unknown')}#behind`}>See them</a>
            </>
          )}
        </>
      }
    />
  );
}

/** What the estimates leave open, drawn: each competency's hours filled to the least and open to the most. */
function Spread({ view: { rows, chosen } }: { view: CoverageView }) {
  const most = Math.max(...rows.map(({ total }) => total.minutes?.most ?? 0));
  return (
    <>
      <p className="small muted">{`${wordsOf(chosen)} all phases: filled to the least, open to the most that the estimates allow.`}</p>
      <Bars
        bars={rows.map(({ competency, title, total: { minutes, unknown } }) => ({
          label: `${competency} ${title}`,
          value: minutes?.least ?? null,
          low: minutes?.least,
          high: minutes?.most,
          text: minutes === null ? 'unknown' : `${rangeNumber(minutes)} h${unknown > 0 ? `, and ${unknown} without hours` : ''}`,
        }))}
        max={most}
        maxText={`${hoursNumber(most)} h`}
        zeroText="0 h"
      />
    </>
  );
}

function noteOf({ activities, unknown, minutes }: ReadCell): string | undefined {
  if (activities === 0 || minutes === null) return undefined;
  if (minutes.most === 0 && unknown === 0) return 'stated as zero';
  return unknown > 0 ? `and ${unknown} without hours` : undefined;
}

function Twin({ view: { twin, chosen } }: { view: CoverageView }) {
  const hours = (minutes: MinuteRange | null) => rangeNumber(minutes);
  return (
    <Table
      caption={`Hours by competency and phase, ${chosenPhrases[chosen.requirement]}`}
      rows={twin}
      rowKey={({ competency, column }) => `${competency} ${column}`}
      columns={[
        { key: 'competency', label: 'Competency', cell: ({ competency }) => competency },
        { key: 'phase', label: 'Phase', cell: ({ column }) => column },
        { key: 'activities', label: 'Activities', isNumber: true, cell: ({ activities }) => activities },
        { key: 'learner-touching', label: 'Learner hours, touching', isNumber: true, cell: ({ learner }) => hours(learner.touching) },
        { key: 'learner-attributed', label: 'Learner hours, attributed', isNumber: true, cell: ({ learner }) => hours(learner.attributed) },
        {
          key: 'delivered-touching',
          label: 'Delivered hours, touching',
          isNumber: true,
          cell: ({ delivered }) => hours(delivered.touching),
        },
        {
          key: 'delivered-attributed',
          label: 'Delivered hours, attributed',
          isNumber: true,
          cell: ({ delivered }) => hours(delivered.attributed),
        },
        { key: 'estimated', label: 'With estimated learner hours', isNumber: true, cell: ({ estimated }) => estimated },
        { key: 'unknown', label: 'Without learner hours', isNumber: true, cell: ({ unknown }) => unknown },
      ]}
    />
  );
}

/** Which requirement the hours are counted of, within a sentence. */
export const chosenPhrases = { ...requirementPhrases, all: 'required and elective together' };

function wordsOf({ requirement, count: counted, hours }: CoverageView['chosen']): string {
  return `${counted === 'touching' ? 'Touching' : 'Attributed'} ${hours} hours, ${chosenPhrases[requirement]},`;
}

const requirementFigures = {
  required: ['required'],
  'required-in-track': ['required-in-track'],
  elective: ['elective'],
  unknown: ['unknown-requirement'],
  all: ['required', 'required-in-track', 'elective', 'coverage-total'],
} as const;
