import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { v7 } from 'uuid';
import { type Actor, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, owner, school } from '../../../../tests/people.ts';
import { askForFeedback, noteTold } from '../feedback/commands.server.ts';
import { giveFeedback } from '../feedback/giving-commands.server.ts';
import { AskForm, feedbackForm, toldForm } from '../feedback/schema.ts';
import { askForConversations, leaveAsk, takePart, withdrawAsk } from './commands.server.ts';
import { asksOfMe, courseAsk, doneOrNot, ownCourseAsks } from './queries.server.ts';
import { CourseAskForm } from './schema.ts';

const [ashby, brook] = [await school('ashby'), await school('brook')];
const [kit, sam, lou] = [
  await actor('Kit', ['student'], ashby),
  await actor('Sam', ['student'], ashby),
  await actor('Lou', ['student'], ashby),
];
const [fay, joe] = [await actor('Fay', ['faculty'], ashby), await actor('Joe', ['faculty'], ashby)];
const lead = await actor('Lena', ['lead'], ashby);
const [other, noah] = [await actor('Otto', ['lead'], brook), await actor('Noah', ['student'], brook)];
const convener = await actor('Cora', ['convener']);
for (const student of [kit, sam, lou, noah])
  await as(student, ({ tx }) =>
    tx
      .insertInto('practiceLog')
      .values({ personId: student.personId!, forSchoolId: student.school!.id, graduates: 2028, countsInCohorts: false })
      .execute(),
  );

async function asOwner(text: string, values: unknown[] = []) {
  const client = new pg.Client(owner);
  await client.connect();
  const { rows } = await client.query(text, values);
  await client.end();
  return rows;
}
/** Lets the days of an ask be the two weeks that ended yesterday, and what was observed be of them. */
async function over(id: string): Promise<void> {
  await asOwner(`update practice_ask set made_on = current_date - 15, until_on = current_date - 2 where id = $1`, [id]);
  await asOwner(`update practice_observation set arrived_at = now() - interval '5 days'`);
}
const asked = (said: Record<string, string> = {}) =>
  CourseAskForm.parse({
    title: 'Medicine clerkship',
    observed: '2',
    until: '2099-06-30',
    students: 'kit@ashby.example, sam@ashby.example',
    ...said,
  });
const ask = (by: Actor = fay, said: Record<string, string> = {}) => as(by, (scope) => askForConversations(scope, asked(said)));
const seen = (reader: Actor, id: string) => as(reader, (scope) => doneOrNot(scope, id));
async function observe(student: Actor): Promise<void> {
  const token = await as(student, (scope) => askForFeedback(scope, AskForm.parse({ id: v7(), days: '3' })));
  const said = feedbackForm([]).parse({ key: v7(), name: 'Ada', role: 'attending', wentWell: 'You waited.' });
  await as(visitor, (scope) => giveFeedback(scope, { token, base: '' }, { ...said, nobodys: [] }));
}

test('a course sees done or not done, and nothing else; who is not done and who does not take part look the same', async () => {
  const id = await ask();
  await as(kit, (scope) => takePart(scope, id));
  for (const student of [kit, kit, sam, sam, sam]) await observe(student);
  assert.equal(await seen(fay, id), null, 'nothing before the day is over');
  assert.deepEqual(await as(lead, ({ tx }) => tx.selectFrom('practiceAskPart').selectAll().execute()), [], 'nor who takes part');
  await over(id);
  const told = [
    { name: 'Kit', isDone: true },
    { name: 'Sam', isDone: false },
  ];
  assert.deepEqual(await seen(fay, id), told, 'Sam has three, and did not take part');
  assert.deepEqual(await seen(lead, id), told);
  await as(kit, (scope) => leaveAsk(scope, id));
  assert.ok(
    (await seen(fay, id))?.every(({ isDone }) => !isDone),
    'leaving looks like never having taken part',
  );
});

test('one too few is not done, and what the student was told does not count, nor what nobody confirmed where the ask says so', async () => {
  const [three, confirmed] = [await ask(lead, { observed: '3' }), await ask(joe, { confirmed: 'yes', observed: '1' })];
  for (const id of [three, confirmed]) await as(kit, (scope) => takePart(scope, id));
  const told = toldForm([]).parse({ id: v7(), role: 'nurse', month: '2026-10', wentWell: 'She said I listened.' });
  await as(kit, (scope) => noteTold(scope, told));
  for (const id of [three, confirmed]) {
    await over(id);
    assert.ok((await seen(lead, id))?.every(({ isDone }) => !isDone));
  }
});

