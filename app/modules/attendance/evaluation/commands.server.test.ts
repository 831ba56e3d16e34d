import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { type Actor, visitor } from '#app/platform/actor.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { published, registered, setBack } from '../../../../tests/occasions.ts';
import { actor, owner } from '../../../../tests/people.ts';
import { answerEvaluation, dropQuestions, keepQuestions } from './commands.server.ts';
import { evaluationRead } from './queries.server.ts';
import { usualQuestions } from './questions.ts';

const convener = await actor('Ines', ['convener']);
const auditor = await actor('Jo', ['auditor']);
const answer = (token: string, worth: number, what = '') =>
  as(visitor, (scope) => answerEvaluation(scope, token, { worth, ...(what && { what }) }));
const rowsFor = (who: Actor, id: string) =>
  as(who, ({ tx }) => tx.selectFrom('evaluationResponse').selectAll().where('occasionId', '=', id).execute());

async function heldOne(names: readonly string[]) {
  const id = await published(convener, { capacity: 6 });
  await as(convener, (scope) => keepQuestions(scope, id));
  const tokens: string[] = [];
  for (const name of names) tokens.push(await registered(id, name));
  return { id, tokens };
}

test('nobody answers before it began, or without a confirmed place; who has one answers once', async () => {
  const { id, tokens } = await heldOne(['Noor', 'Sam', 'Tao', 'Uma', 'Vic', 'Wen', 'Xan']);
  await assert.rejects(answer(tokens[0]!, 4), { kind: 'forbidden' });
  await setBack(id, 40);
  await answer(tokens[0]!, 4);
  await assert.rejects(answer(tokens[0]!, 1), { kind: 'conflict' });
  await assert.rejects(answer(tokens[6]!, 5), { kind: 'forbidden' }); // waited, and never had a place
});
test('those who run it read nothing of four answers, and of five everything but who and when', async () => {
  const { id, tokens } = await heldOne(['Noor', 'Sam', 'Tao', 'Uma', 'Vic']);
  await setBack(id, 40);
  for (const token of tokens.slice(0, 4)) await answer(token, 5, 'Wait longer');
  assert.deepEqual(await rowsFor(convener, id), []);
  const early = await as(convener, (scope) => evaluationRead(scope, id));
  assert.deepEqual([early.responses, early.registered, early.sums], [4, 5, null]);
  await answer(tokens[4]!, 1);
  const rows = await rowsFor(convener, id);
  assert.deepEqual([rows.length, Object.keys(rows[0]!).toSorted()], [5, ['answers', 'id', 'isRead', 'occasionId']]);
  const { sums } = await as(convener, (scope) => evaluationRead(scope, id));
  assert.deepEqual(
    sums!.map((each) => ('counts' in each ? each.counts : each.words.length)),
    [[1, 0, 0, 0, 4], [0, 0, 0, 0, 0], 4, 0],
  );
  for (const who of [visitor, auditor]) assert.deepEqual(await rowsFor(who, id), []);
  await as(convener, async ({ tx }) => assert.deepEqual(await tx.selectFrom('evaluationTurn').selectAll().execute(), [])); // who answered is not theirs to see
});
test('no answer is known by where its row lies, which transaction wrote it, or its id', async () => {
  const names = Array.from({ length: 12 }, (_, at) => `Guest${at}`);
  const id = await published(convener);
  await as(convener, (scope) => keepQuestions(scope, id));
  const tokens: string[] = [];
  for (const name of names) tokens.push(await registered(id, name));
  await setBack(id, 40);
  const machine = new pg.Client(owner);
  await machine.connect();
  after(() => machine.end());
  const rowsOnDisk = async () => {
    const { rows } = await machine.query<{ id: string; said: string; wrote: string }>(
      `select id, answers ->> 'what' as said, xmin::text as wrote from evaluation_response where occasion_id = $1 order by ctid`,
      [id],
    );
    return rows;
  };
  const before = new Set<string>();
  const newestStands = new Set<number>();
  for (const [at, token] of tokens.entries()) {
    await answer(token, 4, `Answer ${at}`);
    const rows = await rowsOnDisk();
    newestStands.add(rows.length - 1 - rows.findIndex(({ said }) => said === `Answer ${at}`));
    assert.equal(new Set(rows.map(({ wrote }) => wrote)).size, 1);
    for (const row of rows) assert.ok(!before.has(row.id), 'an answer kept its id when another came');
    for (const row of rows) before.add(row.id);
  }
  assert.ok(newestStands.size > 1, 'the newest answer always lies at the same place');
  assert.notDeepEqual(
    (await rowsOnDisk()).map(({ said }) => said),
    names.map((_, at) => `Answer ${at}`),
  );
});
test('whoever looks before and after one more answer sees nothing of it: five are read at a time, and the last ones when nobody answers any more', async () => {
  const id = await published(convener, { keepsMailDays: 1 });
  await as(convener, (scope) => keepQuestions(scope, id));
  const tokens: string[] = [];
  for (let at = 0; at < 12; at++) tokens.push(await registered(id, `Guest${at}`));
  await setBack(id, 40);
  const seen = [];
  for (const [at, token] of tokens.slice(0, 11).entries()) {
    await answer(token, 4, `Answer ${at}`);
    const { responses, unread } = await as(convener, (scope) => evaluationRead(scope, id));
    assert.equal(responses, at + 1);
    assert.equal((await rowsFor(convener, id)).length, responses - unread);
    seen.push(responses - unread);
  }
  assert.deepEqual(seen, [0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10]);
  await asSystem(({ tx }) => tx.updateTable('occasion').set({ mailErasedAt: new Date() }).where('id', '=', id).execute());
  assert.equal((await as(convener, (scope) => evaluationRead(scope, id))).unread, 0);
  await assert.rejects(answer(tokens[11]!, 1), { kind: 'forbidden' });
});
test('once somebody answered, the questions stay as they were asked', async () => {
  const { id, tokens } = await heldOne(['Noor']);
  await as(convener, (scope) => keepQuestions(scope, id, usualQuestions.slice(0, 1)));
  await setBack(id, 40);
  await answer(tokens[0]!, 4);
  for (const change of [keepQuestions, dropQuestions])
    await assert.rejects(
      as(convener, (scope) => change(scope, id)),
      { kind: 'conflict' },
    );
  await assert.rejects(
    as(auditor, (scope) => keepQuestions(scope, id)),
    { kind: 'forbidden' },
  );
});
