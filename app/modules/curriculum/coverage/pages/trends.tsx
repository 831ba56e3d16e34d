import { scoped } from '#app/platform/web.server.ts';
import { Chart } from '#app/ui/chart.tsx';
import { Figure } from '#app/ui/figure.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { wordsOfFigure } from '../../parts/defined.tsx';
import { NoCurriculum } from '../../parts/no-curriculum.tsx';
import { mappedVersion } from '../../queries.server.ts';
import { mayBringIn } from '../../rules.ts';
import { Readings } from '../parts/readings.tsx';
import { CoverageSearch } from '../schema.ts';
import { type TrendPoint, trendOf } from '../trend.ts';
import { trendGrounds } from '../trend-queries.server.ts';
import { cellWords, pointWords, trendChart } from '../trend-words.ts';
import type { Route } from './+types/trends';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { search } = new URL(request.url);
  const chosen = CoverageSearch.parse(Object.fromEntries(new URLSearchParams(search)));
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const { school, grounds } = await trendGrounds(scope);
    const mapped = (await mappedVersion(scope)).id;
    return {
      ...{ search, chosen, school, mayBringIn: mayBringIn(scope.actor) },
      trend: trendOf(grounds, chosen),
      // Only what is mapped against has a coverage page whose list adds up to the point.
      isOpen: grounds.map(({ versionId }) => versionId === mapped),
    };
  });
}

type Row = { readonly key: string; readonly label: string; readonly points: readonly TrendPoint[] };

export default function TrendsPage({ loaderData: { search, chosen, school, trend, isOpen, mayBringIn: may } }: Route.ComponentProps) {
  const base = `/w/curriculum/${school.slug}`;
  const { points, breaks } = trend;
  const rows: Row[] = [
    ...trend.rows.map(({ competency, points }) => ({ key: competency.code, label: `${competency.code} ${competency.title}`, points })),
    { key: 'all', label: 'All competencies', points: trend.total.map((figure) => ({ figure, why: null })) },
  ];
  const asked = new URLSearchParams({ requirement: chosen.requirement, count: chosen.count, hours: chosen.hours });
  return (
    <Page
      title="Trends"
      lead="The same figures over academic years and rounds. A break says where two years rest on different ground."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Coverage', to: `${base}/coverage` }, { label: 'Trends' }]}
    >
      <title>{`Trends · ${school.name} · Concord`}</title>
      {points.length === 0 ? (
        <NoCurriculum base={base} mayBringIn={may}>
          Trends show what a school teaches in one year beside the years before. They need the activities of a year; none are here yet.
        </NoCurriculum>
      ) : (
        <>
          <Readings chosen={chosen} search={search} />
          {points.length === 1 && (
            <Note title="One year has no trend yet">
              {`Only ${points[0]!.label} is here. Bring in another year, and it stands beside this one.`}
            </Note>
          )}
          {breaks.map(({ after, reasons }) => (
            <Note key={after} kind="attention" title={`A break between ${points[after]!.label} and ${points[after + 1]!.label}`}>
              {`${reasons.join(' ')} Only what is the same on both sides, or what exactly one competency took the place of, is compared.`}
            </Note>
          ))}
          <Table
            caption="Hours by competency and year"
            isCaptionHidden
            rows={rows}
            rowKey={({ key }) => key}
            columns={[
              { key: 'competency', label: 'Competency', cell: ({ label }) => label },
              ...points.map(({ year, label }, at) => ({
                key: String(at),
                label: breaks.some(({ after }) => after === at - 1) ? `${label}, after a break` : label,
                cell: ({ key, points }: Row) =>
                  isOpen[at] && points[at]!.figure !== null ? (
                    <a href={`${base}/coverage?${new URLSearchParams({ year, ...Object.fromEntries(asked), cell: `all.${key}` })}#behind`}>
                      {pointWords(points[at]!)}
                    </a>
                  ) : (
                    pointWords(points[at]!)
                  ),
              })),
            ]}
          />
          <Figure
            finding={`${points[0]!.label}: ${cellWords(trend.total[0]!)} over all competencies${points.length > 1 ? `; ${points.at(-1)!.label}: ${cellWords(trend.total.at(-1)!)}` : ''}.`}
            basis={`Framework: ${points.at(-1)!.version}.`}
            definition={(['trend-break', `${chosen.count}-hours`, `${chosen.hours}-hours`, 'hours-range', 'unknown-minutes'] as const).map(
              wordsOfFigure,
            )}
            downloads={(['csv', 'json', 'svg'] as const).map((kind) => ({
              to: `${base}/trends.${kind}?${asked}`,
              label: kind.toUpperCase(),
            }))}
          >
            <Chart chart={trendChart(trend, chosen)} />
          </Figure>
        </>
      )}
    </Page>
  );
}
