import { withParam } from '#app/ui/address.ts';
import { Chart } from '#app/ui/chart.tsx';
import { Figure } from '#app/ui/figure.tsx';
import { Table } from '#app/ui/table.tsx';
import { wordsOfFigure } from '../../parts/defined.tsx';
import { viewFigures } from '../aspect-figures.ts';
import type { AspectList, AspectPart, AspectRow, AspectView } from '../aspect-view.ts';
import type { Aspect } from '../schema.ts';
import type { CoverageView } from '../view.ts';

/** How each view is called where one chooses it. */
export const aspectNames: Readonly<Record<Aspect, string>> = {
  levels: 'Levels',
  methods: 'Methods',
  grades: 'Grades',
  assessment: 'Assessment',
  gaps: 'Gaps',
  students: 'Tracks and electives',
};

type Props = { aspect: Aspect; shown: AspectView; view: CoverageView; search: string; base: string };

/** A view beside the matrix: its sentence, its chart, and the table in which every figure opens its list. */
export function AspectFigure({ aspect, shown, view, search, base }: Props) {
  const { year, linked, activities, carriedBy, framework, chosen } = view;
  const asked = new URLSearchParams({ view: aspect, year: year ?? '', requirement: chosen.requirement, phase: chosen.phase });
  for (const name of ['count', 'hours'] as const) asked.set(name, chosen[name]);
  if (carriedBy !== null)
    for (const [name, value] of [
      ['framework', framework.slug],
      ['carry', chosen.carry],
    ] as const)
      asked.set(name, value);
  return (
    <>
      <Table
        caption={aspectNames[aspect]}
        isCaptionHidden
        rows={[...shown.rows]}
        rowKey={({ key }) => key}
        columns={[
          { key: 'row', label: 'Competency', cell: (row) => <RowName row={row} gaps={aspect === 'gaps' ? { base, asked } : null} /> },
          ...shown.columns.map((label, at) => ({
            key: label,
            label,
            cell: ({ cells }: AspectRow) => <Parts parts={cells[at]!} search={search} />,
          })),
        ]}
      />
      <Figure
        finding={shown.finding}
        basis={`${linked.toLocaleString('en')} of ${activities.toLocaleString('en')} activities of ${year} are linked to a competency.`}
        definition={viewFigures[aspect].map(wordsOfFigure)}
        downloads={(['csv', 'json', 'svg'] as const).map((kind) => ({
          to: `${base}/coverage.${kind}?${asked}`,
          label: kind.toUpperCase(),
        }))}
      >
        <Chart chart={shown.chart} />
      </Figure>
    </>
  );
}

/** A competency among the gaps has a page, with what focus groups say of it. */
function RowName({
  row: { milestone, competency, label },
  gaps,
}: {
  row: AspectRow;
  gaps: { base: string; asked: URLSearchParams } | null;
}) {
  if (milestone !== null) return <span>Milestone: {label}</span>;
  return gaps === null ? <span>{label}</span> : <a href={`${gaps.base}/gaps/${encodeURIComponent(competency)}?${gaps.asked}`}>{label}</a>;
}

/** The figures of a cell, each opening its list. */
function Parts({ parts, search }: { parts: readonly AspectPart[]; search: string }) {
  if (parts.length === 0) return <span className="muted">Nothing linked</span>;
  return parts.map(({ text, list }, at) => (
    <span key={text}>
      {at > 0 && ', '}
      {list === null ? text : <a href={`${addressOf(search, list)}#behind`}>{text}</a>}
    </span>
  ));
}

function addressOf(search: string, { column, competency, milestone, facet, requirement }: AspectList): string {
  const put = (address: string, name: string, value: string | null) => withParam(address, name, value);
  let address = put(put(search, 'only', null), 'cell', `${column}.${competency}`);
  address = put(put(address, 'facet', facet === 'linked' ? null : facet), 'milestone', milestone);
  return put(address, 'requirement', requirement);
}
