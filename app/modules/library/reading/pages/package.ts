import { originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { VersionAsked } from '../../items/format-search.ts';
import { itemSlug } from '../../schema.ts';
import { packageAnswer } from '../bytes.server.ts';
import { wholeItem } from '../whole-queries.server.ts';
import type { Route } from './+types/package';

/** Everything of a version in one ZIP, for whoever may read it. */
export async function loader({ params, request }: Route.LoaderArgs) {
  const slug = itemSlug(params.item);
  const { version: number } = VersionAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  return packageAnswer(await publicly((scope) => wholeItem(scope, slug, { number, origin: originOf(request), now: new Date() })));
}
