import { originOf } from '#app/platform/open-answer.server.ts';
import { missing } from '#app/platform/problem.ts';
import { scoped } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { ItemReading } from '../reading/parts/item-reading.tsx';
import { wholeItem } from '../reading/whole-queries.server.ts';
import { itemSlug, versionNumber } from '../schema.ts';
import { itemAddress, schoolOfShelf } from '../shelf-name.ts';
import type { Route } from './+types/member-version';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const [slug, number] = [itemSlug(params.item), versionNumber(params.number)];
  return scoped({ context, request, slug: schoolOfShelf(params.school) }, async (scope) => {
    const { item, whole } = await wholeItem(scope, slug, { number, origin: originOf(request), now: new Date() });
    if (!whole) throw missing('This version');
    return { item, whole, shelf: params.school };
  });
}

export default function MemberVersion({ loaderData: { item, whole, shelf } }: Route.ComponentProps) {
  const { number, title, summary } = whole.version;
  const base = itemAddress(shelf, item.slug);
  return (
    <Page
      title={title}
      lead={summary}
      crumbs={[{ label: 'Library', to: '/w/library' }, { label: item.title, to: base }, { label: `Version ${number}` }]}
    >
      <title>{`${title}, version ${number} · Concord`}</title>
      <ItemReading whole={whole} base={base} itemBase={`/w/library/${shelf}`} isStanding={false} />
    </Page>
  );
}
