import type pg from 'pg';
import { countTerms } from '#app/modules/practice/cohort/jobs.server.ts';
import { countedTerms, schoolCohorts } from '#app/modules/practice/cohort/queries.server.ts';
import type { Actor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { hashOf, newSecret } from '#app/platform/secret.server.ts';
import { buildPages, builtServer, filled, ownDatabase, timed } from '../measuring.ts';

const students = 1000;
const entries = 60;
const classes = [2026, 2027, 2028, 2029];
const school = { id: '01900000-0000-7000-8000-00000000aa00', slug: 'school-0', name: 'School 0' };
const person = '01900000-0000-7000-8000-00000000bb00';
const lead: Actor = { kind: 'person', personId: person, name: 'A lead', school, roles: ['lead'] };

/**
 * The page of a school's classes with 1,000 students of 60 entries each, as a lead's browser asks the built server for it (`ms`, limit 100), and what it reads (`readMs`); beside it how long counting a half-year of them takes (`countMs`),
 * twice a year and behind nobody's page. Reference: `select count(*)` of the entries, as the owner of the database.
 */
export async function* run() {
  buildPages();
  await using _database = ownDatabase();
  const token = newSecret();
  await filled((client) => fill(client, token));
  const began = performance.now();
  await countTerms(new Date('2026-08-01T00:00:00Z'));
  const countMs = Math.round(performance.now() - began);
  const read = await timed(() => as(lead, async (scope) => schoolCohorts(scope, (await countedTerms(scope))[0]!)));
  if (read.result.length !== classes.length) throw new Error(`${read.result.length} classes were counted.`);
  let referenceMs = 0;
  await filled(async (client) => {
    referenceMs = (await timed(() => client.query('select count(*) from practice_entry'))).ms;
  });
  await using server = await builtServer();
  const { ms } = await timed(async () => {
    const answer = await fetch(`${server.address}/w/practice/cohorts/${school.slug}`, { headers: { cookie: `concord=${token}` } });
    if (!(await answer.text()).includes('Class of 2027')) throw new Error(`The page answered ${answer.status}.`);
  });
  const reference = 'select count(*) of the entries';
  yield {
    n: students * entries,
    ms,
    limitMs: 100,
    readMs: read.ms,
    countMs,
    reference,
    referenceMs,
    ratio: Number((ms / referenceMs).toFixed(1)),
  };
}

/** A school of four classes, their entries over four years, half of them with two competencies, a tenth observed; and its lead, signed in. */
async function fill(client: pg.Client, token: string): Promise<void> {
  await client.query('insert into school (id, slug, name, class_size, is_member) values ($1, $2, $3, 250, true)', [
    school.id,
    school.slug,
    school.name,
  ]);
  await client.query(`insert into person (id, name, mail) values ($1, 'A lead', 'lead@school.example')`, [person]);
  await client.query(`insert into school_role (school_id, person_id, role) values ($1, $2, 'lead')`, [school.id, person]);
  await client.query(`insert into session (token_hash, person_id, expires_at) values ($1, $2, now() + interval '1 hour')`, [
    hashOf(token),
    person,
  ]);
  await client.query(
    `insert into person (id, name, mail) select md5('student' || at)::uuid, 'Student ' || at, 'student' || at || '@school.example' from generate_series(1, $1::int) at`,
    [students],
  );
  await client.query(
    `insert into practice_log (person_id, for_school_id, graduates, counts_in_cohorts, begun_at)
       select md5('student' || at)::uuid, $2, $3::int + at % 4, true, '2023-01-01' from generate_series(1, $1::int) at`,
    [students, school.id, classes[0]],
  );
  await client.query(
    `insert into practice_entry (person_id, id, kind, month, part, self_words)
       select md5('student' || at)::uuid, md5(at || ' ' || n)::uuid, (array['simulated', 'role-play', 'observed', 'real'])[1 + (at + n) % 4], to_char(date '2023-01-01' + n * interval '20 days', 'YYYY-MM'), 'led',
         repeat('I asked what they had heard, and waited. ', 8)
       from generate_series(1, $1::int) at, generate_series(1, $2::int) n`,
    [students, entries],
  );
  await client.query(
    `insert into practice_entry_competency select person_id, id, ('01900000-0000-7000-8000-00000000022' || 1 + abs(hashtext(id::text)) % 5)::uuid from practice_entry`,
  );
  await client.query(
    `insert into practice_observation (person_id, entry_id, how, state, rubric, month, anchors)
       select person_id, id, 'link', 'unverified', 'bench', month, jsonb_build_object('01900000-0000-7000-8000-000000000221', 'clear') from practice_entry where abs(hashtext(id::text)) % 10 = 0`,
  );
}
