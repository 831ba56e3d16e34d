import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { actor, owner, school } from '../../../../tests/people.ts';
import { answerReport, openReport } from './commands.server.ts';
import { countReports } from './jobs.server.ts';
import { reportFigures, reportYears } from './queries.server.ts';

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const ashby = await school('ashby');
const convener = await actor('Ines', ['convener']);
const lead = await actor('Ada', ['lead'], ashby);
const students = await Promise.all(Array.from({ length: 12 }, (_, at) => actor(`Student${at}`, ['student'], ashby)));

async function ask(text: string): Promise<unknown[]> {
  const client = new pg.Client(owner);
  await client.connect();
  const { rows } = await client.query(text).finally(() => client.end());
  return rows;
}

test('whoever convenes opens a year; a lead and a student do not', async () => {
  const year = { year: '2026-27', opensOn: day(-3), closesOn: day(3) };
  for (const other of [lead, students[0]!])
    await assert.rejects(
      as(other, (scope) => openReport(scope, year)),
      /convenes/,
    );
  await as(convener, (scope) => openReport(scope, year));
});

test('a student answers once, for the own school; who is no student does not, nor when nothing is asked', async () => {
  for (const student of students) await as(student, (scope) => answerReport(scope, '2026-27', { seen: 4, willing: 3 }));
  await assert.rejects(
    as(students[0]!, (scope) => answerReport(scope, '2026-27', { seen: 1 })),
    /already/,
  );
  await assert.rejects(
    as(lead, (scope) => answerReport(scope, '2026-27', { seen: 1 })),
    /Students/,
  );
  await assert.rejects(
    as(students[0]!, (scope) => answerReport(scope, '2031-32', { seen: 1 })),
    /not found|does not exist|is asked/i,
  );
  const [row] = await as(students[0]!, reportYears);
  assert.equal(row!.isAnswered, true);
});

test('nobody reads an answer, and nothing in the database joins it to who answered', async () => {
  for (const each of [lead, convener, students[0]!])
    assert.deepEqual(
      await as(each, ({ tx }) => tx.selectFrom('graduateReportTurn').selectAll().where('personId', '<>', each.personId!).execute()),
      [],
    );
  await assert.rejects(
    as(lead, ({ tx }) => tx.selectFrom('graduateReportAnswer').selectAll().execute()),
    /permission denied/,
  );
  await assert.rejects(
    asSystem(({ tx }) => tx.selectFrom('graduateReportAnswer').selectAll().execute()),
    /permission denied/,
  );
  // The transaction that wrote who answered last wrote all the answers anew.
  const rows = (await ask('select xmin::text, count(*)::int as n from graduate_report_answer group by 1')) as { n: number }[];
  assert.deepEqual(
    rows.map(({ n }) => n),
    [12],
  );
});

test('a year is counted when its last day is over, as where numbers lie, and its answers are gone', async () => {
  await countReports();
  assert.deepEqual((await as(lead, (scope) => reportFigures(scope, '2026-27'))).own, []);
  await ask(`update graduate_report set closes_on = current_date - 1`);
  await countReports();
  const { own, all } = await as(lead, (scope) => reportFigures(scope, '2026-27'));
  assert.deepEqual(
    own.map(({ question, size, from }) => [question.id, size, from.map(({ atLeast, atMost }) => [atLeast, atMost])]),
    [
      [
        'seen',
        { atLeast: 10, atMost: 19 },
        [
          [0, 19],
          [0, 19],
          [0, 19],
        ],
      ],
      [
        'willing',
        { atLeast: 10, atMost: 19 },
        [
          [0, 19],
          [0, 19],
          [0, 19],
        ],
      ],
    ],
    'of twelve nothing is told but that they answered',
  );
  assert.deepEqual(all, [], 'one school is no sum');
  assert.deepEqual(await ask('select 1 from graduate_report_answer'), []);
  await assert.rejects(
    as(convener, (scope) => openReport(scope, { year: '2026-27', opensOn: day(-1), closesOn: day(9) })),
    /counted/,
  );
  const other = await actor('Ben', ['lead'], await school('brook'));
  assert.deepEqual((await as(other, (scope) => reportFigures(scope, '2026-27'))).own, []);
});
