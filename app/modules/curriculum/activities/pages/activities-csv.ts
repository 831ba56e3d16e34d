import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { everyActivity } from '../queries.server.ts';
import { ActivitySearch } from '../schema.ts';
import { activityHead, activityLine } from '../written.ts';
import type { Route } from './+types/activities-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const search = ActivitySearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { year, parts } = await scoped({ context, request, slug: params.school }, async (scope) => {
    const every = await everyActivity(scope, search);
    const texts = [csvText([activityHead])];
    for await (const batch of every.batches) texts.push(csvText(batch.map((activity) => activityLine(activity, every.phases))));
    return { year: every.year, parts: texts };
  });
  return csvAnswer(parts.join(''), `activities-${params.school}-${year ?? 'empty'}.csv`);
}
