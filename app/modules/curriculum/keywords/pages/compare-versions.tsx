import { memberOf, scoped } from '#app/platform/web.server.ts';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { roundSeatOf } from '../../rules.ts';
import { versionPath } from '../address.ts';
import { NegationWords, Words } from '../parts/words.tsx';
import { versionCompared } from '../queries.server.ts';
import type { Route } from './+types/compare-versions';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = roundSeatOf(memberOf(context, request));
  return scoped({ context, request, slug }, async (scope) => {
    const { list, earlier, difference } = await versionCompared(scope, params);
    return { list, earlier, difference };
  });
}

const kinds = { came: 'New', went: 'Taken out', changed: 'Changed' };

export default function Compare({ loaderData: { list, earlier, difference } }: Route.ComponentProps) {
  const base = versionPath(list);
  return (
    <Page
      title={earlier ? `${list.name}: version ${earlier.version} and version ${list.version}` : `${list.name}, version ${list.version}`}
      lead="What changed between two versions. A keyword that stays keeps what was answered of it."
      crumbs={[
        { label: 'Keyword lists', to: '/w/curriculum/keywords' },
        { label: `Version ${list.version}`, to: base },
        { label: 'What differs' },
      ]}
    >
      <title>{`What differs in version ${list.version} of ${list.name} · Concord`}</title>
      {difference === null || (difference.changes.length === 0 && difference.negation === null) ? (
        <Empty title="Nothing differs">
          {difference === null ? 'This is the first version of its list.' : 'The words of both versions are the same.'}
        </Empty>
      ) : (
        <>
          {difference.changes.length > 0 && (
            <Table
              caption="Keywords that differ"
              isCaptionHidden
              count={`${count(difference.changes.length, 'keyword differs', 'keywords differ')}, ${difference.same} as before`}
              rows={[...difference.changes]}
              rowKey={({ before, after }) => (after ?? before)!.id}
              columns={[
                { key: 'what', label: 'What', cell: ({ kind }) => kinds[kind] },
                { key: 'before', label: `Version ${earlier?.version}`, cell: ({ before }) => (before ? <Words of={before} /> : '') },
                { key: 'after', label: `Version ${list.version}`, cell: ({ after }) => (after ? <Words of={after} /> : '') },
                { key: 'competency', label: 'Competency', cell: ({ before, after }) => (after ?? before)!.code },
              ]}
            />
          )}
          {difference.negation && (
            <Section title="Negation">
              <p>Version {earlier?.version}:</p>
              <NegationWords negation={difference.negation} />
              <p>Version {list.version}:</p>
              <NegationWords negation={list.negation} />
            </Section>
          )}
          <Downloads of="What differs" address={`${base}/compare`} />
        </>
      )}
    </Page>
  );
}
