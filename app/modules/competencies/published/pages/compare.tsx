import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { comparisonPage } from '../../drafting/comparison-words.ts';
import { ComparisonView } from '../../drafting/parts/comparison-view.tsx';
import { comparedVersions } from '../../drafting/queries.server.ts';
import { ComparisonSearch } from '../../drafting/schema.ts';
import type { Route } from './+types/compare';

export const headers = publicHeaders;

export function loader({ params, request }: Route.LoaderArgs) {
  const search = ComparisonSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  return publicly(async (scope) => {
    const { comparison, ...compared } = await comparedVersions(scope, { ...search, slug: params.framework });
    return { compared, page: comparisonPage(comparison, search), search };
  });
}

export default function PublicCompare({ loaderData: { compared, page, search } }: Route.ComponentProps) {
  const { from, to } = compared;
  return (
    <Page
      title={`${to.title}: version ${from.number} and version ${to.number}`}
      lead="What changed between two published versions, word by word: what is struck through left, what is underlined came."
      crumbs={[{ label: 'Frameworks', to: '/frameworks' }, { label: to.title, to: `/frameworks/${to.slug}` }, { label: 'Comparison' }]}
    >
      <PublicHead
        title={`Versions ${from.number} and ${to.number} · ${to.title}`}
        description={`What changed between two versions of ${to.title}.`}
      />
      <ComparisonView compared={compared} page={page} search={search} address={`/frameworks/${to.slug}/compare`} />
    </Page>
  );
}
