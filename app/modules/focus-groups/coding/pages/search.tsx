import { scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { pageWithin } from '#app/ui/page-within.ts';
import { Pagination } from '#app/ui/pagination.tsx';
import { Table } from '#app/ui/table.tsx';
import { mayCode, mayTakeOut } from '../../rules.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { Sought } from '../schema.ts';
import { type Found, search } from '../search-queries.server.ts';
import { atTurn } from '../text-parts.ts';
import type { Route } from './+types/search';

const size = 100;

export function loader({ context, params, request }: Route.LoaderArgs) {
  const url = new URL(request.url);
  const { q } = Sought.parse(Object.fromEntries(url.searchParams));
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const wanted = Math.max(1, Math.floor(Number(url.searchParams.get('page')) || 1));
    const first = await search(scope, study, q, { from: (wanted - 1) * size, size });
    const page = pageWithin(wanted, first.total, size);
    const { total, found } = page === wanted ? first : await search(scope, study, q, { from: (page - 1) * size, size });
    return {
      study,
      mayTake: mayTakeOut(study),
      mayOpenCodes: mayCode(study),
      q,
      total,
      shown: found.map((each, at) => ({ ...each, key: String(at) })),
      page,
      address: url.search,
    };
  });
}

/** Where a place that was found is read: the turn in its text, the code, or what the memo stands by; null where there is no page for it. */
function pageOf({ where, transcriptId, position, roundId, textId, codeId }: Found, mayOpenCodes: boolean): string | null {
  if (where === 'turn') return `/transcripts/${transcriptId}/read#turn-${position}`;
  if (roundId !== null && textId !== null) return `/coding/${roundId}/${textId}${atTurn(position)}`;
  return codeId !== null && mayOpenCodes ? `/codebook/${codeId}` : null;
}

function nameOf({ where, of, title }: Found): string {
  if (where === 'turn') return `${of}, ${title}`;
  return where === 'code' ? `Code ${of}` : `${title} on ${of}`;
}

export default function Search({ loaderData: { study, mayTake, mayOpenCodes, q, total, shown, page, address } }: Route.ComponentProps) {
  const base = `/w/focus-groups/${study.slug}`;
  return (
    <StudyPage
      study={study}
      here="/search"
      title="Search"
      lead="What was said, codes and memos, as far as you may read them. Finding is not quoting: a file holds only what may be quoted."
    >
      <form method="get" className="form">
        <Field name="q" type="search" label="Words" value={q} />
        <p className="bar">
          <Button kind="primary">Search</Button>
        </p>
      </form>
      {q !== '' && total === 0 && <Empty title="Nothing found">No text, code or memo that you may read has these very words.</Empty>}
      {total > 0 && (
        <>
          <Table
            caption={`Where “${q}” stands`}
            count={count(total, 'place', 'places')}
            rows={shown}
            rowKey={({ key }) => key}
            columns={[
              {
                key: 'where',
                label: 'Where',
                cell: (found) => {
                  const to = pageOf(found, mayOpenCodes);
                  return to === null ? nameOf(found) : <a href={base + to}>{nameOf(found)}</a>;
                },
              },
              {
                key: 'words',
                label: 'Words',
                phone: 'bare',
                cell: ({ before, words, behind }) => (
                  <>
                    {before}
                    <mark>{words}</mark>
                    {behind}
                  </>
                ),
              },
            ]}
          />
          <Pagination page={page} size={size} total={total} noun="places" search={address} />
          {mayTake && <Downloads of={`All ${total}`} address={`${base}/search`} search={address} />}
        </>
      )}
    </StudyPage>
  );
}
