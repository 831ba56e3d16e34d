import { redirect } from 'react-router';
import { scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Page } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { EntryTable } from '../parts/entry-table.tsx';
import { competenciesToTry, ownEntriesAt, ownLog } from '../queries.server.ts';
import { EntryPage, entryPageSize } from '../schema.ts';
import type { Route } from './+types/entries';

export async function loader({ context, request }: Route.LoaderArgs) {
  const found = await scoped({ context, request }, async (scope) =>
    (await ownLog(scope)) === null
      ? null
      : {
          ...(await ownEntriesAt(scope, EntryPage.parse(new URL(request.url).searchParams.get('page')))),
          competencies: await competenciesToTry(scope),
        },
  );
  if (found === null) throw redirect('/w/practice/log');
  return found;
}

export default function Entries({ loaderData: { entries, page, total, competencies } }: Route.ComponentProps) {
  return (
    <Page
      title="Your conversations"
      lead="The latest first. Only you read them."
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'Your conversations' }]}
      isCompact
    >
      <title>Your conversations · Concord</title>
      {entries.length === 0 ? (
        <Empty title="Nothing is noted yet" act={<ButtonLink href="/w/practice/new">Note a conversation</ButtonLink>}>
          Each conversation that you note stands here, with what you tried and what comes next.
        </Empty>
      ) : (
        <>
          <EntryTable entries={entries} competencies={competencies} count={count(total, 'conversation', 'conversations')} />
          <Pagination page={page} size={entryPageSize} total={total} noun="conversations" search="" />
          <Downloads of={`All ${total.toLocaleString('en')}`} address="/w/practice/entries" />
        </>
      )}
    </Page>
  );
}