test('another school’s ask does not exist, and a colleague’s is not shown', async () => {
  const id = await ask(lead, { graduates: '2031', students: '' });
  for (const reader of [other, fay, convener, kit, visitor]) {
    await assert.rejects(seen(reader, id), /was not found/, reader.name);
    await assert.rejects(as(reader, (scope) => courseAsk(scope, id)));
    assert.ok((await as(reader, ownCourseAsks)).every((each) => each.id !== id));
  }
  await assert.rejects(
    as(noah, (scope) => takePart(scope, id)),
    /was not found/,
  );
  await assert.rejects(
    as(fay, (scope) => withdrawAsk(scope, id)),
    /was not found/,
  );
});

test('an ask reaches those it names, or a class; each decides alone, ask by ask, and nobody else sees it', async () => {
  const id = await ask(fay, { graduates: '2028', students: '' });
  for (const student of [kit, sam, lou]) assert.ok((await as(student, asksOfMe)).some((each) => each.id === id && !each.takesPart));
  assert.deepEqual(await as(noah, asksOfMe), []);
  await as(lou, (scope) => takePart(scope, id));
  assert.ok((await as(lou, asksOfMe)).some((each) => each.id === id && each.takesPart));
  assert.ok((await as(kit, asksOfMe)).every((each) => each.id !== id || !each.takesPart));
  await observe(lou);
  await observe(lou);
  await over(id);
  assert.deepEqual(
    await seen(fay, id),
    [{ name: 'Lou', isDone: true }],
    'of a class those who are done: who else is in it is theirs to say',
  );
  await assert.rejects(
    as(sam, (scope) => takePart(scope, id)),
    /was not found/,
    'nobody joins after its day',
  );
});

test('neither other numbers nor shorter times tell more: an ask never changes, two of one asker do not overlap, and a week is the least', async () => {
  await ask(fay, { observed: '1' });
  await assert.rejects(ask(fay, { observed: '5' }), /two at once would tell how many/);
  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await assert.rejects(ask(joe, { until: soon, students: 'lou@ashby.example' }), /at least a week/);
  for (const by of [fay, lead])
    await assert.rejects(
      as(by, ({ tx }) => tx.updateTable('practiceAsk').set({ observed: 4 }).execute()),
      /permission denied/,
    );
  await assert.rejects(ask(fay, { students: 'noah@brook.example' }), /No student of Ashby/);
  await assert.rejects(ask(kit), /Faculty and the lead/);
});

test('the records say that a course asked, and nothing of any student', async () => {
  const events = await asOwner(`select verb, after from school_event where subject = 'practice_ask'`);
  assert.ok(events.some(({ verb }) => verb === 'ask'));
  assert.doesNotMatch(JSON.stringify(events), /kit|sam|lou/i);
  const [{ n }] = await asOwner(`select count(*)::int as n from collaborative_event where subject like 'practice%'`);
  assert.equal(n, 0);
  const own = await as(kit, ({ tx }) => tx.selectFrom('practiceEvent').select('verb').execute());
  assert.ok(['take-part', 'leave'].every((verb) => own.some((each) => each.verb === verb)));
});

test('whom a course names is read by whoever asked, by the lead, and by each student of themselves; a student asks nobody', async () => {
  const id = await ask(joe, { title: 'Named' });
  const named = (who: Actor) =>
    as(who, ({ tx }) => tx.selectFrom('practiceAskNamed').select('studentId').where('askId', '=', id).execute());
  assert.deepEqual(await named(kit), [{ studentId: kit.personId }]);
  for (const who of [lou, fay]) assert.deepEqual(await named(who), []);
  for (const who of [joe, lead]) assert.equal((await named(who)).length, 2);
  const row = { schoolId: ashby.id, title: 'Mine', observed: 1, confirmedOnly: false, untilOn: '2099-01-01' };
  for (const [who, askedBy] of [
    [kit, kit],
    [fay, joe],
  ] as const)
    await assert.rejects(
      as(who, ({ tx }) =>
        tx
          .insertInto('practiceAsk')
          .values({ ...row, askedBy: askedBy.personId })
          .execute(),
      ),
      { code: '42501' },
    );
  assert.deepEqual(await as(kit, ({ tx }) => tx.deleteFrom('practiceAsk').returning('id').execute()), []);
});
