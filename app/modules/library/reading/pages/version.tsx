import { originOf } from '#app/platform/open-answer.server.ts';
import { missing } from '#app/platform/problem.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { itemSlug, versionNumber } from '../../schema.ts';
import { ItemHead } from '../parts/item-head.tsx';
import { ItemReading } from '../parts/item-reading.tsx';
import { wholeItem } from '../whole-queries.server.ts';
import type { Route } from './+types/version';

export const headers = publicHeaders;

export function loader({ params, request }: Route.LoaderArgs) {
  const [slug, number] = [itemSlug(params.item), versionNumber(params.number)];
  return publicly(async (scope) => {
    const { item, whole } = await wholeItem(scope, slug, { number, origin: originOf(request), now: new Date() });
    if (!whole) throw missing('This version');
    const { forSchoolId: _, ...shown } = item;
    return { item: shown, whole };
  });
}

export default function Version({ loaderData: { item, whole } }: Route.ComponentProps) {
  const { slug, publishedNumber } = item;
  const { number, title, summary } = whole.version;
  return (
    <Page
      title={title}
      lead={summary}
      crumbs={[{ label: 'Library', to: '/library' }, { label: item.title, to: `/library/${slug}` }, { label: `Version ${number}` }]}
    >
      <ItemHead slug={slug} whole={whole} path={`/library/${slug}/versions/${number}`} />
      {number !== publishedNumber && (
        <Note title={`This is version ${number}`}>
          <p>
            <a href={`/library/${slug}`}>Version {publishedNumber} stands today.</a>
          </p>
        </Note>
      )}
      <ItemReading whole={whole} base={`/library/${slug}`} itemBase="/library" isStanding={false} />
    </Page>
  );
}
