import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mappedCompetencies } from '../queries.server.ts';
import { mayReview } from '../rules.ts';
import type { Acceptance, Rejection } from './schema.ts';

/** `isRepeat`: the same answer of the same person stood already, so nothing was written. */
export type Answered = { readonly hitId: string; readonly isRepeat: boolean };

/**
 * Links the hit's activity to a competency. The new answer replaces a link of the same activity and competency; the event keeps the earlier one.
 * Conflict when somebody else, or another answer, was faster; it names what stands.
 */
export async function acceptHit(scope: Scope, { hitId, competencyId, level, extent }: Acceptance): Promise<Answered> {
  const hit = await hitToAnswer(scope, hitId);
  const answer: Answer = { answer: 'accepted', competencyId, level, extent };
  if (hit.answer) return repeatOrConflict(scope, hit, answer);
  const competency = (await mappedCompetencies(scope)).find(({ id }) => id === competencyId);
  if (!competency) throw invalid('Choose one of the competencies of the current framework.');
  const { schoolId, activityId } = hit;
  const before = { answer: null, link: await linkOf(scope, hit, competencyId) };
  // A person's answer makes it their link, also where it was carried here before.
  const made = { carriedFrom: null, carriedYear: null };
  const values = { ...made, level, extent, hitId, linkedBy: scope.actor.personId, linkedAt: sql<Date>`clock_timestamp()` };
  const link = await scope.tx
    .insertInto('competencyLink')
    .values({ schoolId, activityId, competencyId, ...values })
    .onConflict((same) => same.columns(['schoolId', 'activityId', 'competencyId']).doUpdateSet(values))
    .returningAll()
    .executeTakeFirstOrThrow();
  await keepAnswer(scope, hit, { answer: 'accepted', reason: null });
  await appendSchoolEvent(scope, schoolId, { verb: 'accept', subject: 'hit', subjectId: hitId, before, after: { ...answer, link } });
  return { hitId, isRepeat: false };
}

/** Says that the hit's activity does not address what the keyword proposes. No link is touched. Conflict as for `acceptHit`. */
export async function rejectHit(scope: Scope, { hitId, reason }: Rejection): Promise<Answered> {
  const hit = await hitToAnswer(scope, hitId);
  const answer: Answer = { answer: 'rejected', reason: reason ?? null };
  if (hit.answer) return repeatOrConflict(scope, hit, answer);
  await keepAnswer(scope, hit, { answer: 'rejected', reason: reason ?? null });
  await appendSchoolEvent(scope, hit.schoolId, {
    verb: 'reject',
    subject: 'hit',
    subjectId: hitId,
    before: { answer: null },
    after: answer,
  });
  return { hitId, isRepeat: false };
}

/**
 * Takes an answer back: that of the hit named, whoever gave it, or else the actor's last. The link is again what it was before that answer,
 * unless a later answer has set it since. A hit that is open already is left alone.
 */
export async function undoAnswer(scope: Scope, hitId?: string): Promise<Answered> {
  const hit = await hitToAnswer(scope, hitId ?? (await lastAnswered(scope)));
  if (!hit.answer) return { hitId: hit.id, isRepeat: true };
  const { schoolId, activityId } = hit;
  const record = await recordOf(scope, hit);
  const before = { answer: hit.answer, reason: hit.reason, link: null as Link | null };
  let link: Link | null = null;
  if (record?.after.answer === 'accepted') {
    const { competencyId } = record.after;
    before.link = await linkOf(scope, hit, competencyId);
    link = before.link;
    if (link?.hitId === hit.id) {
      link = await stillMeant(scope, hit, record.before.link ?? null);
      const these = scope.tx.deleteFrom('competencyLink').where('schoolId', '=', schoolId).where('activityId', '=', activityId);
      await these.where('competencyId', '=', competencyId).execute();
      if (link) await scope.tx.insertInto('competencyLink').values(link).execute();
    }
  }
  await scope.tx
    .updateTable('hit')
    .set({ answer: null, answeredBy: null, answeredAt: null, reason: null })
    .where('schoolId', '=', schoolId)
    .where('id', '=', hit.id)
    .execute();
  await appendSchoolEvent(scope, schoolId, { verb: 'undo', subject: 'hit', subjectId: hit.id, before, after: { answer: null, link } });
  return { hitId: hit.id, isRepeat: false };
}

type Answer =
  | { answer: 'accepted'; competencyId: string; level: Acceptance['level']; extent: Acceptance['extent'] }
  | { answer: 'rejected'; reason: string | null };
