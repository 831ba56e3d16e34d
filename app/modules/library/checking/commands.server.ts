import { sql } from 'kysely';
import { publish } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { count } from '#app/ui/count.ts';
import { appendItemEvent } from '../items/commands.server.ts';
import { mayKeepItem } from '../rules.ts';
import { checkedDraft } from './queries.server.ts';
import type { FindingAnswered } from './schema.ts';

/** Answers a finding with the reason why it may stay. Conflict where only the remedy helps. */
export async function answerFinding(scope: Scope, slug: string, { finding: key, reason }: FindingAnswered): Promise<void> {
  const { item, draft, findings } = await checkedDraft(scope, slug);
  if (!mayKeepItem(scope.actor, item)) throw forbidden('answer for this item');
  const finding = findings.find((each) => each.key === key);
  if (!finding) throw missing('What you answer');
  if (finding.weight === 'blocks') throw conflict(`No reason helps here: ${finding.found} ${finding.remedy}`);
  const row = { reason, answeredBy: scope.actor.personId };
  await scope.tx
    .insertInto('libraryAnswer')
    .values({ itemId: item.id, number: draft.number, finding: key, ...row })
    .onConflict((on) => on.columns(['itemId', 'number', 'finding']).doUpdateSet({ ...row, answeredAt: new Date() }))
    .execute();
  const after = { place: finding.place, found: finding.found, reason };
  await appendItemEvent(scope, item, { verb: 'answer', subject: 'library_answer', subjectId: item.id, after });
}

/** Takes an answer back. */
export async function takeAnswerBack(scope: Scope, slug: string, key: string): Promise<void> {
  const { item, draft } = await checkedDraft(scope, slug);
  if (!mayKeepItem(scope.actor, item)) throw forbidden('answer for this item');
  await scope.tx
    .deleteFrom('libraryAnswer')
    .where('itemId', '=', item.id)
    .where('number', '=', draft.number)
    .where('finding', '=', key)
    .execute();
  await appendItemEvent(scope, item, { verb: 'take back', subject: 'library_answer', subjectId: item.id });
}

/**
 * Publishes the draft of an item: from now on it never changes, and whoever it is for can read it. It counts as reviewed today. Conflict while the checklist holds something open.
 * Answers the number of the version, so that its adopters are told. `now` is another day in the sample alone.
 */
export async function publishVersion(scope: Scope, slug: string, now = new Date()): Promise<{ itemId: string; number: number }> {
  const { item, draft, words, left } = await checkedDraft(scope, slug);
  const { tx, actor } = scope;
  if (!mayKeepItem(actor, item)) throw forbidden('publish this item');
  if (left > 0)
    throw conflict(`${count(left, 'finding of the checklist waits', 'findings of the checklist wait')} for you. Nothing was published.`);
  const { number, title, visibility } = draft;
  const published = await tx
    .updateTable('libraryVersion')
    .set({
      publishedAt: now,
      publishedBy: actor.personId,
      fileWords: words.join('\n').slice(0, 200_000),
      changedAt: sql<Date>`clock_timestamp()`,
    })
    .where('itemId', '=', item.id)
    .where('number', '=', number)
    .where('publishedAt', 'is', null)
    .returning('number')
    .execute();
  if (published.length === 0) throw conflict('This version was published a moment ago.');
  const standing = { publishedNumber: number, title, visibility, reviewedAt: now, withdrawnAt: null, withdrawnReason: null };
  await tx.updateTable('libraryItem').set(standing).where('id', '=', item.id).execute();
  await appendItemEvent(scope, item, {
    verb: 'publish',
    subject: 'library_version',
    subjectId: item.id,
    after: { title, version: number, visibility },
  });
  await publish(scope);
  return { itemId: item.id, number };
}
