import { sql } from 'kysely';
import { appendEvent, publish } from '#app/platform/events.server.ts';
import { conflict, forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { changeToTell, type OccasionDraft, type ToldChange } from './occasion.ts';
import { datesTogether, joinLinkOf, type Occasion, occasionOf } from './queries.server.ts';
import { mayMakeOccasion, mayRemoveSampleOccasions, type Organised, runsOccasion } from './rules.ts';
import type { Message } from './schema.ts';

function assertMayRun({ actor }: Scope, organised: Organised): void {
  if (!runsOccasion(actor, organised))
    throw forbidden('run this event', 'Whoever convenes, the organising school’s lead and its host may.');
}

/** Makes an occasion that is only planned: nobody but those who run it sees it. Answers its id. */
export async function makeOccasion(scope: Scope, draft: OccasionDraft, { isSample = false } = {}): Promise<string> {
  const { actor, tx } = scope;
  if (!mayMakeOccasion(actor, draft)) throw forbidden('plan an event', 'Whoever convenes may, and a lead for the own school.');
  const { link, ...row } = draft;
  const { id } = await tx
    .insertInto('occasion')
    .values({ ...row, isSample })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (link)
    await tx
      .insertInto('occasionLink')
      .values({ occasionId: id, ...link })
      .execute();
  await appendEvent(scope, { verb: 'plan', subject: 'occasion', subjectId: id, after: row });
  return id;
}

/**
 * Changes an occasion to what the draft says. Of one that is published, whoever has a place or waits for one is told what changed, calendars hear of it (the sequence rises), and places that
 * became free are given. Answers whether anybody is to be told: then send notices after the scope.
 */
export async function changeOccasion(scope: Scope, id: string, draft: OccasionDraft): Promise<boolean> {
  const { isShown, sequence, change } = await keepOccasion(scope, id, draft);
  if (!isShown) return false;
  if (change !== null && draft.endsAt > new Date())
    await tellPlaces(scope, id, { kind: 'changed', key: String(sequence), detail: change, states: ['confirmed', 'waiting'] });
  await settlePlaces(scope, id);
  await publish(scope);
  return true;
}

/** Changes several dates that go together in one act, the one that the others follow first: whoever has a place is told once, of all that changed. Answers as a change of one does. */
export async function changeTogether(scope: Scope, drafts: ReadonlyArray<{ id: string; draft: OccasionDraft }>): Promise<boolean> {
  const kept = [];
  for (const { id, draft } of drafts) kept.push({ id, draft, ...(await keepOccasion(scope, id, draft)) });
  if (!kept.some(({ isShown }) => isShown)) return false;
  const toTell = kept.filter(({ isShown, change, draft }) => isShown && change !== null && draft.endsAt > new Date());
  const [first] = toTell;
  if (first) {
    const { title } = first.change!;
    const dates = toTell.flatMap(({ before, change }) => {
      const { title: _, ...rest } = change!;
      const was = { starts: before.startsAt.toISOString(), ends: before.endsAt.toISOString() };
      return Object.keys(rest).length === 0 ? [] : [{ was, change: rest }];
    });
    const detail: ToldChange = { ...(title && { title }), dates };
    await tellPlaces(scope, first.id, { kind: 'changed', key: `${first.sequence}+`, detail, states: ['confirmed', 'waiting'] });
  }
  for (const { id } of kept.slice(0, 1)) await settlePlaces(scope, id);
  await publish(scope);
  return true;
}

/** Writes a change down, and answers what of it is to be told. */
async function keepOccasion(scope: Scope, id: string, draft: OccasionDraft) {
  const { tx } = scope;
  const before = await lockedOccasion(scope, id);
  assertMayRun(scope, before);
  assertMayRun(scope, draft);
  if (before.status === 'cancelled') throw conflict('This event is cancelled. Plan a new one instead.');
  const { link, ...row } = draft;
  const linkBefore = await joinLinkOf(scope, id);
  const change = changeToTell({ ...before, link: linkBefore }, draft);
  const isMoved = change?.time !== undefined;
  const isShown = before.status !== 'planned';
  const isOther = change !== null || before.summary !== draft.summary || before.page !== draft.page;
  await tx
    .updateTable('occasion')
    .set({
      ...row,
      // A meeting that was held and moves into the time to come is to be held again.
      ...(before.status === 'held' && isMoved && draft.endsAt > new Date() && { status: 'published' as const }),
      ...(isShown && isMoved && { movedFrom: before.startsAt, movedAt: new Date() }),
      ...(isShown && isOther && { sequence: before.sequence + 1 }),
      updatedAt: new Date(),
    })
    .where('id', '=', id)
    .execute();
  await keepLink(scope, id, link);
  await appendEvent(scope, { verb: 'change', subject: 'occasion', subjectId: id, before: plain(before), after: row });
  return { isShown, change, before, sequence: before.sequence + 1 };
}

async function keepLink({ tx }: Scope, occasionId: string, link: OccasionDraft['link']): Promise<void> {
  if (link === null) await tx.deleteFrom('occasionLink').where('occasionId', '=', occasionId).execute();
  else
    await tx
      .insertInto('occasionLink')
      .values({ occasionId, ...link })
      .onConflict((on) => on.column('occasionId').doUpdateSet(link))
      .execute();
}

/** Shows an occasion to everybody, and opens registration where it takes any. */
export async function publishOccasion(scope: Scope, id: string): Promise<void> {
  const occasion = await lockedOccasion(scope, id);
  assertMayRun(scope, occasion);
  if (occasion.status !== 'planned') throw conflict('This event is published already.');
  await scope.tx.updateTable('occasion').set({ status: 'published', updatedAt: new Date() }).where('id', '=', id).execute();
  // A date that follows comes to those who have a place at the others.
  if (occasion.followsId !== null) await settlePlaces(scope, id);
  await appendEvent(scope, { verb: 'publish', subject: 'occasion', subjectId: id });
  await publish(scope);
}

/** Cancels an occasion. Calendars keep it as cancelled; whoever has a place or waits for one is told why. Send notices after the scope. */
export async function cancelOccasion(scope: Scope, id: string, because: string): Promise<void> {
  const occasion = await lockedOccasion(scope, id);
  assertMayRun(scope, occasion);
  if (occasion.status === 'cancelled') throw conflict('This event is cancelled already.');
  if (occasion.status === 'held') throw conflict('This event was held, so it cannot be cancelled.');
  await callOff(scope, occasion, because);
  await tellPlaces(scope, id, { kind: 'cancelled', detail: { because }, states: ['confirmed', 'waiting'] });
  await publish(scope);
}

/** Cancels all dates that go together and were not held yet; whoever has a place is told once. */
export async function cancelTogether(scope: Scope, id: string, because: string): Promise<void> {
  const dates = await datesTogether(scope, await lockedOccasion(scope, id));
  const open = dates.filter(({ status, endsAt }) => status === 'published' && endsAt > new Date());
  const [next] = open;
  if (!next) throw conflict('None of its dates is still to come, so there is nothing to cancel.');
  for (const date of open) {
    const occasion = await lockedOccasion(scope, date.id);
    assertMayRun(scope, occasion);
    await callOff(scope, occasion, because);
  }
  await tellPlaces(scope, next.id, { kind: 'cancelled', detail: { because, isAll: true }, states: ['confirmed', 'waiting'] });
  await publish(scope);
}

async function callOff(scope: Scope, { id, sequence }: Occasion, because: string): Promise<void> {
  await scope.tx
    .updateTable('occasion')
    .set({ status: 'cancelled', cancelledBecause: because, sequence: sequence + 1, updatedAt: new Date() })
    .where('id', '=', id)
    .execute();
  await appendEvent(scope, { verb: 'cancel', subject: 'occasion', subjectId: id, after: { because } });
}

/** Takes away an occasion that was never shown to anybody. What was published is cancelled instead. */
export async function dropOccasion(scope: Scope, id: string): Promise<void> {
  const occasion = await lockedOccasion(scope, id);
  assertMayRun(scope, occasion);
  if (occasion.status !== 'planned') throw conflict('This event was published: people have it in their calendars. Cancel it instead.');
  await scope.tx.deleteFrom('occasion').where('id', '=', id).execute();
  await appendEvent(scope, { verb: 'drop', subject: 'occasion', subjectId: id, before: plain(occasion) });
}

/** Writes a message to whoever has a place (`everybody`: also to those who wait; `came`: to those who were there). Answers to how many; send notices after the scope. */
export async function writeToPlaces(scope: Scope, id: string, { subject, words, to }: Message): Promise<number> {
  const occasion = await lockedOccasion(scope, id);
  assertMayRun(scope, occasion);
  const told = await tellPlaces(scope, id, {
    kind: 'message',
    key: new Date().toISOString(),
    detail: { subject, words },
    states: to === 'everybody' ? ['confirmed', 'waiting'] : ['confirmed'],
    isForThoseWhoCame: to === 'came',
  });
  await appendEvent(scope, { verb: 'write', subject: 'occasion', subjectId: id, after: { subject, to, told } });
  return told;
}

/** Removes the occasions of the sample, with all that hangs on them. */
export async function removeSampleOccasions(scope: Scope): Promise<void> {
  if (!mayRemoveSampleOccasions(scope.actor)) throw forbidden('remove the sample');
  await scope.tx.deleteFrom('occasion').where('isSample', '=', true).execute();
  await appendEvent(scope, { verb: 'remove-sample', subject: 'occasion', subjectId: null });
  await publish(scope);
}

/** Locked as `settle_places` locks it, which leaves its key to places that are being taken. */
async function lockedOccasion(scope: Scope, id: string): Promise<Occasion> {
  await scope.tx.selectFrom('occasion').select('id').where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  return occasionOf(scope, id);
}

type Telling = {
  kind: 'changed' | 'cancelled' | 'message';
  key?: string;
  detail: object;
  states: ReadonlyArray<'confirmed' | 'waiting'>;
  isForThoseWhoCame?: boolean;
};

async function tellPlaces(
  { tx }: Scope,
  occasionId: string,
  { kind, key = '', detail, states, isForThoseWhoCame = false }: Telling,
): Promise<number> {
  const told = await tx
    .insertInto('occasionNotice')
    .columns(['occasionId', 'placeId', 'kind', 'key', 'detail'])
    .expression(
      tx
        .selectFrom('place')
        .select(['place.occasionId', 'place.id'])
        .select([
          sql<string>`${kind}`.as('kind'),
          sql<string>`${key}`.as('key'),
          sql<string>`${JSON.stringify(detail)}::jsonb`.as('detail'),
        ])
        .where('place.occasionId', '=', occasionId)
        .where('place.state', 'in', states)
        .where('place.erasedAt', 'is', null)
        .$if(isForThoseWhoCame, (query) =>
          query.where('place.id', 'in', (presence) => presence.selectFrom('presence').select('placeId').where('came', '=', true)),
        ),
    )
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return Number(told.numInsertedOrUpdatedRows ?? 0);
}

async function settlePlaces({ tx }: Scope, occasionId: string): Promise<void> {
  await sql`select settle_places(${occasionId})`.execute(tx);
}

/** An occasion without what a record does not need. */
function plain({ confirmed, waiting, createdAt, updatedAt, ...occasion }: Occasion) {
  return occasion;
}
