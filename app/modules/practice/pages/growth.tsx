import { redirect } from 'react-router';
import { scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Page } from '#app/ui/page.tsx';
import { GrowthTold } from '../growth/parts/growth-told.tsx';
import { ownGrowth } from '../growth/queries.server.ts';
import { ownLog } from '../log/queries.server.ts';
import { GrowthByCompetency } from '../parts/growth-by-competency.tsx';
import type { Route } from './+types/growth';

export async function loader({ context, request }: Route.LoaderArgs) {
  const found = await scoped({ context, request }, async (scope) =>
    (await ownLog(scope)) === null ? null : { growth: await ownGrowth(scope) },
  );
  if (found === null) throw redirect('/w/practice/log');
  return found;
}

export default function GrowthPage({ loaderData: { growth } }: Route.ComponentProps) {
  return (
    <Page
      title="Your growth"
      lead="What you saw of yourself and what others saw, month by month. The two are never mixed."
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'Your growth' }]}
      isCompact
    >
      <title>Your growth · Concord</title>
      <GrowthTold />
      {growth.length === 0 ? (
        <Empty title="There is nothing to see yet" act={<ButtonLink href="/w/practice/new">Note a conversation</ButtonLink>}>
          When an entry says which competencies you tried and how much was yours, it stands here as a point; so does what others observed.
        </Empty>
      ) : (
        <>
          <GrowthByCompetency growth={growth} isOwn />
          <Downloads of="These points" address="/w/practice/growth" isDrawn />
        </>
      )}
    </Page>
  );
}
