import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import pg from 'pg';
import { operator } from '#app/platform/actor.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { actor, owner, school } from '../../../../tests/people.ts';
import { countTerms } from './jobs.server.ts';
import { collaborativeCohorts, countedTerms, schoolCohorts } from './queries.server.ts';

const now = new Date('2026-11-27T00:00:00Z');
const term = '2026-01-01';
const competency = '01900000-0000-7000-8000-000000000221';

/** Asks as whoever owns the database, whom no policy holds. */
async function ask<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]): Promise<Row[]> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

type Class = { schoolId: string; graduates: number; size: number; noted: number; tried?: number; observed?: number };
/** A class of students of whom the first so many noted a conversation, tried a competency, were observed. */
async function fill({ schoolId, graduates, size, noted, tried = 0, observed = 0 }: Class): Promise<void> {
  await ask(
    `with p as (insert into person (name, mail, is_sample) select 'Student ' || n, gen_random_uuid() || '@sample.example', true from generate_series(1, $3::int) n returning id),
       l as (insert into practice_log (person_id, for_school_id, graduates, counts_in_cohorts, begun_at) select id, $1, $2, true, '2025-09-01' from p returning person_id),
       r as (select person_id, row_number() over () as at from l),
       e as (insert into practice_entry (person_id, kind, month, part) select person_id, 'real', '2026-03', 'led' from r where at <= $4 returning person_id, id),
       c as (insert into practice_entry_competency select e.person_id, e.id, $7 from e join r using (person_id) where r.at <= $5)
     insert into practice_observation (person_id, how, state, rubric, month) select person_id, 'link', 'unverified', 'r', '2026-03' from r where at <= $6`,
    [schoolId, graduates, size, noted, tried, observed, competency],
  );
}

const ashby = await school('ashby');
const others = [await school('brook'), await school('calder')];
const lead = await actor('Ada', ['lead'], ashby);
const convener = await actor('Ines', ['convener']);

test('a class of ten or more is shown by where its numbers lie, a class of nine is nowhere and in no sum', async () => {
  await fill({ schoolId: ashby.id, graduates: 2027, size: 42, noted: 27, tried: 4, observed: 41 });
  await fill({ schoolId: ashby.id, graduates: 2028, size: 9, noted: 9 });
  for (const { id } of others) await fill({ schoolId: id, graduates: 2027, size: 30, noted: 12 });
  await countTerms(now);
  const cohorts = await as(lead, (scope) => schoolCohorts(scope, term));
  assert.deepEqual(
    cohorts.map(({ graduates, size }) => [graduates, size]),
    [[2027, { atLeast: 40, atMost: 49 }]],
  );
  const told = Object.fromEntries(
    cohorts[0]!.figures.map(({ measure, competency: of, atLeast, atMost }) => [`${measure} ${of}`, [atLeast, atMost]]),
  );
  assert.deepEqual(told['noted null'], [20, 29]);
  assert.deepEqual(told['observed null'], [30, 49], 'nearly all is told as thirty or more');
  assert.deepEqual(told['tried 1 Understanding, values and goals'], [0, 9]);
  const all = await as(convener, (scope) => collaborativeCohorts(scope, term));
  assert.deepEqual([all!.schools, all!.cohorts, all!.size], [3, 3, { atLeast: 100, atMost: 109 }], '42 + 30 + 30; the nine are not in it');
});

test('another school’s classes do not exist, nobody writes a figure, and who convenes reads sums alone', async () => {
  const other = await actor('Ben', ['lead'], others[0]);
  const seen = await as(other, (scope) => schoolCohorts(scope, term));
  assert.deepEqual(
    seen.map(({ size }) => size.atLeast),
    [30],
  );
  assert.deepEqual(await as(convener, ({ tx }) => tx.selectFrom('practiceCohort').selectAll().execute()), []);
  assert.deepEqual(await as(operator(), ({ tx }) => tx.selectFrom('practiceCohortFigure').selectAll().execute()), []);
  await assert.rejects(
    as(lead, ({ tx }) => tx.deleteFrom('practiceCohort').execute()),
    /permission denied/,
  );
  await assert.rejects(
    as(lead, ({ tx }) => tx.selectNoFrom(({ fn, val }) => fn('count_practice_term', [val('2025-01-01')]).as('x')).execute()),
    /permission denied/,
  );
});

test('a job that counts gets nothing back, and reads no row of practice itself', async () => {
  await assert.rejects(
    asSystem(({ tx }) => tx.selectFrom('practiceEntry').selectAll().execute()),
    /permission denied/,
  );
  await assert.rejects(
    asSystem(({ tx }) => tx.selectFrom('practiceCohortFigure').selectAll().execute()),
    /permission denied/,
  );
});

test('one student’s act changes nothing that is shown: a half-year is counted once, and not before it is over', async () => {
  const before = await as(lead, (scope) => schoolCohorts(scope, term));
  await ask('delete from person where id in (select person_id from practice_log where for_school_id = $1 limit 8)', [ashby.id]);
  await fill({ schoolId: ashby.id, graduates: 2028, size: 20, noted: 20 });
  await countTerms(now);
  assert.deepEqual(await as(lead, (scope) => schoolCohorts(scope, term)), before);
  assert.ok(!(await as(lead, countedTerms)).includes('2026-07-01'));
  await assert.rejects(ask(`select count_practice_term('2099-01-01')`, []), /not over/);
});

/** What is told of `did` of `n`, as the database tells it. */
async function told(pairs: readonly (readonly [did: number, n: number])[]): Promise<{ at_least: number; at_most: number }[]> {
  return ask(
    `select i.at_least, i.at_most from unnest($1::int[], $2::int[]) with ordinality as p (did, n, at), cohort_interval(p.did, p.n) i order by p.at`,
    [pairs.map(([did]) => did), pairs.map(([, n]) => n)],
  );
}

