import { sql } from 'kysely';
import type { Competency } from '#app/modules/competencies/queries.server.ts';
import { zone } from '#app/modules/members/time-zone.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { isoDayIn } from '#app/ui/date.ts';
import type { Extent, Level } from '../link.ts';
import { plainText } from '../markup.ts';
import { type MinuteRange, rangeOf } from '../minutes.ts';
import { mappedCompetencies } from '../queries.server.ts';
import { mayAnswerAsDirector, whoMay } from '../rules.ts';
import { submissionOf } from '../submission-queries.server.ts';
import { isAbout } from './confirmation.ts';
import { coveredCourses } from './covered-queries.server.ts';
import { type DirectorState, stateOfDirector } from './words.ts';

/** A course of which the actor is the director, in the newest year that it stands in or was asked about. */
export type OwnCourse = {
  readonly courseStableId: string;
  readonly courseId: string;
  readonly title: string;
  readonly description: string | null;
  readonly year: string;
  readonly mail: string;
  readonly dueOn: string | null;
  readonly doneAt: Date | null;
  readonly words: string | null;
  readonly state: DirectorState;
};

/** The courses that the actor directs, by title: each in the year last asked about, else in its newest. */
export async function ownCourses({ actor, tx }: Scope): Promise<OwnCourse[]> {
  if (!mayAnswerAsDirector(actor)) throw forbidden('answer about a course', whoMay.staff);
  const { rows } = await sql<Omit<OwnCourse, 'state'>>`
    select distinct on (d.course_stable_id) d.course_stable_id, c.id as course_id, c.title, c.description, c.year, d.mail, q.due_on::text as due_on, q.done_at, q.words
    from person p join course_director d on d.mail = p.mail and d.school_id = ${ownSchool(actor).id} and d.ended_at is null
    join course c on c.school_id = d.school_id and c.stable_id = d.course_stable_id and c.removed_at is null
    left join director_question q on q.school_id = d.school_id and q.course_stable_id = d.course_stable_id and q.mail = d.mail and q.year = c.year
    where p.id = ${actor.personId}::uuid order by d.course_stable_id, q.asked_at is null, c.year desc`.execute(tx);
  const today = isoDayIn(new Date(), zone);
  return rows
    .map((row) => ({ ...row, title: plainText(row.title), state: stateOfDirector(row, today) }))
    .sort((one, other) => one.title.localeCompare(other.title, 'en'));
}

/** The actor's courses whose answers their school waits for: asked, not done, the last day not over, the year not submitted. */
export async function coursesWaiting(scope: Scope): Promise<OwnCourse[]> {
  const waiting = [];
  for (const course of await ownCourses(scope))
    if (course.state === 'asked' && (await submissionOf(scope, course.year)) === null) waiting.push(course);
  return waiting;
}

/** The course by its stable id, if the actor directs it; another's is missing. */
export async function ownCourse(scope: Scope, courseStableId: string): Promise<OwnCourse> {
  const course = (await ownCourses(scope)).find((each) => each.courseStableId === courseStableId);
  if (!course) throw missing('This course');
  return course;
}

/** A link of one of the course's activities as a question, with the director's word on it if there is one. */
export type Question = {
  readonly activityId: string;
  readonly competencyId: string;
  readonly code: string;
  readonly competency: string;
  readonly level: Level;
  readonly extent: Extent;
  readonly sentence: string | null;
  readonly carriedYear: string | null;
  readonly answer: 'still' | 'not' | 'missed' | null;
  readonly answerExtent: Extent | null;
  readonly words: string | null;
  /** False when the link was made otherwise since the answer: then it is asked again. */
  readonly isAnswered: boolean;
  readonly settledWords: string | null;
};
/** An activity of the course as its file tells it. `part`: the course inside this one that it stands in, if it does. */
export type OwnActivity = {
  readonly id: string;
  readonly title: string;
  readonly part: string | null;
  readonly methods: readonly string[];
  readonly learner: MinuteRange | null;
  readonly learnerMinutes: number | null;
  readonly isEstimate: boolean;
  readonly hoursWords: string | null;
  readonly questions: readonly Question[];
};
/** The page of one course for its director. `gone`: what was withdrawn and is no link any more. `others`: the other courses of this director. */
export type AskedCourse = {
  readonly course: OwnCourse;
  readonly others: readonly OwnCourse[];
  readonly activities: readonly OwnActivity[];
  readonly competencies: readonly Competency[];
  readonly gone: ReadonlyArray<{ readonly activity: string; readonly code: string; readonly words: string | null }>;
  readonly submittedAt: Date | null;
};

type OwnActivityRow = Readonly<
  Record<'learnerMinutes' | 'learnerMinutesMost' | 'deliveredMinutes' | 'deliveredMinutesMost', number | null>
> & {
  readonly id: string;
  readonly title: string;
  readonly estimateSource: string | null;
  readonly part: string | null;
};

