import { publish } from '#app/platform/events.server.ts';
import { conflict, forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { appendItemEvent, withdrawItem } from '../items/commands.server.ts';
import { itemNamed, standingVersion } from '../items/queries.server.ts';
import { mayKeepItem, maySayOfItem } from '../rules.ts';
import type { ItemReviewed, ItemSuggested } from './schema.ts';

/** Notes a review of the version that stands: it stays, and its clock begins again, or it is withdrawn with the reviewer's words. Answers the item's id. */
export async function reviewItem(scope: Scope, slug: string, { outcome, words, isNamed }: ItemReviewed): Promise<string> {
  const { actor, tx } = scope;
  const item = await itemNamed(scope, slug);
  if (!mayKeepItem(actor, item)) throw forbidden('review this item', 'Whoever keeps it does; you can tell them what you think of it.');
  if (item.withdrawnAt !== null) throw conflict('This item is withdrawn.');
  const { number } = await standingVersion(scope, item);
  await tx
    .insertInto('libraryReview')
    .values({ ...sayer(scope, isNamed), itemId: item.id, number, outcome, words })
    .execute();
  if (outcome === 'keep') await tx.updateTable('libraryItem').set({ reviewedAt: new Date() }).where('id', '=', item.id).execute();
  await appendItemEvent(scope, item, { verb: 'review', subject: 'library_item', subjectId: item.id, after: { outcome, version: number } });
  if (outcome === 'withdraw') await withdrawItem(scope, slug, words);
  await publish(scope);
  return item.id;
}

/** Tells whoever keeps an item what one thinks of it; nobody else reads it. */
export async function suggestForItem(scope: Scope, slug: string, { words, isNamed }: ItemSuggested): Promise<void> {
  const item = await itemNamed(scope, slug);
  if (!maySayOfItem(scope.actor, item)) throw forbidden('say something of this item');
  const { number } = await standingVersion(scope, item);
  await scope.tx
    .insertInto('libraryReview')
    .values({ ...sayer(scope, isNamed), itemId: item.id, number, outcome: 'suggest', words })
    .execute();
  // In the record of whoever says it: the item's owner reads the words themselves.
  const own = { forSchoolId: scope.actor.school?.id ?? null };
  await appendItemEvent(scope, own, { verb: 'suggest', subject: 'library_item', subjectId: item.id, after: { version: number } });
}

function sayer({ actor }: Scope, isNamed: boolean) {
  return { reviewer: isNamed ? actor.name : null, personId: actor.personId, bySchoolId: actor.school?.id ?? null };
}