test('attack: whoever knows exactly how many are in a class is left with ten numbers for every figure, also for whoever did not', async () => {
  const pairs = Array.from({ length: 241 }, (_, n) => n + 10).flatMap((n) => Array.from({ length: n + 1 }, (_, did) => [did, n] as const));
  const answers = await told(pairs);
  const left = new Map<string, number>();
  for (const [at, [, n]] of pairs.entries()) {
    const key = `${n} ${answers[at]!.at_least} ${answers[at]!.at_most}`;
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  for (const [key, count] of left) assert.ok(count >= 10, `${key}: only ${count} numbers are possible`);
  for (const [at, [did]] of pairs.entries()) assert.ok(answers[at]!.at_least <= did && did <= answers[at]!.at_most);
});

test('attack: of two figures where one holds all of the other, the difference is never known to be one student, or any number under ten', async () => {
  // "noted" holds "tried": whoever tried it noted it. For every class up to forty and every such pair of numbers, the worlds that look the same leave ten differences or more.
  for (const n of [10, 19, 20, 29, 31, 40]) {
    const pairs = Array.from({ length: n + 1 }, (_, did) => [did, n] as const);
    const says = (await told(pairs)).map(({ at_least, at_most }) => `${at_least}–${at_most}`);
    const differences = new Map<string, Set<number>>();
    for (let noted = 0; noted <= n; noted++)
      for (let tried = 0; tried <= noted; tried++) {
        const key = `${says[noted]} ${says[tried]}`;
        differences.set(key, (differences.get(key) ?? new Set()).add(noted - tried));
      }
    for (const [key, possible] of differences) assert.ok(possible.size >= 10, `${n}: ${key} leaves ${[...possible].join(', ')}`);
  }
});

/** The sums told of worlds: in each, how many did it in classes of these sizes. */
async function sumsOf(sizes: readonly number[], worlds: readonly (readonly number[])[]): Promise<{ lows: number[]; says: string }[]> {
  const parts = await told(worlds.flatMap((world) => world.map((did, at) => [did, sizes[at]!] as const)));
  const each = worlds.map((world, at) => {
    const own = parts.slice(at * sizes.length, (at + 1) * sizes.length);
    return {
      total: world.reduce((sum, did) => sum + did, 0),
      lows: own.map((part) => part.at_least),
      highs: own.map((part) => part.at_most),
    };
  });
  const sums = await ask<{ at_least: number; at_most: number }>(
    `select s.at_least, s.at_most from rows from (jsonb_to_recordset($1) as (total int, lows int[], highs int[])) with ordinality as w (total, lows, highs, at),
       cohort_sum(w.total, w.lows, w.highs) s order by at`,
    [JSON.stringify(each)],
  );
  return sums.map(({ at_least, at_most }, at) => {
    const { total, lows } = each[at]!;
    assert.ok(at_least <= total && total <= at_most, `${total} is not in ${at_least} to ${at_most}`);
    return { lows, says: `${at_least}–${at_most} of parts from ${lows.join(', ')}` };
  });
}

test('attack: a sum over classes leaves ten numbers or more for each, also for whoever knows the rule, every class’s own interval, and exactly how many are in it', async () => {
  for (const sizes of [
    [10, 10, 10],
    [19, 12, 20],
    [29, 21, 11],
  ]) {
    const upTo = (at: number) => Array.from({ length: sizes[at]! + 1 }, (_, did) => did);
    const worlds = upTo(0).flatMap((a) => upTo(1).flatMap((b) => upTo(2).map((c) => [a, b, c])));
    const possible = new Map<string, Set<number>[]>();
    for (const [at, { says }] of (await sumsOf(sizes, worlds)).entries()) {
      const left = possible.get(says) ?? sizes.map(() => new Set<number>());
      for (const [part, did] of worlds[at]!.entries()) left[part]!.add(did);
      possible.set(says, left);
    }
    for (const [says, left] of possible)
      for (const numbers of left) assert.ok(numbers.size >= 10, `${sizes}: ${says} leaves ${[...numbers].join(', ')}`);
  }
});

test('attack: in any sum of larger classes each end of each class’s own interval stays possible', async () => {
  const classOf = fc
    .integer({ min: 10, max: 99 })
    .chain((n) => fc.record({ n: fc.constant(n), did: fc.oneof(fc.constant(n), fc.constant(0), fc.integer({ min: 0, max: n })) }));
  await fc.assert(
    fc.asyncProperty(fc.array(classOf, { minLength: 3, maxLength: 12 }), async (classes) => {
      const [sizes, world] = [classes.map(({ n }) => n), classes.map(({ did }) => did)];
      const [{ lows, says }] = (await sumsOf(sizes, [world])) as [{ lows: number[]; says: string }];
      const [least, most] = says.split(/[– ]/).map(Number) as [number, number];
      const highs = (await told(classes.map(({ did, n }) => [did, n] as const))).map(({ at_most }, at) => Math.min(at_most, sizes[at]!));
      const [low, high] = [lows.reduce((a, b) => a + b, 0), highs.reduce((a, b) => a + b, 0)];
      for (const at of classes.keys()) {
        assert.ok(lows[at]! + (high - highs[at]!) >= least, `${JSON.stringify(classes)}: the least of ${at} is not possible in ${says}`);
        assert.ok(highs[at]! + (low - lows[at]!) <= most, `${JSON.stringify(classes)}: the most of ${at} is not possible in ${says}`);
      }
    }),
    { numRuns: 40 },
  );
});
