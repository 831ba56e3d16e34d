import { isDeepStrictEqual } from 'node:util';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { maySplit } from '../rules.ts';
import { type Answer, acceptedAnswer, answerWords } from './standing.server.ts';

type Hit = { readonly schoolId: string; readonly id: string; readonly activityId: string };

/**
 * True when the answer was kept as one of two and does not count yet: the activity was given to two people, and the other one has not answered, or answered
 * otherwise. False when it counts: nobody shares the activity, both say the same, or a lead decides between two. Conflict when the
 * activity was given to two others, or the actor answered otherwise before.
 */
export async function answersBlind(scope: Scope, hit: Hit, answer: Answer): Promise<boolean> {
  const { actor, tx } = scope;
  const { schoolId, id: hitId } = hit;
  const people = await tx
    .selectFrom('reviewPart')
    .select('personId')
    .where('schoolId', '=', schoolId)
    .where('activityId', '=', hit.activityId)
    .execute();
  if (people.length < 2) return false;
  const given = await blindAnswers(scope, hit);
  if (given.length >= 2 && maySplit(actor)) return false;
  if (!people.some(({ personId }) => personId === actor.personId))
    throw conflict('Two others answer this one, each without seeing the other’s answer. Yours was not saved; go on with the next.');
  const mine = given.find(({ personId }) => personId === actor.personId);
  if (mine) {
    if (isDeepStrictEqual(answerOf(mine), answer)) return true;
    throw conflict(`You ${await answerWords(scope, answerOf(mine))} already, and that stands. Undo it to answer anew.`);
  }
  const { competencyId, level, extent, evidence, milestoneIds } = answer.answer === 'accepted' ? answer : ({} as Partial<Accepted>);
  const reason = answer.answer === 'rejected' ? answer.reason : null;
  const milestones = milestoneIds && { milestoneIds: [...milestoneIds] };
  const said = { answer: answer.answer, competencyId, level, extent, evidence, reason, ...milestones };
  await tx
    .insertInto('blindAnswer')
    .values({ schoolId, hitId, personId: actor.personId!, ...said })
    .execute();
  await appendSchoolEvent(scope, schoolId, { verb: 'answer-blind', subject: 'hit', subjectId: hitId, after: answer });
  const [other] = given;
  return other === undefined || !isAlike(answerOf(other), answer);
}
type Accepted = Extract<Answer, { answer: 'accepted' }>;

/**
 * Takes the actor's own one of two answers back; false when there is none. Conflict once both have answered: who could answer anew until the two are alike would
 * find out the colleague's. A lead undoes what counts, and the two answers stay as they were given.
 */
export async function takeBlindBack(scope: Scope, { schoolId, id }: Hit): Promise<boolean> {
  const { actor, tx } = scope;
  if (actor.personId === null) return false;
  const given = await blindAnswers(scope, { schoolId, id });
  if (given.length >= 2) {
    if (maySplit(actor) || !given.some(({ personId }) => personId === actor.personId)) return false;
    throw conflict('Both of you have answered this one, so your answer stands as you gave it. Where the two differ, a lead decides.');
  }
  const gone = await tx
    .deleteFrom('blindAnswer')
    .where('schoolId', '=', schoolId)
    .where('hitId', '=', id)
    .where('personId', '=', actor.personId)
    .returningAll()
    .executeTakeFirst();
  if (gone) await appendSchoolEvent(scope, schoolId, { verb: 'undo-blind', subject: 'hit', subjectId: id, before: answerOf(gone) });
  return gone !== undefined;
}

/** The answers that two people gave to a hit without seeing each other's, the earlier first. */
export function blindAnswers({ tx }: Scope, { schoolId, id }: Pick<Hit, 'schoolId' | 'id'>) {
  return tx
    .selectFrom('blindAnswer')
    .selectAll()
    .where('schoolId', '=', schoolId)
    .where('hitId', '=', id)
    .orderBy('answeredAt')
    .orderBy('personId')
    .execute();
}
export type BlindAnswer = Awaited<ReturnType<typeof blindAnswers>>[number];

/** One of two answers as an answer. */
export function answerOf({ answer, competencyId, level, extent, evidence, milestoneIds, reason }: BlindAnswer): Answer {
  if (answer === 'rejected' || !competencyId || !level || !extent) return { answer: 'rejected', reason };
  return acceptedAnswer({ competencyId, level, extent, evidence: evidence ?? undefined, milestoneIds });
}

/** Two answers say the same when figures cannot tell them apart; evidence, reasons and milestones are each one's own. */
function isAlike(one: Answer, other: Answer): boolean {
  if (one.answer !== 'accepted' || other.answer !== 'accepted') return one.answer === other.answer;
  return one.competencyId === other.competencyId && one.level === other.level && one.extent === other.extent;
}
