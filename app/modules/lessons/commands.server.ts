import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { type ActingSchool, ownSchool } from '#app/platform/actor.ts';
import { appendEvent, appendSchoolEvent, publish } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { isOfSample } from '../members/queries.server.ts';
import { type FigureToUse, figuresToUse } from './figure-queries.server.ts';
import { lessonSlug, missingParts, type Said, tellingPart } from './lesson.ts';
import { ownLesson } from './own-queries.server.ts';
import { editionToReview, lessonNamed } from './queries.server.ts';
import { quotesOf } from './quote-queries.server.ts';
import { mayGiveLessons, mayReviewLessons, maySayReuse, mayWriteLessons, whoMay } from './rules.ts';

/** Begins a lesson of the own school; nobody outside reads it. Answers its id. Begun twice under one `id`, because the answer to the first was lost on the way, it is begun once. */
export async function beginLesson(scope: Scope, said: Said, id: string | null = null): Promise<string> {
  const { actor, tx } = scope;
  if (!mayWriteLessons(actor)) throw forbidden('write a lesson', whoMay.staff);
  const school = ownSchool(actor);
  const slug = lessonSlug(said.title, randomBytes(3).toString('hex'));
  const begun = await tx
    .insertInto('lesson')
    .values({
      ...{ schoolId: school.id, slug, said: JSON.stringify(said), begunBy: actor.personId, changedBy: actor.personId },
      ...(id === null ? {} : { id }),
    })
    .onConflict((on) =>
      on
        .columns(['schoolId', 'id'])
        .doUpdateSet((eb) => ({ said: eb.ref('excluded.said'), revision: sql<number>`lesson.revision + 1` }))
        .where('lesson.begunBy', '=', actor.personId),
    )
    .returning('id')
    .executeTakeFirst();
  if (!begun) throw missing('This lesson');
  await appendSchoolEvent(scope, school.id, { verb: 'begin', subject: 'lesson', subjectId: begun.id, after: said });
  return begun.id;
}

/** How long the record takes what is kept while one writes for one act. Milliseconds. */
const oneSitting = 10 * 60_000;

/**
 * Keeps what a lesson says; answers its revision. Until it is given out its address follows the title, so that no early title stays in it. `isByItself`: while one writes; it is recorded once a sitting.
 * Conflict when somebody kept it since `revision`: the form comes back with what was typed, beside what the other wrote.
 */
export async function keepLesson(
  scope: Scope,
  { id, revision, said, isByItself = false }: { id: string; revision: number; said: Said; isByItself?: boolean },
): Promise<number> {
  const { actor, tx } = scope;
  if (!mayWriteLessons(actor)) throw forbidden('write a lesson', whoMay.staff);
  const school = ownSchool(actor);
  const before = await ownLesson(scope, id);
  const isOwnLast = before.changedBy === actor.personId;
  if (isOwnLast && before.revision === revision + 1 && isDeepStrictEqual(before.said, said)) return before.revision;
  const kept = await tx
    .updateTable('lesson')
    .set({ said: JSON.stringify(said), revision: revision + 1, changedBy: actor.personId, changedAt: new Date() })
    .$if(before.editions.length === 0, (query) => query.set({ slug: lessonSlug(said.title, before.slug.split('-').at(-1)!) }))
    .where('schoolId', '=', school.id)
    .where('id', '=', id)
    .where('revision', '=', revision)
    .returning('id')
    .execute();
  if (kept.length === 0)
    throw conflict(
      `${before.by ?? 'Somebody'} kept this lesson while you were writing. Nothing you typed is lost: what differs stands above the form.`,
    );
  if (!(isByItself && isOwnLast && Date.now() - before.changedAt.getTime() < oneSitting))
    await appendSchoolEvent(scope, school.id, { verb: 'change', subject: 'lesson', subjectId: id, before: before.said, after: said });
  return revision + 1;
}

/** Throws a lesson away that was never given out. */
export async function discardLesson(scope: Scope, id: string): Promise<void> {
  const { actor, tx } = scope;
  if (!mayGiveLessons(actor)) throw forbidden('discard a lesson', whoMay.givers);
  const { said, editions } = await ownLesson(scope, id);
  if (editions.length > 0) throw conflict('Others have read this lesson. Take it back instead; its editions stay in your own record.');
  await tx.deleteFrom('lesson').where('schoolId', '=', ownSchool(actor).id).where('id', '=', id).execute();
  await appendSchoolEvent(scope, ownSchool(actor).id, { verb: 'discard', subject: 'lesson', subjectId: id, before: said });
}

/**
 * Gives a lesson out as it is written now: to the collaborative at once, or to everybody once another school has read it. Conflict while parts are missing, an edition waits already, a figure
 * is not released by name to these readers, or a quote may not stand in a lesson. The database holds the same of figures and quotes. Where the school is not named, nor is the person.
 */
