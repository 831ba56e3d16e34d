import { randomUUID } from 'node:crypto';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { forbidden, invalid, missing, Problem } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { tellReviewed } from '../rounds/mapped.server.ts';
import { mayReview, whoMay } from '../rules.ts';
import { acceptHit, rejectHit, undoAnswer } from './commands.server.ts';
import { proposalsOf } from './list-queries.server.ts';
import type { ManyAnswers } from './schema.ts';
import { recordOf, yearOf } from './standing.server.ts';

/** An act on many: its name, by which it is taken back, how many suggestions it answered, and how many it left, since somebody had answered them. */
export type Many = { readonly bulk: string; readonly done: number; readonly left: number };

/**
 * Answers many suggestions in one act. What somebody answered meanwhile is left as it stands. Conflict when nothing could be answered, with the first reason;
 * invalid when one of them proposes a competency that the school does not map to.
 */
export async function answerMany(scope: Scope, { act, hitIds, level, extent, reason }: ManyAnswers): Promise<Many> {
  const { actor, tx } = scope;
  if (!mayReview(actor)) throw forbidden('review what a scan found', whoMay.mappers);
  const proposals = act === 'link' ? await proposalsOf(scope, hitIds) : new Map<string, never>();
  const bulk = randomUUID();
  const done: string[] = [];
  let refusal: Problem | undefined;
  // One order for all, so that two people who answer many never wait for each other.
  for (const hitId of [...new Set(hitIds)].sort()) {
    const proposed = proposals.get(hitId);
    if (act === 'link' && !proposed)
      throw invalid('One of these proposes a competency that your school does not map to. Answer it by itself.');
    const said = proposed && { ...proposed, level: level ?? proposed.level, extent: extent ?? proposed.extent };
    try {
      const { isRepeat } = said
        ? await acceptHit(scope, { hitId, ...said }, { bulk })
        : await rejectHit(scope, { hitId, reason }, { bulk });
      if (!isRepeat) done.push(hitId);
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== 'conflict') throw error;
      refusal ??= error;
    }
  }
  if (done.length === 0 && refusal) throw refusal;
  const schoolId = ownSchool(actor).id;
  await appendSchoolEvent(scope, schoolId, { verb: 'answer-many', subject: 'review', subjectId: bulk, after: { act, hits: done } });
  const first = await tx
    .selectFrom('hit')
    .select('activityId')
    .where('schoolId', '=', schoolId)
    .where('id', '=', hitIds[0]!)
    .executeTakeFirst();
  const year = first && (await yearOf(scope, first.activityId));
  if (year) await tellReviewed(scope, year);
  return { bulk, done: done.length, left: hitIds.length - done.length };
}

/** Takes an act on many back as a whole; what was answered anew since is left. Missing when there is no such act. */
export async function undoMany(scope: Scope, bulk: string): Promise<Many> {
  const { actor } = scope;
  if (!mayReview(actor)) throw forbidden('review what a scan found', whoMay.mappers);
  const schoolId = ownSchool(actor).id;
  const hits = await hitsOf(scope, bulk);
  let done = 0;
  for (const id of [...hits].sort()) {
    const record = await recordOf(scope, { schoolId, id });
    if (record?.after.bulk !== bulk) continue;
    const { isRepeat } = await undoAnswer(scope, id);
    if (!isRepeat) done += 1;
  }
  await appendSchoolEvent(scope, schoolId, { verb: 'undo-many', subject: 'review', subjectId: bulk, after: { hits: done } });
  return { bulk, done, left: hits.length - done };
}

async function hitsOf({ actor, tx }: Scope, bulk: string): Promise<readonly string[]> {
  const event = await tx
    .selectFrom('schoolEvent')
    .select('after')
    .where('schoolId', '=', ownSchool(actor).id)
    .where('subject', '=', 'review')
    .where('subjectId', '=', bulk)
    .where('verb', '=', 'answer-many')
    .executeTakeFirst();
  if (!event) throw missing('This act on many suggestions');
  return (event.after as { hits: readonly string[] }).hits;
}
