import { ButtonLink } from '#app/ui/button.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { mayKeepForum } from '../../rules.ts';
import { inForum } from '../in-forum.server.ts';
import { allSeries } from '../queries.server.ts';
import type { Route } from './+types/series';

export function loader({ context, request }: Route.LoaderArgs) {
  return inForum({ context, request }, async (scope) => ({ series: await allSeries(scope), mayKeep: mayKeepForum(scope.actor) }));
}

export default function SeriesList({ loaderData: { series, mayKeep } }: Route.ComponentProps) {
  const begin = mayKeep && (
    <ButtonLink kind={series.length === 0 ? 'primary' : 'plain'} href="/w/forum/series/new">
      Begin a series
    </ButtonLink>
  );
  return (
    <Page
      title="Series"
      lead="A series has a page and a calendar of its own, and proposes its next date."
      crumbs={[{ label: 'Forum', to: '/w/forum' }, { label: 'Series' }]}
    >
      <title>Series of the forum · Concord</title>
      {series.length === 0 ? (
        <Empty title="No series yet" act={begin}>
          Events that come back, such as every second Thursday at noon, belong to a series. Single events need none.
        </Empty>
      ) : (
        <>
          {begin && <p className="bar">{begin}</p>}
          <Table
            caption="Series"
            isCaptionHidden
            rows={series}
            rowKey={({ slug }) => slug}
            columns={[
              {
                key: 'title',
                label: 'Series',
                cell: ({ slug, title, isSample }) => (
                  <>
                    {mayKeep ? <a href={`/w/forum/series/${slug}`}>{title}</a> : title}
                    {isSample && <span className="muted"> (sample)</span>}
                  </>
                ),
              },
              { key: 'cadence', label: 'Meets', cell: ({ cadence }) => cadence },
              { key: 'host', label: 'Host', cell: ({ host }) => host },
              {
                key: 'public',
                label: 'Public',
                cell: ({ slug, publishedAt }) =>
                  publishedAt === null ? <Tag>not yet</Tag> : <a href={`/forum/series/${slug}`}>public page</a>,
              },
            ]}
          />
          <Downloads of="All series" address="/w/forum/series" />
        </>
      )}
    </Page>
  );
}
