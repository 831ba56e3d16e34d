import { type SqlBool, sql } from 'kysely';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { pageOf } from '#app/ui/page-within.ts';
import { figuresOfEdition } from './figure-queries.server.ts';
import { type Said, whatChanged } from './lesson.ts';
import { quotesOfEdition } from './quote-queries.server.ts';
import { mayReadShared, mayReviewLessons, whoMay } from './rules.ts';
import { isSlug, type LessonSearch, SaidShape } from './schema.ts';

/** A lesson in a list: no ranking, the newest first. */
export type Listed = {
  readonly slug: string;
  readonly said: Said;
  readonly school: string | null;
  readonly schoolSlug: string | null;
  readonly isSample: boolean;
  readonly audience: 'collaborative' | 'public';
  readonly on: Date;
  readonly usedBy: number;
};

/** The editions that stand and that whoever asks may read: of each lesson one. Visitors read those for everybody. */
function standing({ tx }: Scope) {
  return tx
    .selectFrom('lessonEdition')
    .leftJoin('school', 'school.id', 'lessonEdition.namedSchoolId')
    .where('lessonEdition.state', '=', 'standing')
    .select(['lessonEdition.id', 'lessonEdition.lessonId', 'lessonEdition.slug', 'said', 'audience', 'author', 'number', 'buildsOn'])
    .select([
      'materialItemId',
      'materialNumber',
      'lessonEdition.isSample',
      'standsSince',
      'school.name as school',
      'school.slug as schoolSlug',
    ])
    .select(sql<number>`lesson_uses(lesson_edition.lesson_id)`.as('usedBy'));
}
type Standing = Awaited<ReturnType<ReturnType<typeof standing>['execute']>>[number];

/** What a lesson names of releases and studies is shown from rows of its own: which they are goes to nobody. */
function listed({ slug, said: kept, school, schoolSlug, isSample, audience, standsSince, usedBy }: Standing): Listed {
  const said = { ...SaidShape.parse(kept), figures: [], quotes: [] };
  return { slug, said, school, schoolSlug, isSample, audience, on: standsSince!, usedBy: Number(usedBy ?? 0) };
}

/** What the lessons that stand are narrowed by, without their texts; the newest first. */
async function facets({ tx }: Scope) {
  const rows = await tx
    .selectFrom('lessonEdition')
    .leftJoin('school', 'school.id', 'lessonEdition.namedSchoolId')
    .select([
      'lessonEdition.id',
      'kind',
      'again',
      'barriers',
      'competencies',
      'material',
      'school.name as school',
      'school.slug as schoolSlug',
    ])
    .where('lessonEdition.state', '=', 'standing')
    .orderBy('standsSince', 'desc')
    .orderBy('lessonEdition.id')
    .execute();
  return rows.map(({ barriers, competencies, ...row }) => ({
    ...row,
    barriers: (barriers ?? []) as readonly string[],
    competencies: (competencies ?? []) as readonly string[],
  }));
}
type Facets = Awaited<ReturnType<typeof facets>>[number];

/**
 * The lessons that pass the filters, newest first, and how many there are among all of each kind, barrier, competency, answer, school and material. `perPage`: only the page that the filters name, of so many;
 * `found` is how many pass.
 */
export async function lessonList(scope: Scope, search: LessonSearch, perPage?: number) {
  const all = await facets(scope);
  const tally = (valuesOf: (lesson: Facets) => readonly (string | null)[]) => {
    const counts: Record<string, number> = {};
    for (const lesson of all) for (const each of new Set(valuesOf(lesson))) if (each) counts[each] = (counts[each] ?? 0) + 1;
    return counts;
  };
  const found = all.filter(
    ({ kind, again, barriers, competencies, material, schoolSlug }) =>
      (search.kind === undefined || kind === search.kind) &&
      (search.barrier === undefined || barriers.includes(search.barrier)) &&
      (search.competency === undefined || competencies.includes(search.competency)) &&
      (search.again === undefined || again === search.again) &&
      (search.school === undefined || schoolSlug === search.school) &&
      (search.material === undefined || material === search.material),
  );
  const { rows, page } = pageOf(found, search.page ?? 1, perPage ?? Math.max(found.length, 1));
  return {
    lessons: await listedWith(scope, rows),
    found: found.length,
    page,
    total: all.length,
    /** What the item of the library is called that was asked for, where whoever asks may read it. */
    material: search.material === undefined ? null : await titleOfMaterial(scope, search.material),
    schools: new Map(all.flatMap(({ school, schoolSlug }) => (school && schoolSlug ? [[schoolSlug, school]] : []))),
    counts: {
      kind: tally(({ kind }) => [kind]),
      barrier: tally(({ barriers }) => barriers),
      competency: tally(({ competencies }) => competencies),
      again: tally(({ again }) => [again]),
      school: tally(({ schoolSlug }) => [schoolSlug]),
      material: tally(({ material }) => [material]),
    },
  };
}

