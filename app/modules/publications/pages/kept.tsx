import { scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { issuedInWords } from '../issued.ts';
import { keptPublications } from '../queries.server.ts';
import { mayKeepPublications } from '../rules.ts';
import type { Route } from './+types/kept';

export function loader({ context, request }: Route.LoaderArgs) {
  const search = new URL(request.url).searchParams;
  return scoped({ context, request }, async (scope) => ({
    all: await keptPublications(scope),
    mayKeep: mayKeepPublications(scope.actor),
    done: search.get('done'),
    added: Number(search.get('added') ?? 0),
  }));
}

const doneWords: Readonly<Record<string, string>> = { edit: 'The publication is saved', remove: 'The publication is gone' };

export default function Kept({ loaderData: { all, mayKeep, done, added } }: Route.ComponentProps) {
  const said = done === 'keep' ? `${count(added, 'publication', 'publications')} came in` : doneWords[done ?? ''];
  return (
    <Page
      title="Publications"
      crumbs={[{ label: 'Pages', to: '/w/pages' }, { label: 'Publications' }]}
      lead="What the public list shows, and what waits to be shown. Paste a DOI, or what a citation manager gives you."
    >
      <title>Publications · Concord</title>
      {said && <Note kind="success" title={said} isAnswer />}
      {mayKeep && (
        <p className="bar">
          <ButtonLink kind="primary" href="/w/pages/publications/new">
            Bring in publications
          </ButtonLink>
          <ButtonLink href="/w/pages/publications/by-hand">Write one by hand</ButtonLink>
          <a href="/publications">The public list</a>
        </p>
      )}
      <Table
        caption="Publications"
        isCaptionHidden
        count={count(all.length, 'publication', 'publications')}
        rows={all}
        rowKey={({ slug }) => slug}
        columns={[
          {
            key: 'title',
            label: 'Title',
            cell: ({ slug, title }) => <a href={mayKeep ? `/w/pages/publications/${slug}` : `/publications/${slug}`}>{title}</a>,
          },
          { key: 'container', label: 'In', cell: ({ container }) => container, phone: 'bare' },
          { key: 'issued', label: 'Date', cell: ({ issued }) => issuedInWords(issued) ?? '', phone: 'bare' },
          {
            key: 'state',
            label: 'Shown',
            cell: ({ isShown, isSample }) => (
              <>
                {isShown ? 'To everybody' : <Tag kind="attention">not yet</Tag>} {isSample && <Tag>sample</Tag>}
              </>
            ),
          },
        ]}
      />
      {all.length > 0 && <Downloads of="All of them" address="/w/pages/publications" />}
    </Page>
  );
}
