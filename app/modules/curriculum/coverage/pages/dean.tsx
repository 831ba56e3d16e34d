import { scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Chart } from '#app/ui/chart.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Defined } from '../../parts/defined.tsx';
import { NoCurriculum } from '../../parts/no-curriculum.tsx';
import { Years } from '../../parts/years.tsx';
import { mayBringIn } from '../../rules.ts';
import { ChosenYear } from '../../schema.ts';
import { deanPage } from '../dean-queries.server.ts';
import type { Route } from './+types/dean';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const chosen = ChosenYear.parse(Object.fromEntries(new URL(request.url).searchParams));
  return scoped({ context, request, slug: params.school }, async (scope) => ({
    ...(await deanPage(scope, chosen)),
    mayBringIn: mayBringIn(scope.actor),
  }));
}

export default function DeanPage({ loaderData: { school, years, year, report, mayBringIn: may } }: Route.ComponentProps) {
  const base = `/w/curriculum/${school.slug}`;
  const codeOf = (row: readonly string[]) => encodeURIComponent(report?.codes[report.table.rows.indexOf(row)] ?? '');
  return (
    <Page
      title={report?.title ?? 'For the dean'}
      lead="What we teach, where it is thin and what changed, in sentences that the program writes from the map. Print it, or take the PDF."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Coverage', to: `${base}/coverage` }, { label: 'For the dean' }]}
    >
      <title>{`For the dean · ${school.name} · Concord`}</title>
      {year === null || report === null ? (
        <NoCurriculum base={base} mayBringIn={may}>
          One page says in sentences what the school teaches and where it is thin. It needs the activities of a year; none are here yet.
        </NoCurriculum>
      ) : (
        <>
          <Years years={years} year={year} />
          <p className="bar">
            <ButtonLink kind="primary" href={`${base}/dean.pdf?year=${year}`} download>
              Take the PDF
            </ButtonLink>
          </p>
          {report.sections.map(({ heading, sentences }) => (
            <Section key={heading} title={heading}>
              <ul className="sentences">
                {sentences.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </Section>
          ))}
          <Section title="Each competency">
            <Chart chart={report.chart} />
            <Table
              caption={report.table.caption}
              rows={[...report.table.rows]}
              rowKey={([name]) => name!}
              columns={report.table.columns.map((label, at) => ({
                key: label,
                label,
                cell: (row: readonly string[]) => (
                  <Cell text={row[at]!} at={at} address={`${base}/coverage?year=${year}&cell=all.${codeOf(row)}`} />
                ),
              }))}
            />
            <Downloads of="This table" address={`${base}/dean`} search={`?year=${year}`} />
          </Section>
          <p className="small muted">
            {report.basis} <a href={`${base}/coverage?year=${year}`}>The tables behind it</a> · <a href={`${base}/trends`}>Trends</a>
          </p>
          <Defined
            figures={[
              'required',
              'track-share',
              'elective-seats',
              'coverage-grades',
              'coverage-gap',
              'taught-not-assessed',
              'assessed-not-taught',
              'hours-range',
              'unknown-minutes',
              'trend-break',
              'published-measures',
            ]}
          />
        </>
      )}
    </Page>
  );
}

/** Hours open the list behind them. */
function Cell({ text, at, address }: { text: string; at: number; address: string }) {
  const requirement = [null, 'required', 'required-in-track', 'elective'][at];
  return requirement && text !== 'none' ? <a href={`${address}&requirement=${requirement}#behind`}>{text}</a> : text;
}
