import { zoneOf } from '#app/modules/members/queries.server.ts';
import { memberOf, scoped } from '#app/platform/web.server.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { roundSeatOf } from '../../rules.ts';
import { releasedHashes } from '../queries.server.ts';
import type { Route } from './+types/hashes';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: roundSeatOf(memberOf(context, request)) }, async (scope) => ({
    ...(await releasedHashes(scope, params.round)),
    zone: await zoneOf(scope),
  }));
}

export default function Hashes({ loaderData: { round, hashes, zone } }: Route.ComponentProps) {
  const base = `/w/curriculum/rounds/${round.slug}`;
  return (
    <Page
      title="Archive of releases"
      lead="Which school released when, with the hash of what it released. The hash stays when a release is withdrawn; it says nothing of what was in it."
      crumbs={[{ label: 'Rounds', to: '/w/curriculum/rounds' }, { label: round.title, to: base }, { label: 'Archive of releases' }]}
    >
      <title>{`Archive of releases · ${round.title} · Concord`}</title>
      {hashes.length === 0 ? (
        <Empty title="Nothing is released yet">
          When a school of this round releases its figures, the hash of its release stands here, and stays.
        </Empty>
      ) : (
        <>
          <Table
            caption="Releases by school"
            isCaptionHidden
            rows={hashes}
            rowKey={({ school, number }) => `${school} ${number}`}
            columns={[
              { key: 'school', label: 'School', cell: ({ school }) => school },
              { key: 'number', label: 'Release', cell: ({ number }) => `Release ${number}` },
              { key: 'when', label: 'Released', cell: ({ releasedAt }) => dayAndTime(releasedAt, zone) },
              { key: 'withdrawn', label: 'Withdrawn', cell: ({ withdrawnAt }) => (withdrawnAt ? dayAndTime(withdrawnAt, zone) : 'No') },
              { key: 'hash', label: 'SHA-256', phone: 'line', cell: ({ hash }) => <code>{hash}</code> },
            ]}
          />
          <Downloads of="The archive" address={`${base}/releases`} />
        </>
      )}
    </Page>
  );
}
