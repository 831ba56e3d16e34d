import { sql } from 'kysely';
import { ownAddress } from '#app/platform/config.server.ts';
import { appendEvent, publish } from '#app/platform/events.server.ts';
import type { KeptFile } from '#app/platform/files.server.ts';
import { conflict, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { writeToPlaces } from '../../attendance/commands.server.ts';
import { assertSeen } from '../events/event.ts';
import { assertMayKeepEvent, assertMayKeepLocked } from '../events/queries.server.ts';
import { recapMessage } from './recap-message.ts';
import type { MaterialLink, MaterialSaid, RecapForm } from './schema.ts';

/** Keeps what stays of an event; the public reads it once it is published. */
export async function keepRecap(scope: Scope, slug: string, { seen, ...said }: RecapForm): Promise<void> {
  const event = await assertMayKeepLocked(scope, slug);
  const stands = await scope.tx.selectFrom('forumRecap').select('changedAt').where('eventId', '=', event.id).executeTakeFirst();
  if (stands) assertSeen(seen, stands.changedAt, 'this recap');
  await scope.tx
    .insertInto('forumRecap')
    .values({ eventId: event.id, ...said })
    .onConflict((on) => on.column('eventId').doUpdateSet({ ...said, changedAt: sql<Date>`now()` }))
    .execute();
  await appendEvent(scope, {
    verb: 'change',
    subject: 'forum_recap',
    subjectId: event.id,
    after: { ...said, transcript: said.transcript.length },
  });
  await publish(scope);
}

/** Shows the recap with its materials on the event's page. The first time, whoever has a place is told, once: answers to how many; send notices after the scope. */
export async function publishRecap(scope: Scope, slug: string, now: Date): Promise<number> {
  const { tx } = scope;
  const event = await assertMayKeepEvent(scope, slug);
  if (event.publishedAt === null) throw conflict('This event is a draft. Publish it first.');
  if (event.endsAt !== null && event.endsAt > now) throw conflict('This event is not over yet.');
  const recap = await tx
    .selectFrom('forumRecap')
    .select(['tries', 'publishedAt', 'toldAt'])
    .where('eventId', '=', event.id)
    .forUpdate()
    .executeTakeFirst();
  if (!recap) throw conflict('There is no recap yet. Write and save it first.');
  if (recap.publishedAt !== null) return 0;
  await tx
    .updateTable('forumRecap')
    .set({ publishedAt: now, toldAt: recap.toldAt ?? now })
    .where('eventId', '=', event.id)
    .execute();
  await appendEvent(scope, { verb: 'publish', subject: 'forum_recap', subjectId: event.id });
  await publish(scope);
  if (recap.toldAt !== null || event.occasionId === null) return 0;
  return writeToPlaces(scope, event.occasionId, recapMessage(event, recap.tries, ownAddress()));
}

/** Takes the recap and its materials off the event's page; they stay for whoever keeps the event. */
export async function withdrawRecap(scope: Scope, slug: string): Promise<void> {
  const event = await assertMayKeepEvent(scope, slug);
  await scope.tx.updateTable('forumRecap').set({ publishedAt: null }).where('eventId', '=', event.id).execute();
  await appendEvent(scope, { verb: 'withdraw', subject: 'forum_recap', subjectId: event.id });
  await publish(scope);
}

/** Adds a link to slides, a recording or another thing that lies elsewhere. */
export async function addLink(scope: Scope, slug: string, said: MaterialLink): Promise<void> {
  const event = await assertMayKeepEvent(scope, slug);
  await assertHasRoom(scope, event.id);
  const { id } = await scope.tx
    .insertInto('forumMaterial')
    .values({ eventId: event.id, ...said })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendEvent(scope, { verb: 'add', subject: 'forum_material', subjectId: id, after: said });
  await publish(scope);
}

/** Adds a file, whose kind its bytes have said; answers where the page is to place it. */
export async function addFile(
  scope: Scope,
  slug: string,
  { said, file, ...kind }: { said: MaterialSaid; file: KeptFile; fileName: string; fileType: string },
): Promise<{ eventId: string; materialId: string }> {
  const event = await assertMayKeepEvent(scope, slug);
  await assertHasRoom(scope, event.id);
  const { id } = await scope.tx
    .insertInto('forumMaterial')
    .values({ eventId: event.id, ...said, ...kind, bytes: file.bytes, sha256: file.sha256 })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendEvent(scope, { verb: 'add', subject: 'forum_material', subjectId: id, after: { ...said, fileName: kind.fileName } });
  await publish(scope);
  return { eventId: event.id, materialId: id };
}

async function assertHasRoom({ tx }: Scope, eventId: string): Promise<void> {
  const { n } = await tx
    .selectFrom('forumMaterial')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('eventId', '=', eventId)
    .executeTakeFirstOrThrow();
  if (Number(n) >= 20) throw conflict('An event holds at most twenty files and links. Take one away first.');
}

/** Takes a file or link away; answers where its file lies, for the page to remove. */
export async function removeMaterial(scope: Scope, slug: string, materialId: string): Promise<{ eventId: string }> {
  const event = await assertMayKeepEvent(scope, slug);
  const removed = await scope.tx
    .deleteFrom('forumMaterial')
    .where('eventId', '=', event.id)
    .where('id', '=', materialId)
    .returning('title')
    .executeTakeFirst();
  if (!removed) throw missing('This file or link');
  await appendEvent(scope, { verb: 'remove', subject: 'forum_material', subjectId: materialId, before: removed });
  await publish(scope);
  return { eventId: event.id };
}
