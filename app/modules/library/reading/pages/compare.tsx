import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { ComparedSearch } from '../../items/compared.ts';
import { itemSlug } from '../../schema.ts';
import { DifferenceView } from '../parts/difference-view.tsx';
import { comparison } from '../whole-queries.server.ts';
import type { Route } from './+types/compare';

export const headers = publicHeaders;

export function loader({ params, request }: Route.LoaderArgs) {
  const search = ComparedSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  return publicly((scope) => comparison(scope, itemSlug(params.item), search));
}

export default function Compare({ loaderData: { item, difference, before, after } }: Route.ComponentProps) {
  return (
    <Page
      title="What differs"
      lead={`${before}, and ${after.toLowerCase()} of “${item.title}”.`}
      crumbs={[{ label: 'Library', to: '/library' }, { label: item.title, to: `/library/${item.slug}` }, { label: 'What differs' }]}
    >
      <PublicHead title={`What differs · ${item.title}`} description={`What differs between two versions of “${item.title}”.`} />
      <DifferenceView difference={difference} before={before} after={after} />
    </Page>
  );
}
