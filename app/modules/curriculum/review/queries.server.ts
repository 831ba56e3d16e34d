import { sql } from 'kysely';
import { type Actor, ownSchool } from '#app/platform/actor.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { plainText } from '../markup.ts';
import { curriculumYears, mappedCompetencies, yearOrNewest } from '../queries.server.ts';
import { mayReview, maySplit, whoMay } from '../rules.ts';
import { submissionWords } from '../submission-queries.server.ts';
import { activityToLink } from './activity-queries.server.ts';
import { minutesLeft } from './pace.ts';
import type { ReviewSearch, Whose } from './schema.ts';

/**
 * Which part of a year's queue: the hits of one keyword (its id), those that propose one competency (its code), and whose. Unless said, the actor's own part
 * while something in it is open, else everybody's.
 */
export type Queue = { readonly year: string; readonly keyword?: string; readonly competency?: string; readonly whose?: Whose };

function queue({ actor, tx }: Scope, { year, keyword, competency, whose }: Queue) {
  return tx
    .selectFrom('hit')
    .innerJoin('activity', (join) => join.onRef('activity.schoolId', '=', 'hit.schoolId').onRef('activity.id', '=', 'hit.activityId'))
    .innerJoin('frameworkItem as competency', 'competency.id', 'hit.competencyId')
    .where('hit.schoolId', '=', ownSchool(actor).id)
    .where('activity.year', '=', year)
    .where('activity.removedAt', 'is', null)
    .$if(keyword !== undefined, (query) => query.where('hit.keywordId', '=', keyword!))
    .$if(competency !== undefined, (query) => query.where('competency.code', '=', competency!))
    .$if(whose === 'mine', (query) => query.where(isMine(actor)))
    .$if(whose === 'skipped', (query) => query.where(isSkipped(actor)));
}

function isMine({ personId }: Actor) {
  return sql<boolean>`exists (select from review_part p where p.school_id = hit.school_id and p.activity_id = hit.activity_id and p.person_id = ${personId}::uuid)`;
}
function isSkipped({ personId }: Actor) {
  return sql<boolean>`exists (select from review_skip s where s.school_id = hit.school_id and s.hit_id = hit.id and s.person_id = ${personId}::uuid)`;
}
/** Answered, or answered by the actor as one of two. */
function isDoneBy({ personId }: Actor) {
  return sql<boolean>`(hit.answer is not null or exists (select from blind_answer b where b.school_id = hit.school_id and b.hit_id = hit.id and b.person_id = ${personId}::uuid))`;
}
/** Waits for the actor: nobody has answered it, they have not as one of two, and it is not between two others. */
function isOpenFor(actor: Actor) {
  return sql<boolean>`(hit.answer is null and not ${isDoneBy(actor)} and (select count(*) < 2 or bool_or(p.person_id = ${actor.personId}::uuid)
    from review_part p where p.school_id = hit.school_id and p.activity_id = hit.activity_id))`;
}

/** How many hits of a year wait for the actor: of their own part (null: they have none), of everybody's, and of those they skipped. */
export async function waitingOf(scope: Scope, year: string) {
  const { actor } = scope;
  const row = await queue(scope, { year })
    .select([sql<number>`count(*) filter (where ${isOpenFor(actor)} and ${isMine(actor)})`.as('mine')])
    .select([sql<number>`count(*) filter (where ${isMine(actor)})`.as('part')])
    .select([sql<number>`count(*) filter (where ${isOpenFor(actor)})`.as('everybody')])
    .select([sql<number>`count(*) filter (where ${isOpenFor(actor)} and ${isSkipped(actor)})`.as('skipped')])
    .executeTakeFirstOrThrow();
  return { mine: row.part > 0 ? row.mine : null, everybody: row.everybody, skipped: row.skipped };
}
export type Waiting = Awaited<ReturnType<typeof waitingOf>>;

async function placeOf({ actor, tx }: Scope, hitId: string) {
  const hit = await tx
    .selectFrom('hit')
    .select(['position', 'id'])
    .where('schoolId', '=', ownSchool(actor).id)
    .where('id', '=', hitId)
    .executeTakeFirst();
  if (!hit) throw missing('This suggestion');
  return hit;
}

/** The id of the next open hit: the first, or the first after another; after the last one the queue begins again. Null when all are answered. */
export async function nextHit(scope: Scope, { after, ...part }: Queue & { after?: string }): Promise<string | null> {
  const open = queue(scope, part).select('hit.id').where(isOpenFor(scope.actor)).orderBy('hit.position').orderBy('hit.id').limit(1);
  if (after !== undefined) {
    const { position, id } = await placeOf(scope, after);
    const next = await open.where(sql<boolean>`(hit.position, hit.id) > (${position}, ${id}::uuid)`).executeTakeFirst();
    if (next) return next.id;
  }
  return (await open.executeTakeFirst())?.id ?? null;
}

