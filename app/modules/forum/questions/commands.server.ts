import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { appendEvent, publish } from '#app/platform/events.server.ts';
import { conflict, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { assertMayKeepEvent, eventNamed } from '../events/queries.server.ts';
import type { QuestionDecision, QuestionForm } from './schema.ts';

const refusals: Readonly<Record<string, string>> = {
  closed: 'Questions for this event are closed.',
  often: 'Five questions for this event came from your network within an hour, which is as many as we take. Send the next one later.',
  full: 'So many questions wait for this event that we take no more. Bring yours along.',
};

/**
 * Keeps a question that anybody sends beforehand; only moderators see it until they accept it. The database writes the event. `network`: where it came from; what is kept of it is
 * a hash for this event, which holds the limit and is forgotten when the question is decided.
 */
export async function askAtForum(
  scope: Scope,
  slug: string,
  { words, askedAs, network }: QuestionForm & { network: string },
): Promise<void> {
  const event = await assertMayAsk(scope, slug);
  const hash = createHash('sha256').update(`${event.id} ${network}`).digest('hex');
  const { rows } = await sql<{ said: string }>`select ask_at_forum(${event.id}, ${words}, ${askedAs}, ${hash}) as said`.execute(scope.tx);
  const refusal = refusals[rows[0]!.said];
  if (refusal) throw conflict(refusal);
}

/** Whoever reads the event may. */
function assertMayAsk(scope: Scope, slug: string) {
  return eventNamed(scope, slug);
}

/** Keeps every question that waits from the event's page, for when many came that nobody has to read one by one; each can be shown later. Answers how many. */
export async function declineWaiting(scope: Scope, slug: string): Promise<number> {
  const { actor, tx } = scope;
  const event = await assertMayKeepEvent(scope, slug);
  const declined = await tx
    .updateTable('forumQuestion')
    .set({ state: 'declined', decidedAt: sql<Date>`now()`, decidedBy: actor.personId, network: null })
    .where('eventId', '=', event.id)
    .where('state', '=', 'waiting')
    .returning('id')
    .execute();
  await appendEvent(scope, { verb: 'decline-waiting', subject: 'forum_event', subjectId: event.id, after: { declined: declined.length } });
  return declined.length;
}

/** Shows a question on the event's page, or keeps it from there; either can be changed. */
export async function decideQuestion(scope: Scope, slug: string, { question, state }: QuestionDecision): Promise<void> {
  const { actor, tx } = scope;
  const event = await assertMayKeepEvent(scope, slug);
  const decided = await tx
    .updateTable('forumQuestion')
    .set({ state, decidedAt: sql<Date>`now()`, decidedBy: actor.personId, network: null })
    .where('eventId', '=', event.id)
    .where('id', '=', question)
    .returning('id')
    .executeTakeFirst();
  if (!decided) throw missing('This question');
  await appendEvent(scope, { verb: state === 'accepted' ? 'accept' : 'decline', subject: 'forum_question', subjectId: question });
  await publish(scope);
}
