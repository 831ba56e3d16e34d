import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { ownShelf } from '../items/queries.server.ts';
import { shelfHead, shelfLine } from '../items/written.ts';
import { schoolOfShelf } from '../shelf-name.ts';
import type { Route } from './+types/shelf-csv';

/** The own items of a shelf, for those who see it. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const items = await scoped({ context, request, slug: schoolOfShelf(params.school) }, ownShelf);
  return csvAnswer(csvText([shelfHead, ...items.map(shelfLine)]), `${params.school}-library.csv`);
}
