import { sql } from 'kysely';
import { conflict, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hexOf, newSecret } from '#app/platform/secret.server.ts';
import { assertTellsNobody } from '../personal-words.ts';
import { appendPracticeEvent } from '../practice-event.server.ts';
import { scaleVersion } from '../scale.ts';
import { assertMayAskForFeedback, feedbackRequest, observation } from './queries.server.ts';
import { rubricVersion } from './rubric.ts';
import { type AskForm, mostOpen, type ReplyForm, type ToldSaid } from './schema.ts';

/** Asks for feedback and answers the token of its code, which is kept nowhere. An ask that comes twice is one, with another code of it. */
export async function askForFeedback(
  scope: Scope,
  { id, entryId, about, observer, days, competencies }: AskForm,
  nobodys: readonly string[] = [],
): Promise<string> {
  const { tx } = scope;
  const personId = await assertMayAskForFeedback(scope);
  assertTellsNobody({ about }, nobodys);
  // One after another, so that the limit holds.
  await tx.selectFrom('practiceLog').select('personId').where('personId', '=', personId).forUpdate().executeTakeFirst();
  if (await tx.selectFrom('practiceRequest').select('id').where('id', '=', id).executeTakeFirst()) return showCode(scope, id);
  await assertOwnEntry(scope, entryId);
  const { open } = await tx
    .selectFrom('practiceRequest')
    .select(sql<number>`count(*)::int`.as('open'))
    .where(sql<boolean>`answered_at is null and withdrawn_at is null and expires_at > now()`)
    .executeTakeFirstOrThrow();
  if (open >= mostOpen)
    throw conflict(
      `${mostOpen} asks of yours are open. Withdraw one that nobody will answer, then ask again; what you wrote stands below.`,
    );
  await tx
    .insertInto('practiceRequest')
    .values({
      personId,
      id,
      entryId,
      about,
      observer,
      competencyStableIds: competencies,
      expiresAt: sql<Date>`now() + make_interval(days => ${days})`,
    })
    .execute();
  await appendPracticeEvent(scope, { verb: 'ask', subject: 'practice_request', subjectId: id });
  return newLink(scope, id);
}

/** Another code of an open ask; those that were shown before open it too, until one of them is used. */
export async function showCode(scope: Scope, id: string): Promise<string> {
  await assertMayAskForFeedback(scope);
  const request = await feedbackRequest(scope, id);
  if (!request.isOpen) throw conflict('This ask is closed: it was answered or withdrawn, or its time has passed. Ask again.');
  await appendPracticeEvent(scope, { verb: 'show', subject: 'practice_request', subjectId: id });
  return newLink(scope, id);
}

async function newLink({ actor, tx }: Scope, requestId: string): Promise<string> {
  const token = newSecret();
  await tx
    .insertInto('practiceRequestLink')
    .values({ personId: actor.personId!, requestId, tokenHash: hexOf(token) })
    .execute();
  return token;
}

/** Withdraws an ask: every code of it is closed, at once. */
export async function withdrawRequest(scope: Scope, id: string): Promise<void> {
  await assertMayAskForFeedback(scope);
  const withdrawn = await scope.tx
    .updateTable('practiceRequest')
    .set({ withdrawnAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where('answeredAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (withdrawn) return appendPracticeEvent(scope, { verb: 'withdraw', subject: 'practice_request', subjectId: id });
  const { answeredAt } = await feedbackRequest(scope, id);
  if (answeredAt) throw conflict('It was answered meanwhile: read it on this page.');
}

/** Notes what somebody told the student, in the student's words, marked as that. One that comes twice is one. */
export async function noteTold(
  scope: Scope,
  { id, entryId, name, role, month, ...said }: ToldSaid,
  nobodys: readonly string[] = [],
): Promise<void> {
  const { tx } = scope;
  const personId = await assertMayAskForFeedback(scope);
  assertTellsNobody({ wentWell: said.wentWell, toTry: said.toTry }, nobodys);
  await assertOwnEntry(scope, entryId);
  const { wentWell, toTry, step, anchors } = said;
  const noted = await tx
    .insertInto('practiceObservation')
    .values({
      personId,
      id,
      entryId,
      how: 'told',
      state: 'told',
      observerName: name,
      observerRole: role,
      month,
      ...{ wentWell, toTry, step, scale: step && scaleVersion, anchors: JSON.stringify(anchors), rubric: rubricVersion },
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (noted) await appendPracticeEvent(scope, { verb: 'note', subject: 'practice_observation', subjectId: id, fields: Object.keys(said) });
}

async function assertOwnEntry({ tx }: Scope, entryId: string | null): Promise<void> {
  if (entryId === null) return;
  if (!(await tx.selectFrom('practiceEntry').select('id').where('id', '=', entryId).executeTakeFirst())) throw missing('This entry');
}

/** Keeps what the student answers to an observation; empty words take an answer back. No word of the observer changes. */
export async function replyToObservation(
  scope: Scope,
  { observation: id, reply }: ReplyForm,
  nobodys: readonly string[] = [],
): Promise<void> {
  await assertMayAskForFeedback(scope);
  assertTellsNobody({ reply }, nobodys);
  await observation(scope, id);
  await scope.tx
    .updateTable('practiceObservation')
    .set({ reply, repliedAt: reply === '' ? null : sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
  await appendPracticeEvent(scope, { verb: 'reply', subject: 'practice_observation', subjectId: id, fields: ['reply'] });
}

/** Deletes an observation for good. Its ask stays answered: its code opens nothing again. */
export async function deleteObservation(scope: Scope, id: string): Promise<void> {
  await assertMayAskForFeedback(scope);
  await observation(scope, id);
  await scope.tx.deleteFrom('practiceObservation').where('id', '=', id).execute();
  await appendPracticeEvent(scope, { verb: 'delete', subject: 'practice_observation', subjectId: id });
}
