import { sql } from 'kysely';
import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayCode } from '../rules.ts';
import { isOn } from '../study/approach.ts';
import type { Study } from '../study/queries.server.ts';
import { placeProblem } from './codebook.ts';
import { type Code, codebookVersion, codes } from './queries.server.ts';
import type { CodeSaid } from './schema.ts';

/** Adds a code, in the next of the twelve colours. Conflict when one of this name stands there already. Answers its id. */
export async function addCode(scope: Scope, study: Study, said: CodeSaid): Promise<string> {
  return addTo(await codesForChange(scope, study), scope, { study, said });
}

/** The code in use of this name, wherever it stands in the tree, or one that is added at the top. Answers its id. */
export async function codeOfName(scope: Scope, study: Study, name: string): Promise<string> {
  const all = await codesForChange(scope, study);
  const known = all.find((code) => code.retiredAt === null && code.name.toLowerCase() === name.toLowerCase());
  const said = { name, parentId: null, definition: '', include: '', exclude: '', example: '', colour: 0 };
  return known?.id ?? addTo(all, scope, { study, said });
}

async function addTo(all: readonly Code[], scope: Scope, { study, said }: { study: Study; said: CodeSaid }): Promise<string> {
  assertPlace(all, null, said);
  const position = Math.max(-1, ...all.filter(({ parentId }) => parentId === said.parentId).map((code) => code.position)) + 1;
  const { id } = await scope.tx
    .insertInto('code')
    .values({ ...said, colour: all.length % 12, studyId: study.id, position, madeBy: scope.actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await changed(scope, study, { act: 'add', codeId: id, after: said });
  return id;
}

/** Describes, renames or moves a code. Conflict when somebody changed it since `seen`. */
export async function keepCode(
  scope: Scope,
  study: Study,
  { codeId, seen, said }: { codeId: string; seen: Date; said: CodeSaid },
): Promise<void> {
  const all = await codesForChange(scope, study);
  const before = codeOf(all, codeId);
  if (before.changedAt.getTime() !== seen.getTime())
    throw conflict(`Somebody changed “${before.name}” while you had it open. Open it in another tab; what you wrote is still here.`);
  assertPlace(all, codeId, said);
  await scope.tx
    .updateTable('code')
    .set({ ...said, changedAt: sql<Date>`clock_timestamp()` })
    .where('studyId', '=', study.id)
    .where('id', '=', codeId)
    .execute();
  await changed(scope, study, {
    act: before.parentId === said.parentId ? 'describe' : 'move',
    codeId,
    before: wordsOf(before),
    after: said,
  });
}

/**
 * Merges a code into another: it is retired, and whatever was coded with it counts as the other from now on (`mergedInto`); no coding is rewritten. Its children go along.
 * Invalid when the other stands under it.
 */
export async function mergeCodes(
  scope: Scope,
  study: Study,
  { codeId, intoId, reason }: { codeId: string; intoId: string; reason: string },
): Promise<void> {
  const { tx } = scope;
  const all = await codesForChange(scope, study);
  const [code, into] = [codeOf(all, codeId), codeOf(all, intoId)];
  const problem = codeId === intoId ? 'A code cannot be merged into itself.' : placeProblem(all, codeId, intoId);
  if (problem !== null) throw invalid(problem);
  const names = new Set(
    all.filter(({ parentId, retiredAt }) => parentId === intoId && retiredAt === null).map(({ name }) => name.toLowerCase()),
  );
  const twice = all.find(({ parentId, retiredAt, name }) => parentId === codeId && retiredAt === null && names.has(name.toLowerCase()));
  if (twice) throw conflict(`Both codes have one called “${twice.name}” under them. Merge those two first.`);
  await tx
    .updateTable('code')
    .set({ parentId: intoId })
    .where('studyId', '=', study.id)
    .where('parentId', '=', codeId)
    .where('retiredAt', 'is', null)
    .execute();
  await tx
    .updateTable('code')
    .set({ mergedInto: intoId, retiredAt: sql<Date>`now()`, changedAt: sql<Date>`clock_timestamp()` })
    .where('studyId', '=', study.id)
    .where('id', '=', codeId)
    .execute();
  // What was merged into this one before counts as the other one too.
  await tx.updateTable('code').set({ mergedInto: intoId }).where('studyId', '=', study.id).where('mergedInto', '=', codeId).execute();
  await changed(scope, study, { act: 'merge', codeId, intoId, before: { name: code.name }, after: { name: into.name }, reason });
}

/**
 * Splits a code: it is retired, and new codes stand in its place; the codes under it move up to where it stood. No coding is rewritten: each waits for its coder to say which of the
 * new codes it has. Answers the new codes' ids. Conflict when a code of a new name stands there already.
 */
export async function splitCode(
  scope: Scope,
  study: Study,
  { codeId, names, reason }: { codeId: string; names: readonly string[]; reason: string },
): Promise<string[]> {
  const { actor, tx } = scope;
  const all = await codesForChange(scope, study);
  const code = codeOf(all, codeId);
  const under = all.filter(({ parentId, retiredAt }) => parentId === codeId && retiredAt === null);
  const beside = all.filter(({ id, parentId, retiredAt }) => id !== codeId && parentId === code.parentId && retiredAt === null);
  const taken = new Set([...beside, ...under].map(({ name }) => name.toLowerCase()));
  const twice = names.find((name) => taken.has(name.toLowerCase()));
  if (twice !== undefined) throw conflict(`There is a code called “${twice}” here already.`);
  const other = under.find(({ name }) => beside.some((each) => each.name.toLowerCase() === name.toLowerCase()));
  if (other) throw conflict(`Another code called “${other.name}” stands where the ones under “${code.name}” would move. Rename one first.`);
  await tx
    .updateTable('code')
    .set({ retiredAt: sql<Date>`now()`, changedAt: sql<Date>`clock_timestamp()` })
    .where('studyId', '=', study.id)
    .where('id', '=', codeId)
    .execute();
  await tx
    .updateTable('code')
    .set({ parentId: code.parentId, changedAt: sql<Date>`clock_timestamp()` })
    .where('studyId', '=', study.id)
    .where('parentId', '=', codeId)
    .where('retiredAt', 'is', null)
    .execute();
  const made: string[] = [];
  for (const [at, name] of names.entries()) {
    const { id } = await tx
      .insertInto('code')
      .values({
        ...{ studyId: study.id, name, parentId: code.parentId, definition: '', include: '', exclude: '', example: '' },
        ...{ colour: (all.length + at) % 12, position: code.position, madeBy: actor.personId },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    made.push(id);
    await changed(scope, study, { act: 'add', codeId: id, after: { name, parentId: code.parentId } });
    await changed(scope, study, { act: 'split', codeId, intoId: id, before: { name: code.name }, after: { name }, reason });
  }
  return made;
}

/** Takes a code out of use; what was coded with it stays and says so. Conflict while codes in use stand under it. */
export async function retireCode(scope: Scope, study: Study, { codeId, reason }: { codeId: string; reason: string }): Promise<void> {
  const all = await codesForChange(scope, study);
  const code = codeOf(all, codeId);
  if (all.some(({ parentId, retiredAt }) => parentId === codeId && retiredAt === null))
    throw conflict(`Codes stand under “${code.name}”. Move or retire them first.`);
  await scope.tx
    .updateTable('code')
    .set({ retiredAt: sql<Date>`now()`, changedAt: sql<Date>`clock_timestamp()` })
    .where('studyId', '=', study.id)
    .where('id', '=', codeId)
    .execute();
  await changed(scope, study, { act: 'retire', codeId, before: { name: code.name }, reason });
}

/** Asks the rule and the approach, and lets writers of one codebook through one at a time. */
async function codesForChange(scope: Scope, study: Study): Promise<Code[]> {
  if (!mayCode(study)) throw forbidden('change the codebook: the study’s leads and coders do');
  if (!isOn(study.approach, 'codebook'))
    throw conflict('The approach of this study has no use for a codebook. Its protocol can name another.');
  await sql`select pg_advisory_xact_lock(hashtextextended(${`codebook ${study.id}`}, 0))`.execute(scope.tx);
  return codes(scope, study);
}

function codeOf(all: readonly Code[], codeId: string): Code {
  const code = all.find(({ id }) => id === codeId);
  if (!code) throw missing('This code');
  if (code.retiredAt !== null) throw conflict(`“${code.name}” is not in use any more.`);
  return code;
}

function assertPlace(all: readonly Code[], codeId: string | null, { name, parentId }: CodeSaid): void {
  const problem = placeProblem(all, codeId, parentId);
  if (problem !== null) throw invalid(problem);
  const same = all.find(
    (code) => code.id !== codeId && code.retiredAt === null && code.parentId === parentId && code.name.toLowerCase() === name.toLowerCase(),
  );
  if (same) throw conflict(`There is a code called “${same.name}” here already.`);
}

function wordsOf({ name, parentId, definition, include, exclude, example, colour }: Code): CodeSaid {
  return { name, parentId, definition, include, exclude, example, colour };
}

type Changed = {
  act: 'add' | 'describe' | 'move' | 'merge' | 'split' | 'retire';
  codeId: string;
  intoId?: string;
  before?: unknown;
  after?: unknown;
  reason?: string;
};

async function changed(scope: Scope, study: Study, { act, codeId, intoId, before, after, reason }: Changed): Promise<void> {
  const version = (await codebookVersion(scope, study)) + 1;
  await scope.tx
    .insertInto('codebookChange')
    .values({
      ...{ studyId: study.id, version, act, codeId, intoId: intoId ?? null, reason: reason || null, madeBy: scope.actor.personId },
      before: before === undefined ? null : JSON.stringify(before),
      after: after === undefined ? null : JSON.stringify(after),
    })
    .execute();
  await appendStudyEvent(scope, study.id, {
    verb: act,
    subject: 'code',
    subjectId: codeId,
    before,
    after: { ...(after as object), version, reason },
  });
}
