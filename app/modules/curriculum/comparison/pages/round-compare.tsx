import { memberOf, scoped } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { roundSeatOf } from '../../rules.ts';
import { ComparedSchools } from '../parts/compared.tsx';
import { comparisonOf } from '../queries.server.ts';
import { compareSearch } from '../schema.ts';
import type { Route } from './+types/round-compare';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { search } = new URL(request.url);
  return scoped({ context, request, slug: roundSeatOf(memberOf(context, request)) }, async (scope) => ({
    search,
    chosen: compareSearch(request),
    compared: await comparisonOf(scope, params.round),
  }));
}

export default function RoundCompare({ loaderData: { search, chosen, compared } }: Route.ComponentProps) {
  const { round } = compared;
  return (
    <Page
      title="Compare"
      lead={`What the schools of “${round.title}” agreed to show to the whole collaborative of ${round.year}.`}
      crumbs={[
        { label: 'Rounds', to: '/w/curriculum/rounds' },
        { label: round.title, to: `/w/curriculum/rounds/${round.slug}` },
        { label: 'Compare' },
      ]}
    >
      <title>{`Compare · ${round.title} · Concord`}</title>
      <ComparedSchools {...{ compared, chosen, search }} base={null} address={`/w/curriculum/rounds/${round.slug}/compare`} />
    </Page>
  );
}
