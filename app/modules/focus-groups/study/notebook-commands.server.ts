import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayWriteNotes } from '../rules.ts';
import type { Study } from './queries.server.ts';
import type { NoteSaid } from './schema.ts';

/** Writes a note: a meeting, a reflexive memo or a reading pass. */
export async function writeNote(scope: Scope, study: Study, said: NoteSaid): Promise<string> {
  if (!mayWriteNotes(study)) throw forbidden('write in the notebook: the study’s leads, moderators and coders do');
  const { id } = await scope.tx
    .insertInto('studyNote')
    .values({ ...said, studyId: study.id, writtenBy: scope.actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendStudyEvent(scope, study.id, {
    verb: 'write',
    subject: 'study_note',
    subjectId: id,
    after: { kind: said.kind, heldOn: said.heldOn, decided: said.decided },
  });
  return id;
}

/** Changes an own note. Conflict when it changed since `seen`; forbidden for another's. */
export async function keepNote(
  scope: Scope,
  study: Study,
  { noteId, seen, said }: { noteId: string; seen: Date; said: NoteSaid },
): Promise<void> {
  const { actor, tx } = scope;
  if (!mayWriteNotes(study)) throw forbidden('write in the notebook: the study’s leads, moderators and coders do');
  const before = await tx
    .selectFrom('studyNote')
    .selectAll()
    .where('studyId', '=', study.id)
    .where('id', '=', noteId)
    .forUpdate()
    .executeTakeFirst();
  if (!before) throw missing('This note');
  if (before.writtenBy !== actor.personId) throw forbidden('change another’s note: write one of your own beside it');
  if (before.changedAt.getTime() !== seen.getTime())
    throw conflict('You changed this note elsewhere meanwhile. Open it in another tab; what you wrote is still here.');
  await tx
    .updateTable('studyNote')
    .set({ ...said, changedAt: new Date() })
    .where('studyId', '=', study.id)
    .where('id', '=', noteId)
    .execute();
  await appendStudyEvent(scope, study.id, {
    verb: 'change',
    subject: 'study_note',
    subjectId: noteId,
    before: { text: before.text, decided: before.decided },
    after: { text: said.text, decided: said.decided },
  });
}
