import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayWriteNotes } from '../rules.ts';
import type { Study } from '../study/queries.server.ts';
import { type ChecklistName, checklists } from './checklist.ts';

/** What somebody wrote for an item, with what stood there when they began (`seen`). */
export type Answer = { readonly item: string; readonly words: string; readonly seen: string };

/** Keeps the answers of a checklist that changed; how many. Conflict when another changed one of them meanwhile: then none is kept. */
export async function keepAnswers(
  scope: Scope,
  study: Study,
  { checklist, answers }: { checklist: ChecklistName; answers: readonly Answer[] },
): Promise<number> {
  const { actor, tx } = scope;
  if (!mayWriteNotes(study)) throw forbidden('write in a checklist: the study’s leads, moderators and coders do');
  const changed = answers.filter(({ words, seen }) => words !== seen);
  for (const { item, words, seen } of changed) {
    const known = checklists[checklist].items.find(({ id }) => id === item);
    if (!known) throw missing('This item');
    const before = await tx
      .selectFrom('checklistAnswer')
      .select('words')
      .where('studyId', '=', study.id)
      .where('checklist', '=', checklist)
      .where('item', '=', item)
      .forUpdate()
      .executeTakeFirst();
    const meanwhile = conflict(
      `Somebody else wrote for item ${item}, ${known.name}, meanwhile. Open the page in another tab to read it; what you wrote is still here.`,
    );
    if ((before?.words ?? '') !== seen) throw meanwhile;
    const said = { words, changedBy: actor.personId, changedAt: new Date() };
    const kept = await tx
      .insertInto('checklistAnswer')
      .values({ studyId: study.id, checklist, item, ...said })
      .onConflict((on) => on.columns(['studyId', 'checklist', 'item']).doUpdateSet(said).where('checklistAnswer.words', '=', seen))
      .returning('item')
      .executeTakeFirst();
    if (!kept) throw meanwhile; // both were the first to write, and the other was faster
    await appendStudyEvent(scope, study.id, {
      verb: 'write',
      subject: 'checklist_answer',
      subjectId: `${checklist} ${item}`,
      before: { words: seen },
      after: { words },
    });
  }
  return changed.length;
}
