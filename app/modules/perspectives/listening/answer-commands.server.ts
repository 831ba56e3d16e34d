import { sql } from 'kysely';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { maySpeak, type Speaker } from '../rules.ts';
import { isSettled, ownVoice } from './queries.server.ts';
import type { AnswerDraft, AnswerGiven, NoteApproved } from './schema.ts';

/** Where somebody speaks: the round, and who. */
export type Speaking = { readonly roundId: string; readonly speaker: Speaker };

/**
 * Keeps what is written so far; nobody else reads it. Answers its version. Kept twice as it was, because the answer to the first was lost on the way, it is kept once. Conflict when it was changed elsewhere
 * since `seen`, or the round is not open.
 */
export async function keepDraft(scope: Scope, at: Speaking, { promptId, words, visibility, role, seen }: AnswerDraft): Promise<number> {
  const voiceId = await assertMaySpeak(scope, at, role);
  const set = { draft: words, draftVisibility: visibility ?? null };
  const kept = await scope.tx
    .selectFrom('listeningAnswer')
    .select('version')
    .where('voiceId', '=', voiceId)
    .where('promptId', '=', promptId)
    .where('version', '=', seen + 1)
    .where('draft', '=', words)
    .where('draftVisibility', 'is not distinct from', set.draftVisibility)
    .executeTakeFirst();
  if (kept) return kept.version;
  const before = await answerForChange(scope, { voiceId, promptId, seen });
  if (before) await changeAnswer(scope, before, set);
  else await beginAnswer(scope, at, { voiceId, promptId, ...set });
  return seen + 1;
}

/**
 * Gives an answer, or gives it with other words. Others read of it what `visibility` says, as soon as they have answered the prompt themselves. Where its words change, what was marked
 * in it goes.
 */
export async function giveAnswer(scope: Scope, at: Speaking, { promptId, words, visibility, role, seen }: AnswerGiven): Promise<void> {
  const voiceId = await assertMaySpeak(scope, at, role);
  const before = await answerForChange(scope, { voiceId, promptId, seen });
  const set = { draft: null, draftVisibility: null, words, visibility, givenAt: new Date() };
  if (before) await changeAnswer(scope, before, set);
  else await beginAnswer(scope, at, { voiceId, promptId, ...set });
  await scope.tx.updateTable('listeningVoice').set({ declinedAt: null }).where('id', '=', voiceId).execute();
}

/** Lets others see more, or less, of an answer, also after the round is closed. What was marked in one that is only counted from now on goes. Conflict once the goal is adopted. */
export async function changeVisibility(
  scope: Scope,
  at: Speaking,
  { promptId, visibility, seen }: Pick<AnswerGiven, 'promptId' | 'visibility' | 'seen'>,
): Promise<void> {
  assertIsSpeaker(at.speaker);
  await assertUnsettled(scope, at.roundId);
  const voice = await ownVoice(scope, at.roundId, at.speaker);
  const before = voice && (await answerForChange(scope, { voiceId: voice.id, promptId, seen }));
  if (!before?.words) throw missing('This answer');
  await changeAnswer(scope, before, { visibility });
}

/** Withdraws an answer with its draft, and with it every passage that was marked in it. Conflict once a goal that rests on the round is adopted. */
export async function withdrawAnswer(scope: Scope, at: Speaking, promptId: string): Promise<void> {
  assertIsSpeaker(at.speaker);
  await assertUnsettled(scope, at.roundId);
  const voice = await ownVoice(scope, at.roundId, at.speaker);
  const gone =
    voice &&
    (await scope.tx
      .deleteFrom('listeningAnswer')
      .where('voiceId', '=', voice.id)
      .where('promptId', '=', promptId)
      .returning('id')
      .executeTakeFirst());
  if (!gone) throw missing('This answer');
}

/** Says that one will not answer, or takes that back; reminders stop. */
export async function decline(scope: Scope, at: Speaking, { isDeclining }: { isDeclining: boolean }): Promise<void> {
  const voiceId = await assertMaySpeak(scope, at, null);
  await scope.tx
    .updateTable('listeningVoice')
    .set({ declinedAt: isDeclining ? new Date() : null })
    .where('id', '=', voiceId)
    .execute();
}

/** Says whether one is reminded of this round. */
export async function keepListeningReminders(scope: Scope, at: Speaking, { wantsReminders }: { wantsReminders: boolean }): Promise<void> {
  const voiceId = await assertMaySpeak(scope, at, null);
  await scope.tx.updateTable('listeningVoice').set({ wantsReminders }).where('id', '=', voiceId).execute();
}

