import { originOf } from '#app/platform/open-answer.server.ts';
import { scoped } from '#app/platform/web.server.ts';
import { VersionAsked } from '../items/format-search.ts';
import { packageAnswer } from '../reading/bytes.server.ts';
import { wholeItem } from '../reading/whole-queries.server.ts';
import { itemSlug } from '../schema.ts';
import { schoolOfShelf } from '../shelf-name.ts';
import type { Route } from './+types/member-package';

/** Everything of a version in one ZIP, for whoever may read it. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = itemSlug(params.item);
  const { version: number } = VersionAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  const at = { number, origin: originOf(request), now: new Date() };
  return packageAnswer(await scoped({ context, request, slug: schoolOfShelf(params.school) }, (scope) => wholeItem(scope, slug, at)));
}
