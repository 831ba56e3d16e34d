import { scoped } from '#app/platform/web.server.ts';
import { count } from '#app/ui/count.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { sharedWithMe } from '../queries.server.ts';
import { lastDay } from '../schema.ts';
import type { Route } from './+types/shared-with-me';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => ({ shared: await sharedWithMe(scope) }));
}

export default function SharedWithMe({ loaderData: { shared } }: Route.ComponentProps) {
  return (
    <Page
      title="Shown to you"
      lead="What students chose to show you. They see when you open it."
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'Shown to you' }]}
      isCompact
    >
      <title>Shown to you · Concord</title>
      {shared.length === 0 ? (
        <Empty title="Nothing is shown to you">
          When a student shows you a conversation or their log, it stands here until the day that they chose.
        </Empty>
      ) : (
        <Table
          caption="Shown to you, the latest first"
          isCaptionHidden
          count={count(shared.length, 'is shown to you', 'are shown to you')}
          rows={shared}
          rowKey={({ id }) => id}
          columns={[
            { key: 'student', label: 'Who', cell: ({ id, student }) => <a href={`/w/practice/shared/${id}`}>{student}</a> },
            { key: 'what', label: 'What', cell: ({ isEntry }) => (isEntry ? 'One conversation' : 'Their log'), phone: 'bare' },
            { key: 'until', label: 'Until', cell: ({ endsAt }) => lastDay(endsAt) },
          ]}
        />
      )}
    </Page>
  );
}
