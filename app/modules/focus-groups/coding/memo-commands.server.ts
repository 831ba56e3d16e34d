import { sql } from 'kysely';
import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayWriteNotes } from '../rules.ts';
import type { Study } from '../study/queries.server.ts';
import { type TurnMemo, turnMemos } from './memo-queries.server.ts';
import { codes, roundOf, rounds } from './queries.server.ts';
import type { MemoSaid } from './schema.ts';
import { textToCode } from './text-queries.server.ts';

/**
 * Writes a memo on the study, a code or a turn; that on a coding is written with the coding. One on a turn names the round in which it is written, and in a blind round only its
 * author reads it until the round is opened. Answers its id. Missing when what it is about is none of the study's.
 */
export async function writeMemo(scope: Scope, study: Study, said: MemoSaid): Promise<string> {
  const { personId } = scope.actor;
  if (!mayWriteNotes(study) || personId === null) throw forbidden('write a memo: the study’s leads, moderators and coders do');
  const subject = await subjectOf(scope, study, said);
  const named = said.about === 'turn' ? said.id : undefined;
  const made = await scope.tx
    .insertInto('studyMemo')
    .values({ studyId: study.id, about: said.about, ...subject, words: said.words, authorId: personId, ...(named && { id: named }) })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return named!; // it was sent before
  await memoEvent(scope, study, { verb: 'write', id: made.id, about: said.about });
  return made.id;
}

/** Writes a memo on the turn in which a passage of a text begins, in a round. Answers it as a page shows it. Missing when nobody speaks there. */
export async function noteTurn(
  scope: Scope,
  study: Study,
  { begins, ...said }: { roundId: string; textId: string; begins: number; words: string; id?: string },
): Promise<TurnMemo> {
  const turn = (await textToCode(scope, study, said.textId)).turns.find((each) => each.ends > begins);
  if (!turn) throw missing('This turn');
  const id = await writeMemo(scope, study, { about: 'turn', position: turn.position, ...said });
  const written = (await turnMemos(scope, study, said)).find((memo) => memo.id === id);
  if (!written) throw missing('This memo of yours');
  return written;
}

/** Changes the words of an own memo. Missing for another's. */
export async function keepMemo(scope: Scope, study: Study, { memoId, words }: { memoId: string; words: string }): Promise<void> {
  if (!mayWriteNotes(study)) throw forbidden('keep memos: the study’s leads, moderators and coders do');
  const kept = await scope.tx
    .updateTable('studyMemo')
    .set({ words, changedAt: sql<Date>`clock_timestamp()` })
    .where('studyId', '=', study.id)
    .where('id', '=', memoId)
    .where('authorId', '=', scope.actor.personId)
    .returning('about')
    .executeTakeFirst();
  if (!kept) throw missing('This memo of yours');
  await memoEvent(scope, study, { verb: 'change', id: memoId, about: kept.about });
}

/** Takes an own memo away. Doing it again changes nothing. */
export async function removeMemo(scope: Scope, study: Study, memoId: string): Promise<void> {
  if (!mayWriteNotes(study)) throw forbidden('keep memos: the study’s leads, moderators and coders do');
  const gone = await scope.tx
    .deleteFrom('studyMemo')
    .where('studyId', '=', study.id)
    .where('id', '=', memoId)
    .where('authorId', '=', scope.actor.personId)
    .returning('about')
    .executeTakeFirst();
  if (gone) await memoEvent(scope, study, { verb: 'remove', id: memoId, about: gone.about });
}

async function subjectOf(scope: Scope, study: Study, said: MemoSaid) {
  if (said.about === 'study') return {};
  if (said.about === 'code') {
    if (!(await codes(scope, study)).some(({ id }) => id === said.codeId)) throw missing('This code');
    return { codeId: said.codeId };
  }
  const { textId, position, roundId } = said;
  if (!(await textToCode(scope, study, textId)).turns.some((turn) => turn.position === position)) throw missing('This turn');
  if (roundId) return { textId, position, roundId: (await roundOf(scope, study, roundId)).id };
  const blind = (await rounds(scope, study)).find(({ kind, openedAt, closedAt }) => kind === 'blind' && !openedAt && !closedAt);
  if (blind) throw conflict(`${blind.title} is blind. Write what you think of a turn on its page in that round, where only you read it.`);
  return { textId, position };
}

/** What a memo says, and of which turn, stays out of the record: a round may be blind to the lead too. */
async function memoEvent(scope: Scope, study: Study, { verb, id, about }: { verb: string; id: string; about: string }): Promise<void> {
  await appendStudyEvent(scope, study.id, { verb, subject: 'study_memo', subjectId: id, after: { about }, isTrail: about !== 'turn' });
}
