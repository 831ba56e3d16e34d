import { sql } from 'kysely';
import { version } from '#app/modules/competencies/queries.server.ts';
import { isOfSample, zoneOf } from '#app/modules/members/queries.server.ts';
import { mayRemoveSample } from '#app/modules/members/rules.ts';
import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { freeSlug } from '#app/platform/slug.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { definitionsVersion, roundDefinitions } from '../definitions.ts';
import { mayKeepRounds, whoMay } from '../rules.ts';
import { lastKept, schoolsOfRound } from './queries.server.ts';
import type { NewRound, RoundSaid } from './schema.ts';
import { holdSharing } from './sharing-queries.server.ts';
import { roundSteps } from './step.ts';
import { addTerms } from './terms.server.ts';

/** Begins a round as a draft that only whoever convenes sees: its year, versions, dates, schools and first terms. Answers its id and its short name. */
export async function beginRound(scope: Scope, said: NewRound): Promise<{ id: string; slug: string }> {
  const { actor, tx } = scope;
  if (!mayKeepRounds(actor)) throw forbidden('prepare a round', whoMay.conveners);
  await assertVersions(scope, said);
  const schools = await schoolsWithIds(scope, said.schoolIds);
  const isSample = schools[0]?.isSample ?? (await isOfSample(scope));
  for (const school of schools) assertSameWorld(school, isSample);
  // Two rounds begun at once would choose one short name: one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended('mapping_round slug', 0))`.execute(tx);
  const taken = await tx.selectFrom('mappingRound').select('slug').execute();
  const { title, year, frameworkVersionId, keywordListId, note } = said;
  const slug = freeSlug(
    title,
    taken.map((each) => each.slug),
    'round',
  );
  const { id } = await tx
    .insertInto('mappingRound')
    .values({ slug, title, year, frameworkVersionId, keywordListId, note, definitions: definitionsVersion(), isSample })
    .returning('id')
    .executeTakeFirstOrThrow();
  await keepDates(scope, id, said);
  for (const school of schools) await tx.insertInto('roundSchool').values({ roundId: id, forSchoolId: school.id }).execute();
  await addTerms(scope, { roundId: id, version: 1, reason: null, figures: said.figures });
  await appendEvent(scope, {
    verb: 'begin',
    subject: 'mapping_round',
    subjectId: id,
    after: { title, year, schools: schools.map(({ name }) => name).join('; ') },
  });
  return { id, slug };
}

/**
 * Keeps what a round says of itself. Once it is open its year, framework and keyword list stay, since schools work with them. `edition`: what stood when whoever
 * asks looked (`lastKept`); conflict, which says who and when, if somebody kept something else since.
 */
export async function keepRound(
  scope: Scope,
  { roundId, said, edition }: { roundId: string; said: RoundSaid; edition?: string },
): Promise<void> {
  const { actor, tx } = scope;
  if (!mayKeepRounds(actor)) throw forbidden('change this round', whoMay.conveners);
  const before = await roundForChange(scope, roundId);
  if (before.status === 'closed') throw conflict('This round is closed. What it says stays as it was.');
  const last = await lastKept(scope, roundId);
  if (edition !== undefined && last && last.edition !== edition)
    throw conflict(
      `${last.by} changed this round on ${dayAndTime(last.at, await zoneOf(scope))}, after you opened this page. What you typed is still here, and nothing of it is saved: compare, then save again.`,
    );
  const { title, note, year, frameworkVersionId, keywordListId } = said;
  const isOther = year !== before.year || frameworkVersionId !== before.frameworkVersionId || keywordListId !== before.keywordListId;
  if (before.status === 'open' && isOther)
    throw conflict('The round is open: its year, framework and keyword list stay as they are. Begin another round for others.');
  await assertVersions(scope, said);
  await tx.updateTable('mappingRound').set({ title, note, year, frameworkVersionId, keywordListId }).where('id', '=', roundId).execute();
  await keepDates(scope, roundId, said);
  await appendEvent(scope, {
    verb: 'keep',
    subject: 'mapping_round',
    subjectId: roundId,
    before: { title: before.title, year: before.year, note: before.note },
    after: { title, year, note },
  });
}

