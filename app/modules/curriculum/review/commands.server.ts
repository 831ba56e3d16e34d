import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { tellReviewed } from '../rounds/mapped.server.ts';
import { mayReview, whoMay } from '../rules.ts';
import { refuseSubmitted } from '../submission-queries.server.ts';
import { answersBlind, takeBlindBack } from './blind.server.ts';
import type { Acceptance, Rejection } from './schema.ts';
import {
  type Answer,
  acceptedAnswer,
  answerWords,
  type Link,
  linkOf,
  nameOf,
  recordOf,
  refuseForeign,
  refuseUnseen,
  setLink,
  stillMeant,
} from './standing.server.ts';

/** `isRepeat`: the same answer of the same person stood already, so nothing was written. `isBlind`: it waits for a colleague's answer to the same suggestion. */
export type Answered = { readonly hitId: string; readonly isRepeat: boolean; readonly isBlind?: boolean };

/** `bulk` names the act on many that this answer is part of, by which all of them are taken back. */
type Part = { readonly bulk?: string };

/**
 * Links the hit's activity to a competency. The new answer replaces a link of the same activity and competency; the event keeps the earlier one.
 * Conflict when somebody else, or another answer, was faster (it names what stands), and when the year is submitted.
 */
export async function acceptHit(scope: Scope, acceptance: Acceptance, { bulk }: Part = {}): Promise<Answered> {
  const { hitId, competencyId, level, extent, evidence, milestoneIds = [], seen } = acceptance;
  const hit = await hitToAnswer(scope, hitId);
  const answer = acceptedAnswer(acceptance);
  if (hit.answer) return repeatOrConflict(scope, hit, answer);
  await refuseForeign(scope, acceptance);
  const { schoolId, activityId } = hit;
  const standing = await linkOf(scope, hit, competencyId);
  await refuseUnseen(scope, standing, seen);
  if (await answersBlind(scope, hit, answer)) return { hitId, isRepeat: false, isBlind: true };
  // A person's answer makes it their link, also where it was carried here before.
  const made = { carriedFrom: null, carriedYear: null, evidence: evidence ?? null, milestoneIds: [...milestoneIds] };
  const values = { ...made, level, extent, hitId, linkedBy: scope.actor.personId, linkedAt: sql<Date>`clock_timestamp()` };
  const link = await scope.tx
    .insertInto('competencyLink')
    .values({ schoolId, activityId, competencyId, ...values })
    .onConflict((same) => same.columns(['schoolId', 'activityId', 'competencyId']).doUpdateSet(values))
    .returningAll()
    .executeTakeFirstOrThrow();
  await keepAnswer(scope, hit, { answer: 'accepted', reason: null });
  const before = { answer: null, link: standing };
  const after = { ...answer, link, ...(bulk && { bulk }) };
  await appendSchoolEvent(scope, schoolId, { verb: 'accept', subject: 'hit', subjectId: hitId, before, after });
  if (!bulk) await tellReviewed(scope, hit.year);
  return { hitId, isRepeat: false };
}

/** Says that the hit's activity does not address what the keyword proposes. No link is touched. Conflict as for `acceptHit`. */
export async function rejectHit(scope: Scope, { hitId, reason }: Rejection, { bulk }: Part = {}): Promise<Answered> {
  const hit = await hitToAnswer(scope, hitId);
  const answer: Answer = { answer: 'rejected', reason: reason ?? null };
  if (hit.answer) return repeatOrConflict(scope, hit, answer);
  if (await answersBlind(scope, hit, answer)) return { hitId, isRepeat: false, isBlind: true };
  await keepAnswer(scope, hit, { answer: 'rejected', reason: reason ?? null });
  const after = { ...answer, ...(bulk && { bulk }) };
  await appendSchoolEvent(scope, hit.schoolId, { verb: 'reject', subject: 'hit', subjectId: hitId, before: { answer: null }, after });
  if (!bulk) await tellReviewed(scope, hit.year);
  return { hitId, isRepeat: false };
}

/**
 * Takes the answer to a hit back, whoever gave it. The link is again what it was before that answer, unless a later answer has set it since. A hit that is open
 * already is left alone.
 */
