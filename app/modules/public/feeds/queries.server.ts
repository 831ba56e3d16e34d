import type { Scope } from '#app/platform/scope.server.ts';
import { currentFramework, frameworks } from '../../competencies/queries.server.ts';
import { offeringAddresses } from '../../faculty/offerings/queries.server.ts';
import { latestLessons } from '../../lessons/queries.server.ts';
import { itemAddresses } from '../../library/items/queries.server.ts';
import { collaborativeProfile } from '../../members/queries.server.ts';
import { publications } from '../../publications/queries.server.ts';
import { pathOfPage } from '../site/page-address.ts';
import { freePages } from '../site/queries.server.ts';
import { publishedUpdates } from '../updates/queries.server.ts';
import type { Listed } from './sitemap.ts';
import { updatesInFeed } from './updates-feed.ts';

/** What the feeds of updates tell. */
export async function feedOfUpdates(scope: Scope) {
  return { profile: await collaborativeProfile(scope), updates: await publishedUpdates(scope, { limit: updatesInFeed }) };
}

/** Pages that are always there. */
const fixed = [
  '/',
  '/work',
  '/members',
  '/competencies',
  '/publications',
  '/library',
  '/lessons',
  '/forum',
  '/faculty',
  '/updates',
  '/frameworks',
  '/definitions',
  '/accessibility',
  '/privacy',
];

/** Every public page, for the map of the site and as where its archive begins. A module that has public pages adds its own here. */
export async function publicPages(scope: Scope): Promise<Listed[]> {
  const { competencies } = await currentFramework(scope);
  const updates = await publishedUpdates(scope);
  return [
    ...fixed.map((path) => ({ path })),
    ...competencies.map(({ code }) => ({ path: `/competencies/${code}` })),
    ...(await frameworks(scope)).flatMap(([version]) => (version?.status === 'draft' ? [] : [{ path: `/frameworks/${version!.slug}` }])),
    ...(await publications(scope)).map(({ slug, changedAt }) => ({ path: `/publications/${slug}`, changed: changedAt })),
    ...(await itemAddresses(scope)).map(({ slug, publishedAt }) => ({ path: `/library/${slug}`, changed: publishedAt })),
    ...(await latestLessons(scope, 10_000)).map(({ slug, on }) => ({ path: `/lessons/${slug}`, changed: on })),
    ...(await forumPages(scope)),
    ...(await offeringAddresses(scope)).map(({ slug, changedAt }) => ({ path: `/faculty/${slug}`, changed: changedAt })),
    ...(await freePages(scope)).map((page) => ({ path: pathOfPage(page), changed: page.publishedAt })),
    ...updates.map(({ slug, publishedAt }) => ({ path: `/updates/${slug}`, changed: publishedAt })),
  ];
}

/** Sessions and series of the forum, those of which only the month is known too. */
async function forumPages({ tx }: Scope): Promise<Listed[]> {
  const events = await tx
    .selectFrom('forumEvent')
    .select(['slug', 'changedAt'])
    .where('publishedAt', 'is not', null)
    .orderBy('id')
    .execute();
  const series = await tx
    .selectFrom('forumSeries')
    .select(['slug', 'changedAt'])
    .where('publishedAt', 'is not', null)
    .orderBy('id')
    .execute();
  return [
    ...events.map(({ slug, changedAt }) => ({ path: `/forum/${slug}`, changed: changedAt })),
    ...series.map(({ slug, changedAt }) => ({ path: `/forum/series/${slug}`, changed: changedAt })),
  ];
}