type QuestionRow = Omit<Question, 'isAnswered'> & {
  seenLevel: string | null;
  seenExtent: string | null;
  answerLevel: Level | null;
  settled: 'removed' | 'kept' | null;
};

/** What the director of a course is shown: the course and its activities first, then each link as a question. What stands in it is part of it, unless others direct that. */
export async function askedCourse(scope: Scope, courseStableId: string): Promise<AskedCourse> {
  const { actor, tx } = scope;
  const all = await ownCourses(scope);
  const course = all.find((each) => each.courseStableId === courseStableId);
  if (!course) throw missing('This course');
  const schoolId = ownSchool(actor).id;
  const { rows: activities } = await sql<OwnActivityRow>`
    with recursive ${coveredCourses(scope, course.year)},
    placed as (
      select distinct on (p.activity_id) p.activity_id, v.is_below, c.position as course_position, c.id as course_id, c.title as course, p.position
      from covered v join course c on c.school_id = ${schoolId} and c.id = v.course_id
      join placement p on p.school_id = c.school_id and p.course_id = c.id
      where v.course_stable_id = ${courseStableId}::uuid order by p.activity_id, v.is_below, c.position, p.position)
    select t.id, t.title, t.learner_minutes, t.learner_minutes_most, t.delivered_minutes, t.delivered_minutes_most, t.estimate_source,
      case when placed.is_below then placed.course end as part
    from placed join activity t on t.school_id = ${schoolId} and t.id = placed.activity_id and t.removed_at is null
    order by placed.is_below, placed.course_position, placed.course_id, placed.position, t.title, t.id`.execute(tx);
  const ids = activities.map(({ id }) => id);
  const methods = await tx
    .selectFrom('activityMethod')
    .select(['activityId', 'name', 'code'])
    .where('schoolId', '=', schoolId)
    .where(({ eb, val }) => eb('activityId', '=', eb.fn.any(val(ids))))
    .orderBy('position')
    .execute();
  const corrected = await tx
    .selectFrom('directorHours')
    .select(['activityId', 'words'])
    .where('schoolId', '=', schoolId)
    .where('courseStableId', '=', courseStableId)
    .execute();
  const competencies = await mappedCompetencies(scope);
  const { rows } = await sql<QuestionRow>`
    select l.activity_id, l.competency_id, f.code, f.title as competency, l.level, l.extent, h.sentence, l.carried_year, a.answer, a.level as answer_level,
      a.extent as answer_extent, a.words, a.seen_level, a.seen_extent, a.settled, a.settled_words
    from competency_link l join framework_item f on f.id = l.competency_id
    left join hit h on h.school_id = l.school_id and h.id = l.hit_id
    left join director_answer a on a.school_id = l.school_id and a.course_stable_id = ${courseStableId}::uuid and a.activity_id = l.activity_id and a.competency_id = l.competency_id
    where l.school_id = ${schoolId} and l.activity_id = any(${ids}::uuid[]) and l.competency_id = any(${competencies.map(({ id }) => id)}::uuid[])
    order by f.position`.execute(tx);
  const gone = await sql<{ activity: string; code: string; words: string | null }>`
    select t.title as activity, f.code, a.settled_words as words from director_answer a join framework_item f on f.id = a.competency_id
    join activity t on t.school_id = a.school_id and t.id = a.activity_id
    where a.school_id = ${schoolId} and a.course_stable_id = ${courseStableId}::uuid and t.year = ${course.year} and a.settled = 'removed' order by t.title, f.position`.execute(
    tx,
  );
  const questionsOf = Map.groupBy(rows.map(questionOf), ({ activityId }) => activityId);
  const methodsOf = Map.groupBy(methods, ({ activityId }) => activityId);
  const wordsOf = new Map(corrected.map(({ activityId, words }) => [activityId, words]));
  return {
    course,
    others: all.filter((each) => each !== course),
    activities: activities.map((activity) => ({
      id: activity.id,
      title: plainText(activity.title).trim(),
      part: activity.part === null ? null : plainText(activity.part).trim(),
      methods: [...new Set((methodsOf.get(activity.id) ?? []).map(({ name, code }) => name ?? code))],
      learner: rangeOf(activity, 'learner'),
      learnerMinutes: activity.learnerMinutes,
      isEstimate: activity.estimateSource !== null,
      hoursWords: wordsOf.get(activity.id) ?? null,
      questions: questionsOf.get(activity.id) ?? [],
    })),
    competencies,
    gone: gone.rows,
    submittedAt: (await submissionOf(scope, course.year))?.submittedAt ?? null,
  };
}

function questionOf({ seenLevel, seenExtent, answerLevel, settled, ...row }: QuestionRow): Question {
  const { answer, answerExtent } = row;
  if (answer === null) return { ...row, isAnswered: false };
  return { ...row, isAnswered: isAbout({ answer, level: answerLevel!, extent: answerExtent!, seenLevel, seenExtent, settled }, row) };
}
