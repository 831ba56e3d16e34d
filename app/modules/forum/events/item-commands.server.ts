import { appendEvent, publish } from '#app/platform/events.server.ts';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { plannedHere } from './event.ts';
import { assertMayKeepEvent } from './queries.server.ts';

/** Says that an event used an item of the library: each leads to the other, for whoever may read both. */
export async function useItem(scope: Scope, slug: string, itemId: string): Promise<void> {
  const event = await assertMayKeepEvent(scope, slug);
  plannedHere(event);
  if (!(await scope.tx.selectFrom('libraryItem').select('id').where('id', '=', itemId).executeTakeFirst())) throw missing('This item');
  await scope.tx
    .insertInto('forumEventItem')
    .values({ eventId: event.id, itemId })
    .onConflict((on) => on.doNothing())
    .execute();
  await appendEvent(scope, { verb: 'use', subject: 'forum_event', subjectId: event.id, after: { itemId } });
  await publish(scope);
}

/** Takes an item of the library out of an event. */
export async function dropItem(scope: Scope, slug: string, itemId: string): Promise<void> {
  const event = await assertMayKeepEvent(scope, slug);
  const dropped = await scope.tx
    .deleteFrom('forumEventItem')
    .where('eventId', '=', event.id)
    .where('itemId', '=', itemId)
    .returning('itemId')
    .executeTakeFirst();
  if (!dropped) throw missing('This item of the event');
  await appendEvent(scope, { verb: 'take', subject: 'forum_event', subjectId: event.id, before: { itemId } });
  await publish(scope);
}
