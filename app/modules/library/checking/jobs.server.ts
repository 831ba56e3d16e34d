import * as z from 'zod';
import type { Actor } from '#app/platform/actor.ts';
import { fewAtOnce } from '#app/platform/few-at-once.ts';
import { enqueue, type Job } from '#app/platform/jobs.server.ts';
import { type Behind, lookBehind } from '#app/platform/link-behind.server.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { linksToLookBehind } from './checklist.ts';
import { checkedDraft } from './queries.server.ts';

const LinkWork = z.object({ itemId: z.uuid(), number: z.number().int(), urls: z.array(z.string()).max(100) });
type LinkWork = z.infer<typeof LinkWork>;

/** Looks behind the links of a draft. Run again it looks again. */
const looking: Job<LinkWork> = { name: 'library-links', schema: LinkWork, run: (work) => lookBehindLinks(work, lookBehind) };

/** The background work of the checklist, for the host. */
export const libraryCheckJobs: readonly Job[] = [looking];

/** Has the links of a draft looked behind, those that are not known yet, or all of them `anew`. It goes on without the caller. */
export async function lookBehindDraft(actor: Actor, slug: string, { anew = false } = {}): Promise<void> {
  const { draft, checked } = await as(actor, (scope) => checkedDraft(scope, slug));
  const known = new Set(anew ? [] : checked.links.map(({ url }) => url));
  const urls = linksToLookBehind(checked).filter((url) => !known.has(url));
  if (urls.length > 0) await enqueue(looking, { itemId: draft.itemId, number: draft.number, urls });
}

/** Looks behind these links, a few at a time, and notes what was there. `look` asks the web. */
export async function lookBehindLinks({ itemId, number, urls }: LinkWork, look: (url: string) => Promise<Behind>): Promise<void> {
  await fewAtOnce(urls, async (url) => note({ itemId, number, url }, await look(url)));
}

async function note({ itemId, number, url }: { itemId: string; number: number; url: string }, found: Behind): Promise<void> {
  await asSystem(async ({ tx }) => {
    // The draft may be gone, or published, by now.
    const draft = await tx
      .selectFrom('libraryVersion')
      .select('number')
      .where('itemId', '=', itemId)
      .where('number', '=', number)
      .where('publishedAt', 'is', null)
      .executeTakeFirst();
    if (!draft) return;
    await tx
      .insertInto('libraryLink')
      .values({ itemId, number, url, ...found, lookedAt: new Date() })
      .onConflict((on) => on.columns(['itemId', 'number', 'url']).doUpdateSet({ ...found, lookedAt: new Date() }))
      .execute();
  });
}