export async function undoAnswer(scope: Scope, hitId: string): Promise<Answered> {
  const hit = await hitToAnswer(scope, hitId);
  const wasBlind = await takeBlindBack(scope, hit);
  if (!hit.answer) return { hitId: hit.id, isRepeat: !wasBlind };
  const { schoolId } = hit;
  const record = await recordOf(scope, hit);
  const before = { answer: hit.answer, reason: hit.reason, link: null as Link | null };
  let link: Link | null = null;
  if (record?.after.answer === 'accepted') {
    before.link = await linkOf(scope, hit, record.after.competencyId);
    link = before.link;
    if (link?.hitId === hit.id) {
      link = await stillMeant(scope, hit, record.before.link ?? null);
      await setLink(scope, before.link!, link);
    }
  }
  await scope.tx
    .updateTable('hit')
    .set({ answer: null, answeredBy: null, answeredAt: null, reason: null })
    .where('schoolId', '=', schoolId)
    .where('id', '=', hit.id)
    .execute();
  await appendSchoolEvent(scope, schoolId, { verb: 'undo', subject: 'hit', subjectId: hit.id, before, after: { answer: null, link } });
  await tellReviewed(scope, hit.year);
  return { hitId: hit.id, isRepeat: false };
}

/** Puts a hit on the actor's list of skipped ones, until somebody answers it. */
export async function skipHit(scope: Scope, hitId: string): Promise<void> {
  const { actor, tx } = scope;
  if (!mayReview(actor)) throw forbidden('review what a scan found', whoMay.mappers);
  const schoolId = ownSchool(actor).id;
  const hit = await tx.selectFrom('hit').select('answer').where('schoolId', '=', schoolId).where('id', '=', hitId).executeTakeFirst();
  if (!hit) throw missing('This suggestion');
  if (hit.answer !== null || actor.personId === null) return;
  const skipped = await tx
    .insertInto('reviewSkip')
    .values({ schoolId, hitId, personId: actor.personId })
    .onConflict((same) => same.doNothing())
    .returning('hitId')
    .executeTakeFirst();
  if (skipped) await appendSchoolEvent(scope, schoolId, { verb: 'skip', subject: 'hit', subjectId: hitId });
}

type Hit = Awaited<ReturnType<typeof hitToAnswer>>;

/** The hit with its year, locked until this transaction ends, so that of two mappers one is first. */
async function hitToAnswer(scope: Scope, hitId: string) {
  const { actor, tx } = scope;
  if (!mayReview(actor)) throw forbidden('review what a scan found', whoMay.mappers);
  const hit = await tx
    .selectFrom('hit')
    .innerJoin('activity', (join) => join.onRef('activity.schoolId', '=', 'hit.schoolId').onRef('activity.id', '=', 'hit.activityId'))
    .selectAll('hit')
    .select('activity.year')
    .where('hit.schoolId', '=', ownSchool(actor).id)
    .where('hit.id', '=', hitId)
    .where('activity.removedAt', 'is', null)
    .forUpdate('hit')
    .executeTakeFirst();
  if (!hit) throw missing('This suggestion');
  await refuseSubmitted(scope, hit.year);
  return hit;
}

async function keepAnswer({ actor, tx }: Scope, { schoolId, id }: Hit, answer: Pick<Hit, 'answer' | 'reason'>): Promise<void> {
  await tx
    .updateTable('hit')
    .set({ ...answer, answeredBy: actor.personId, answeredAt: sql<Date>`clock_timestamp()` })
    .where('schoolId', '=', schoolId)
    .where('id', '=', id)
    .execute();
}

async function repeatOrConflict(scope: Scope, hit: Hit, answer: Answer): Promise<Answered> {
  const { actor } = scope;
  const record = await recordOf(scope, hit);
  const { link, bulk, ...standing } = record?.after ?? ({ answer: hit.answer } as NonNullable<typeof record>['after']);
  const isMine = hit.answeredBy === actor.personId;
  if (isMine && isDeepStrictEqual(standing, { ...answer })) return { hitId: hit.id, isRepeat: true };
  const said = await answerWords(scope, record?.after);
  throw conflict(
    isMine
      ? `You ${said} already, and that stands. Undo it to answer anew.`
      : `${await nameOf(scope, hit.answeredBy)} ${said} before you, and that stands. Your answer changed nothing.`,
  );
}
