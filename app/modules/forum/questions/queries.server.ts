import type { Scope } from '#app/platform/scope.server.ts';
import { assertMayKeepEvent } from '../events/queries.server.ts';

/** The questions of an event that a moderator accepted, the oldest first. */
export function acceptedQuestions({ tx }: Scope, eventId: string) {
  return tx
    .selectFrom('forumQuestion')
    .select(['id', 'words', 'askedAs'])
    .where('eventId', '=', eventId)
    .where('state', '=', 'accepted')
    .orderBy('askedAt')
    .execute();
}

/** Every question of an event for its moderator: those that wait first. */
export async function questionsToModerate(scope: Scope, slug: string) {
  const event = await assertMayKeepEvent(scope, slug);
  const questions = await scope.tx
    .selectFrom('forumQuestion')
    .select(['id', 'words', 'askedAs', 'state', 'askedAt'])
    .where('eventId', '=', event.id)
    .orderBy(({ eb }) => eb('state', '=', 'waiting'), 'desc')
    .orderBy('askedAt')
    .execute();
  return { event, questions };
}
/** A question as its moderator sees it. */
export type ModeratedQuestion = Awaited<ReturnType<typeof questionsToModerate>>['questions'][number];

/** How many questions wait at the events that the actor keeps, by event. */
export async function questionsWaiting({ tx }: Scope): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('forumQuestion')
    .select(({ fn }) => ['eventId', fn.countAll<number>().as('n')])
    .where('state', '=', 'waiting')
    .groupBy('eventId')
    .execute();
  return new Map(rows.map(({ eventId, n }) => [eventId, Number(n)]));
}
