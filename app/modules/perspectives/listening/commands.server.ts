import { sql } from 'kysely';
import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { freeSlug } from '#app/platform/slug.ts';
import { isOfSample } from '../../members/queries.server.ts';
import { mayRemoveSample } from '../../members/rules.ts';
import { mayKeepListening } from '../rules.ts';
import type { NewGuest, RoundSaid } from './schema.ts';

function assertMayKeep({ actor }: Scope): void {
  if (!mayKeepListening(actor)) throw forbidden('keep listening rounds', 'The convener does.');
}

/** Begins a round as a draft; answers its short name. */
export async function beginListening(scope: Scope, said: RoundSaid): Promise<string> {
  assertMayKeep(scope);
  const { actor, tx } = scope;
  const { prompts, ...round } = said;
  await sql`select pg_advisory_xact_lock(hashtext('listening round slug'))`.execute(tx);
  const taken = await tx.selectFrom('listeningRound').select('slug').execute();
  // `goal` stands beside the rounds in addresses.
  const slug = freeSlug(said.title, [...taken.map((each) => each.slug), 'goal'], 'round');
  const { id } = await tx
    .insertInto('listeningRound')
    .values({ ...round, slug, begunBy: actor.personId, isSample: await isOfSample(scope) })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('listeningPrompt')
    .values(prompts.map(({ words, help }, position) => ({ roundId: id, position, words, help })))
    .execute();
  await appendEvent(scope, { verb: 'begin', subject: 'listening_round', subjectId: id, after: said });
  return slug;
}

/**
 * Changes what a round says and asks. Conflict when it changed since `seen`, when it is closed, or when a prompt that has answers would become another: an answer stands for the
 * words that it answers.
 */
export async function keepListening(scope: Scope, { slug, seen, said }: { slug: string; seen: number; said: RoundSaid }): Promise<void> {
  assertMayKeep(scope);
  const { tx } = scope;
  const round = await roundForChange(scope, slug);
  if (round.version !== seen)
    throw conflict('Somebody changed this round meanwhile. Open it in another tab; what you wrote is still here.');
  if (round.status === 'closed') throw conflict('This round is closed: what was asked stays as it was.');
  const { prompts, ...of } = said;
  const before = await tx.selectFrom('listeningPrompt').selectAll().where('roundId', '=', round.id).orderBy('position').execute();
  const { rows: answered } = await sql<{ id: string }>`
    select prompt_id as id from listening_prompt_counts(${round.id}) where has_answers`.execute(tx);
  for (const { id } of answered) {
    const now = prompts.find((prompt) => prompt.id === id);
    const was = before.find((prompt) => prompt.id === id)!;
    if (now?.words !== was.words) throw conflict(`“${was.words}” has answers, so it stays as it is. Add another prompt instead.`);
  }
  const left = before.find(({ id }) => !prompts.some((prompt) => prompt.id === id));
  if (left && round.status !== 'draft')
    throw conflict(`“${left.words}” stays, since somebody may be writing to it. Change its words, or add another prompt.`);
  await tx
    .deleteFrom('listeningPrompt')
    .where('roundId', '=', round.id)
    .where('id', 'not in', [round.id, ...prompts.flatMap(({ id }) => id ?? [])])
    .execute();
  for (const [position, { id, words, help }] of prompts.entries()) {
    if (before.some((each) => each.id === id))
      await tx.updateTable('listeningPrompt').set({ position, words, help }).where('roundId', '=', round.id).where('id', '=', id).execute();
    else await tx.insertInto('listeningPrompt').values({ roundId: round.id, position, words, help }).execute();
  }
  await tx
    .updateTable('listeningRound')
    .set({ ...of, version: round.version + 1 })
    .where('id', '=', round.id)
    .execute();
  await appendEvent(scope, { verb: 'change', subject: 'listening_round', subjectId: round.id, after: said });
}

/** Opens a round, also one that was closed: from now on it is answered. Conflict once a goal that rests on it is adopted. */
export async function openListening(scope: Scope, slug: string): Promise<void> {
  assertMayKeep(scope);
  const round = await roundForChange(scope, slug);
  if (round.status === 'open') return;
  const adopted = await scope.tx
    .selectFrom('goalVersion')
    .select('number')
    .where('roundId', '=', round.id)
    .where('adoptedAt', 'is not', null)
    .executeTakeFirst();
  if (adopted) throw conflict('A goal that rests on this round is adopted. Begin another round to listen again.');
  const proposed = await scope.tx
    .selectFrom('goalVersion')
    .select('number')
    .where('roundId', '=', round.id)
    .where('proposedAt', 'is not', null)
    .executeTakeFirst();
  if (proposed) throw conflict('A goal that rests on this round is before the schools. Take it back to drafting first.');
  await scope.tx
    .updateTable('listeningRound')
    .set({ status: 'open', openedAt: round.openedAt ?? new Date(), closedAt: null, version: round.version + 1 })
    .where('id', '=', round.id)
    .execute();
  await appendEvent(scope, { verb: 'open', subject: 'listening_round', subjectId: round.id });
}

