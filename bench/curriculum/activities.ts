import { sql } from 'kysely';
import pg from 'pg';
import { type ActivityList, activityList } from '#app/modules/curriculum/activities/queries.server.ts';
import { ActivitySearch } from '#app/modules/curriculum/activities/schema.ts';
import { type Actor, operator } from '#app/platform/actor.ts';
import { database } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { ownDatabase, timed } from '../measuring.ts';

const n = 100_000;
const year = '2025-26';

/**
 * A page of the activity list at 100,000 activities of one school on the embedded database, with its count, courses, phases, methods and links;
 * the limit is 60 ms. The slowest of the pages measured is the figure. Reference: `select count(*)` over the same rows in the same role.
 */
export async function* run() {
  await using _database = ownDatabase();
  const lead = await largeSchool();
  const reference = await timed(() =>
    as(lead, ({ tx }) =>
      tx
        .selectFrom('activity')
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .where('schoolId', '=', lead.school!.id)
        .where('year', '=', year)
        .where('removedAt', 'is', null)
        .executeTakeFirstOrThrow(),
    ),
  );
  const pages: Record<string, Record<string, string>> = {
    first: {},
    middle: { page: '1000' },
    last: { page: '2000' },
    'rare words in the title': { q: 'number 77,777' },
    'common words in the title, middle': { q: 'communication', page: '1000' },
    'a word of objectives in another form': { q: 'hospices' },
    'rare words of texts': { q: 'telling "number 77,777"' },
    'everywhere in texts and objectives': { q: 'prognosis' },
  };
  const ms: Record<string, number> = {};
  for (const [name, search] of Object.entries(pages)) {
    const page = await timed(() => as(lead, (scope) => activityList(scope, ActivitySearch.parse(search))));
    check(page.result, search);
    ms[name] = page.ms;
  }
  const slowest = Math.max(...Object.values(ms));
  yield {
    bench: 'curriculum/activities',
    n,
    ms: slowest,
    pages: ms,
    reference: 'select count(*) over the same rows',
    referenceMs: reference.ms,
    ratio: Number((slowest / reference.ms).toFixed(2)),
  };
}

/** 200 courses of 500 activities each, as an import leaves them; every third activity has a method, every tenth a link. */
async function largeSchool(): Promise<Actor> {
  const school = await as(operator(), ({ tx }) =>
    tx
      .insertInto('school')
      .values({ slug: 'large', name: 'Large School of Medicine (fictional)', isSample: true, isMember: false })
      .returning(['id', 'slug', 'name'])
      .executeTakeFirstOrThrow(),
  );
  const lead = operator(school);
  await as(lead, async ({ tx }) => {
    const { id } = school;
    await sql`insert into curriculum_year (school_id, year) values (${id}, ${year})`.execute(tx);
    await sql`insert into academic_level (school_id, year, number, label, phase_id)
      select ${id}, ${year}, position, 'M' || position, id from school_phase where school_id = ${id}`.execute(tx);
    await sql`insert into course (school_id, year, source_id, title, requirement, start_level, end_level, position)
      select ${id}, ${year}, 'c' || k, 'Course ' || k, 'required', k % 3 + 1, k % 3 + 1, k from generate_series(0, 199) k`.execute(tx);
    await sql`insert into activity (school_id, year, source_id, title, description, learner_minutes)
      select ${id}, ${year}, 'e' || k, initcap(md5(k::text)) || ': communication, number ' || to_char(k, 'FM999,999'), repeat('What the session is about. ', 12),
        case when k % 29 = 0 then null else k % 12 * 15 end from generate_series(1, ${sql.lit(n)}) k`.execute(tx);
    await sql`insert into placement (school_id, course_id, activity_id, is_required)
      select ${id}, c.id, a.id, true from activity a join course c on c.school_id = ${id} and c.source_id = 'c' || substr(a.source_id, 2)::int % 200
      where a.school_id = ${id}`.execute(tx);
    await sql`insert into activity_method (school_id, activity_id, position, kind, code)
      select ${id}, id, 1, 'instruction', 'IM013' from activity where school_id = ${id} and substr(source_id, 2)::int % 3 = 0`.execute(tx);
    await sql`insert into objective (school_id, year, source_id, text)
      select ${id}, ${year}, 'o' || k, 'Discuss prognosis' || case when k % 100 = 0 then ' with a hospice team' else '' end from generate_series(1, 50000) k`.execute(
      tx,
    );
    await sql`insert into activity_objective (school_id, activity_id, objective_id)
      select ${id}, a.id, o.id from activity a join objective o on o.school_id = ${id} and o.source_id = 'o' || (substr(a.source_id, 2)::int % 50000 + 1)
      where a.school_id = ${id}`.execute(tx);
    await sql`insert into competency_link (school_id, activity_id, competency_id, level, extent)
      select ${id}, a.id, k.id, 'introduced', 'partly' from activity a, (select id from framework_item where kind = 'competency' order by position limit 1) k
      where a.school_id = ${id} and substr(a.source_id, 2)::int % 10 = 0`.execute(tx);
  });
  // What PostgreSQL does by itself within a minute of such an import.
  const { owner } = await database();
  const client = new pg.Client(owner);
  await client.connect();
  await client.query('vacuum (analyze)');
  await client.end();
  return lead;
}

/** How many each search finds; what stands in too many texts and objectives is searched in titles alone. */
const found: Readonly<Record<string, number>> = { 'number 77,777': 1, hospices: 1_000, 'telling "number 77,777"': 0, prognosis: 0 };

function check({ total, activities, isTooCommon }: ActivityList, search: Record<string, string>): void {
  const expected = found[search.q ?? ''] ?? n;
  const titles = activities.map(({ title }) => title.toLowerCase());
  if (total !== expected || activities.length !== Math.min(50, expected))
    throw new Error(`The list of ${JSON.stringify(search)} is not whole.`);
  if (isTooCommon !== ['prognosis', 'communication'].includes(search.q ?? '')) throw new Error('What is too common is not said.');
  if (titles.some((title, at) => at > 0 && title < titles[at - 1]!)) throw new Error('The list is not in its order.');
}
