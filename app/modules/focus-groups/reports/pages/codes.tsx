import { scoped } from '#app/platform/web.server.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { heatBounds } from '#app/ui/heat.ts';
import { HeatTable } from '#app/ui/heat-table.tsx';
import { isOn } from '../../study/approach.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { presencesBySession } from '../heard.ts';
import { counted } from '../heard-queries.server.ts';
import { Defined } from '../parts/defined.tsx';
import { Basis, NotCounted, NothingCoded, ReportPage } from '../parts/report-page.tsx';
import type { Route } from './+types/codes';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    if (!isOn(study.approach, 'counts')) return { study, found: null };
    const { sessions, codes, codings, rounds, leftOut } = await counted(scope, study);
    return {
      study,
      found: {
        presences: presencesBySession(sessions, codings, codes),
        sessions: sessions.map(({ title }) => title),
        ...{ leftOut, rounds: rounds.map(({ title }) => ({ title })) },
      },
    };
  });
}

export default function Codes({ loaderData: { study, found } }: Route.ComponentProps) {
  const base = `/w/focus-groups/${study.slug}`;
  return (
    <ReportPage
      study={study}
      title="Codes by session"
      lead="Where each code stands. The number is the turns in which it does: where there is something to read, not how much it matters."
    >
      {found === null ? (
        <NotCounted approach={study.approach} />
      ) : found.presences.length === 0 ? (
        <NothingCoded base={base} isHeard={found.sessions.length > 0} />
      ) : (
        <>
          <HeatTable
            caption="Codes by session"
            rowsLabel="Code"
            columns={found.sessions}
            totalLabel="Sessions"
            unit="Turns"
            bounds={heatBounds(found.presences.flatMap(({ turns }) => [...turns]))}
            say={(value) => value.toLocaleString('en')}
            rows={found.presences.map(({ code, turns, sessions }) => ({
              key: code.id,
              label: code.name,
              cells: turns.map((value) => ({ value, text: value === 0 ? '–' : String(value) })),
              total: `${sessions} of ${turns.length}`,
            }))}
          />
          <Basis rounds={found.rounds} leftOut={found.leftOut} />
          <Defined figures={['code-presence']} />
          <Downloads of="All codes" address={`${base}/reports/codes`} />
        </>
      )}
    </ReportPage>
  );
}
