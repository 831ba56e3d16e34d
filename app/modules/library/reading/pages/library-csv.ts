import { csvText } from '#app/platform/csv.ts';
import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { collaborativeProfile } from '../../../members/queries.server.ts';
import { libraryFile } from '../../items/queries.server.ts';
import { ListSearch } from '../../items/schema.ts';
import { listLines } from '../item-document.ts';
import type { Route } from './+types/library-csv';

export async function loader({ request }: Route.LoaderArgs) {
  const search = ListSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { rows, ...beside } = await publicly(async (scope) => ({
    ...(await libraryFile(scope, search)),
    collaborative: (await collaborativeProfile(scope)).name,
  }));
  const body = csvText(listLines(rows, { ...beside, origin: originOf(request) }));
  return openAnswer(request, { body, type: 'text/csv; charset=utf-8', name: 'library.csv' });
}