/** Closes a round: nobody is reminded any more, and everybody here reads what was said. */
export async function closeListening(scope: Scope, slug: string): Promise<void> {
  assertMayKeep(scope);
  const round = await roundForChange(scope, slug);
  if (round.status === 'draft') throw conflict('This round was never open.');
  if (round.status === 'closed') return;
  await scope.tx
    .updateTable('listeningRound')
    .set({ status: 'closed', closedAt: new Date(), version: round.version + 1 })
    .where('id', '=', round.id)
    .execute();
  await appendEvent(scope, { verb: 'close', subject: 'listening_round', subjectId: round.id });
}

/** Invites a guest; the job writes the mail with their link, which nobody but the receiver sees. Conflict when this address is invited already. */
export async function inviteGuest(scope: Scope, { slug, ...guest }: NewGuest & { slug: string }): Promise<void> {
  assertMayKeep(scope);
  const { actor, tx } = scope;
  const round = await roundForChange(scope, slug);
  if (round.status === 'closed') throw conflict('This round is closed. Open it again to invite somebody.');
  const known = await tx
    .selectFrom('listeningGuest')
    .select(['id', 'endedAt'])
    .where('roundId', '=', round.id)
    .where('mail', '=', guest.mail)
    .executeTakeFirst();
  if (known) throw conflict(`${guest.mail} is ${known.endedAt ? 'no longer invited' : 'invited already'}.`);
  const { id } = await tx
    .insertInto('listeningGuest')
    .values({ ...guest, roundId: round.id, invitedBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendEvent(scope, { verb: 'invite', subject: 'listening_guest', subjectId: id, after: { role: guest.role } });
}

/** Sends a guest's link again: the job writes the mail, and what they had before opens nothing from now on. Conflict when the round is not open, or they are no longer invited. */
export async function sendGuestLink(scope: Scope, { slug, guestId }: { slug: string; guestId: string }): Promise<void> {
  assertMayKeep(scope);
  const round = await roundForChange(scope, slug);
  if (round.status !== 'open') throw conflict('This round is not open, so a link would lead to nothing.');
  const sent = await scope.tx
    .updateTable('listeningGuest')
    .set({ linksFrom: sql<Date>`date_trunc('milliseconds', now())` })
    .where('roundId', '=', round.id)
    .where('id', '=', guestId)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!sent) throw missing('This guest');
  await appendEvent(scope, { verb: 'send-again', subject: 'listening_guest', subjectId: guestId });
}

/** Ends a guest's invitation: their links and codes open nothing from now on. What they said stays as they chose. */
export async function endGuest(scope: Scope, { slug, guestId }: { slug: string; guestId: string }): Promise<void> {
  assertMayKeep(scope);
  const round = await roundForChange(scope, slug);
  const ended = await scope.tx
    .updateTable('listeningGuest')
    .set({ endedAt: new Date() })
    .where('roundId', '=', round.id)
    .where('id', '=', guestId)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!ended) throw missing('This guest');
  await appendEvent(scope, { verb: 'end', subject: 'listening_guest', subjectId: guestId });
}

/** Removes the rounds of the sample with all that was said and made of it. Answers how many there were. */
export async function removeSampleListening(scope: Scope): Promise<number> {
  if (!mayRemoveSample(scope.actor)) throw forbidden('remove the sample');
  const gone = await scope.tx.deleteFrom('listeningRound').where('isSample', '=', true).returning('title').execute();
  for (const { title } of gone)
    await appendEvent(scope, { verb: 'remove', subject: 'listening_round', subjectId: null, before: { title } });
  return gone.length;
}

async function roundForChange({ tx }: Scope, slug: string) {
  const round = await tx
    .selectFrom('listeningRound')
    .select(['id', 'status', 'version', 'openedAt'])
    .where('slug', '=', slug)
    .forUpdate()
    .executeTakeFirst();
  if (!round) throw missing('This listening round');
  return round;
}
