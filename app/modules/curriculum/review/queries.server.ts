import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { plainText } from '../markup.ts';
import { curriculumYears, mappedCompetencies, placesInCourses, schoolPhases, yearOrNewest } from '../queries.server.ts';
import { mayReview } from '../rules.ts';
import { minutesLeft } from './pace.ts';
import { proposedLevel } from './proposal.ts';
import type { ReviewSearch } from './schema.ts';

/** Which part of a year's queue: the hits of one keyword (its id), or those that propose one competency (its code). */
export type Queue = { readonly year: string; readonly keyword?: string; readonly competency?: string };

function queue({ actor, tx }: Scope, { year, keyword, competency }: Queue) {
  return tx
    .selectFrom('hit')
    .innerJoin('activity', (join) => join.onRef('activity.schoolId', '=', 'hit.schoolId').onRef('activity.id', '=', 'hit.activityId'))
    .innerJoin('frameworkItem as competency', 'competency.id', 'hit.competencyId')
    .where('hit.schoolId', '=', ownSchool(actor).id)
    .where('activity.year', '=', year)
    .where('activity.removedAt', 'is', null)
    .$if(keyword !== undefined, (query) => query.where('hit.keywordId', '=', keyword!))
    .$if(competency !== undefined, (query) => query.where('competency.code', '=', competency!));
}

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
  const open = queue(scope, part).select('hit.id').where('hit.answer', 'is', null).orderBy('hit.position').orderBy('hit.id').limit(1);
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
    .select(({ fn }) => fn.count<number>('hit.answer').as('answered'))
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

/** A hit with all that an answer needs: the activity and where it stands, the sentence, what the activity is linked to, and a proposal. */
export async function reviewItem(scope: Scope, hitId: string) {
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  const hit = await tx
    .selectFrom('hit')
    .innerJoin('activity', (join) => join.onRef('activity.schoolId', '=', 'hit.schoolId').onRef('activity.id', '=', 'hit.activityId'))
    .innerJoin('keyword', 'keyword.id', 'hit.keywordId')
    .innerJoin('frameworkItem as competency', 'competency.id', 'hit.competencyId')
    .leftJoin('person', 'person.id', 'hit.answeredBy')
    .select(['hit.id', 'hit.activityId', 'hit.field', 'hit.sentence', 'hit.matchStart', 'hit.matchLength', 'hit.places'])
    .select(['hit.answer', 'hit.answeredAt', 'hit.answeredBy', 'hit.reason', 'person.name as answeredByName', 'competency.stableId'])
    .select([
      'keyword.phrase',
      'activity.year',
      'activity.title',
      'activity.description',
      'activity.learnerMinutes',
      'activity.learnerMinutesMost',
    ])
    .where('hit.schoolId', '=', schoolId)
    .where('hit.id', '=', hitId)
    .executeTakeFirst();
  if (!hit) throw missing('This suggestion');
  const { activityId } = hit;
  const objectives = await tx
    .selectFrom('activityObjective')
    .innerJoin('objective', (join) =>
      join.onRef('objective.schoolId', '=', 'activityObjective.schoolId').onRef('objective.id', '=', 'activityObjective.objectiveId'),
    )
    .select('objective.text')
    .where('activityObjective.schoolId', '=', schoolId)
    .where('activityObjective.activityId', '=', activityId)
    .orderBy('objective.sourceId')
    .execute();
  const methods = await tx
    .selectFrom('activityMethod')
    .select(['kind', 'code', 'name'])
    .where('schoolId', '=', schoolId)
    .where('activityId', '=', activityId)
    .orderBy('position')
    .execute();
  const links = await tx
    .selectFrom('competencyLink')
    .innerJoin('frameworkItem as competency', 'competency.id', 'competencyLink.competencyId')
    .select(['competencyLink.competencyId', 'competencyLink.level', 'competencyLink.extent', 'competencyLink.hitId'])
    .select(['competency.stableId', 'competency.code', 'competency.title as shortTitle'])
    .where('competencyLink.schoolId', '=', schoolId)
    .where('competencyLink.activityId', '=', activityId)
    .orderBy('competency.position')
    .execute();
  const phases = new Map((await schoolPhases(scope)).map(({ id, name }) => [id, name]));
  const places = await placesInCourses(scope, hit.year, [activityId]);
  const competency = (await mappedCompetencies(scope)).find(({ stableId }) => stableId === hit.stableId);
  // A new answer replaces the link that stands, so what stands is what is proposed: nobody lowers a level unawares.
  const standing = links.find(({ stableId }) => stableId === hit.stableId);
  const { answeredByName, ...rest } = hit;
  return {
    ...rest,
    isAnsweredByMe: hit.answer !== null && hit.answeredBy === actor.personId,
    answeredByName: hit.answeredBy === null ? 'The operator' : (answeredByName ?? 'Somebody who has left'),
    title: plainText(hit.title).trim(),
    description: hit.description === null ? null : plainText(hit.description).trim(),
    objectives: objectives.map(({ text }) => plainText(text).trim()),
    methods: [...new Set(methods.map(({ name, code }) => name ?? code))],
    links,
    courses: places.map(({ course, requirement, phaseId }) => ({
      course,
      requirement,
      phase: phaseId === null ? null : phaseId === 'spans' ? 'several phases' : (phases.get(phaseId) ?? null),
    })),
    proposed: {
      competencyId: competency?.id ?? null,
      level: standing?.level ?? proposedLevel(methods),
      extent: standing?.extent ?? ('mentioned' as const),
    },
  };
}
export type ReviewItem = Awaited<ReturnType<typeof reviewItem>>;

/** The actor's last answer that stands in a year; null when there is none. */
export async function lastAnswer(scope: Scope, year: string) {
  const last = await queue(scope, { year })
    .select(['hit.id', 'hit.answer', 'activity.title'])
    .where('hit.answeredBy', 'is not distinct from', scope.actor.personId)
    .where('hit.answer', 'is not', null)
    .orderBy('hit.answeredAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ? { hitId: last.id, answer: last.answer, title: plainText(last.title).trim() } : null;
}

/** Everything that the review page shows: one hit (or none), the progress of its part of the queue, and what can be undone. */
export async function review(scope: Scope, { year: asked, keyword, competency, hit, after, before }: ReviewSearch) {
  if (!mayReview(scope.actor)) throw forbidden('review what a scan found');
  const school = ownSchool(scope.actor);
  const competencies = (await mappedCompetencies(scope)).map(({ id, code, shortTitle }) => ({ id, code, shortTitle }));
  const years = await curriculumYears(scope);
  const named = hit === undefined ? null : await reviewItem(scope, hit);
  const year = named?.year ?? (await yearOrNewest(scope, asked));
  if (year === null) return { school, years, year, part: {}, competencies, item: null, phrase: null, progress: null, last: null };
  const part = { keyword, competency };
  const id = before === undefined ? await nextHit(scope, { year, ...part, after }) : await hitBefore(scope, { year, ...part, before });
  const item = named ?? (id === null ? null : await reviewItem(scope, id));
  const progress = await progressOf(scope, { year, ...part });
  const phrase = keyword === undefined ? null : await phraseOf(scope, keyword);
  return { school, years, year, part, competencies, item, phrase, progress, last: await lastAnswer(scope, year) };
}
export type Review = Awaited<ReturnType<typeof review>>;

async function phraseOf({ tx }: Scope, keywordId: string): Promise<string> {
  const keyword = await tx.selectFrom('keyword').select('phrase').where('id', '=', keywordId).executeTakeFirst();
  if (!keyword) throw missing('This keyword');
  return keyword.phrase;
}
