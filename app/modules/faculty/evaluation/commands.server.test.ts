import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { visitor } from '#app/platform/actor.ts';
import { config } from '#app/platform/config.server.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { published, registered } from '../../../../tests/occasions.ts';
import { actor, owner, school } from '../../../../tests/people.ts';
import { occasionOf } from '../../attendance/queries.server.ts';
import { answerInstrument, dropInstrument, keepInstrument, shareEvaluation } from './commands.server.ts';
import type { Design, Instrument, Phase } from './instrument.ts';
import { askPlaces, moveAskings } from './jobs.server.ts';
import { askedNow, evaluationFound } from './queries.server.ts';

const ashby = await school('ashby');
const ines = await actor('Ines', ['convener']);
const jo = await actor('Jo', ['auditor']);
const rena = await actor('Rena', ['lead'], ashby);
const kit = await actor('Kit', ['student'], ashby);
const hour = 3_600_000;
const points = ['Not yet', 'With help', 'On my own'];
const instrument = (design: Design): Instrument => ({
  ...{ design, kirkpatrick: 2, moore: 4 },
  questions: [
    { id: 'q1', words: 'I can sit with silence', about: null, points },
    { id: 'q2', words: 'I can name what I hear', about: null, points },
  ],
});
/** As time goes by: an asking that opened an hour ago, or one that closed a minute ago. */
const clock = (id: string, phase: Phase, isClosed = false) =>
  asSystem(({ tx }) =>
    tx
      .updateTable('instrumentAsking')
      .set({ opensAt: new Date(Date.now() - hour), closesAt: new Date(Date.now() + (isClosed ? -60_000 : hour)) })
      .where('occasionId', '=', id)
      .where('phase', '=', phase)
      .execute(),
  );
async function asked(design: Design, names: readonly string[]) {
  const id = await published(ines, { keepsMailDays: 500 });
  await as(ines, (scope) => keepInstrument(scope, id, { ...instrument(design), followUps: [3, 12] }));
  const tokens: string[] = [];
  for (const name of names) tokens.push(await registered(id, name));
  return { id, tokens };
}
const answer = (token: string, typed: Record<string, string>) => as(visitor, (scope) => answerInstrument(scope, token, typed));
const found = (who: typeof ines, id: string) => as(who, async (scope) => evaluationFound(scope, await occasionOf(scope, id), new Date()));
const six = ['Noor', 'Sam', 'Tao', 'Uma', 'Vic', 'Wen'];