type Hit = Awaited<ReturnType<typeof hitToAnswer>>;
type Link = NonNullable<Awaited<ReturnType<typeof linkOf>>>;
type Record = { personId: string | null; before: { link?: Link | null }; after: Answer & { link?: Link } };

/** The hit, locked until this transaction ends, so that of two mappers one is first. */
async function hitToAnswer({ actor, tx }: Scope, hitId: string) {
  if (!mayReview(actor)) throw forbidden('review what a scan found');
  const hit = await tx
    .selectFrom('hit')
    .selectAll()
    .where('schoolId', '=', ownSchool(actor).id)
    .where('id', '=', hitId)
    .forUpdate()
    .executeTakeFirst();
  if (!hit) throw missing('This suggestion');
  return hit;
}

function linkOf({ tx }: Scope, { schoolId, activityId }: { schoolId: string; activityId: string }, competencyId: string) {
  return tx
    .selectFrom('competencyLink')
    .selectAll()
    .where('schoolId', '=', schoolId)
    .where('activityId', '=', activityId)
    .where('competencyId', '=', competencyId)
    .executeTakeFirst()
    .then((link) => link ?? null);
}

async function keepAnswer({ actor, tx }: Scope, { schoolId, id }: Hit, answer: Pick<Hit, 'answer' | 'reason'>): Promise<void> {
  await tx
    .updateTable('hit')
    .set({ ...answer, answeredBy: actor.personId, answeredAt: sql<Date>`clock_timestamp()` })
    .where('schoolId', '=', schoolId)
    .where('id', '=', id)
    .execute();
}

/** The event of the answer that stands. */
async function recordOf({ tx }: Scope, { schoolId, id }: { schoolId: string; id: string }): Promise<Record | undefined> {
  const event = await tx
    .selectFrom('schoolEvent')
    .select(['personId', 'before', 'after'])
    .where('schoolId', '=', schoolId)
    .where('subject', '=', 'hit')
    .where('subjectId', '=', id)
    .where('verb', 'in', ['accept', 'reject'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return event as Record | undefined;
}

async function repeatOrConflict(scope: Scope, hit: Hit, answer: Answer): Promise<Answered> {
  const { actor, tx } = scope;
  const record = await recordOf(scope, hit);
  const { link, ...standing } = record?.after ?? { answer: hit.answer };
  if (hit.answeredBy === actor.personId && isDeepStrictEqual(standing, { ...answer })) return { hitId: hit.id, isRepeat: true };
  const person =
    hit.answeredBy === null ? undefined : await tx.selectFrom('person').select('name').where('id', '=', hit.answeredBy).executeTakeFirst();
  const said = await words(scope, record?.after);
  throw conflict(
    hit.answeredBy === actor.personId
      ? `You ${said} already, and that stands. Undo it to answer anew.`
      : `${person?.name ?? 'Somebody else'} ${said} before you, and that stands. Your answer changed nothing.`,
  );
}

async function words({ tx }: Scope, answer: Answer | undefined): Promise<string> {
  if (answer?.answer !== 'accepted') return 'answered “Not this”';
  const competency = await tx.selectFrom('frameworkItem').select('code').where('id', '=', answer.competencyId).executeTakeFirst();
  const extent = answer.extent === 'mentioned' ? answer.extent : `addressed ${answer.extent}`;
  return `linked this to competency ${competency?.code} (${answer.level}, ${extent})`;
}

async function lastAnswered({ actor, tx }: Scope): Promise<string> {
  const last = await tx
    .selectFrom('hit')
    .select('id')
    .where('schoolId', '=', ownSchool(actor).id)
    .where('answeredBy', 'is not distinct from', actor.personId)
    .where('answer', 'is not', null)
    .orderBy('answeredAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last) throw invalid('There is no answer of yours to undo.');
  return last.id;
}

/** An earlier link, unless the answer that made it was taken back meanwhile: then the one before it, and so on. */
async function stillMeant(scope: Scope, { schoolId }: Hit, earlier: Link | null): Promise<Link | null> {
  let link = earlier;
  while (link?.hitId) {
    const maker = await scope.tx
      .selectFrom('hit')
      .select(['id', 'answer'])
      .where('schoolId', '=', schoolId)
      .where('id', '=', link.hitId)
      .executeTakeFirst();
    const record = await recordOf(scope, { schoolId, id: link.hitId });
    const made = record?.after.answer === 'accepted' ? record.after.competencyId : null;
    if (maker?.answer === 'accepted' && made === link.competencyId) return link;
    link = record?.before.link ?? null;
  }
  return link;
}
