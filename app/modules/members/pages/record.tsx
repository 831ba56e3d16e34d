import { memberOf, scoped } from '#app/platform/web.server.ts';
import { withParam } from '#app/ui/address.ts';
import { count } from '#app/ui/count.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Page } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Table } from '#app/ui/table.tsx';
import { recordOf } from '../queries.server.ts';
import { recordFileSize, recordPageSize, unnamed } from '../record.ts';
import { RecordSearch } from '../schema.ts';
import { zone } from '../time-zone.ts';
import { writtenChange } from '../written.ts';
import type { Route } from './+types/record';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { search, searchParams } = new URL(request.url);
  const { school: slug, page } = RecordSearch.parse(Object.fromEntries(searchParams));
  const { schools } = memberOf(context, request);
  return scoped({ context, request, slug }, async (scope) => {
    const { total, events } = await recordOf(scope, page);
    const place = schools.find((school) => school.slug === slug)?.name ?? null;
    return { place, page, search, total, rows: events.map(writtenChange) };
  });
}

export default function RecordPage({ loaderData: { place, page, search, total, rows } }: Route.ComponentProps) {
  return (
    <Page
      title="Record of changes"
      lead={`Who did what, and when, ${place ? `at ${place}` : 'in the collaborative'}. Nothing here can be changed.`}
      crumbs={[{ label: 'Members', to: '/w/members' }, { label: 'Record' }]}
    >
      <title>Record of changes · Concord</title>
      {rows.length === 0 ? (
        <p>{page === 1 ? 'Nothing has been changed yet.' : 'The record does not go back this far.'}</p>
      ) : (
        <Table
          caption="Changes, the newest first"
          isCaptionHidden
          count={count(total, 'change', 'changes')}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'at', label: 'When', cell: ({ at }) => dayAndTime(at, zone) },
            { key: 'who', label: 'Who', phone: 'bare', cell: ({ who }) => who ?? unnamed },
            { key: 'deed', label: 'What', phone: 'bare', cell: ({ deed, about }) => (about ? `${deed}, ${about}` : deed) },
            { key: 'change', label: 'Change', cell: ({ changes }) => <Changes lines={changes} /> },
          ]}
        />
      )}
      <Pagination page={page} size={recordPageSize} total={total} noun="changes" search={search} />
      {total > 0 && <Files total={total} search={withParam(search, 'page', null)} />}
    </Page>
  );
}

function Files({ total, search }: { total: number; search: string }) {
  const which = total > recordFileSize ? `The newest ${recordFileSize.toLocaleString('en')}` : `All ${total.toLocaleString('en')}`;
  return <Downloads of={which} address="/w/members/record" search={search} />;
}

function Changes({ lines }: { lines: string[] }) {
  return lines.length === 0 ? null : <span className="small">{lines.join('; ')}</span>;
}
