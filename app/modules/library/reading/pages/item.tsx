import { originOf } from '#app/platform/open-answer.server.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { itemSlug } from '../../schema.ts';
import { ItemHead } from '../parts/item-head.tsx';
import { ItemReading } from '../parts/item-reading.tsx';
import { Withdrawn } from '../parts/withdrawn.tsx';
import { wholeItem } from '../whole-queries.server.ts';
import type { Route } from './+types/item';

export const headers = publicHeaders;

export function loader({ params, request }: Route.LoaderArgs) {
  const slug = itemSlug(params.item);
  return publicly((scope) => wholeItem(scope, slug, { origin: originOf(request), now: new Date() }));
}

export default function Item({ loaderData: { item, whole } }: Route.ComponentProps) {
  const { slug, title } = item;
  const crumbs = [{ label: 'Library', to: '/library' }, { label: title }];
  if (!whole)
    return (
      <Page title={title} crumbs={crumbs}>
        <PublicHead title={title} description="This item of the library is withdrawn." />
        <Withdrawn at={item.withdrawnAt!} reason={item.withdrawnReason} />
      </Page>
    );
  return (
    <Page title={title} lead={whole.version.summary} crumbs={crumbs}>
      <ItemHead slug={slug} whole={whole} path={`/library/${slug}`} />
      <ItemReading whole={whole} base={`/library/${slug}`} itemBase="/library" isStanding />
    </Page>
  );
}
