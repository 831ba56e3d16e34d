import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { collaborativeProfile } from '../../../members/queries.server.ts';
import { libraryFile } from '../../items/queries.server.ts';
import { ListSearch } from '../../items/schema.ts';
import { listDocument } from '../item-document.ts';
import type { Route } from './+types/library-json';

export async function loader({ request }: Route.LoaderArgs) {
  const search = ListSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { rows, ...beside } = await publicly(async (scope) => ({
    ...(await libraryFile(scope, search)),
    collaborative: (await collaborativeProfile(scope)).name,
  }));
  const body = JSON.stringify({ items: listDocument(rows, { ...beside, origin: originOf(request) }) });
  return openAnswer(request, { body, type: 'application/json; charset=utf-8' });
}
