import { sql } from 'kysely';
import { cohenKappa, percentAgreement } from '#app/maths/agreement.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { plainText } from '../markup.ts';
import { curriculumYears, yearOrNewest } from '../queries.server.ts';
import { mayReview, maySplit, whoMay } from '../rules.ts';
import { submissionWords } from '../submission-queries.server.ts';

/** Who can be given a part: the school's leads and mappers, by name. */
export function reviewers({ actor, tx }: Scope) {
  return tx
    .selectFrom('schoolRole')
    .innerJoin('person', 'person.id', 'schoolRole.personId')
    .select(['person.id', 'person.name'])
    .where('schoolRole.schoolId', '=', ownSchool(actor).id)
    .where('schoolRole.role', 'in', ['lead', 'mapper'])
    .distinct()
    .orderBy('person.name')
    .execute();
}

/** Every activity of a year with open suggestions, in the order of the queue: how many, its first course (null: in none), whose it is, and whether one of two has answered already. */
export async function openActivities({ actor, tx }: Scope, year: string) {
  const { rows } = await sql<{
    activityId: string;
    hits: number;
    courseId: string | null;
    course: string | null;
    people: string[];
    begun: boolean;
  }>`
    with open as (select h.activity_id, count(*)::int as hits, min(h.position) as position from hit h
        join activity a on a.school_id = h.school_id and a.id = h.activity_id
        where h.school_id = ${ownSchool(actor).id}::uuid and a.year = ${year} and a.removed_at is null and h.answer is null group by 1)
    select o.activity_id as "activityId", o.hits, f.id as "courseId", f.title as course,
      array(select p.person_id from review_part p where p.school_id = ${ownSchool(actor).id}::uuid and p.activity_id = o.activity_id order by p.given_at, p.person_id)::text[] as people,
      exists (select from blind_answer b join hit h on h.school_id = b.school_id and h.id = b.hit_id
        where b.school_id = ${ownSchool(actor).id}::uuid and h.activity_id = o.activity_id and h.answer is null) as begun
    from open o left join lateral (select c.id, c.title from placement p join course c on c.school_id = p.school_id and c.id = p.course_id
      where p.school_id = ${ownSchool(actor).id}::uuid and p.activity_id = o.activity_id and c.removed_at is null order by c.position, c.title, c.id limit 1) f on true
    order by o.position, o.activity_id`.execute(tx);
  return rows;
}

/** Where two answered one suggestion differently and nobody has decided: both answers. */
async function differences({ actor, tx }: Scope, year: string) {
  const rows = await blindRows({ actor, tx }, year).where('hit.answer', 'is', null).execute();
  const byHit = Map.groupBy(rows, ({ hitId }) => hitId);
  return [...byHit.values()]
    .filter((answers) => answers.length > 1)
    .map((answers) => ({ ...answers[0]!, title: plainText(answers[0]!.title).trim(), answers }));
}

function blindRows({ actor, tx }: Pick<Scope, 'actor' | 'tx'>, year: string) {
  return tx
    .selectFrom('blindAnswer as b')
    .innerJoin('hit', (join) => join.onRef('hit.schoolId', '=', 'b.schoolId').onRef('hit.id', '=', 'b.hitId'))
    .innerJoin('activity', (join) => join.onRef('activity.schoolId', '=', 'hit.schoolId').onRef('activity.id', '=', 'hit.activityId'))
    .innerJoin('person', 'person.id', 'b.personId')
    .leftJoin('frameworkItem as competency', 'competency.id', 'b.competencyId')
    .select(['b.hitId', 'b.personId', 'person.name', 'b.answer', 'b.level', 'b.extent', 'b.evidence', 'b.reason', 'competency.code'])
    .select(['activity.title', 'hit.sentence', 'hit.position'])
    .where('b.schoolId', '=', ownSchool(actor).id)
    .where('activity.year', '=', year)
    .where('activity.removedAt', 'is', null)
    .orderBy('hit.position')
    .orderBy('b.hitId')
    .orderBy('b.answeredAt')
    .orderBy('b.personId');
}

/** For each two who answered the same suggestions without seeing each other's: how many, and how far they agree on the competency (or on “not this”). */
async function agreements(scope: Scope, year: string) {
  const byHit = Map.groupBy(await blindRows(scope, year).execute(), ({ hitId }) => hitId);
  const pairs = Map.groupBy(
    [...byHit.values()].flatMap((answers) =>
      answers.length === 2 ? [answers.toSorted((a, b) => a.personId.localeCompare(b.personId))] : [],
    ),
    ([one, other]) => `${one!.personId} ${other!.personId}`,
  );
  return [...pairs].map(([key, both]) => {
    const said = (at: number) => both.map((answers) => (answers[at]!.answer === 'rejected' ? 'not this' : (answers[at]!.code ?? '?')));
    const ratings = [said(0), said(1)];
    return {
      key,
      people: both[0]!.map(({ name }) => name),
      answered: both.length,
      percent: percentAgreement(ratings),
      cohen: cohenKappa(ratings),
    };
  });
}

/** Everything that the page of the split shows: who has what, by person and by course, and what two say differently. */
export async function splitOf(scope: Scope, asked: string | undefined) {
  const { actor } = scope;
  if (!mayReview(actor)) throw forbidden('review what a scan found', whoMay.mappers);
  const year = await yearOrNewest(scope, asked);
  const people = await reviewers(scope);
  const ground = { school: ownSchool(actor), year, years: await curriculumYears(scope), maySplit: maySplit(actor), me: actor.personId };
  if (year === null) return { ...ground, submission: null, people: [], courses: [], nobody: 0, differences: [], agreements: [] };
  const open = await openActivities(scope, year);
  const hits = (rows: typeof open) => rows.reduce((sum, row) => sum + row.hits, 0);
  const courses = [...Map.groupBy(open, ({ courseId }) => courseId ?? 'none')].map(([id, rows]) => ({
    id,
    title: rows[0]!.course ?? 'In no course',
    hits: hits(rows),
    people: [...new Set(rows.flatMap((row) => row.people))],
    nobody: hits(rows.filter((row) => row.people.length === 0)),
  }));
  return {
    ...ground,
    submission: await submissionWords(scope, year),
    people: people.map((person) => ({ ...person, open: hits(open.filter((row) => row.people.includes(person.id))) })),
    courses,
    nobody: hits(open.filter((row) => row.people.length === 0)),
    differences: maySplit(actor) ? await differences(scope, year) : [],
    agreements: maySplit(actor) ? await agreements(scope, year) : [],
  };
}
/** What the page of the split shows. */
export type Split = Awaited<ReturnType<typeof splitOf>>;