async function listedWith(scope: Scope, rows: readonly Facets[]): Promise<Listed[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  return (
    await standing(scope).where('lessonEdition.id', 'in', ids).orderBy('standsSince', 'desc').orderBy('lessonEdition.id').execute()
  ).map(listed);
}

/** How many public and shared lessons each school has that is named in them, by its short name. */
export async function lessonsBySchool(scope: Scope): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { schoolSlug } of await facets(scope)) if (schoolSlug) counts[schoolSlug] = (counts[schoolSlug] ?? 0) + 1;
  return counts;
}
export type LessonList = Awaited<ReturnType<typeof lessonList>>;

/** The newest lessons that whoever asks may read; for home. */
export async function latestLessons(scope: Scope, limit = 3): Promise<Listed[]> {
  return (await standing(scope).orderBy('standsSince', 'desc').orderBy('lessonEdition.id').limit(limit).execute()).map(listed);
}

/** The newest lessons about a competency, by its stable id; `/lessons?competency=` has all of them. */
export async function lessonsAbout(scope: Scope, stableId: string, limit = 10): Promise<Listed[]> {
  const about = sql<SqlBool>`said->'competencies' @> ${JSON.stringify([stableId])}::jsonb`;
  return (await standing(scope).where(about).orderBy('standsSince', 'desc').limit(limit).execute()).map(listed);
}

async function titleOfMaterial({ tx }: Scope, slug: string): Promise<string | null> {
  const found = await tx
    .selectFrom('libraryItem as i')
    .innerJoin('libraryVersion as v', (join) => join.onRef('v.itemId', '=', 'i.id').onRef('v.number', '=', 'i.publishedNumber'))
    .select('v.title')
    .where('i.slug', '=', slug)
    .executeTakeFirst();
  return found?.title ?? null;
}

/** The version of an item of the library as whoever asks may read it; null where they may not. */
async function materialOf({ tx }: Scope, { materialItemId, materialNumber }: Pick<Standing, 'materialItemId' | 'materialNumber'>) {
  if (materialItemId === null) return null;
  const found = await tx
    .selectFrom('libraryVersion')
    .innerJoin('libraryItem', 'libraryItem.id', 'libraryVersion.itemId')
    .select(['libraryItem.slug', 'libraryVersion.title', 'number'])
    .where('libraryVersion.itemId', '=', materialItemId)
    .where('number', '=', materialNumber)
    .executeTakeFirst();
  return found ?? null;
}

/**
 * A lesson as it stands for whoever asks, with its figures and quotes of this moment, who read it before it was public, who used it, what it builds on and what builds on it.
 * Missing when it does not stand, or not for them.
 */
