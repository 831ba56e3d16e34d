import { sql } from 'kysely';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { assertTellsNobody } from '../personal-words.ts';
import { appendPracticeEvent } from '../practice-event.server.ts';
import { mayKeepLog } from '../rules.ts';
import { scaleVersion } from '../scale.ts';
import { differing, freeLabels, freeWords, type Said, saidOf } from './entry.ts';
import { begunLog, draftOf, ownEntry, ownGoals, ownSchools } from './queries.server.ts';
import type { GoalForm, LogForm } from './schema.ts';

/** An entry on its way in: the id that its form made, what it says, and the words of which was said that they are nobody's. */
export type Noted = { readonly id: string; readonly said: Said; readonly nobodys: readonly string[] };

function assertKeepsLog({ actor }: Scope): string {
  if (!mayKeepLog(actor)) throw forbidden('keep a log', 'Whoever signs in may, for themselves.');
  return actor.personId!;
}

/** Begins the asking person's log, or changes what it says of them. The school is one of those where they are a student, or none. */
export async function keepLog(scope: Scope, { school, graduates, counts }: LogForm): Promise<void> {
  const personId = assertKeepsLog(scope);
  if (school !== null && !(await ownSchools(scope)).some(({ id }) => id === school))
    throw invalid('Choose a school at which you are a student.');
  const said = { forSchoolId: school, graduates, countsInCohorts: counts };
  await scope.tx
    .insertInto('practiceLog')
    .values({ personId, ...said })
    .onConflict((on) => on.column('personId').doUpdateSet(said))
    .execute();
  await appendPracticeEvent(scope, { verb: 'keep', subject: 'practice_log', subjectId: null, fields: ['school', 'class', 'counts'] });
}

/**
 * Notes conversations, each once: one that comes a second time, since a thumb was quick or the network slow, is the same. Conflict where an entry of that id says something else by now. Nothing is kept while
 * words may tell who a patient is and nobody said that they are nobody's.
 */
export async function noteConversations(scope: Scope, noted: readonly Noted[]): Promise<void> {
  const personId = assertKeepsLog(scope);
  await begunLog(scope);
  for (const { said, nobodys } of noted) assertTellsNobody(freeWords(said), nobodys);
  const rows = noted.map(({ id, said }) => ({ personId, id, ...columns(said) }));
  const { tx } = scope;
  const kept = await tx
    .insertInto('practiceEntry')
    .values(rows)
    .onConflict((on) => on.doNothing())
    .returning('id')
    .execute();
  const isNew = new Set(kept.map(({ id }) => id));
  for (const { id, said } of noted.filter((each) => !isNew.has(each.id)))
    if (differing(saidOf(await ownEntry(scope, id)), said).length > 0) throw elsewhere();
  const tried = noted
    .filter(({ id }) => isNew.has(id))
    .flatMap(({ id, said }) => said.competencies.map((each) => ({ personId, entryId: id, competencyStableId: each })));
  if (tried.length > 0) await tx.insertInto('practiceEntryCompetency').values(tried).execute();
  if (isNew.size === 0) return;
  await tx
    .deleteFrom('practiceDraft')
    .where('personId', '=', personId)
    .where('entryId', 'in', [...isNew])
    .execute();
  await appendPracticeEvent(scope, ...[...isNew].map((id) => ({ verb: 'note', subject: 'practice_entry', subjectId: id })));
}

/** Notes one conversation; with `asGoal` what comes next is a goal too. */
export async function noteConversation(scope: Scope, { asGoal, ...noted }: Noted & { asGoal: boolean }): Promise<void> {
  assertKeepsLog(scope);
  await noteConversations(scope, [noted]);
  if (asGoal) await goalFrom(scope, noted);
}

/**
 * Changes an entry; answers its revision. Conflict when it was changed elsewhere since `revision`: what was typed comes back beside what stands now. What was sent twice is one change.
 */
export async function changeEntry(
  scope: Scope,
  { id, revision, said, nobodys, asGoal }: Noted & { revision: number; asGoal: boolean },
): Promise<number> {
  const personId = assertKeepsLog(scope);
  const before = await ownEntry(scope, id);
  assertTellsNobody(freeWords(said), nobodys);
  const fields = differing(saidOf(before), said);
  if (fields.length > 0) {
    const { tx } = scope;
    const changed = await tx
      .updateTable('practiceEntry')
      .set({ ...columns(said), revision: revision + 1, changedAt: new Date() })
      .where('personId', '=', personId)
      .where('id', '=', id)
      .where('revision', '=', revision)
      .returning('id')
      .execute();
    if (changed.length === 0) throw elsewhere();
    await tx.deleteFrom('practiceEntryCompetency').where('personId', '=', personId).where('entryId', '=', id).execute();
    if (said.competencies.length > 0)
      await tx
        .insertInto('practiceEntryCompetency')
        .values(said.competencies.map((each) => ({ personId, entryId: id, competencyStableId: each })))
        .execute();
    await appendPracticeEvent(scope, { verb: 'change', subject: 'practice_entry', subjectId: id, fields });
  }
  await scope.tx.deleteFrom('practiceDraft').where('personId', '=', personId).where('entryId', '=', id).execute();
  if (asGoal) await goalFrom(scope, { id, said });
  return fields.length > 0 ? revision + 1 : before.revision;
}

function elsewhere() {
  return conflict(
    'This entry was changed in another tab or on another device. Nothing you typed is lost: what differs stands above the form.',
  );
}

function columns({ competencies: _, selfScale, ...said }: Said) {
  return { ...said, selfScale, scale: selfScale === null ? null : scaleVersion };
}