/** Opens a draft to its schools, with the definitions of this day. It needs two schools at least: with one there is nothing to agree on. */
export async function openRoundToSchools(scope: Scope, roundId: string): Promise<void> {
  const { actor, tx } = scope;
  if (!mayKeepRounds(actor)) throw forbidden('open a round', whoMay.conveners);
  const round = await roundForChange(scope, roundId);
  if (round.status !== 'draft') throw conflict(`This round is ${round.status} already.`);
  const { schools } = await tx
    .selectFrom('roundSchool')
    .select(({ fn }) => fn.countAll<number>().as('schools'))
    .where('roundId', '=', roundId)
    .where('leftAt', 'is', null)
    .executeTakeFirstOrThrow();
  if (schools < 2) throw conflict('A round needs at least two schools. Add them, then open it.');
  await tx
    .insertInto('definitionSet')
    .values({ id: definitionsVersion(), definitions: JSON.stringify(roundDefinitions) })
    .onConflict((on) => on.column('id').doNothing())
    .execute();
  await tx
    .updateTable('mappingRound')
    .set({ status: 'open', openedAt: new Date(), definitions: definitionsVersion() })
    .where('id', '=', roundId)
    .execute();
  await tx.updateTable('roundTerms').set({ proposedAt: new Date() }).where('roundId', '=', roundId).execute();
  await appendEvent(scope, { verb: 'open', subject: 'mapping_round', subjectId: roundId, after: { title: round.title, schools } });
}

/** Throws a draft away. A round that was open stays, since schools answered it. */
export async function discardRound(scope: Scope, roundId: string): Promise<void> {
  const { actor, tx } = scope;
  if (!mayKeepRounds(actor)) throw forbidden('discard a round', whoMay.conveners);
  const round = await roundForChange(scope, roundId);
  if (round.status !== 'draft') throw conflict('Schools have been asked to take part in this round already. Close it instead.');
  await tx.deleteFrom('mappingRound').where('id', '=', roundId).execute();
  await appendEvent(scope, { verb: 'remove', subject: 'mapping_round', subjectId: roundId, before: { title: round.title } });
}

/** Closes an open round: nobody is reminded any more. What was released stays as its school chose. */
export async function closeRound(scope: Scope, roundId: string): Promise<void> {
  const { actor, tx } = scope;
  if (!mayKeepRounds(actor)) throw forbidden('close a round', whoMay.conveners);
  const round = await roundForChange(scope, roundId);
  if (round.status !== 'open') throw conflict(`Only an open round can be closed; this one is ${round.status}.`);
  await tx.updateTable('mappingRound').set({ status: 'closed', closedAt: new Date() }).where('id', '=', roundId).execute();
  await appendEvent(scope, { verb: 'close', subject: 'mapping_round', subjectId: roundId, after: { title: round.title } });
}

/** A school takes part, or takes part again. In an open round every released figure waits until it has accepted the terms. */
export async function joinRound(scope: Scope, { roundId, schoolId }: { roundId: string; schoolId: string }): Promise<void> {
  const { actor, tx } = scope;
  if (!mayKeepRounds(actor)) throw forbidden('say which schools take part', whoMay.conveners);
  const round = await roundForChange(scope, roundId);
  if (round.status === 'closed') throw conflict('This round is closed. No school can join it any more.');
  const [school] = await schoolsWithIds(scope, [schoolId]);
  assertSameWorld(school!, round.isSample);
  await tx
    .insertInto('roundSchool')
    .values({ roundId, forSchoolId: schoolId })
    .onConflict((on) =>
      on
        .columns(['roundId', 'forSchoolId'])
        .doUpdateSet({ joinedAt: new Date(), leftAt: null })
        .where('roundSchool.leftAt', 'is not', null),
    )
    .execute();
  await appendEvent(scope, { verb: 'join', subject: 'mapping_round', subjectId: roundId, after: { school: school!.name } });
}

/** A school takes no part any more: nobody waits for it. What it released is its own to withdraw. */
export async function leaveRound(scope: Scope, { roundId, schoolId }: { roundId: string; schoolId: string }): Promise<void> {
  const { actor, tx } = scope;
  if (!mayKeepRounds(actor)) throw forbidden('say which schools take part', whoMay.conveners);
  const round = await roundForChange(scope, roundId);
  if (round.status === 'closed') throw conflict('This round is closed. Its schools stay as they were.');
  const [school] = await schoolsWithIds(scope, [schoolId]);
  const left = await tx
    .updateTable('roundSchool')
    // The moment, not the beginning of the transaction: what was computed before it is told from what was computed after.
    .set({ leftAt: sql<Date>`clock_timestamp()` })
    .where('roundId', '=', roundId)
    .where('forSchoolId', '=', schoolId)
    .where('leftAt', 'is', null)
    .returning('forSchoolId')
    .executeTakeFirst();
  if (left) await appendEvent(scope, { verb: 'leave', subject: 'mapping_round', subjectId: roundId, after: { school: school!.name } });
}

