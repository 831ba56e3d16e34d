import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayInterview } from '../rules.ts';
import { possibleSpeakers } from './queries.server.ts';
import type { NewNote } from './schema.ts';

/** Keeps what somebody said, for them alone to approve. Conflict while an earlier note of theirs to this prompt waits, or when the round is not open. */
export async function noteWords(scope: Scope, { roundId, speaker, promptId, words }: NewNote & { roundId: string }): Promise<void> {
  assertMayInterview(scope);
  const { actor, tx } = scope;
  const round = await tx.selectFrom('listeningRound').select('status').where('id', '=', roundId).executeTakeFirst();
  if (round?.status !== 'open') throw conflict('This round is not open.');
  if (!(await possibleSpeakers(scope, roundId)).some(({ value }) => value === `${speaker.kind}:${speaker.id}`))
    throw missing('This speaker');
  const prompt = await tx
    .selectFrom('listeningPrompt')
    .select('id')
    .where('roundId', '=', roundId)
    .where('id', '=', promptId)
    .executeTakeFirst();
  if (!prompt) throw missing('This prompt');
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('listeningNote')
    .values({
      ...{ roundId, promptId, words, notedBy: actor.personId! },
      ...(speaker.kind === 'person' ? { personId: speaker.id } : { guestId: speaker.id }),
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) throw conflict('A note of what they said to this prompt waits for their word already.');
  await appendEvent(scope, { verb: 'note', subject: 'listening_note', subjectId: roundId });
}

/** Takes one's own note back before the one who spoke has settled it. */
export async function dropNote(scope: Scope, noteId: string): Promise<void> {
  assertMayInterview(scope);
  const { actor, tx } = scope;
  const gone = await tx
    .deleteFrom('listeningNote')
    .where('id', '=', noteId)
    .where('notedBy', '=', actor.personId)
    .returning('roundId')
    .executeTakeFirst();
  if (!gone) throw missing('This note');
  await appendEvent(scope, { verb: 'remove', subject: 'listening_note', subjectId: gone.roundId });
}

function assertMayInterview({ actor }: Scope): void {
  if (!mayInterview(actor)) throw forbidden('write down what others say', 'Conveners and steering members do.');
}
