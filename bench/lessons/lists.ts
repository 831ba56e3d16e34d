import type pg from 'pg';
import { latestLessons, lessonList, lessonNamed, lessonsAbout } from '#app/modules/lessons/queries.server.ts';
import { LessonSearch, perPage } from '#app/modules/lessons/schema.ts';
import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { counted, filled, type List, ownDatabase, slowestOf, timed } from '../measuring.ts';

const n = 500;
const competency = '01900000-0000-7000-8000-000000000221';

/**
 * Lessons of 500 words at 500 of them on the embedded database, as a visitor: the list with its counts, filtered by kind and by topic, those of a competency, the newest for home, and one of them with
 * who used it; beside them all for a file (`fileMs`). The limit is 80 ms; the slowest is the figure. Reference: `select count(*)` of what stands, in the same role.
 */
export async function* run() {
  await using _database = ownDatabase();
  await filled(fill);
  const listed = (search: Record<string, string>) => () =>
    as(visitor, async (scope) => (await lessonList(scope, LessonSearch.parse(search), perPage)).found);
  const lists: Record<string, List> = {
    'the list': [listed({}), n],
    'of one kind': [listed({ kind: 'challenge' }), 167],
    'by what stood in the way, of one competency': [listed({ barrier: 'time', competency }), 50],
    'the last page': [listed({ page: '25' }), n],
    'the newest of a competency': [() => as(visitor, async (scope) => (await lessonsAbout(scope, competency)).length), 10],
    'the newest, for home': [() => as(visitor, async (scope) => (await latestLessons(scope)).length), 3],
    'one lesson': [() => as(visitor, async (scope) => (await lessonNamed(scope, 'lesson-10')).usedBy), 3],
  };
  const file = await timed(() => as(visitor, async (scope) => (await lessonList(scope, LessonSearch.parse({}))).lessons.length));
  const figure = await slowestOf(n, lists, ['select count(*) of what stands', () => counted('lessonEdition')]);
  yield { ...figure, fileMs: file.ms };
}

/** Lessons of four schools, every seventh without its school's name, each read by another and used by three. */
async function fill(client: pg.Client): Promise<void> {
  await client.query(
    `insert into school (id, slug, name, class_size, is_member) select md5('school' || at)::uuid, 'school-' || at, 'School ' || at, 100, true from generate_series(0, 3) at`,
  );
  await client.query(
    `insert into lesson (school_id, id, slug, said) select md5('school' || at % 4)::uuid, md5('lesson' || at)::uuid, 'lesson-' || at,
         jsonb_build_object('title', 'Lesson ' || at, 'kind', (array['opportunity', 'challenge', 'sustainability'])[1 + at % 3], 'tried', repeat('We asked for one afternoon, and waited. ', 30),
           'happened', repeat('Half of them came, and stayed. ', 50), 'again', (array['no', 'changes', 'yes', 'unknown'])[1 + at % 4], 'barriers', jsonb_build_array((array['time', 'capacity'])[1 + at % 2]),
           'competencies', jsonb_build_array('01900000-0000-7000-8000-00000000022' || 1 + at % 5), 'namesSchool', at % 7 > 0)
       from generate_series(1, $1) at`,
    [n],
  );
  await client.query(
    `insert into lesson_edition (id, lesson_id, number, slug, said, audience, state, named_school_id)
       select md5('edition' || slug)::uuid, id, 1, slug, said, 'public', 'asked', case when (said->>'namesSchool')::boolean then school_id end from lesson`,
  );
  await client.query(
    `insert into lesson_review (edition_id, by_school_id, verdict)
       select e.id, (select s.id from school s join lesson l on l.id = e.lesson_id and l.school_id <> s.id order by s.slug limit 1), 'stands' from lesson_edition e`,
  );
  await client.query(
    `insert into lesson_reuse (lesson_id, by_school_id, words) select l.id, s.id, 'We did it too.' from lesson l join school s on s.id <> l.school_id and s.slug like 'school-%'`,
  );
}
