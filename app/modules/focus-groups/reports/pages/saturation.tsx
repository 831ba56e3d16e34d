import { scoped } from '#app/platform/web.server.ts';
import { Bars } from '#app/ui/bars.tsx';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Field } from '#app/ui/field.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { isOn } from '../../study/approach.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { Defined } from '../parts/defined.tsx';
import { Basis, NotCounted, NothingCoded, ReportPage } from '../parts/report-page.tsx';
import { SaturationAsked } from '../schema.ts';
import { studySaturation } from '../table-queries.server.ts';
import type { Route } from './+types/saturation';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { search, searchParams } = new URL(request.url);
  const asked = SaturationAsked.parse(Object.fromEntries(searchParams));
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    if (!isOn(study.approach, 'counts')) return { study, asked, search, found: null };
    const { sessions, rounds, leftOut, codings, ...found } = await studySaturation(scope, study, asked);
    return {
      study,
      asked,
      search,
      found: {
        ...{ saturation: found.saturation, band: found.band, fresh: found.fresh, leftOut, isCoded: codings.length > 0 },
        sessions: sessions.map(({ id, title, site }) => ({ id, title, site })),
        rounds: rounds.map(({ title }) => ({ title })),
      },
    };
  });
}

type Found = NonNullable<Route.ComponentProps['loaderData']['found']>;

export default function SaturationPage({ loaderData: { study, asked, search, found } }: Route.ComponentProps) {
  const base = `/w/focus-groups/${study.slug}`;
  return (
    <ReportPage
      study={study}
      title="Saturation"
      lead="How many codes each session brings that none before it had. It says when listening on brought little that was new; it does not say that the study understood."
    >
      {found === null ? (
        <NotCounted approach={study.approach} />
      ) : !found.isCoded ? (
        <NothingCoded base={base} isHeard={found.sessions.length > 0} />
      ) : (
        <>
          <Section title={headline(found, asked)}>
            {found.saturation.why && <p>{`${found.saturation.why[0]!.toUpperCase()}${found.saturation.why.slice(1)}.`}</p>}
            <Bars
              bars={barsOf(found)}
              max={Math.max(1, ...barsOf(found).map(({ value, high }) => Math.max(value, high ?? 0)))}
              maxText={count(Math.max(1, ...barsOf(found).map(({ value, high }) => Math.max(value, high ?? 0))), 'code', 'codes')}
            />
            <p className="small muted">
              Codes heard after each session, in the order in which the sessions were held. The open part of a bar is where the middle 95 %
              of 1,000 other orders lie (seed {asked.seed}).
              {found.band && ` By this rule saturation is reached in ${Math.round(found.band.reached * 100)} % of them.`}
            </p>
            <Basis rounds={found.rounds} leftOut={found.leftOut} />
            <Defined figures={['saturation']} />
          </Section>
          {found.saturation.runs.length > 0 && (
            <Section title="Runs after the base">
              <Table
                caption="Runs of sessions, and what they bring"
                isCaptionHidden
                count={`${count(found.saturation.baseThemes ?? 0, 'code', 'codes')} in the base of ${count(asked.base, 'session', 'sessions')}`}
                rows={[...found.saturation.runs]}
                rowKey={({ first }) => String(first)}
                columns={[
                  {
                    key: 'run',
                    label: 'Sessions',
                    cell: ({ first, last }) => (first === last ? `Session ${first}` : `Sessions ${first} to ${last}`),
                  },
                  { key: 'fresh', label: 'New codes', isNumber: true, cell: ({ fresh }) => fresh },
                  {
                    key: 'ratio',
                    label: 'Share of the base',
                    isNumber: true,
                    cell: ({ ratio }) => (ratio === null ? 'not defined' : `${(ratio * 100).toFixed(1)} %`),
                  },
                  { key: 'few', label: 'Few enough', cell: ({ isFew }) => (isFew ? 'yes' : 'no') },
                ]}
              />
            </Section>
          )}
          <Downloads of="The sessions" address={`${base}/reports/saturation`} search={search} />
          <Section title="Judge it by another rule">
            <form method="get" className="form">
              <Field type="number" name="base" label="Sessions in the base" value={String(asked.base)} />
              <Field type="number" name="run" label="Sessions in a run" value={String(asked.run)} />
              <Field type="number" name="threshold" label="Few enough, % of the base" value={String(asked.threshold)} />
              <Field
                type="number"
                name="seed"
                label="Seed of the other orders"
                value={String(asked.seed)}
                help="The same seed gives the same orders."
              />
              <p className="bar">
                <Button>Show saturation by this rule</Button>
              </p>
            </form>
          </Section>
        </>
      )}
    </ReportPage>
  );
}

function headline({ saturation: { at } }: Found, { run, threshold }: { run: number; threshold: number }): string {
  return at === null
    ? `Not reached at ${threshold} %`
    : `Reached after ${count(at, 'session', 'sessions')}, by a run of ${run} (${at}⁺${superscript(run)}), at ${threshold} %`;
}

function superscript(number: number): string {
  return [...String(number)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
}

function barsOf({ sessions, fresh, band }: Found) {
  let heard = 0;
  return sessions.map(({ title }, at) => {
    heard += fresh[at]!;
    const { lower, upper } = band?.heard[at] ?? { lower: heard, upper: heard };
    return {
      label: `${at + 1}. ${title}`,
      value: heard,
      low: lower,
      high: upper,
      text: `${count(heard, 'code', 'codes')}, ${fresh[at]} new`,
    };
  });
}
