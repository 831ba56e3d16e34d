import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { eventNamed } from '../events/queries.server.ts';

/** What stays of an event as far as the reader may see it: the public once it is published. */
export async function recapOf({ tx }: Scope, eventId: string) {
  const recap = await tx
    .selectFrom('forumRecap')
    .select(['words', 'tries', 'recording', 'noRecordingWhy', 'transcript', 'publishedAt', 'toldAt', 'changedAt'])
    .where('eventId', '=', eventId)
    .executeTakeFirst();
  const materials = await tx
    .selectFrom('forumMaterial')
    .select(['id', 'kind', 'title', 'link', 'fileName', 'fileType', 'bytes', 'sha256', 'language', 'captions'])
    .where('eventId', '=', eventId)
    .orderBy('addedAt')
    .orderBy('id')
    .execute();
  return recap ? { ...recap, materials } : null;
}
/** A recap as pages show it. */
export type Recap = NonNullable<Awaited<ReturnType<typeof recapOf>>>;

/** The file of a material, for whoever may read its event’s recap. */
export async function materialFile(scope: Scope, slug: string, materialId: string) {
  const event = await eventNamed(scope, slug);
  const file = await scope.tx
    .selectFrom('forumMaterial')
    .select(['fileName', 'fileType', 'sha256'])
    .where('eventId', '=', event.id)
    .where('id', '=', materialId)
    .where('sha256', 'is not', null)
    .executeTakeFirst();
  if (!file) throw missing('This file');
  return { eventId: event.id, name: file.fileName!, type: file.fileType!, sha256: file.sha256! };
}
