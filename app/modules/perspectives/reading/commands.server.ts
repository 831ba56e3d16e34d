import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayDraftGoal } from '../rules.ts';
import { answersToRead, readsListening } from './queries.server.ts';
import type { PassageMarked, PointSaid, ReasonSaid } from './schema.ts';
import { placesOf } from './sentences.ts';

/** Begins a point; answers its id. */
export async function beginPoint(scope: Scope, roundId: string, { claim, words }: Omit<PointSaid, 'seen'>): Promise<string> {
  await assertMayDraft(scope, roundId);
  const { actor, tx } = scope;
  const { id } = await tx
    .insertInto('listeningPoint')
    .values({ roundId, claim, words, madeBy: actor.personId, changedBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendEvent(scope, { verb: 'begin', subject: 'listening_point', subjectId: id, after: { claim } });
  return id;
}

/** Changes the words of a point. Conflict when it changed since `seen`. */
export async function keepPoint(
  scope: Scope,
  roundId: string,
  { pointId, claim, words, seen }: PointSaid & { pointId: string },
): Promise<void> {
  await assertMayDraft(scope, roundId);
  const before = await pointForChange(scope, roundId, pointId);
  if (before.version !== seen)
    throw conflict(`Somebody changed this point meanwhile. It now says: “${before.claim}” What you wrote is still here.`);
  await scope.tx
    .updateTable('listeningPoint')
    .set({ claim, words, version: seen + 1, changedBy: scope.actor.personId, changedAt: new Date() })
    .where('id', '=', pointId)
    .execute();
  await appendEvent(scope, {
    verb: 'change',
    subject: 'listening_point',
    subjectId: pointId,
    before: { claim: before.claim },
    after: { claim },
  });
}

/** Sets a point aside, or takes it up again. Its passages stay. Conflict while a sentence of a draft rests on it. */
export async function setPointAside(
  scope: Scope,
  roundId: string,
  { pointId, isAside }: { pointId: string; isAside: boolean },
): Promise<void> {
  await assertMayDraft(scope, roundId);
  const before = await pointForChange(scope, roundId, pointId);
  if ((before.setAsideAt !== null) === isAside) return;
  const source = await scope.tx.selectFrom('goalSource').select('id').where('pointId', '=', pointId).executeTakeFirst();
  if (isAside && source) throw conflict('A sentence of the goal rests on this point. Take it out of there first.');
  await scope.tx
    .updateTable('listeningPoint')
    .set({ setAsideAt: isAside ? new Date() : null, version: before.version + 1, changedBy: scope.actor.personId, changedAt: new Date() })
    .where('id', '=', pointId)
    .execute();
  await appendEvent(scope, { verb: isAside ? 'set aside' : 'take up again', subject: 'listening_point', subjectId: pointId });
}

/** Gives passages of an answer to a point, which may be a new one; answers the point's id. Doing it again changes nothing. Missing for an answer that the actor may not read. */
export async function markPassage(
  scope: Scope,
  roundId: string,
  { answerId, pointId, claim, begins, ends, sentences }: PassageMarked,
): Promise<string> {
  await assertMayDraft(scope, roundId);
  const { actor, tx } = scope;
  const answer = (await answersToRead(scope, roundId)).find(({ id }) => id === answerId);
  if (!answer) throw missing('This answer');
  const places =
    sentences.length > 0 ? placesOf(answer.words, sentences) : [{ begins: begins!, ends: Math.min(ends!, answer.words.length) }];
  if (places.length === 0 || places.some((place) => place.ends <= place.begins))
    throw invalid('These words are not in the answer any more. Look at it again.');
  const point = pointId === '' ? await beginPoint(scope, roundId, { claim, words: '' }) : pointId;
  await pointForChange(scope, roundId, point);
  await tx
    .insertInto('listeningPassage')
    .values(places.map((place) => ({ roundId, pointId: point, answerId, ...place, markedBy: actor.personId })))
    .onConflict((on) => on.doNothing())
    .execute();
  await appendEvent(scope, { verb: 'mark', subject: 'listening_passage', subjectId: point, after: { passages: places.length } });
  return point;
}

/** Takes a passage out of its point. */
export async function removePassage(scope: Scope, roundId: string, passageId: string): Promise<void> {
  await assertMayDraft(scope, roundId);
  const gone = await scope.tx
    .deleteFrom('listeningPassage')
    .where('roundId', '=', roundId)
    .where('id', '=', passageId)
    .returning('pointId')
    .executeTakeFirst();
  if (!gone) throw missing('This passage');
  await appendEvent(scope, { verb: 'take out', subject: 'listening_passage', subjectId: gone.pointId });
}

/** Says to whoever gave an answer why it is not in the goal; without words, takes that back. */
export async function sayReason(scope: Scope, roundId: string, { answerId, words }: ReasonSaid): Promise<void> {
  await assertMayDraft(scope, roundId);
  const { actor, tx } = scope;
  if (!(await answersToRead(scope, roundId)).some(({ id }) => id === answerId)) throw missing('This answer');
  await tx.deleteFrom('listeningReason').where('answerId', '=', answerId).execute();
  if (words !== '') await tx.insertInto('listeningReason').values({ answerId, roundId, words, saidBy: actor.personId }).execute();
  await appendEvent(scope, { verb: 'say', subject: 'listening_reason', subjectId: roundId, after: { words } });
}

async function assertMayDraft(scope: Scope, roundId: string): Promise<void> {
  if (!mayDraftGoal(scope.actor)) throw forbidden('make points of what was said', 'Conveners and steering members do.');
  if (!(await readsListening(scope, roundId)))
    throw forbidden('read this round yet', 'Answer it yourself first, or wait until it is closed.');
}

async function pointForChange({ tx }: Scope, roundId: string, pointId: string) {
  const point = await tx
    .selectFrom('listeningPoint')
    .select(['claim', 'version', 'setAsideAt'])
    .where('roundId', '=', roundId)
    .where('id', '=', pointId)
    .forUpdate()
    .executeTakeFirst();
  if (!point) throw missing('This point');
  return point;
}
