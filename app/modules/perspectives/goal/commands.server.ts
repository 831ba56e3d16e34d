import { sql } from 'kysely';
import { appendEvent, publish } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { listeningRound } from '../listening/queries.server.ts';
import { mayAdoptGoal, mayComment, mayDraftGoal } from '../rules.ts';
import { basesOf } from './basis.ts';
import { endorsementsOf, type GoalVersion, goalForChange, goalNumbered, sentencesOfGoal, sourcesOfGoal } from './queries.server.ts';
import type { NewComment, SentenceSaid } from './schema.ts';

/** Begins the next version, from a round; it starts with the sentences of the version before. Answers its number; conflict while another is drafted. */
export async function beginGoal(scope: Scope, roundSlug: string): Promise<number> {
  assertMayDraft(scope);
  const { actor, tx } = scope;
  const round = await listeningRound(scope, roundSlug);
  await sql`select pg_advisory_xact_lock(hashtext('goal_version'))`.execute(tx);
  const versions = await tx.selectFrom('goalVersion').select(['id', 'number', 'adoptedAt', 'isSample']).orderBy('number', 'desc').execute();
  const last = versions.find(({ isSample }) => isSample === round.isSample);
  if (last && last.adoptedAt === null) throw conflict(`Version ${last.number} is being drafted already. Go on with that one.`);
  const number = (versions[0]?.number ?? 0) + 1;
  const { id } = await tx
    .insertInto('goalVersion')
    .values({ number, roundId: round.id, isSample: round.isSample, begunBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (last) {
    await sql`insert into goal_sentence (version_id, id, position, words, changed_by) select ${id}, s.id, s.position, s.words, ${actor.personId}::uuid
      from goal_sentence s where s.version_id = ${last.id}`.execute(tx);
    await sql`insert into goal_source (version_id, sentence_id, point_id) select ${id}, s.sentence_id, s.point_id
      from goal_source s where s.version_id = ${last.id} and s.point_id is not null`.execute(tx);
  }
  await appendEvent(scope, { verb: 'begin', subject: 'goal_version', subjectId: id, after: { number } });
  return number;
}

/** Writes a sentence, a new one at the end where `sentenceId` is null, with what it rests on. Conflict when it changed since `seen`, or the version is before the schools; nothing typed is lost. */
export async function keepSentence(
  scope: Scope,
  number: number,
  { sentenceId, words, seen, points, answers }: SentenceSaid & { sentenceId: string | null },
): Promise<void> {
  assertMayDraft(scope);
  const { actor, tx } = scope;
  const goal = await draftOf(scope, number);
  const changed = { words, changedBy: actor.personId, changedAt: new Date() };
  let id = sentenceId;
  let before: { words: string; version: number } | undefined;
  if (id === null) {
    ({ id } = await tx
      .insertInto('goalSentence')
      .values({
        ...{ versionId: goal.id, ...changed },
        position: sql<number>`(select coalesce(max(position) + 1, 0) from goal_sentence where version_id = ${goal.id})`,
      })
      .returning('id')
      .executeTakeFirstOrThrow());
  } else {
    before = await tx
      .selectFrom('goalSentence')
      .select(['words', 'version'])
      .where('versionId', '=', goal.id)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!before) throw conflict('Somebody took this sentence out meanwhile. What you wrote is still here: write it as a new one.');
    if (before.version !== seen)
      throw conflict(`Somebody changed this sentence meanwhile. It now says: “${before.words}” What you wrote is still here.`);
    await tx
      .updateTable('goalSentence')
      .set({ ...changed, version: seen + 1 })
      .where('versionId', '=', goal.id)
      .where('id', '=', id)
      .execute();
    await tx.deleteFrom('goalSource').where('versionId', '=', goal.id).where('sentenceId', '=', id).execute();
  }
  const sources = [...points.map((pointId) => ({ pointId })), ...answers.map((answerId) => ({ answerId }))];
  for (const source of sources)
    await tx
      .insertInto('goalSource')
      .values({ versionId: goal.id, sentenceId: id, ...source })
      .execute();
  await appendEvent(scope, {
    ...{ verb: before ? 'change' : 'add', subject: 'goal_sentence', subjectId: id },
    ...(before && { before: { words: before.words } }),
    after: { words, points: points.length, answers: answers.length },
  });
}

/** Moves a sentence one place up or down. */
export async function moveSentence(
  scope: Scope,
  number: number,
  { sentenceId, way }: { sentenceId: string; way: 'up' | 'down' },
): Promise<void> {
  assertMayDraft(scope);
  const { tx } = scope;
  const goal = await draftOf(scope, number);
  const all = await sentencesOfGoal(scope, goal.id);
  const at = all.findIndex(({ id }) => id === sentenceId);
  const other = all[at + (way === 'up' ? -1 : 1)];
  if (at === -1) throw missing('This sentence');
  if (!other) return;
  for (const [id, position] of [
    [sentenceId, other.position],
    [other.id, all[at]!.position],
  ] as const)
    await tx.updateTable('goalSentence').set({ position }).where('versionId', '=', goal.id).where('id', '=', id).execute();
  await appendEvent(scope, { verb: 'move', subject: 'goal_sentence', subjectId: sentenceId, after: { way } });
}

/** Takes a sentence out of the draft. Comments on it stay with the version. */
export async function removeSentence(scope: Scope, number: number, sentenceId: string): Promise<void> {
  assertMayDraft(scope);
  const goal = await draftOf(scope, number);
  const gone = await scope.tx
    .deleteFrom('goalSentence')
    .where('versionId', '=', goal.id)
    .where('id', '=', sentenceId)
    .returning('words')
    .executeTakeFirst();
  if (!gone) throw missing('This sentence');
  await appendEvent(scope, { verb: 'remove', subject: 'goal_sentence', subjectId: sentenceId, before: gone });
}

/** Comments on a version that is not adopted, or on one of its sentences. */
export async function sayComment(scope: Scope, number: number, { sentenceId, comment }: NewComment): Promise<void> {
  const { actor, tx } = scope;
  if (!mayComment(actor)) throw forbidden('comment on the goal', 'Members do.');
  const goal = await goalNumbered(scope, number);
  if (goal.adoptedAt !== null) throw conflict('This version is adopted. Comment on the next one.');
  const { id } = await tx
    .insertInto('goalComment')
    .values({ versionId: goal.id, sentenceId, personId: actor.personId, words: comment })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendEvent(scope, { verb: 'comment', subject: 'goal_version', subjectId: goal.id, after: { comment: id } });
}

/** Says that a comment is talked over; it stays and can be read. Its writer and those who draft may. */
export async function settleComment(scope: Scope, number: number, commentId: string): Promise<void> {
  const { actor, tx } = scope;
  if (!mayComment(actor)) throw forbidden('settle comments', 'Members do.');
  const goal = await goalNumbered(scope, number);
  const settled = await tx
    .updateTable('goalComment')
    .set({ settledAt: new Date(), settledBy: actor.personId })
    .where('versionId', '=', goal.id)
    .where('id', '=', commentId)
    .where('settledAt', 'is', null)
    .$if(!mayDraftGoal(actor), (query) => query.where('personId', '=', actor.personId))
    .returning('id')
    .executeTakeFirst();
  if (!settled) throw missing('This comment');
  await appendEvent(scope, { verb: 'settle', subject: 'goal_version', subjectId: goal.id, after: { comment: commentId } });
}

/** Puts a draft before the schools: until it is taken back or adopted, nobody changes it. Conflict without sentences, with one that rests on nothing, or while its round is open. */
export async function proposeGoal(scope: Scope, number: number): Promise<void> {
  assertMayAdopt(scope);
  const goal = await draftOf(scope, number);
  const round = await scope.tx.selectFrom('listeningRound').select('status').where('id', '=', goal.roundId).executeTakeFirstOrThrow();
  if (round.status !== 'closed')
    throw conflict('Its listening round is still open. Close it first, so that everybody reads what the goal rests on.');
  const sentences = await sentencesOfGoal(scope, goal.id);
  if (sentences.length === 0) throw conflict('Write at least one sentence first.');
  const resting = new Set((await sourcesOfGoal(scope, goal)).map(({ sentenceId }) => sentenceId));
  const bare = sentences.find(({ id }) => !resting.has(id));
  if (bare) throw conflict(`“${bare.words}” rests on nothing. Name a point or an answer that it comes from, or take it out.`);
  await scope.tx.updateTable('goalVersion').set({ proposedAt: new Date() }).where('id', '=', goal.id).execute();
  await appendEvent(scope, { verb: 'propose', subject: 'goal_version', subjectId: goal.id });
}

/** Takes a proposed version back to drafting. What schools said of it ends, since the words will change. */
export async function takeBackGoal(scope: Scope, number: number): Promise<void> {
  assertMayAdopt(scope);
  const goal = await proposedOf(scope, number);
  await scope.tx
    .updateTable('goalEndorsement')
    .set({ endedAt: new Date(), endedBecause: 'changed' })
    .where('versionId', '=', goal.id)
    .where('endedAt', 'is', null)
    .execute();
  await scope.tx.updateTable('goalVersion').set({ proposedAt: null }).where('id', '=', goal.id).execute();
  await appendEvent(scope, { verb: 'take back', subject: 'goal_version', subjectId: goal.id });
}

/**
 * Adopts a proposed version for good, with the numbers that each sentence rests on. Conflict while a school cannot, or before any has endorsed it; schools that have said nothing are shown
 * as such. From here on no answer of its round is withdrawn.
 */
export async function adoptGoal(scope: Scope, number: number): Promise<void> {
  assertMayAdopt(scope);
  const { actor, tx } = scope;
  const goal = await proposedOf(scope, number);
  const said = (await endorsementsOf(scope, goal.id)).filter(({ endedAt }) => endedAt === null);
  const against = said.filter(({ answer }) => answer === 'cannot').map(({ school }) => school);
  if (against.length > 0) throw conflict(`${against.join(', ')} cannot. Talk it over, and take the goal back to drafting to change it.`);
  if (!said.some(({ answer }) => answer === 'endorse')) throw conflict('No school has endorsed it yet.');
  const bases = basesOf(await sourcesOfGoal(scope, goal));
  for (const { id } of await sentencesOfGoal(scope, goal.id))
    await tx
      .updateTable('goalSentence')
      .set({ basis: JSON.stringify(bases.get(id) ?? { points: [], answers: 0 }) })
      .where('versionId', '=', goal.id)
      .where('id', '=', id)
      .execute();
  await tx.updateTable('goalVersion').set({ adoptedAt: new Date(), adoptedBy: actor.personId }).where('id', '=', goal.id).execute();
  await appendEvent(scope, { verb: 'adopt', subject: 'goal_version', subjectId: goal.id, after: { number } });
}

/** Makes an adopted version public, or takes it from the public pages again. Only here does anything of a goal reach a visitor. */
export async function showGoal(scope: Scope, number: number, { isPublic }: { isPublic: boolean }): Promise<void> {
  assertMayAdopt(scope);
  const goal = await goalNumbered(scope, number);
  if (goal.adoptedAt === null) throw conflict('Only an adopted goal becomes public.');
  if ((goal.publishedAt !== null) === isPublic) return;
  await scope.tx
    .updateTable('goalVersion')
    .set({ publishedAt: isPublic ? new Date() : null })
    .where('id', '=', goal.id)
    .execute();
  await appendEvent(scope, { verb: isPublic ? 'publish' : 'unpublish', subject: 'goal_version', subjectId: goal.id });
  await publish(scope);
}

function assertMayDraft({ actor }: Scope): void {
  if (!mayDraftGoal(actor)) throw forbidden('draft the goal', 'Conveners and steering members do.');
}

function assertMayAdopt({ actor }: Scope): void {
  if (!mayAdoptGoal(actor)) throw forbidden('propose, adopt or publish the goal', 'The convener does.');
}

async function draftOf(scope: Scope, number: number): Promise<GoalVersion> {
  const goal = await goalForChange(scope, number);
  if (goal.adoptedAt !== null) throw conflict('This version is adopted and never changes. Begin the next one.');
  if (goal.proposedAt !== null) throw conflict('This version is before the schools. The convener takes it back to drafting first.');
  return goal;
}

async function proposedOf(scope: Scope, number: number): Promise<GoalVersion> {
  const goal = await goalForChange(scope, number);
  if (goal.adoptedAt !== null) throw conflict('This version is adopted already.');
  if (goal.proposedAt === null) throw conflict('This version is still being drafted.');
  return goal;
}