test('a then-test is asked after, each answers once while it is open, and nothing of five answers is read before it closes', async () => {
  const { id, tokens } = await asked('then-test', six);
  await assert.rejects(answer(tokens[0]!, { 'now.q1': '3' }), { kind: 'forbidden' });
  await clock(id, 'after');
  for (const token of tokens.slice(0, 5)) await answer(token, { 'then.q1': '1', 'now.q1': '3', intend: 'Wait' });
  await assert.rejects(answer(tokens[0]!, { 'now.q1': '1' }), { kind: 'conflict' });
  const early = (await found(ines, id))!;
  assert.deepEqual([early.askings[0]!.answers, early.enrolled, early.questions.length, early.written.length], [5, 6, 0, 0]);
  assert.match(early.askings[0]!.hidden!, /what one more answer changes/);
  await answer(tokens[5]!, { 'then.q1': '2', 'now.q1': '2' });
  await clock(id, 'after', true);
  await assert.rejects(answer(tokens[5]!, { 'now.q1': '1' }), { kind: 'forbidden' });
  const late = (await found(ines, id))!;
  const [first, second] = late.questions;
  assert.ok(first && first.hidden === null);
  assert.deepEqual([first.pairs, first.up, first.same, first.before, first.after], [6, 5, 1, [5, 1, 0], [0, 1, 5]]);
  assert.deepEqual(
    [second!.pairs, late.written],
    [null, [{ phase: 'after', asked: 'What do you mean to do differently?', words: Array(5).fill('Wait') }]],
  );
});
test('an asking that has begun cannot be closed sooner, or opened again, to see what one answer changed', async () => {
  const { id, tokens } = await asked('then-test', six);
  await clock(id, 'after');
  await answer(tokens[0]!, { 'then.q1': '1', 'now.q1': '3' });
  for (const closesAt of [new Date(Date.now() - 1000), new Date(Date.now() + 2 * hour)])
    await assert.rejects(
      as(ines, ({ tx }) =>
        tx.updateTable('instrumentAsking').set({ closesAt }).where('occasionId', '=', id).where('phase', '=', 'after').execute(),
      ),
      /closes when it said/,
    );
  await assert.rejects(
    as(ines, ({ tx }) => tx.deleteFrom('instrumentAsking').where('occasionId', '=', id).execute()),
    /closes when it said/,
  );
  await assert.rejects(
    as(ines, ({ tx }) => tx.updateTable('instrument').set({ design: 'pre and post' }).where('occasionId', '=', id).execute()),
    /answered already/,
  );
  for (const change of [
    () => as(ines, (scope) => keepInstrument(scope, id, { ...instrument('then-test'), followUps: [] })),
    () => as(ines, (scope) => dropInstrument(scope, id)),
  ])
    await assert.rejects(change(), { kind: 'conflict' });
});
test('pre and post are joined by a code that is not the person; of fewer than five pairs nothing is shown, and nothing of whoever could not be joined', async () => {
  const { id, tokens } = await asked('pre and post', [...six, 'Xan']);
  await clock(id, 'before');
  for (const [at, token] of tokens.slice(0, 6).entries()) await answer(token, { 'now.q1': '1', code: `Elm 0${at}` });
  await clock(id, 'before', true);
  await clock(id, 'after');
  for (const [at, token] of tokens.slice(0, 4).entries()) await answer(token, { 'now.q1': '3', code: `elm-0${at}` });
  await answer(tokens[6]!, { 'now.q1': '1', code: 'birch 7' }); // did not answer before
  await assert.rejects(answer(tokens[4]!, { 'now.q1': '2', code: 'x' }), { kind: 'conflict', message: /too short/ });
  await clock(id, 'after', true);
  const few = (await found(ines, id))!;
  assert.deepEqual([few.askings.map(({ answers }) => answers).slice(0, 2), few.questions[0]!.pairs], [[6, 5], null]);
  await clock(id, 'after');
  await answer(tokens[4]!, { 'now.q1': '2', code: 'ELM04' });
  await clock(id, 'after', true);
  const [first] = (await found(ines, id))!.questions;
  assert.ok(first && first.hidden === null);
  assert.deepEqual(
    [first.pairs, first.before, first.after],
    [5, [5, 0, 0], [0, 1, 4]],
    'Xan, and Wen who answered only before, are in no count',
  );
});
test('who answered cannot be joined to what was answered: no role reads answers, they come out in no order, and each is written anew with the others', async () => {
  const { id, tokens } = await asked('then-test', six);
  await clock(id, 'after');
  const client = new pg.Client(owner);
  await client.connect();
  const ids = new Set<string>();
  for (const [at, token] of tokens.entries()) {
    await answer(token, { 'then.q1': '1', 'now.q1': '2', intend: `Answer ${at}` });
    const { rows } = await client.query('select id, xmin::text as wrote from instrument_answer where occasion_id = $1', [id]);
    assert.equal(new Set(rows.map(({ wrote }) => wrote)).size, 1, 'the transaction that wrote one wrote all');
    for (const row of rows) assert.ok(!ids.has(row.id));
    for (const row of rows) ids.add(row.id);
  }
  const { rows: columns } = await client.query(
    "select column_name from information_schema.columns where table_name = 'instrument_answer' order by 1",
  );
  assert.deepEqual(
    columns.map(({ column_name }) => column_name),
    ['code_hash', 'id', 'occasion_id', 'phase', 'scales', 'texts'],
  );
  const { rows: readers } = await client.query(
    "select grantee from information_schema.role_table_grants where table_name = 'instrument_answer' and grantee like 'concord%' union select grantee from information_schema.column_privileges where table_name = 'instrument_answer' and grantee like 'concord%'",
  );
  assert.deepEqual(
    readers.filter(({ grantee }) => ['concord_app', 'concord_system'].includes(grantee)),
    [],
  );
  await client.end();
  for (const read of [
    as(ines, ({ tx }) => sql`select * from instrument_answer`.execute(tx)),
    asSystem(({ tx }) => sql`select * from instrument_answer`.execute(tx)),
  ])
    await assert.rejects(read, /permission denied/);
  await as(ines, async ({ tx }) => assert.deepEqual(await tx.selectFrom('instrumentTurn').selectAll().execute(), []));
  await clock(id, 'after', true);
  const words = async () =>
    (
      await as(ines, ({ tx }) =>
        sql<{ part: string; after: Record<string, string> }>`select part, after from instrument_rows(${id})`.execute(tx),
      )
    ).rows
      .filter(({ part }) => part === 'words')
      .map(({ after }) => after.intend)
      .join();
  const orders = new Set<string>();
  for (let times = 0; times < 6; times++) orders.add(await words());
  assert.ok(orders.size > 1);
});
test('those who run it read it; once its figures are shared also whoever reads needs, and nobody’s words', async () => {
  const { id, tokens } = await asked('then-test', six);
  await clock(id, 'after');
  for (const token of tokens) await answer(token, { 'then.q1': '1', 'now.q1': '2', intend: 'Wait' });
  await clock(id, 'after', true);
  const parts = async (who: typeof ines) =>
    new Set(
      (await as(who, ({ tx }) => sql<{ part: string }>`select part from instrument_rows(${id})`.execute(tx))).rows.map(({ part }) => part),
    );
  assert.deepEqual(await parts(ines), new Set(['then-test', 'words']));
  for (const who of [rena, kit, jo, visitor]) assert.deepEqual(await parts(who), new Set(), who.name);
  await assert.rejects(
    as(rena, (scope) => shareEvaluation(scope, id, true)),
    { kind: 'forbidden' },
  );
  await as(ines, (scope) => shareEvaluation(scope, id, true));
  for (const who of [rena, jo]) assert.deepEqual(await parts(who), new Set(['then-test']), who.name);
  for (const who of [kit, visitor]) assert.deepEqual(await parts(who), new Set(), who.name);
  await as(ines, (scope) => shareEvaluation(scope, id, false));
  assert.deepEqual(await parts(rena), new Set());
});
test('whoever has a place is asked by a link of their own, reminded once, and asked again after 3 and 12 months; who answered is not reminded', async () => {
  const { id } = await asked('then-test', ['Noor', 'Sam']);
  const outbox = () =>
    (existsSync(config().outbox) ? readdirSync(config().outbox) : [])
      .map((name) => readFileSync(join(config().outbox, name), 'utf8').replaceAll(/=\r?\n/g, ''))
      .filter((mail) => mail.includes(`@${id.slice(-12)}.example`) && mail.includes('/questions'));
  const at = async (phase: Phase) =>
    (
      await as(ines, ({ tx }) =>
        tx
          .selectFrom('instrumentAsking')
          .select('opensAt')
          .where('occasionId', '=', id)
          .where('phase', '=', phase)
          .executeTakeFirstOrThrow(),
      )
    ).opensAt;
  const after = await at('after');
  await askPlaces(new Date(after.getTime() - hour));
  assert.equal(outbox().length, 0);
  for (let times = 0; times < 2; times++) await askPlaces(new Date(after.getTime() + hour));
  assert.equal(outbox().length, 2);
  await clock(id, 'after');
  const token = /\/places\/([\w-]+)\/questions/.exec(outbox()[0]!)![1]!;
  await answer(token, { 'now.q1': '2' });
  const now = await as(visitor, (scope) => askedNow(scope, token, new Date()));
  assert.deepEqual([now.phase, now.isAnswered], ['after', true]);
  await asSystem(({ tx }) =>
    tx
      .updateTable('instrumentAsking')
      .set({ opensAt: after, closesAt: new Date(after.getTime() + 14 * 24 * hour) })
      .where('occasionId', '=', id)
      .where('phase', '=', 'after')
      .execute(),
  );
  for (let times = 0; times < 2; times++) await askPlaces(new Date(after.getTime() + 8 * 24 * hour));
  assert.equal(outbox().filter((mail) => /Subject: Reminder/.test(mail)).length, 1, 'who answered is not reminded');
  const months = await at('3 months');
  await askPlaces(new Date(months.getTime() + hour));
  assert.equal(outbox().filter((mail) => mail.includes('three months ago')).length, 2);
});
test('an offering that moves takes what is asked with it, unless it is asked already; and so late a question needs addresses that are kept so long', async () => {
  const { id } = await asked('then-test', []);
  const ends = new Date(Date.now() + 50 * 24 * hour);
  await asSystem(({ tx }) =>
    tx
      .updateTable('occasion')
      .set({ startsAt: new Date(ends.getTime() - hour), endsAt: ends })
      .where('id', '=', id)
      .execute(),
  );
  assert.ok((await moveAskings(new Date())) >= 3);
  const { askings } = (await found(ines, id))!;
  assert.equal(askings[0]!.opensAt.getTime(), ends.getTime());
  const short = await published(ines);
  await assert.rejects(
    as(ines, (scope) => keepInstrument(scope, short, { ...instrument('then-test'), followUps: [3, 12] })),
    { kind: 'conflict', message: /kept for 90 days/ },
  );
  await as(ines, (scope) => keepInstrument(scope, short, { ...instrument('pre and post'), followUps: [] }));
  await as(ines, (scope) => dropInstrument(scope, short));
  assert.equal(await found(ines, short), null);
  await assert.rejects(
    as(rena, (scope) => keepInstrument(scope, short, { ...instrument('then-test'), followUps: [] })),
    { kind: 'forbidden' },
  );
});