export async function lessonNamed(scope: Scope, slug: string) {
  const { tx } = scope;
  const found = isSlug(slug) ? await standing(scope).where('lessonEdition.slug', '=', slug).executeTakeFirst() : undefined;
  if (!found) throw missing('This lesson');
  const { id, lessonId, author, number, buildsOn } = found;
  const review = await tx
    .selectFrom('lessonReview')
    .innerJoin('school', 'school.id', 'lessonReview.bySchoolId')
    .select(['school.name as school', 'reviewer', 'reviewedAt'])
    .where('editionId', '=', id)
    .where('verdict', '=', 'stands')
    .executeTakeFirst();
  const reuse = await tx
    .selectFrom('lessonReuse')
    .leftJoin('school', 'school.id', 'lessonReuse.bySchoolId')
    .select(['lessonReuse.id', 'school.name as school', 'school.slug as schoolSlug', 'person', 'words', 'saidAt'])
    .where('lessonId', '=', lessonId)
    .orderBy('saidAt')
    .execute();
  const related = await standing(scope)
    .where((where) =>
      where.or([where('buildsOn', '=', lessonId), ...(buildsOn === null ? [] : [where('lessonEdition.lessonId', '=', buildsOn)])]),
    )
    .orderBy('standsSince')
    .execute();
  return {
    ...listed(found),
    ...{ lessonId, editionId: id, author, number, reuse, review: review ?? reviewUnnamed(found) },
    material: await materialOf(scope, found),
    figures: await figuresOfEdition(scope, id),
    quotes: await quotesOfEdition(scope, id),
    buildsOn: related.filter((each) => each.lessonId === buildsOn).map(listed)[0] ?? null,
    builtUponBy: related.filter((each) => each.lessonId !== buildsOn).map(listed),
  };
}
export type Lesson = Awaited<ReturnType<typeof lessonNamed>>;

/** What is said of a review that whoever asks may not read, since its school would help to tell whose lesson it is. */
function reviewUnnamed({ audience, school, standsSince }: Standing) {
  return audience === 'public' && school === null ? { school: 'another school', reviewer: null, reviewedAt: standsSince! } : null;
}

/** What waits to be read by another school before everybody reads it; the own school's are not among it. */
export async function lessonsToReview(scope: Scope) {
  const { actor, tx } = scope;
  if (!mayReviewLessons(actor)) return [];
  const rows = await tx
    .selectFrom('lessonEdition')
    .leftJoin('school', 'school.id', 'lessonEdition.namedSchoolId')
    .select(['lessonEdition.id', 'title', 'number', 'givenAt', 'school.name as school'])
    .where('state', '=', 'asked')
    .where(sql<SqlBool>`not exists (select from lesson l where l.id = lesson_edition.lesson_id) and not is_lesson_of_own_people(lesson_id)`)
    .orderBy('givenAt')
    .execute();
  return rows;
}

/** An edition that waits to be read, with what it changes of the one that stands. Missing for whoever may not answer it: the own school among them. */
export async function editionToReview(scope: Scope, id: string) {
  const { actor, tx } = scope;
  if (!mayReviewLessons(actor)) throw forbidden('read a lesson before it is public', whoMay.reviewers);
  const edition = await tx
    .selectFrom('lessonEdition')
    .leftJoin('school', 'school.id', 'lessonEdition.namedSchoolId')
    .select([
      'lessonEdition.id',
      'lessonId',
      'lessonEdition.slug',
      'said',
      'number',
      'author',
      'materialItemId',
      'materialNumber',
      'givenAt',
      'school.name as school',
      'lessonEdition.isSample',
    ])
    .where('lessonEdition.id', '=', id)
    .where('state', '=', 'asked')
    .where(sql<SqlBool>`not exists (select from lesson l where l.id = lesson_edition.lesson_id) and not is_lesson_of_own_people(lesson_id)`)
    .executeTakeFirst();
  if (!edition) throw missing('A lesson that waits for you');
  const before = await standing(scope).where('lessonEdition.lessonId', '=', edition.lessonId).executeTakeFirst();
  const said = SaidShape.parse(edition.said);
  return {
    ...edition,
    said,
    material: await materialOf(scope, edition),
    figures: await figuresOfEdition(scope, id),
    quotes: await quotesOfEdition(scope, id),
    changes: before ? { number: before.number, parts: whatChanged(SaidShape.parse(before.said), said) } : null,
  };
}

/** Refuses whoever reads nothing that is shared with the collaborative: students of no school, and visitors. */
export function assertMayReadShared({ actor }: Scope): void {
  if (!mayReadShared(actor)) throw forbidden('read what schools share with the collaborative', whoMay.others);
}
