import { ownSchool } from '#app/platform/actor.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { count } from '#app/ui/count.ts';
import { makeEdit } from '../editing/commands.server.ts';
import { type MapRows, rowsBetween } from '../editing/edit.ts';
import { mayCorrect } from '../rules.ts';
import { derivedRows } from './apply.server.ts';
import type { CourseAnswer, TeachingAnswers } from './schema.ts';
import { taughtYear } from './taught-queries.server.ts';
import { type TaughtYear, teachingPlan } from './teaching-plan.ts';
import { answerPhrases } from './words.ts';

/** What answers did: the edit that undoes them (null: all of it stood already), and how many rows are now one of the groups of another. */
export type AnsweredCourses = { readonly editId: string | null; readonly folded: number };

/**
 * Says of courses whether every learner sits through each activity or the same hour is given to several groups, and derives their minutes: one act, which
 * can be undone. Conflict when somebody answered otherwise since the question was read; invalid when a row holds the hours of all groups and nobody said of
 * how many; missing when a course is not the school's in that year.
 */
export async function answerTeaching(scope: Scope, { year, answers }: TeachingAnswers): Promise<AnsweredCourses> {
  const { actor } = scope;
  if (!mayCorrect(actor)) throw forbidden('say how hours are given');
  const schoolId = ownSchool(actor).id;
  const standing = await taughtYear(scope, { schoolId, year, courseIds: answers.map(({ courseId }) => courseId) });
  const answerOf = new Map(answers.map((answer) => [answer.courseId, answer]));
  for (const answer of answers) {
    const course = standing.courses.find(({ id }) => id === answer.courseId);
    if (!course) throw missing('This course');
    await refuseOther(scope, course, answer);
  }
  const courses = standing.courses.map((course) => {
    const answer = answerOf.get(course.id);
    return answer ? { ...course, teaching: answer.teaching, groups: answer.teaching === 'groups' ? answer.groups : null } : course;
  });
  const answered: TaughtYear = { ...standing, courses };
  refuseWithoutNumber(answered, answerOf);
  const rows = [...rowsBetween('course', standing.courses, courses), ...(await derivedRows(scope, schoolId, answered))];
  const editId = await makeEdit(scope, { year, act: 'answer-groups', title: titleOf(courses.filter(({ id }) => answerOf.has(id))), rows });
  const folded = rows.filter(
    ({ part, before, after }) => part === 'activity' && after && before && 'sameAs' in after && after.sameAs !== null,
  ).length;
  return { editId, folded };
}

type Course = MapRows['course'];

async function refuseOther({ actor, tx }: Scope, course: Course, { teaching, groups, seen }: CourseAnswer): Promise<void> {
  const isSame = course.teaching === teaching && (teaching !== 'groups' || course.groups === groups);
  if (course.teaching === seen || isSame) return;
  const last = await tx
    .selectFrom('mapEditRow')
    .innerJoin('mapEdit', (join) =>
      join.onRef('mapEdit.schoolId', '=', 'mapEditRow.schoolId').onRef('mapEdit.id', '=', 'mapEditRow.editId'),
    )
    .leftJoin('person', 'person.id', 'mapEdit.madeBy')
    .select('person.name')
    .where('mapEditRow.schoolId', '=', ownSchool(actor).id)
    .where('mapEditRow.rowId', '=', course.id)
    .where('mapEditRow.part', '=', 'course')
    .orderBy('mapEdit.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  throw conflict(
    `${last?.name ?? 'Somebody else'} answered about “${course.title}” before you: ${answerPhrases[course.teaching ?? 'none']}. That stands, and yours changed nothing. Look again, then answer anew.`,
  );
}

/** A row that holds the hours of all groups can be shared only among a number of them. */
function refuseWithoutNumber(year: TaughtYear, answerOf: ReadonlyMap<string, CourseAnswer>): void {
  const asked = year.courses.map((course) =>
    answerOf.has(course.id) && course.teaching === 'groups' ? { ...course, groups: course.groups ?? 2 } : course,
  );
  const { minutes } = teachingPlan({ ...year, courses: asked });
  const { minutes: without } = teachingPlan(year);
  const shared = [...minutes].find(([id, { groups }]) => groups !== null && groups !== without.get(id)?.groups);
  if (!shared) return;
  const title = year.activities.find(({ id }) => id === shared[0])?.title;
  throw invalid(`“${title}” holds the hours of all groups in one row. Say how many groups there are.`);
}

function titleOf(courses: readonly Course[]): string {
  const [first, ...others] = courses;
  if (!first) return 'Nothing answered';
  if (others.length === 0) return `“${first.title}”: ${answerPhrases[first.teaching ?? 'none']}`;
  return `How hours are given in ${count(courses.length, 'course', 'courses')}`;
}