/** Removes the rounds of the sample, with their terms and progress. Run it once the sample's schools are gone. */
export async function removeSampleRounds(scope: Scope): Promise<number> {
  if (!mayRemoveSample(scope.actor)) throw forbidden('remove the sample');
  const gone = await scope.tx.deleteFrom('mappingRound').where('isSample', '=', true).returning('title').execute();
  for (const { title } of gone) await appendEvent(scope, { verb: 'remove', subject: 'mapping_round', subjectId: null, before: { title } });
  return gone.length;
}

async function roundForChange(scope: Scope, roundId: string) {
  // Before the round's row: whoever computes what is shared needs that row while they hold this.
  await holdSharing(scope, roundId);
  const { tx } = scope;
  const round = await tx.selectFrom('mappingRound').selectAll().where('id', '=', roundId).forUpdate().executeTakeFirst();
  if (!round) throw missing('This round');
  return round;
}

async function assertVersions(scope: Scope, { frameworkVersionId, keywordListId }: RoundSaid): Promise<void> {
  const framework = await version(scope, frameworkVersionId);
  if (framework.status === 'draft')
    throw invalid(`Version ${framework.number} of ${framework.title} is a draft. Adopt it first, then map against it.`);
  const list = await scope.tx
    .selectFrom('keywordList')
    .select(['name', 'version', 'status'])
    .where('id', '=', keywordListId)
    .executeTakeFirst();
  if (!list) throw missing('This keyword list');
  if (list.status === 'draft')
    throw invalid(`Version ${list.version} of ${list.name} is a draft. Adopt it first, then begin a round with it.`);
}

async function schoolsWithIds({ tx }: Scope, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const schools = await tx
    .selectFrom('school')
    .select(['id', 'name', 'isSample'])
    .where('id', 'in', [...ids])
    .orderBy('name')
    .execute();
  if (schools.length < new Set(ids).size) throw missing('One of these schools');
  return schools;
}

/** Invented figures beside real ones would be read as real. */
function assertSameWorld({ name, isSample }: { name: string; isSample: boolean }, roundIsSample: boolean): void {
  if (isSample === roundIsSample) return;
  throw invalid(
    isSample
      ? `${name} is an invented school of the sample. Schools of the sample take part in rounds of their own.`
      : `${name} is a real school, and this round is of the sample. Begin another round for real schools.`,
  );
}

async function keepDates({ tx }: Scope, roundId: string, { dueOn }: RoundSaid): Promise<void> {
  await tx
    .insertInto('roundStep')
    .values(roundSteps.map((step) => ({ roundId, step, dueOn: dueOn[step] })))
    .onConflict((on) => on.columns(['roundId', 'step']).doUpdateSet(({ ref }) => ({ dueOn: ref('excluded.dueOn') })))
    .execute();
}

/** Keeps a round with the schools that take part: those named join, those left out leave. Who joined or left since whoever asks looked (`seenIds`) stays so. */
export async function keepRoundWithSchools(
  scope: Scope,
  { roundId, schoolIds, seenIds, ...kept }: Parameters<typeof keepRound>[1] & { schoolIds: readonly string[]; seenIds: readonly string[] },
): Promise<void> {
  if (!mayKeepRounds(scope.actor)) throw forbidden('change this round', whoMay.conveners);
  await keepRound(scope, { roundId, ...kept });
  const taking = (await schoolsOfRound(scope, roundId)).map(({ id }) => id);
  for (const schoolId of schoolIds)
    if (!taking.includes(schoolId) && !seenIds.includes(schoolId)) await joinRound(scope, { roundId, schoolId });
  for (const schoolId of taking)
    if (!schoolIds.includes(schoolId) && seenIds.includes(schoolId)) await leaveRound(scope, { roundId, schoolId });
}
