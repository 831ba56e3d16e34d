import { memberOf, scoped } from '#app/platform/web.server.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { Page } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Table } from '#app/ui/table.tsx';
import { recordOf } from '../queries.server.ts';
import { changeLines, deedWords, recordPageSize } from '../record.ts';
import { RecordSearch } from '../schema.ts';
import { zone } from '../time-zone.ts';
import type { Route } from './+types/record';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { search, searchParams } = new URL(request.url);
  const { school: slug, page } = RecordSearch.parse(Object.fromEntries(searchParams));
  const { schools } = memberOf(context, request);
  return scoped({ context, request, slug }, async (scope) => {
    const { total, events } = await recordOf(scope, page);
    const place = schools.find((school) => school.slug === slug)?.name ?? null;
    const rows = events.map(({ before, after, verb, subject, ...event }) => ({
      ...event,
      deed: deedWords({ verb, subject }),
      changes: changeLines(before, after),
    }));
    return { place, page, search, total, rows };
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
          count={`${total.toLocaleString('en')} ${total === 1 ? 'change' : 'changes'}`}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'at', label: 'When', cell: ({ at }) => dayAndTime(at, zone) },
            { key: 'who', label: 'Who', phone: 'bare', cell: ({ who }) => who ?? 'Somebody of the collaborative, or who has left' },
            { key: 'deed', label: 'What', phone: 'bare', cell: ({ deed, about }) => (about ? `${deed}, ${about}` : deed) },
            { key: 'change', label: 'Change', cell: ({ changes }) => <Changes lines={changes} /> },
          ]}
        />
      )}
      <Pagination page={page} size={recordPageSize} total={total} noun="changes" search={search} />
    </Page>
  );
}

function Changes({ lines }: { lines: string[] }) {
  return lines.length === 0 ? null : <span className="small">{lines.join('; ')}</span>;
}
