import { ownSchool } from '#app/platform/actor.ts';
import { scoped } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { ComparedSchools } from '../parts/compared.tsx';
import { comparisonOfSchool } from '../queries.server.ts';
import { compareSearch } from '../schema.ts';
import type { Route } from './+types/compare';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { search } = new URL(request.url);
  return scoped({ context, request, slug: params.school }, async (scope) => ({
    search,
    chosen: compareSearch(request),
    school: ownSchool(scope.actor),
    compared: await comparisonOfSchool(scope, params.round),
  }));
}

export default function Compare({ loaderData: { search, chosen, school, compared } }: Route.ComponentProps) {
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title="Compare"
      lead={`What the schools of “${compared.round.title}” agreed to show each other of ${compared.round.year}, beside your own.`}
      crumbs={[
        { label: 'Curriculum', to: base },
        { label: compared.round.title, to: `/w/curriculum/rounds/${compared.round.slug}` },
        { label: 'Compare' },
      ]}
    >
      <title>{`Compare · ${compared.round.title} · Concord`}</title>
      <ComparedSchools {...{ compared, chosen, search, base }} address={`${base}/compare/${compared.round.slug}`} />
    </Page>
  );
}
