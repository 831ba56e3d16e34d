import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { missing } from '#app/platform/problem.ts';
import { publicly } from '#app/platform/web.server.ts';
import { citedBibtex } from '../../items/citing.ts';
import { VersionAsked } from '../../items/format-search.ts';
import { itemSlug } from '../../schema.ts';
import { wholeItem } from '../whole-queries.server.ts';
import type { Route } from './+types/item-bib';

export async function loader({ params, request }: Route.LoaderArgs) {
  const slug = itemSlug(params.item);
  const { version: number } = VersionAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { whole } = await publicly((scope) => wholeItem(scope, slug, { number, origin: originOf(request), now: new Date() }));
  if (!whole?.cited) throw missing('This item');
  return openAnswer(request, { body: citedBibtex(whole.cited), type: 'application/x-bibtex; charset=utf-8', name: `${slug}.bib` });
}
