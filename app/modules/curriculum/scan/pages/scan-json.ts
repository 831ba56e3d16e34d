import { scoped } from '#app/platform/web.server.ts';
import { ChosenYear } from '../../schema.ts';
import { scanOverview } from '../queries.server.ts';
import { writtenScan } from '../written.ts';
import type { Route } from './+types/scan-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { year } = ChosenYear.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(writtenScan(await scoped({ context, request, slug: params.school }, (scope) => scanOverview(scope, year))));
}
