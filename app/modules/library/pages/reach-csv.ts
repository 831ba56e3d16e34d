import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { reachOf } from '../adoption/queries.server.ts';
import { reachLines } from '../adoption/reach-document.ts';
import { itemSlug } from '../schema.ts';
import { schoolOfShelf } from '../shelf-name.ts';
import type { Route } from './+types/reach-csv';

/** How far an item reaches, for whoever keeps it. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const reach = await scoped({ context, request, slug: schoolOfShelf(params.school) }, (scope) => reachOf(scope, itemSlug(params.item)));
  return csvAnswer(csvText(reachLines(reach, new Date())), `${reach.item.slug}-reach.csv`);
}