/** Makes an interviewer's note, as it is or corrected, an answer of the one who spoke; the note is gone with that. Conflict when they wrote to this prompt themselves. */
export async function approveNote(scope: Scope, at: Speaking, { noteId, words, visibility, role }: NoteApproved): Promise<void> {
  const voiceId = await assertMaySpeak(scope, at, role);
  const note = await noteOfOwn(scope, noteId);
  const before = await scope.tx
    .selectFrom('listeningAnswer')
    .select(['id', 'words'])
    .where('voiceId', '=', voiceId)
    .where('promptId', '=', note.promptId)
    .executeTakeFirst();
  if (before?.words) throw conflict('You have answered this prompt yourself. Withdraw that answer first, or refuse the note.');
  if (before) await scope.tx.deleteFrom('listeningAnswer').where('id', '=', before.id).execute();
  await beginAnswer(scope, at, {
    ...{ voiceId, promptId: note.promptId, draft: null, draftVisibility: null },
    ...{ words, visibility, givenAt: new Date(), isNoted: true },
  });
  await scope.tx.deleteFrom('listeningNote').where('id', '=', noteId).execute();
}

/** Refuses an interviewer's note: it is gone, and nobody else has read it. */
export async function refuseNote(scope: Scope, at: Speaking, noteId: string): Promise<void> {
  assertIsSpeaker(at.speaker);
  await noteOfOwn(scope, noteId);
  await scope.tx.deleteFrom('listeningNote').where('id', '=', noteId).execute();
}

async function noteOfOwn({ tx }: Scope, noteId: string) {
  const note = await tx.selectFrom('listeningNote').select(['promptId']).where('id', '=', noteId).executeTakeFirst();
  if (!note) throw missing('This note');
  return note;
}

function assertIsSpeaker(speaker: Speaker): void {
  if (!maySpeak(speaker)) throw forbidden('answer here', 'Members and invited guests do.');
}

/** The speaker's voice in an open round, made at their first word; with a role, others read that one. */
async function assertMaySpeak(scope: Scope, { roundId, speaker }: Speaking, role: AnswerDraft['role']): Promise<string> {
  assertIsSpeaker(speaker);
  const { tx } = scope;
  const round = await tx.selectFrom('listeningRound').select('status').where('id', '=', roundId).executeTakeFirst();
  if (!round) throw missing('This listening round');
  if (round.status !== 'open') throw conflict('This round is closed, so nothing is written to it any more. What you kept is still here.');
  // One at a time for a speaker, so that two pages at once do not both begin.
  await sql`select pg_advisory_xact_lock(hashtext(${`voice ${roundId} ${speaker.personId ?? speaker.guestId}`}))`.execute(tx);
  const voice = await ownVoice(scope, roundId, speaker);
  const shown = speaker.guestId === null ? (role ?? voice?.role ?? null) : null;
  if (voice) {
    if (voice.role !== shown) await tx.updateTable('listeningVoice').set({ role: shown }).where('id', '=', voice.id).execute();
    return voice.id;
  }
  const { id } = await tx
    .insertInto('listeningVoice')
    .values({ roundId, ...speaker, role: shown })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function answerForChange({ tx }: Scope, { voiceId, promptId, seen }: { voiceId: string; promptId: string; seen: number }) {
  const answer = await tx
    .selectFrom('listeningAnswer')
    .select(['id', 'version', 'words'])
    .where('voiceId', '=', voiceId)
    .where('promptId', '=', promptId)
    .forUpdate()
    .executeTakeFirst();
  if ((answer?.version ?? 0) !== seen)
    throw conflict('You changed this answer elsewhere meanwhile. Open it in another tab and compare; what you wrote is still here.');
  return answer ?? null;
}

type Kept = {
  readonly draft?: string | null;
  readonly draftVisibility?: AnswerGiven['visibility'] | null;
  readonly words?: string;
  readonly visibility?: AnswerGiven['visibility'];
  readonly givenAt?: Date;
  readonly isNoted?: boolean;
};

async function changeAnswer({ tx }: Scope, { id, version }: { id: string; version: number }, set: Kept): Promise<void> {
  await tx
    .updateTable('listeningAnswer')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .execute();
}

async function beginAnswer({ tx }: Scope, { roundId }: Speaking, answer: Kept & { voiceId: string; promptId: string }): Promise<void> {
  const prompt = await tx
    .selectFrom('listeningPrompt')
    .select('id')
    .where('roundId', '=', roundId)
    .where('id', '=', answer.promptId)
    .executeTakeFirst();
  if (!prompt) throw missing('This prompt');
  await tx
    .insertInto('listeningAnswer')
    .values({ ...answer, roundId })
    .execute();
}

async function assertUnsettled(scope: Scope, roundId: string): Promise<void> {
  if (await isSettled(scope, roundId))
    throw conflict('The goal that rests on this round is adopted, so its answers stay. Until a goal is adopted, each can be withdrawn.');
}
