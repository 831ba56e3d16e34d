import { csvText } from '#app/platform/csv.ts';
import { originOf } from '#app/platform/open-answer.server.ts';
import { csvAnswer, memberOf, scoped } from '#app/platform/web.server.ts';
import { collaborativeProfile } from '../../members/queries.server.ts';
import { libraryFile } from '../items/queries.server.ts';
import { ListSearch } from '../items/schema.ts';
import { listLines } from '../reading/item-document.ts';
import type { Route } from './+types/members-library-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const { schools } = memberOf(context, request);
  const slug = schools.find((school) => school.slug === searchParams.get('school'))?.slug ?? schools[0]?.slug;
  const search = ListSearch.parse(Object.fromEntries(searchParams));
  const { rows, ...beside } = await scoped({ context, request, slug }, async (scope) => ({
    ...(await libraryFile(scope, search)),
    collaborative: (await collaborativeProfile(scope)).name,
  }));
  return csvAnswer(csvText(listLines(rows, { ...beside, origin: originOf(request) })), 'library.csv');
}
