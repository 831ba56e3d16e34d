import { zoneOf } from '#app/modules/members/queries.server.ts';
import { memberOf, scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { mayKeepKeywords, roundSeatOf } from '../../rules.ts';
import { versionPath } from '../address.ts';
import { keywordLists } from '../queries.server.ts';
import type { Route } from './+types/lists';

export function loader({ context, request }: Route.LoaderArgs) {
  const slug = roundSeatOf(memberOf(context, request));
  return scoped({ context, request, slug }, async (scope) => ({
    lists: await keywordLists(scope),
    mayKeep: mayKeepKeywords(scope.actor),
    zone: await zoneOf(scope),
    isDiscarded: new URL(request.url).searchParams.get('done') === 'discard',
  }));
}

export default function Lists({ loaderData: { lists, mayKeep, zone, isDiscarded } }: Route.ComponentProps) {
  const begin = mayKeep && <ButtonLink href="/w/curriculum/keywords/new">Begin a list</ButtonLink>;
  return (
    <Page
      title="Keyword lists"
      lead="With one list every school finds the same words in its curriculum. What a list finds is a suggestion until a person answers."
      crumbs={[{ label: 'Curriculum', to: '/w/curriculum' }, { label: 'Keyword lists' }]}
    >
      <title>Keyword lists · Concord</title>
      {isDiscarded && <Note kind="success" title="The draft is discarded" isAnswer />}
      {lists.length === 0 ? (
        <Empty title="No keyword list yet" act={begin}>
          The keyword list is the collaborative’s. Once its convener has adopted one, every school can scan its curriculum with it.
        </Empty>
      ) : (
        <>
          {begin && <p className="bar">{begin}</p>}
          <Table
            caption="Versions of the keyword lists, the newest first"
            isCaptionHidden
            rows={lists}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'list',
                label: 'List',
                cell: (list) => (
                  <a href={versionPath(list)}>
                    {list.name}, version {list.version}
                  </a>
                ),
              },
              {
                key: 'state',
                label: 'State',
                cell: ({ status, isCurrent }) =>
                  isCurrent ? <Tag kind="own">In use</Tag> : status === 'draft' ? <Tag kind="attention">Draft</Tag> : 'Adopted',
              },
              { key: 'keywords', label: 'Keywords', isNumber: true, cell: ({ keywords }) => keywords },
              { key: 'adopted', label: 'Adopted', cell: ({ adoptedAt }) => (adoptedAt ? dayIn(adoptedAt, zone) : '') },
            ]}
          />
          <Downloads of="All versions" address="/w/curriculum/keywords" />
        </>
      )}
    </Page>
  );
}
