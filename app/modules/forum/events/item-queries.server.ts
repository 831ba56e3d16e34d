import type { Scope } from '#app/platform/scope.server.ts';
import { itemsOf, libraryList } from '../../library/items/queries.server.ts';
import { ListSearch } from '../../library/items/schema.ts';

/** How many items of the library a search for one offers. */
const mostFound = 10;

/** What of the library an event used, as far as the reader may see it, by title. */
export async function itemsOfEvent(scope: Scope, eventId: string) {
  const links = await scope.tx.selectFrom('forumEventItem').select('itemId').where('eventId', '=', eventId).execute();
  return itemsOf(
    scope,
    links.map(({ itemId }) => itemId),
  );
}

/** The items of the library that say these words, the best first, for whoever looks for what an event used. */
export async function itemsToUse(scope: Scope, words: string) {
  if (words === '') return null;
  const { rows } = await libraryList(scope, ListSearch.parse({ q: words }));
  return rows.slice(0, mostFound).map(({ id, title, kind, minutes, owner }) => ({ id, title, kind, minutes, owner }));
}
