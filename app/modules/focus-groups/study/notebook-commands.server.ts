import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayWriteNotes } from '../rules.ts';
import { noteSubjectsOf } from './notebook-queries.server.ts';
import type { Study } from './queries.server.ts';
import type { NoteSaid } from './schema.ts';

/** Writes a note: a meeting, a reflexive memo or a reading pass. Missing when it is about something that is none of the study's. */
export async function writeNote(scope: Scope, study: Study, said: NoteSaid): Promise<string> {
  if (!mayWriteNotes(study)) throw forbidden('write in the notebook: the study’s leads, moderators and coders do');
  const about = await aboutOf(scope, study, said);
  const { id } = await scope.tx
    .insertInto('studyNote')
    .values({ ...said, about, studyId: study.id, writtenBy: scope.actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendStudyEvent(scope, study.id, {
    verb: 'write',
    subject: 'study_note',
    subjectId: id,
    after: { kind: said.kind, heldOn: said.heldOn, decided: said.decided, about: said.about },
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
    .set({ ...said, about: await aboutOf(scope, study, said), changedAt: new Date() })
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

async function aboutOf(scope: Scope, study: Study, { about }: NoteSaid): Promise<string> {
  const known = new Set((await noteSubjectsOf(scope, study)).map(({ kind, id }) => `${kind}:${id}`));
  if (about.some(({ kind, id }) => !known.has(`${kind}:${id}`))) throw missing('What the note is about');
  return JSON.stringify(about);
}