/** Deletes an entry, and what was shared of it alone. What others observed of it stays, without it. */
export async function deleteEntry(scope: Scope, id: string): Promise<void> {
  const personId = assertKeepsLog(scope);
  await ownEntry(scope, id);
  await scope.tx.deleteFrom('practiceEntry').where('personId', '=', personId).where('id', '=', id).execute();
  await scope.tx.deleteFrom('practiceDraft').where('personId', '=', personId).where('entryId', '=', id).execute();
  await appendPracticeEvent(scope, { verb: 'delete', subject: 'practice_entry', subjectId: id });
}

/** Keeps an entry as it stands in its form while one writes; answers the draft's revision. It is looked through as an entry is. Conflict when it was written on elsewhere. */
export async function keepEntryDraft(
  scope: Scope,
  { id, revision, typed, nobodys }: { id: string; revision: number; typed: Readonly<Record<string, string>>; nobodys: readonly string[] },
): Promise<number> {
  const personId = assertKeepsLog(scope);
  await begunLog(scope);
  const free = Object.keys(freeLabels).map((name) => [name, typed[name] ?? '']);
  assertTellsNobody(Object.fromEntries(free), nobodys);
  const before = await draftOf(scope, id);
  if (before && JSON.stringify(Object.entries(before.typed).sort()) === JSON.stringify(Object.entries(typed).sort()))
    return before.revision;
  const kept = await scope.tx
    .insertInto('practiceDraft')
    .values({ personId, entryId: id, typed: JSON.stringify(typed) })
    .onConflict((on) =>
      on
        .columns(['personId', 'entryId'])
        .doUpdateSet({ typed: JSON.stringify(typed), revision: sql<number>`practice_draft.revision + 1`, changedAt: new Date() })
        .where('practiceDraft.revision', '=', revision),
    )
    .returning('revision')
    .executeTakeFirst();
  if (!kept) throw elsewhere();
  return kept.revision;
}

/** Throws away what was begun. */
export async function dropDraft(scope: Scope, entryId: string): Promise<void> {
  const personId = assertKeepsLog(scope);
  await scope.tx.deleteFrom('practiceDraft').where('personId', '=', personId).where('entryId', '=', entryId).execute();
  await appendPracticeEvent(scope, { verb: 'drop', subject: 'practice_draft', subjectId: entryId });
}

/** Sets a goal, once for the id of its form. */
export async function setGoal(
  scope: Scope,
  { id, words, competency, due, remind, nobodys }: GoalForm & { nobodys: readonly string[] },
): Promise<void> {
  const personId = assertKeepsLog(scope);
  await begunLog(scope);
  assertTellsNobody({ words }, nobodys);
  const set = await scope.tx
    .insertInto('practiceGoal')
    .values({ personId, id, words, competencyStableId: competency, dueOn: due, remind })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .execute();
  if (set.length > 0) await appendPracticeEvent(scope, { verb: 'set', subject: 'practice_goal', subjectId: id });
}

/** What an entry says comes next, as a goal: once for the same words. */
async function goalFrom(scope: Scope, { id, said }: Pick<Noted, 'id' | 'said'>): Promise<void> {
  if (said.next === '' || (await ownGoals(scope)).some(({ fromEntryId, words }) => fromEntryId === id && words === said.next)) return;
  const goal = await scope.tx
    .insertInto('practiceGoal')
    .values({
      personId: scope.actor.personId!,
      words: said.next,
      fromEntryId: id,
      competencyStableId: said.competencies.length === 1 ? said.competencies[0]! : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendPracticeEvent(scope, { verb: 'set', subject: 'practice_goal', subjectId: goal.id });
}

/** Says of a goal that it is done. */
export async function finishGoal(
  scope: Scope,
  { goal, doneWords, nobodys }: { goal: string; doneWords: string; nobodys: readonly string[] },
): Promise<void> {
  assertTellsNobody({ doneWords }, nobodys);
  await changeGoal(scope, goal, { verb: 'finish', set: { doneAt: new Date(), doneWords } });
}

/** Takes back that a goal is done. */
export async function reopenGoal(scope: Scope, goal: string): Promise<void> {
  await changeGoal(scope, goal, { verb: 'reopen', set: { doneAt: null, doneWords: '' } });
}

async function changeGoal(
  scope: Scope,
  goal: string,
  { verb, set }: { verb: string; set: { doneAt: Date | null; doneWords: string } },
): Promise<void> {
  const personId = assertKeepsLog(scope);
  const changed = await scope.tx
    .updateTable('practiceGoal')
    .set(set)
    .where('personId', '=', personId)
    .where('id', '=', goal)
    .returning('id')
    .execute();
  if (changed.length === 0) throw missing('This goal');
  await appendPracticeEvent(scope, { verb, subject: 'practice_goal', subjectId: goal });
}

/** Takes a goal away. */
export async function dropGoal(scope: Scope, goal: string): Promise<void> {
  const personId = assertKeepsLog(scope);
  const { numDeletedRows } = await scope.tx
    .deleteFrom('practiceGoal')
    .where('personId', '=', personId)
    .where('id', '=', goal)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw missing('This goal');
  await appendPracticeEvent(scope, { verb: 'drop', subject: 'practice_goal', subjectId: goal });
}

/** Deletes the asking person's log and everything that belongs to it, at once and for good: what was shared ends, and the record of it goes too. */
export async function deleteLog(scope: Scope): Promise<void> {
  const personId = assertKeepsLog(scope);
  await begunLog(scope);
  await scope.tx.deleteFrom('practiceLog').where('personId', '=', personId).execute();
}
