import { Bars, Ranges } from '#app/ui/bars.tsx';
import { Definition, Definitions } from '#app/ui/definition.tsx';
import { Figure } from '#app/ui/figure.tsx';
import type { HeatBounds } from '#app/ui/heat.ts';
import { type HeatRow, HeatTable } from '#app/ui/heat-table.tsx';
import { hoursNumber } from '#app/ui/hours.ts';
import { Section } from '#app/ui/page.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { Table } from '#app/ui/table.tsx';

const requiredHours = {
  term: 'required hours',
  meaning: 'Time that every student spends in required activities linked to the competency, each activity counted whole.',
  unit: 'hours of one student',
  formula: 'sum of learner minutes ÷ 60',
  source: 'Definitions, touching hours',
};
const reachedShare = {
  term: 'the share reached',
  meaning: 'Graduates with at least one elective that has minutes for the competency: the sharp bounds without assuming independence.',
  unit: 'per cent',
  denominator: 'all graduates of the class',
};
const bounds: HeatBounds = [120, 300, 540];
const heatRows: HeatRow[] = (
  [
    ['1', 'Explores understanding, values and goals', [570, 480, 180]],
    ['2', 'Responds to strong emotions', [240, 300, 60]],
    ['3', 'Shares difficult news; symptoms, prognosis, end of life', [360, 540, 270]],
    ['4', 'Own emotions, stress and uncertainty', [150, 60, 0]],
    ['5', 'Palliative care and hospice', [300, 120, null]],
  ] satisfies [string, string, (number | null)[]][]
).map(([numeral, label, minutes]) => ({
  key: numeral,
  numeral,
  label,
  total: minutes.includes(null)
    ? `at least ${hoursNumber(420)}`
    : hoursNumber(minutes.reduce<number>((sum, value) => sum + (value ?? 0), 0)),
  cells: minutes.map((value, at) => ({
    value,
    text: hoursNumber(value),
    to: '#lists',
    ...(numeral === '2' && at === 1 ? { note: '4.5 to 5.5, partly estimated', isExpanded: true } : {}),
    ...(value === 0 ? { note: 'nothing mapped' } : {}),
  })),
}));

/** A heat table with a note, a partly estimated cell, an unknown one and an empty one, and its definitions. */
export function Heat() {
  return (
    <Section title="A heat table" id="heat">
      <p className="says">
        Required teaching thins out as students come closer to patients: competency 4 has none in the post-clerkship year.
      </p>
      <HeatTable
        caption="Required hours by competency and phase"
        rowsLabel="Competency"
        columns={['Pre-clerkship', 'Clerkship', 'Post-clerkship']}
        totalLabel="Four years"
        rows={heatRows}
        bounds={bounds}
        unit="Hours"
        say={hoursNumber}
        note={
          <>
            14 clerkship activities have no hours yet and are not counted. <a href="#lists">See them</a>
          </>
        }
      />
      <Definition {...requiredHours} />
      <Definitions definitions={[requiredHours, reachedShare]} />
    </Section>
  );
}

/** Ranges and bars, each with its finding and its table twin, and progress. */
export function Figures() {
  const ranges = [
    { label: 'Competency 1', low: 38, high: 71, text: '38 to 71 %' },
    { label: 'Competency 2', low: 22, high: 54, text: '22 to 54 %' },
    { label: 'Competency 3', low: 46, high: 83, text: '46 to 83 %' },
    { label: 'Competency 4', low: 12, high: 41, text: '12 to 41 %' },
    { label: 'Competency 5', low: 30, high: 30, text: '30 %, exact' },
  ];
  const bars = [
    { label: 'Simulation', value: 7, low: 5.5, high: 8, text: '7 h (5.5 to 8)' },
    { label: 'Case discussion', value: 4, text: '4 h' },
    { label: 'Rounds, bedside teaching and other work with patients', value: null, text: 'unknown' },
    { label: 'Lecture', value: 0, text: '0 h' },
  ];
  const twin = (rows: { label: string; text: string }[], value: string) => (
    <Table
      caption="The same figures as a table"
      isCaptionHidden
      rows={rows}
      rowKey={(row) => row.label}
      columns={[
        { key: 'label', label: 'Name', cell: (row) => row.label },
        { key: 'text', label: value, cell: (row) => row.text, isNumber: true },
      ]}
    />
  );
  return (
    <Section title="Figures" id="figures">
      <Figure
        finding="Between 12 % and 41 % of graduates meet competency 4 in an elective."
        basis="n = 164 graduates, class of 2026, an invented school"
        definition={reachedShare}
        downloads={[
          { to: '#figures', label: 'CSV' },
          { to: '#figures-svg', label: 'SVG' },
        ]}
        table={twin(ranges, 'Share reached')}
      >
        <Ranges ranges={ranges} max={100} maxText="100 %" zeroText="0 %" />
      </Figure>
      <Figure
        finding="Simulation carries most of the practice; what happens at the bedside is not known yet."
        basis="48 activities, 2025-26, an invented school"
        definition={requiredHours}
        table={twin(bars, 'Hours')}
      >
        <Bars bars={bars} max={10} maxText="10 h" />
      </Figure>
      <Progress label="activities read" done={734} total={1284} note="about 20 seconds left" />
      <Progress label="Reading the file" total={1} />
    </Section>
  );
}
