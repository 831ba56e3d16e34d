import { scoped } from '#app/platform/web.server.ts';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { pageWithin } from '#app/ui/page-within.ts';
import { Pagination } from '#app/ui/pagination.tsx';
import { Table } from '#app/ui/table.tsx';
import { isOn } from '../../study/approach.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { codesTogether } from '../heard.ts';
import { counted } from '../heard-queries.server.ts';
import { Defined } from '../parts/defined.tsx';
import { Basis, NotCounted, NothingCoded, ReportPage } from '../parts/report-page.tsx';
import type { Route } from './+types/together';

const size = 50;

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { search, searchParams } = new URL(request.url);
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    if (!isOn(study.approach, 'counts')) return { study, search, found: null };
    const { sessions, codes, codings, rounds, leftOut } = await counted(scope, study);
    const pairs = codesTogether(sessions, codings, codes);
    const page = pageWithin(Number(searchParams.get('page') ?? 1), pairs.length, size);
    return {
      ...{ study, search },
      found: {
        ...{ page, leftOut, total: pairs.length, pairs: pairs.slice((page - 1) * size, page * size) },
        ...{ isHeard: sessions.length > 0, isCoded: codings.length > 0, rounds: rounds.map(({ title }) => ({ title })) },
      },
    };
  });
}

export default function Together({ loaderData: { study, search, found } }: Route.ComponentProps) {
  const base = `/w/focus-groups/${study.slug}`;
  return (
    <ReportPage
      study={study}
      title="Codes seen together"
      lead="Pairs of codes in the same turn, or on the same words. A pair that is often together may be one code, or say that two things belong together: read it."
    >
      {found === null ? (
        <NotCounted approach={study.approach} />
      ) : !found.isCoded ? (
        <NothingCoded base={base} isHeard={found.isHeard} />
      ) : found.total === 0 ? (
        <Empty title="No two codes share a turn">Each turn that is coded has one code.</Empty>
      ) : (
        <>
          <Table
            caption="Pairs of codes, those that share most turns first"
            isCaptionHidden
            count={count(found.total, 'pair', 'pairs')}
            rows={found.pairs}
            rowKey={({ one, other }) => `${one} ${other}`}
            columns={[
              { key: 'pair', label: 'Codes', cell: ({ oneName, otherName }) => `${oneName} and ${otherName}` },
              { key: 'turns', label: 'Turns', isNumber: true, cell: ({ turns }) => turns },
              { key: 'ofTurns', label: 'Of turns with either', isNumber: true, cell: ({ ofTurns }) => share(ofTurns) },
              { key: 'overlaps', label: 'Overlaps', isNumber: true, cell: ({ overlaps }) => overlaps },
              { key: 'ofCharacters', label: 'Of words with either', isNumber: true, cell: ({ ofCharacters }) => share(ofCharacters) },
            ]}
          />
          <Pagination page={found.page} size={size} total={found.total} noun="pairs" search={search} />
          <Basis rounds={found.rounds} leftOut={found.leftOut} />
          <Defined figures={['code-co-occurrence']} />
          <Downloads of="All pairs" address={`${base}/reports/together`} />
        </>
      )}
    </ReportPage>
  );
}

function share(value: number | null): string {
  return value === null ? 'not defined' : value.toFixed(2);
}
