import { ownSchool } from '#app/platform/actor.ts';
import { scoped } from '#app/platform/web.server.ts';
import { Choices } from '#app/ui/choices.tsx';
import { count } from '#app/ui/count.ts';
import { Page } from '#app/ui/page.tsx';
import { pageWithin } from '#app/ui/page-within.ts';
import { Pagination } from '#app/ui/pagination.tsx';
import { Table } from '#app/ui/table.tsx';
import { changesOf, differenceOf } from '../changes-queries.server.ts';
import { importWithReport } from '../queries.server.ts';
import { ChangeSearch, importIdOf } from '../schema.ts';
import type { Route } from './+types/changes';

const pageSize = 50;

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { search } = new URL(request.url);
  const { kind, page: asked } = ChangeSearch.parse(Object.fromEntries(new URLSearchParams(search)));
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const { id, year, file } = await importWithReport(scope, importIdOf(params));
    const difference = await differenceOf(scope, { id, year });
    const page = pageWithin(asked, difference?.[kind] ?? 0, pageSize);
    const rows = difference ? await changesOf(scope, { id, year, kind, from: (page - 1) * pageSize, most: pageSize }) : [];
    return { school: ownSchool(scope.actor), id, year, file, difference, rows, kind, page, search };
  });
}

const words = {
  added: { title: 'New', caption: 'Activities in the file alone', none: 'Nothing in the file is new.' },
  changed: { title: 'Read differently', caption: 'Activities that read differently', none: 'Nothing reads differently.' },
  gone: { title: 'Not in the file', caption: 'Activities in the year alone', none: 'The file lacks nothing that the year holds.' },
} as const;
const kinds = ['added', 'changed', 'gone'] as const;

export default function ChangesPage({ loaderData }: Route.ComponentProps) {
  const { school, id, year, file, difference, rows, kind, page, search } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const total = difference?.[kind] ?? 0;
  return (
    <Page
      title={`What changes in ${year}`}
      lead="Nothing is written yet. Activities by title; the decision stands on the page of the file."
      crumbs={[{ label: 'Curriculum', to: base }, { label: file, to: `${base}/imports/${id}` }, { label: 'Changes' }]}
    >
      <title>{`What changes in ${year} · ${school.name} · Concord`}</title>
      <Choices
        label="Changes"
        options={kinds.map((each) => ({
          to: `?kind=${each}`,
          label: `${words[each].title} ${(difference?.[each] ?? 0).toLocaleString('en')}`,
          isCurrent: each === kind,
        }))}
      />
      {rows.length === 0 ? (
        <p>{words[kind].none}</p>
      ) : (
        <Table
          caption={words[kind].caption}
          count={count(total, 'activity', 'activities')}
          rows={rows}
          rowKey={({ sourceId, id: activity }) => activity ?? sourceId}
          columns={[
            {
              key: 'title',
              label: 'Activity',
              cell: ({ id: activity, title, sourceId }) => {
                const name = title || `without a title (${sourceId})`;
                return activity ? <a href={`${base}/activities/${activity}`}>{name}</a> : name;
              },
            },
            ...(kind === 'changed'
              ? [
                  { key: 'what', label: 'Changes', cell: ({ what }: (typeof rows)[number]) => what },
                  { key: 'was', label: 'Title until now', cell: ({ oldTitle }: (typeof rows)[number]) => oldTitle ?? 'the same' },
                ]
              : []),
            ...(kind === 'added'
              ? []
              : [{ key: 'links', label: 'Links', isNumber: true, cell: ({ links }: (typeof rows)[number]) => links.toLocaleString('en') }]),
          ]}
        />
      )}
      <Pagination page={page} size={pageSize} total={total} noun="activities" search={search} />
    </Page>
  );
}
