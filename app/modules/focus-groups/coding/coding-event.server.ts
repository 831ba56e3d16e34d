import { sql } from 'kysely';
import { appendStudyEvent } from '#app/platform/events.server.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';

/** Where codings of open rounds are told, as the ids of the round, the text and the coding; and, by its id alone, that a round was opened or closed. */
export const codingChannel = 'concord_coding';

type CodingEvent = { verb: string; codingId: string; roundId: string; textId: string; isBlind: boolean };

/**
 * What was coded stays out of the record's words, and out of the lead's trail: the round is blind to the lead too. Whoever reads an open round live is told which coding to
 * look at, and of a blind one nothing at all.
 */
export async function appendCodingEvent(
  scope: Scope,
  study: Study,
  { verb, codingId, roundId, textId, isBlind }: CodingEvent,
): Promise<void> {
  await appendStudyEvent(scope, study.id, { verb, subject: 'coding', subjectId: codingId, after: { roundId }, isTrail: false });
  if (!isBlind) await sql`select pg_notify(${codingChannel}, ${`${roundId} ${textId} ${codingId}`})`.execute(scope.tx);
}

/** Tells every page that is open on a round that it was opened or closed. */
export async function tellRound({ tx }: Scope, roundId: string): Promise<void> {
  await sql`select pg_notify(${codingChannel}, ${roundId})`.execute(tx);
}
