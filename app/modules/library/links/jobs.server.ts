import { createHash } from 'node:crypto';
import * as z from 'zod';
import { ownAddress } from '#app/platform/config.server.ts';
import { publish } from '#app/platform/events.server.ts';
import { fewAtOnce } from '#app/platform/few-at-once.ts';
import type { Job } from '#app/platform/jobs.server.ts';
import { type Behind, lookBehind } from '#app/platform/link-behind.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';
import { linksToLookBehind } from '../checking/checklist.ts';
import { filesOf } from '../files/queries.server.ts';
import { versionOf } from '../items/queries.server.ts';
import { tellOnce } from '../jobs.server.ts';
import { keepersToTell, type Told } from '../keeper-queries.server.ts';
import { afterLook, isLookDue } from './clock.ts';
import { linkMail } from './link-mail.ts';
import { type BrokenItem, brokenLinks, type StandingLink, standingLinks } from './queries.server.ts';

/** Once a day, and at every start; a link is looked behind every week. */
const clock: Job<Record<string, never>> = {
  name: 'library-links-again',
  schema: z.object({}).strict(),
  every: '50 10 * * *',
  unfinished: async () => [{}],
  run: async () => {
    await lookBehindAgain(new Date(), lookBehind);
    await tellOfLinks();
  },
};

/** The background work of links of published versions, for the host. */
export const libraryLinkJobs: readonly Job[] = [clock];

/** Looks behind the links of what stands whose turn it is, a few at a time. `look` asks the web. */
export async function lookBehindAgain(now: Date, look: (url: string) => Promise<Behind>): Promise<void> {
  const due = (await asSystem(standingLinks)).filter((link) => isLookDue(link, now));
  const wanted = new Map<string, Set<string>>();
  for (const { itemId, number } of new Map(due.map((link) => [link.itemId, link])).values())
    wanted.set(itemId, await asSystem(async (scope) => new Set(await linksOfVersion(scope, { itemId, number }))));
  // What a draft led to, and the version does no more, is nobody's.
  for (const { itemId, number, url } of due.filter(({ itemId, url }) => !wanted.get(itemId)!.has(url)))
    await asSystem(({ tx }) =>
      tx.deleteFrom('libraryLink').where('itemId', '=', itemId).where('number', '=', number).where('url', '=', url).execute(),
    );
  const standing = due.filter(({ itemId, url }) => wanted.get(itemId)!.has(url));
  await fewAtOnce(standing, async (link) => note(link, await look(link.url), now));
}

async function linksOfVersion(scope: Parameters<typeof filesOf>[0], at: { itemId: string; number: number }): Promise<string[]> {
  return linksToLookBehind({ said: await versionOf(scope, at.itemId, at.number), files: await filesOf(scope, at) });
}

async function note(link: StandingLink, found: Behind, now: Date): Promise<void> {
  const after = afterLook(link, found.outcome, now);
  const { itemId, number, url } = link;
  await asSystem(async (scope) => {
    const { numUpdatedRows } = await scope.tx
      .updateTable('libraryLink')
      .set({ ...after, ...found })
      .where('itemId', '=', itemId)
      .where('number', '=', number)
      .where('url', '=', url)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n || after.isBroken === link.isBroken) return;
    // When it works again, whoever was told is told the next time it breaks.
    if (!after.isBroken)
      await scope.tx.deleteFrom('libraryNotice').where('itemId', '=', itemId).where('about', '=', aboutLink(url)).execute();
    await publish(scope);
  });
}

/** Tells the keepers of every item which of its links are broken, each link once. Answers how many mails were sent. */
export async function tellOfLinks(): Promise<number> {
  let sent = 0;
  for (const item of await asSystem(brokenLinks))
    for (const to of await asSystem((scope) => keepersToTell(scope, item.forSchoolId, item.publishedBy)))
      if (await tellKeeper(item, to)) sent += 1;
  return sent;
}

function tellKeeper({ itemId, title, links, shelf, slug }: BrokenItem, to: Told): Promise<boolean> {
  const address = `${ownAddress()}/w/library/${shelf ?? 'collaborative'}/${slug}`;
  return tellOnce(clock.name, { itemId, to, abouts: links.map(({ url }) => aboutLink(url)) }, (fresh) =>
    linkMail(to, { title, links: links.filter(({ url }) => fresh.has(aboutLink(url))), address }),
  );
}

/** An address may be longer than a key. */
function aboutLink(url: string): string {
  return `link ${createHash('sha256').update(url).digest('hex')}`;
}