export async function giveLesson(
  scope: Scope,
  { id, audience, isNamed }: { id: string; audience: 'collaborative' | 'public'; isNamed: boolean },
): Promise<string> {
  const { actor, tx } = scope;
  if (!mayGiveLessons(actor)) throw forbidden('give a lesson out', whoMay.givers);
  const school = ownSchool(actor);
  // Two who give at once: one after the other.
  await tx.selectFrom('lesson').select('id').where('schoolId', '=', school.id).where('id', '=', id).forUpdate().execute();
  const { said, slug, editions } = await ownLesson(scope, id);
  const open = missingParts(said);
  if (open.length > 0) throw conflict(`Write this first: ${open.join(', ')}.`);
  if (editions.some(({ state }) => state === 'asked')) throw conflict('An edition waits to be read already. Take it back first.');
  if (!said.namesSchool) await assertTellsNobody(scope, said, slug);
  const figures = await figuresToGive(scope, said, audience);
  if ((await quotesOf(scope, said.quotes)).includes(null))
    throw conflict('A quote of this lesson may not be shown any more. Open the lesson and leave it out.');
  const { id: editionId } = await tx
    .insertInto('lessonEdition')
    .values({
      ...{ lessonId: id, slug, audience, number: (editions[0]?.number ?? 0) + 1, said: JSON.stringify(said) },
      ...{ state: audience === 'public' ? 'asked' : 'standing', standsSince: audience === 'public' ? null : new Date() },
      ...{ namedSchoolId: said.namesSchool ? school.id : null, author: isNamed && said.namesSchool && actor.personId ? actor.name : null },
      ...{ buildsOn: await lessonToBuildOn(scope, said.buildsOn), isSample: await isSampleLesson(scope, school) },
      ...(await materialOf(scope, said.material)),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (figures.length > 0)
    await tx
      .insertInto('lessonFigure')
      .values(
        figures.map(({ roundId, releaseId, number, figure, cell, roundTitle, year }, position) => ({
          ...{ editionId, position, forSchoolId: school.id, roundId, releaseId, number, figure, cell, roundTitle, year },
        })),
      )
      .execute();
  const quotes = await quotesOf(scope, said.quotes);
  if (quotes.length > 0)
    await tx
      .insertInto('lessonQuote')
      .values(quotes.map((quote, position) => ({ editionId, position, ofStudyId: quote!.studyId, passageId: quote!.passageId })))
      .execute();
  await appendSchoolEvent(scope, school.id, { verb: 'give', subject: 'lesson_edition', subjectId: editionId, after: { audience, slug } });
  await publish(scope);
  return editionId;
}

/** Conflict where a lesson whose school is not named says whose it is: by a name, or by what only this school wrote. */
async function assertTellsNobody({ actor, tx }: Scope, said: Said, slug: string): Promise<void> {
  const school = ownSchool(actor);
  const people = await tx
    .selectFrom('schoolRole')
    .innerJoin('person', 'person.id', 'personId')
    .select('name')
    .where('schoolId', '=', school.id)
    .execute();
  const told = tellingPart(said, slug, [school.name.replace(/\s*\(.*\)$/, ''), school.slug, ...people.map(({ name }) => name)]);
  if (told)
    throw conflict(
      told.part === 'its address'
        ? `Its address says “${told.word}”, and was given out before. Begin the lesson anew, or name the school.`
        : `“${told.word}” stands under “${told.part}” and tells whose lesson it is. Take it out, or name the school.`,
    );
  const own = await tx
    .selectFrom('libraryItem')
    .select('title')
    .where('slug', '=', said.material)
    .where('forSchoolId', '=', school.id)
    .executeTakeFirst();
  if (own) throw conflict(`“${own.title}” is material of your school, which tells whose lesson it is. Leave it out, or name the school.`);
  if (await tx.selectFrom('lesson').select('id').where('slug', '=', said.buildsOn).executeTakeFirst())
    throw conflict('It builds on a lesson of your own school, which tells whose it is. Leave that out, or name the school.');
}

async function figuresToGive(scope: Scope, { figures, namesSchool }: Said, audience: 'collaborative' | 'public'): Promise<FigureToUse[]> {
  if (figures.length === 0) return [];
  if (!namesSchool) throw conflict('A figure would tell whose lesson it is. Name the school, or leave the figures out.');
  const known = await figuresToUse(scope);
  return figures.map(({ releaseId, figure, cell }) => {
    const found = known.find((each) => each.releaseId === releaseId && each.figure === figure && each.cell === cell);
    if (!found)
      throw conflict('A figure of this lesson is not released by name any more. Open the lesson and choose it again, or leave it out.');
    if (audience === 'public' && !found.isPublic)
      throw conflict(
        `“${figure}” is released to the collaborative, not to everybody. Share this lesson with the collaborative, or leave the figure out.`,
      );
    return found;
  });
}

async function lessonToBuildOn({ tx }: Scope, slug: string): Promise<string | null> {
  if (slug === '') return null;
  const found = await tx
    .selectFrom('lessonEdition')
    .select('lessonId')
    .where('slug', '=', slug)
    .where('state', '=', 'standing')
    .executeTakeFirst();
  if (!found) throw invalid('The lesson that this one builds on is not there. Look at its address again.');
  return found.lessonId;
}

async function materialOf({ tx }: Scope, slug: string) {
  if (slug === '') return {};
  const item = await tx.selectFrom('libraryItem').select(['id', 'publishedNumber']).where('slug', '=', slug).executeTakeFirst();
  if (!item || item.publishedNumber === null)
    throw invalid('The item of the library that was used is not there. Look at its address again.');
  return { materialItemId: item.id, materialNumber: item.publishedNumber };
}

async function isSampleLesson(scope: Scope, { id }: ActingSchool): Promise<boolean> {
  const school = await scope.tx.selectFrom('school').select('isSample').where('id', '=', id).executeTakeFirst();
  return school?.isSample === true || (await isOfSample(scope));
}

/** Takes back what stands of a lesson, or waits to be read: before this answers, nobody outside reads it any more. */
export async function takeLessonBack(scope: Scope, { id, editionId }: { id: string; editionId: string }): Promise<void> {
  const { actor, tx } = scope;
  if (!mayGiveLessons(actor)) throw forbidden('take a lesson back', whoMay.givers);
  const { editions } = await ownLesson(scope, id);
  const edition = editions.find((each) => each.id === editionId && (each.state === 'standing' || each.state === 'asked'));
  if (!edition) throw missing('An edition to take back');
  await tx.updateTable('lessonEdition').set({ state: 'taken back', endedAt: new Date() }).where('id', '=', editionId).execute();
  await appendSchoolEvent(scope, ownSchool(actor).id, {
    verb: 'take back',
    subject: 'lesson_edition',
    subjectId: editionId,
    before: { state: edition.state },
  });
  await publish(scope);
}

/** Answers for another school what it read: it can stand, and is public from now on, or it goes back with words. Missing for the own school, and for anybody who has a role there. */
export async function reviewLesson(
  scope: Scope,
  { editionId, verdict, words, isNamed }: { editionId: string; verdict: 'stands' | 'return'; words: string; isNamed: boolean },
): Promise<void> {
  const { actor, tx } = scope;
  if (!mayReviewLessons(actor)) throw forbidden('read a lesson before it is public', whoMay.reviewers);
  const school = ownSchool(actor);
  // Two who answer at once: the second finds it answered.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`lesson review ${editionId}`}, 0))`.execute(tx);
  await editionToReview(scope, editionId);
  const isReturn = verdict === 'return';
  await tx
    .insertInto('lessonReview')
    .values({
      editionId,
      bySchoolId: school.id,
      verdict,
      words: isReturn ? words : '',
      reviewer: isNamed && actor.personId ? actor.name : null,
    })
    .execute();
  await appendSchoolEvent(scope, school.id, { verb: 'review', subject: 'lesson_edition', subjectId: editionId, after: { verdict } });
  if (!isReturn) await publish(scope);
}

/** Says, under the own school’s name (or the own, for whoever acts for none), that a lesson was used; said again, it replaces what was said before. Conflict for the school that wrote it. */
export async function sayReuse(scope: Scope, { slug, words }: { slug: string; words: string }): Promise<void> {
  const { actor, tx } = scope;
  if (!maySayReuse(actor)) throw forbidden('say that a lesson was used', whoMay.others);
  const { lessonId } = await lessonNamed(scope, slug);
  const { rows } = await sql<{ isOwn: boolean }>`
    select exists (select from lesson where id = ${lessonId}) or is_lesson_of_own_people(${lessonId}) as "isOwn"`.execute(tx);
  if (rows[0]!.isOwn) throw conflict('This is your own school’s lesson. Others say that they used it.');
  const bySchoolId = actor.school?.id ?? null;
  await removeReuse(scope, lessonId);
  await tx
    .insertInto('lessonReuse')
    .values({ lessonId, bySchoolId, saidBy: actor.personId, person: bySchoolId === null ? actor.name : null, words })
    .execute();
  await record(scope, { verb: 'reuse', lessonId, words });
  await publish(scope);
}

/** Takes back what the own school (or the asking person) said of using a lesson. */
export async function takeReuseBack(scope: Scope, slug: string): Promise<void> {
  if (!maySayReuse(scope.actor)) throw forbidden('say that a lesson was used', whoMay.others);
  const { lessonId } = await lessonNamed(scope, slug);
  await removeReuse(scope, lessonId);
  await record(scope, { verb: 'take back', lessonId, words: '' });
  await publish(scope);
}

async function removeReuse({ actor, tx }: Scope, lessonId: string): Promise<void> {
  await tx
    .deleteFrom('lessonReuse')
    .where('lessonId', '=', lessonId)
    .where((where) =>
      actor.school
        ? where('bySchoolId', '=', actor.school.id)
        : where.and([where('bySchoolId', 'is', null), where('saidBy', '=', actor.personId)]),
    )
    .execute();
}

async function record(scope: Scope, { verb, lessonId, words }: { verb: string; lessonId: string; words: string }): Promise<void> {
  const change = { verb, subject: 'lesson_reuse', subjectId: lessonId, after: { words } };
  if (scope.actor.school) await appendSchoolEvent(scope, scope.actor.school.id, change);
  else await appendEvent(scope, change);
}
