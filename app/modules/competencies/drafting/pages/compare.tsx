import { memberOf, scoped } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { seatOf } from '../../rules.ts';
import { comparisonPage } from '../comparison-words.ts';
import { ComparisonView } from '../parts/comparison-view.tsx';
import { comparedVersions } from '../queries.server.ts';
import { ComparisonSearch } from '../schema.ts';
import { versionBase } from '../version-address.ts';
import type { Route } from './+types/compare';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = seatOf(memberOf(context, request)) ?? undefined;
  const search = ComparisonSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  return scoped({ context, request, slug }, async (scope) => {
    const { comparison, ...compared } = await comparedVersions(scope, { ...search, slug: params.framework });
    return { compared, page: comparisonPage(comparison, search), search };
  });
}

export default function Compare({ loaderData: { compared, page, search } }: Route.ComponentProps) {
  const { from, to } = compared;
  return (
    <Page
      title={`${to.title}: version ${from.number} and version ${to.number}`}
      lead="What changed between two versions, word by word: what is struck through left, what is underlined came."
      crumbs={[
        { label: 'Competencies', to: '/w/competencies' },
        { label: `Version ${to.number}`, to: `${versionBase(to)}/edit` },
        { label: 'Comparison' },
      ]}
    >
      <title>{`Versions ${from.number} and ${to.number} · ${to.title} · Concord`}</title>
      <ComparisonView compared={compared} page={page} search={search} address={`/w/competencies/${to.slug}/compare`} />
    </Page>
  );
}
