import { originOf } from '#app/platform/open-answer.server.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Page, Section } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { ShortEvents } from '../../forum/programme/parts/short-events.tsx';
import { eventsUsing } from '../../forum/programme/queries.server.ts';
import { ItemHead } from '../../library/reading/parts/item-head.tsx';
import { ItemReading } from '../../library/reading/parts/item-reading.tsx';
import { Withdrawn } from '../../library/reading/parts/withdrawn.tsx';
import { wholeItem } from '../../library/reading/whole-queries.server.ts';
import { itemSlug } from '../../library/schema.ts';
import type { Route } from './+types/item';

export const headers = publicHeaders;

export function loader({ params, request }: Route.LoaderArgs) {
  const slug = itemSlug(params.item);
  return publicly(async (scope) => {
    const { item, whole } = await wholeItem(scope, slug, { origin: originOf(request), now: new Date() });
    const { forSchoolId: _, ...shown } = item;
    return { item: shown, whole, events: await eventsUsing(scope, item.id) };
  });
}

export default function Item({ loaderData: { item, whole, events } }: Route.ComponentProps) {
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
      {events.length > 0 && (
        <Section title="Used at the forum">
          <ShortEvents events={events} />
        </Section>
      )}
    </Page>
  );
}
