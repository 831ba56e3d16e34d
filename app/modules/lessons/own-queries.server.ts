import { ownSchool } from '#app/platform/actor.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { currentFramework } from '../competencies/queries.server.ts';
import { shownFigure } from '../curriculum/release/shown-figure.ts';
import { figuresOfDraft, figuresToUse } from './figure-queries.server.ts';
import { quotesOf, quotesToUse } from './quote-queries.server.ts';
import { mayGiveLessons, mayWriteLessons, whoMay } from './rules.ts';
import { SaidShape } from './schema.ts';

/** The own school's lessons, what was changed last first, each with what became of its editions. */
export async function ownLessons(scope: Scope) {
  const { actor, tx } = scope;
  if (!mayWriteLessons(actor)) throw forbidden('read this school’s lessons', whoMay.staff);
  const rows = await tx
    .selectFrom('lesson')
    .leftJoin('person', 'person.id', 'lesson.changedBy')
    .select(['lesson.id', 'slug', 'said', 'changedAt', 'person.name as by'])
    .where('schoolId', '=', ownSchool(actor).id)
    .orderBy('changedAt', 'desc')
    .execute();
  const editions = await editionsOf(
    scope,
    rows.map(({ id }) => id),
  );
  return rows.map(({ said, ...row }) => ({
    ...row,
    said: SaidShape.parse(said),
    editions: editions.filter(({ lessonId }) => lessonId === row.id),
  }));
}

async function editionsOf({ tx }: Scope, lessonIds: readonly string[]) {
  if (lessonIds.length === 0) return [];
  const rows = await tx
    .selectFrom('lessonEdition')
    .leftJoin('lessonReview', 'lessonReview.editionId', 'lessonEdition.id')
    .leftJoin('school', 'school.id', 'lessonReview.bySchoolId')
    .select([
      'lessonEdition.id',
      'lessonId',
      'number',
      'audience',
      'state',
      'said',
      'givenAt',
      'standsSince',
      'endedAt',
      'verdict',
      'words',
    ])
    .select(['reviewer', 'reviewedAt', 'school.name as reviewedBy'])
    .where('lessonId', 'in', lessonIds)
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, said: SaidShape.parse(row.said) }));
}

/** One of the own school's lessons as it is being written, with its editions, newest first. */
export async function ownLesson(scope: Scope, id: string) {
  const { actor, tx } = scope;
  if (!mayWriteLessons(actor)) throw forbidden('read this school’s lessons', whoMay.staff);
  const row = await tx
    .selectFrom('lesson')
    .leftJoin('person', 'person.id', 'lesson.changedBy')
    .select(['lesson.id', 'slug', 'said', 'revision', 'changedAt', 'changedBy', 'person.name as by'])
    .where('schoolId', '=', ownSchool(actor).id)
    .where('lesson.id', '=', id)
    .executeTakeFirst();
  if (!row) throw missing('This lesson');
  return { ...row, said: SaidShape.parse(row.said), editions: await editionsOf(scope, [row.id]) };
}
export type OwnLesson = Awaited<ReturnType<typeof ownLesson>>;

/** What an author chooses from: figures that the school released by name, quotes that a study's lead released, and the competencies of today. */
export async function choicesForLesson(scope: Scope) {
  const { competencies } = await currentFramework(scope);
  return {
    figures: (await figuresToUse(scope)).map((reference) => {
      const { key, name, of, value, basis } = shownFigure(reference);
      return {
        value: key,
        label: `${of}. ${name}: ${value}`,
        help: `${basis}. Released to ${reference.isPublic ? 'everybody' : 'the collaborative'}.`,
      };
    }),
    quotes: (await quotesToUse(scope)).map(({ passageId, study, claim, words }) => ({
      value: passageId,
      label: `“${words}”`,
      help: `${study}: ${claim}`,
    })),
    competencies: competencies.map(({ stableId, code, shortTitle }) => ({ value: stableId, label: `${code} ${shortTitle}` })),
  };
}

/** One of the own school's lessons as its readers would see it now, with its editions. */
export async function lessonPreview(scope: Scope, id: string) {
  const lesson = await ownLesson(scope, id);
  return { ...lesson, figures: await figuresOfDraft(scope, lesson.said.figures), quotes: await quotesOf(scope, lesson.said.quotes) };
}

/** True when the school acted for wrote this lesson, also one that does not name it. */
export async function isOwnLesson({ tx }: Scope, lessonId: string): Promise<boolean> {
  return (await tx.selectFrom('lesson').select('id').where('id', '=', lessonId).executeTakeFirst()) !== undefined;
}

/** The own school's lessons whose newest edition came back with words, for whoever gives lessons out. */
export async function lessonsReturned(scope: Scope) {
  if (!mayGiveLessons(scope.actor)) return [];
  return (await ownLessons(scope)).flatMap(({ id, said, editions }) =>
    editions[0]?.state === 'returned' ? [{ id, title: said.title, by: editions[0].reviewedBy }] : [],
  );
}
