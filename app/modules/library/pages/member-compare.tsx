import { scoped } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { ComparedSearch } from '../items/compared.ts';
import { DifferenceView } from '../reading/parts/difference-view.tsx';
import { comparison } from '../reading/whole-queries.server.ts';
import { itemSlug } from '../schema.ts';
import { itemAddress, schoolOfShelf } from '../shelf-name.ts';
import type { Route } from './+types/member-compare';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const search = ComparedSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  return scoped({ context, request, slug: schoolOfShelf(params.school) }, async (scope) => ({
    ...(await comparison(scope, itemSlug(params.item), search)),
    shelf: params.school,
  }));
}

export default function MemberCompare({ loaderData: { item, difference, before, after, shelf } }: Route.ComponentProps) {
  return (
    <Page
      title="What differs"
      lead={`${before}, and ${after.toLowerCase()} of “${item.title}”.`}
      crumbs={[{ label: 'Library', to: '/w/library' }, { label: item.title, to: itemAddress(shelf, item.slug) }, { label: 'What differs' }]}
    >
      <title>{`What differs · ${item.title} · Concord`}</title>
      <DifferenceView difference={difference} before={before} after={after} />
    </Page>
  );
}
