import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayReview, maySplit, whoMay } from '../rules.ts';
import { refuseSubmitted } from '../submission-queries.server.ts';
import { answerOf, blindAnswers } from './blind.server.ts';
import { acceptHit, rejectHit } from './commands.server.ts';
import { openActivities, reviewers } from './part-queries.server.ts';
import { splitEvenly } from './split.ts';

/** How many activities changed hands, and how many stayed since one of two has answered them already. */
export type Given = { readonly given: number; readonly kept: number };

/**
 * Gives activities with open suggestions to nobody, one or two people, in place of whoever had them. `of`: their ids, or a course (`none`: in no course). Invalid
 * when somebody is no mapper or lead of the school.
 */
export async function givePart(
  scope: Scope,
  { year, of, personIds }: { year: string; of: { course: string } | { activityIds: readonly string[] }; personIds: readonly string[] },
): Promise<Given> {
  await assertMaySplit(scope, { year, personIds });
  const open = await openActivities(scope, year);
  const chosen = open.filter(({ activityId, courseId }) =>
    'course' in of ? (courseId ?? 'none') === of.course : of.activityIds.includes(activityId),
  );
  const free = chosen.filter(({ begun }) => !begun).map(({ activityId }) => activityId);
  await give(scope, new Map(free.map((id) => [id, personIds])));
  await appendSchoolEvent(scope, ownSchool(scope.actor).id, {
    verb: 'give',
    subject: 'review_part',
    subjectId: year,
    before: { activities: Object.fromEntries(chosen.map(({ activityId, people }) => [activityId, people])) },
    after: { activities: free, people: personIds },
  });
  return { given: free.length, kept: chosen.length - free.length };
}

/** Splits the open activities of a year among people, each a stretch of the queue of about the same length: those that nobody has, or all. */
export async function splitQueue(
  scope: Scope,
  { year, personIds, which }: { year: string; personIds: readonly string[]; which: 'nobody' | 'all' },
): Promise<Given> {
  if (personIds.length === 0) throw invalid('Choose at least one person to give a part to.');
  await assertMaySplit(scope, { year, personIds });
  const open = await openActivities(scope, year);
  const chosen = open.filter(({ people }) => which === 'all' || people.length === 0);
  const free = chosen.filter(({ begun }) => !begun);
  const parts = splitEvenly(free, personIds);
  await give(scope, new Map([...parts].flatMap(([person, ids]) => ids.map((id) => [id, [person]] as const))));
  await appendSchoolEvent(scope, ownSchool(scope.actor).id, {
    verb: 'split',
    subject: 'review_part',
    subjectId: year,
    before: { activities: Object.fromEntries(chosen.map(({ activityId, people }) => [activityId, people])) },
    after: { parts: Object.fromEntries(parts) },
  });
  return { given: free.length, kept: chosen.length - free.length };
}

/** Takes over what is open of a colleague's part; what two share stays with both. Conflict when nothing of it is open. */
export async function takeOver(scope: Scope, { year, from }: { year: string; from: string }): Promise<Given> {
  const { actor } = scope;
  if (!mayReview(actor) || actor.personId === null) throw forbidden('take over a part of the queue', whoMay.mappers);
  await refuseSubmitted(scope, year);
  const theirs = (await openActivities(scope, year)).filter(({ people }) => people.includes(from));
  const free = theirs.filter(({ people }) => people.length === 1).map(({ activityId }) => activityId);
  if (free.length === 0) throw conflict('Nothing of this part is open any more that one person alone has.');
  await give(scope, new Map(free.map((id) => [id, [actor.personId!]])));
  await appendSchoolEvent(scope, ownSchool(actor).id, {
    verb: 'take-over',
    subject: 'review_part',
    subjectId: year,
    before: { person: from },
    after: { person: actor.personId, activities: free },
  });
  return { given: free.length, kept: theirs.length - free.length };
}

/** Makes one of two different answers the one that counts. Missing when that person gave none; otherwise as answering the hit. */
export async function decideBetween(scope: Scope, { hitId, personId }: { hitId: string; personId: string }): Promise<void> {
  const { actor } = scope;
  if (!maySplit(actor)) throw forbidden('decide between two answers', whoMay.leads);
  const answers = await blindAnswers(scope, { schoolId: ownSchool(actor).id, id: hitId });
  const chosen = answers.find((answer) => answer.personId === personId);
  if (!chosen || answers.length < 2) throw missing('This answer');
  const answer = answerOf(chosen);
  if (answer.answer === 'rejected') await rejectHit(scope, { hitId, reason: answer.reason ?? undefined });
  else await acceptHit(scope, { hitId, ...answer, milestoneIds: [...(answer.milestoneIds ?? [])] });
  await appendSchoolEvent(scope, ownSchool(actor).id, { verb: 'decide', subject: 'hit', subjectId: hitId, after: { answerOf: personId } });
}

async function assertMaySplit(scope: Scope, { year, personIds }: { year: string; personIds: readonly string[] }): Promise<void> {
  if (!maySplit(scope.actor)) throw forbidden('split the queue', whoMay.leads);
  await refuseSubmitted(scope, year);
  const known = new Set((await reviewers(scope)).map(({ id }) => id));
  if (personIds.some((id) => !known.has(id))) throw invalid('Choose among your school’s leads and mappers.');
}

async function give({ actor, tx }: Scope, people: ReadonlyMap<string, readonly string[]>): Promise<void> {
  const schoolId = ownSchool(actor).id;
  if (people.size === 0) return;
  await tx
    .deleteFrom('reviewPart')
    .where('schoolId', '=', schoolId)
    .where(({ eb, val }) => eb('activityId', '=', eb.fn.any(val([...people.keys()]))))
    .execute();
  const rows = [...people].flatMap(([activityId, ids]) =>
    [...new Set(ids)].map((personId) => ({ schoolId, activityId, personId, givenBy: actor.personId })),
  );
  // A statement takes at most 65,535 values.
  for (let from = 0; from < rows.length; from += 10_000)
    await tx
      .insertInto('reviewPart')
      .values(rows.slice(from, from + 10_000))
      .execute();
}