/** The id of the hit before another, answered or not; the first one's is its own. */
export async function hitBefore(scope: Scope, { before, ...part }: Queue & { before: string }): Promise<string> {
  const { position, id } = await placeOf(scope, before);
  const earlier = await queue(scope, part)
    .select('hit.id')
    .where(sql<boolean>`(hit.position, hit.id) < (${position}, ${id}::uuid)`)
    .orderBy('hit.position', 'desc')
    .orderBy('hit.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return earlier?.id ?? id;
}

/** How many hits of the queue are answered, and about how long the rest takes at the actor's own pace (null: too few answers to say). */
export async function progressOf(scope: Scope, part: Queue) {
  const { actor } = scope;
  const { total, answered } = await queue(scope, part)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .select(sql<number>`count(*) filter (where ${isDoneBy(actor)})`.as('answered'))
    .executeTakeFirstOrThrow();
  const recent = await queue(scope, { year: part.year })
    .select('hit.answeredAt')
    .where('hit.answeredBy', 'is not distinct from', actor.personId)
    .where('hit.answeredAt', 'is not', null)
    .orderBy('hit.answeredAt', 'desc')
    .limit(20)
    .execute();
  const times = recent.flatMap(({ answeredAt }) => (answeredAt ? [answeredAt] : []));
  return { total, answered, minutesLeft: minutesLeft(times, total - answered) };
}

/** A hit with all that an answer needs: its activity, the sentence, the other hits of the activity, whose it is, and a proposal. */
export async function reviewItem(scope: Scope, hitId: string) {
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  const hit = await tx
    .selectFrom('hit')
    .innerJoin('keyword', 'keyword.id', 'hit.keywordId')
    .innerJoin('frameworkItem as competency', 'competency.id', 'hit.competencyId')
    .leftJoin('person', 'person.id', 'hit.answeredBy')
    .select(['hit.id', 'hit.activityId', 'hit.field', 'hit.sentence', 'hit.matchStart', 'hit.matchLength', 'hit.places'])
    .select(['hit.answer', 'hit.answeredAt', 'hit.answeredBy', 'hit.reason', 'person.name as answeredByName', 'competency.stableId'])
    .select(['keyword.phrase', isDoneBy(actor).as('isDone')])
    .where('hit.schoolId', '=', schoolId)
    .where('hit.id', '=', hitId)
    .executeTakeFirst();
  if (!hit) throw missing('This suggestion');
  const { levelProposed, ...activity } = await activityToLink(scope, hit.activityId);
  const others = await tx
    .selectFrom('hit')
    .innerJoin('keyword', 'keyword.id', 'hit.keywordId')
    .innerJoin('frameworkItem as competency', 'competency.id', 'hit.competencyId')
    .select(['hit.id', 'keyword.phrase', 'hit.sentence', 'hit.answer', 'competency.code', 'competency.stableId'])
    .where('hit.schoolId', '=', schoolId)
    .where('hit.activityId', '=', hit.activityId)
    .where('hit.id', '<>', hitId)
    .orderBy('hit.position')
    .orderBy('hit.id')
    .execute();
  const owners = await tx
    .selectFrom('reviewPart')
    .innerJoin('person', 'person.id', 'reviewPart.personId')
    .select(['person.id', 'person.name'])
    .where('reviewPart.schoolId', '=', schoolId)
    .where('reviewPart.activityId', '=', hit.activityId)
    .orderBy('person.name')
    .execute();
  const competencies = await mappedCompetencies(scope);
  const { links } = activity;
  // A new answer replaces the link that stands, so what stands is what is proposed: nobody lowers a level unawares.
  const standing = links.find(({ stableId }) => stableId === hit.stableId);
  const { answeredByName, isDone, ...rest } = hit;
  return {
    ...activity,
    ...rest,
    others,
    owners,
    /** Answered by the actor as one of two, and not settled yet. */
    isBlind: hit.answer === null && isDone,
    isAnsweredByMe: isDone && (hit.answer === null || hit.answeredBy === actor.personId),
    answeredByName: hit.answeredBy === null ? 'The operator' : (answeredByName ?? 'Somebody who has left'),
    proposed: {
      competencyId: competencies.find(({ stableId }) => stableId === hit.stableId)?.id ?? null,
      level: standing?.level ?? levelProposed,
      extent: standing?.extent ?? ('mentioned' as const),
      evidence: standing?.evidence ?? hit.sentence.slice(0, 2000),
      milestoneIds: standing?.milestoneIds ?? [],
    },
  };
}
export type ReviewItem = Awaited<ReturnType<typeof reviewItem>>;

/** The actor's last answer that stands in a year, at a hit or without one; null when there is none. `undone` names it to the act that takes it back. */
export async function lastAnswer(scope: Scope, year: string) {
  const { actor, tx } = scope;
  const answered = await queue(scope, { year })
    .select(['hit.id', 'hit.answer', 'hit.answeredAt as at', 'activity.title'])
    .where('hit.answeredBy', 'is not distinct from', actor.personId)
    .where('hit.answer', 'is not', null)
    .orderBy('hit.answeredAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  const blind = await queue(scope, { year })
    .innerJoin('blindAnswer as b', (join) => join.onRef('b.schoolId', '=', 'hit.schoolId').onRef('b.hitId', '=', 'hit.id'))
    .select(['hit.id', 'b.answer', 'b.answeredAt as at', 'activity.title'])
    .where('b.personId', '=', actor.personId)
    .where('hit.answer', 'is', null)
    .orderBy('b.answeredAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  const mapped = await tx
    .selectFrom('competencyLink as l')
    .innerJoin('activity', (join) => join.onRef('activity.schoolId', '=', 'l.schoolId').onRef('activity.id', '=', 'l.activityId'))
    .select([sql<string>`l.activity_id || '.' || l.competency_id`.as('id'), 'l.linkedAt as at', 'activity.title'])
    .where('l.schoolId', '=', ownSchool(actor).id)
    .where('activity.year', '=', year)
    .where('activity.removedAt', 'is', null)
    .where('l.linkedBy', 'is not distinct from', actor.personId)
    .where('l.hitId', 'is', null)
    .where(
      sql<boolean>`exists (select from school_event e where e.school_id = l.school_id and e.subject = 'competency_link' and e.verb = 'map'
        and e.subject_id = l.activity_id || ' ' || l.competency_id)`,
    )
    .orderBy('l.linkedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  const [last] = [answered, blind, mapped && { ...mapped, answer: 'accepted' as const }]
    .filter((each) => each !== undefined)
    .sort((a, b) => b.at!.getTime() - a.at!.getTime());
  return last ? { undone: last.id, answer: last.answer, title: plainText(last.title).trim() } : null;
}

/** The competencies that are mapped against, each with its milestones. */
export async function competenciesToChoose(scope: Scope) {
  const competencies = await mappedCompetencies(scope);
  const milestones = await scope.tx
    .selectFrom('frameworkItem')
    .select(['id', 'parentId', 'phase', 'title'])
    .where('kind', '=', 'milestone')
    .where(({ eb, val }) => eb('parentId', '=', eb.fn.any(val(competencies.map(({ id }) => id)))))
    .orderBy('position')
    .execute();
  const milestonesOf = Map.groupBy(milestones, ({ parentId }) => parentId);
  return competencies.map(({ id, stableId, code, shortTitle }) => ({
    id,
    stableId,
    code,
    shortTitle,
    milestones: (milestonesOf.get(id) ?? []).map(({ id: milestoneId, phase, title }) => ({ id: milestoneId, phase, title })),
  }));
}
export type CompetencyToChoose = Awaited<ReturnType<typeof competenciesToChoose>>[number];

/** Everything that the review page shows: one hit (or none), the progress of its part of the queue, and what can be undone. */
export async function review(
  scope: Scope,
  { year: asked, keyword, competency, whose: askedWhose, hit, after, before, stay }: ReviewSearch,
) {
  if (!mayReview(scope.actor)) throw forbidden('review what a scan found', whoMay.mappers);
  const school = ownSchool(scope.actor);
  const competencies = await competenciesToChoose(scope);
  const years = await curriculumYears(scope);
  const named = hit === undefined ? null : await reviewItem(scope, hit);
  const year = named?.year ?? (await yearOrNewest(scope, asked));
  const ground = {
    school,
    years,
    competencies,
    maySplit: maySplit(scope.actor),
    isStaying: stay === 'yes',
    personId: scope.actor.personId,
  };
  if (year === null)
    return {
      ...ground,
      year,
      part: {},
      whose: 'everybody' as Whose,
      item: null,
      phrase: null,
      progress: null,
      last: null,
      waiting: null,
      submission: null,
    };
  const waiting = await waitingOf(scope, year);
  const whose: Whose = askedWhose ?? (waiting.mine ? 'mine' : 'everybody');
  const part = { keyword, competency, whose: askedWhose };
  const chosen = { year, keyword, competency, whose };
  const id = named || before === undefined ? null : await hitBefore(scope, { ...chosen, before });
  const next = named || id !== null ? id : await nextHit(scope, { ...chosen, after });
  const item = named ?? (next === null ? null : await reviewItem(scope, next));
  const progress = await progressOf(scope, chosen);
  const phrase = keyword === undefined ? null : await phraseOf(scope, keyword);
  const submission = await submissionWords(scope, year);
  return { ...ground, year, part, whose, waiting, item, phrase, progress, last: await lastAnswer(scope, year), submission };
}
export type Review = Awaited<ReturnType<typeof review>>;

async function phraseOf({ tx }: Scope, keywordId: string): Promise<string> {
  const keyword = await tx.selectFrom('keyword').select('phrase').where('id', '=', keywordId).executeTakeFirst();
  if (!keyword) throw missing('This keyword');
  return keyword.phrase;
}
