import { scoped } from '#app/platform/web.server.ts';
import { everyActivity } from '../queries.server.ts';
import { ActivitySearch } from '../schema.ts';
import { writtenActivity } from '../written.ts';
import type { Route } from './+types/activities-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const search = ActivitySearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { school, year, rows } = await scoped({ context, request, slug: params.school }, async (scope) => {
    const { batches, phases, ...ground } = await everyActivity(scope, search);
    const texts: string[] = [];
    for await (const batch of batches) texts.push(...batch.map((activity) => JSON.stringify(writtenActivity(activity, phases))));
    return { ...ground, rows: texts };
  });
  const frame = JSON.stringify({ school: school.name, year, total: rows.length });
  return new Response(`${frame.slice(0, -1)},"activities":[${rows.join(',\n')}]}\n`, {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}
