import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { v7 } from 'uuid';
import { type Actor, visitor } from '#app/platform/actor.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { actor, owner, school } from '../../../../tests/people.ts';
import { askForFeedback, deleteObservation, noteTold, replyToObservation, showCode, withdrawRequest } from './commands.server.ts';
import { confirmFeedback, giveFeedback, takeFeedback } from './giving-commands.server.ts';
import { feedbackRequests, feedbackToConfirm, feedbackToGive, observations } from './queries.server.ts';
import { AskForm, feedbackForm, mostOpen, toldForm } from './schema.ts';
import { addMailDomain, attachTool, detachTool, dropMailDomain } from './school-commands.server.ts';
import { attachedTools } from './school-queries.server.ts';

const [ashby, brook] = [await school('ashby'), await school('brook')];
const [kit, sam] = [await actor('Kit', ['student'], ashby), await actor('Sam', ['student'], ashby)];
const lead = await actor('Lena', ['lead'], ashby);
const other = await actor('Otto', ['lead'], brook);
const [convener, auditor] = [await actor('Cora', ['convener']), await actor('Audra', ['auditor'])];
const emotions = '01900000-0000-7000-8000-000000000222';
for (const student of [kit, sam])
  await as(student, ({ tx }) =>
    tx.insertInto('practiceLog').values({ personId: student.personId!, forSchoolId: ashby.id, countsInCohorts: false }).execute(),
  );
await as(lead, (scope) => addMailDomain(scope, 'ashby.example'));

const askOf = (said: Record<string, string> = {}) => AskForm.parse({ id: v7(), days: '3', [`look-${emotions}`]: 'yes', ...said });
const saidBy = (said: Record<string, string> = {}) =>
  feedbackForm([emotions]).parse({
    ...{ key: v7(), name: 'Ada Quill', role: 'attending', wentWell: 'You waited.', toTry: 'Ask first.', step: 'near' },
    ...{ [`anchor-${emotions}`]: 'partly', ...said },
  });
const ask = (student: Actor = kit, said: Record<string, string> = {}) => as(student, (scope) => askForFeedback(scope, askOf(said)));
const give = (token: string, said = saidBy()) =>
  as(visitor, (scope) => giveFeedback(scope, { token, base: 'https://concord.example' }, { ...said, nobodys: [] }));
const shown = (token: string) => as(visitor, (scope) => feedbackToGive(scope, token));
const seenBy = (reader: Actor) => as(reader, (scope) => observations(scope));
const linkIn = (given: { mail: { text: string } | null }) => /\/f\/confirm\/(\S+)/.exec(given.mail?.text ?? '')?.[1] ?? '';
async function asOwner(text: string, values: unknown[] = []) {
  const client = new pg.Client(owner);
  await client.connect();
  const { rows } = await client.query(text, values);
  await client.end();
  return rows;
}

test('an observer without an account answers once, and the student alone reads it, with their words', async () => {
  const token = await ask();
  const open = await shown(token);
  assert.deepEqual([open?.state, open?.student, open?.competencyStableIds], ['open', 'Kit', [emotions]]);
  assert.equal((await give(token)).outcome, 'kept');
  const [seen, ...more] = await seenBy(kit);
  assert.deepEqual(more, []);
  assert.deepEqual(
    [seen?.wentWell, seen?.toTry, seen?.step, seen?.scale, seen?.anchors, seen?.state, seen?.observerName],
    ['You waited.', 'Ask first.', 'near', 'what-happened-1', { [emotions]: 'partly' }, 'unverified', 'Ada Quill'],
  );
  for (const reader of [sam, lead, other, convener, auditor, visitor]) assert.deepEqual(await seenBy(reader), [], reader.name);
  await as(kit, (scope) => deleteObservation(scope, seen!.id));
  assert.deepEqual(await seenBy(kit), []);
  assert.equal((await give(token)).outcome, 'answered', 'what was deleted does not open its code again');
});

test('a code opens once: what arrives twice is one, and somebody else is told that it was answered', async () => {
  const token = await ask();
  const said = saidBy();
  assert.equal((await give(token, said)).outcome, 'kept');
  assert.equal((await give(token, said)).outcome, 'again');
  assert.equal((await give(token)).outcome, 'answered');
  const closed = await shown(token);
  assert.deepEqual(
    [closed?.state, closed?.student, closed?.about, closed?.competencyStableIds],
    ['answered', '', '', []],
    'it says nothing of the student',
  );
  const [seen] = await seenBy(kit);
  assert.equal((await seenBy(kit)).length, 1);
  await as(kit, (scope) => deleteObservation(scope, seen!.id));
});

test('two phones that send at the same moment leave one observation', async () => {
  const token = await ask();
  const outcomes = (await Promise.all([give(token), give(token), give(token)])).map(({ outcome }) => outcome);
  assert.deepEqual(outcomes.sort(), ['answered', 'answered', 'kept']);
  const seen = await seenBy(kit);
  assert.equal(seen.length, 1);
  await as(kit, (scope) => deleteObservation(scope, seen[0]!.id));
});

test('after its time, or withdrawn, a code opens nothing, as if it had never been', async () => {
  const [late, withdrawn] = [await ask(), await ask()];
  const [second, first] = await as(kit, feedbackRequests);
  await as(kit, ({ tx }) =>
    tx
      .updateTable('practiceRequest')
      .set({ expiresAt: new Date(0) })
      .where('id', '=', first!.id)
      .execute(),
  );
  await as(kit, (scope) => withdrawRequest(scope, second!.id));
  for (const token of [late, withdrawn, 'never-was']) {
    assert.equal(await shown(token), null);
    assert.deepEqual(await give(token), { outcome: 'closed', mail: null });
  }
  await assert.rejects(
    as(kit, (scope) => showCode(scope, second!.id)),
    /closed/,
  );
  await assert.rejects(
    as(sam, (scope) => withdrawRequest(scope, first!.id)),
    /was not found/,
    'nobody withdraws for somebody else',
  );
});

test('no number of tries finds a link, and none shuts a hospital’s network: a right one opens afterwards', async () => {
  const token = await ask();
  assert.equal(Buffer.from(token, 'base64url').length, 32, '256 bits');
  for (let tries = 0; tries < 150; tries++) assert.equal(await shown(`${token.slice(0, -3)}${tries + 100}`), null);
  for (const near of [token.slice(1), `${token}A`, token.toLowerCase(), '', '%']) assert.equal(await shown(near), null, near);
  assert.equal((await shown(token))?.state, 'open');
  assert.equal((await give(token)).outcome, 'kept');
});

test('a code that is shown again is another one, and a phone that has scanned the first may still send', async () => {
  const id = v7();
  const first = await ask(kit, { id });
  const second = await ask(kit, { id });
  assert.notEqual(first, second);
  assert.equal((await shown(first))?.state, 'open');
  assert.equal((await give(second)).outcome, 'kept');
  assert.equal((await give(first)).outcome, 'answered');
  const kept = await as(kit, ({ tx }) => tx.selectFrom('practiceRequestLink').selectAll().where('requestId', '=', id).execute());
  assert.ok(
    kept.every(({ tokenHash }) => ![first, second].includes(tokenHash)),
    'only hashes are kept',
  );
});

test('a mail at the school’s domain goes to its button, which alone confirms; opening the link does not', async () => {
  const given = await give(await ask(), saidBy({ mail: 'Ada.Quill@ashby.example' }));
  assert.equal(given.mail?.to, 'ada.quill@ashby.example');
  assert.doesNotMatch(given.mail!.text, /You waited|Ask first/, 'the mail says none of the words');
  const token = linkIn(given);
  for (let opened = 0; opened < 3; opened++)
    assert.equal((await as(visitor, (scope) => feedbackToConfirm(scope, token)))?.confirmedAt, null);
  assert.equal((await seenBy(kit))[0]?.state, 'unverified');
  await as(visitor, (scope) => confirmFeedback(scope, token));
  await as(visitor, (scope) => confirmFeedback(scope, token));
  const [seen] = await seenBy(kit);
  assert.deepEqual([seen?.state, seen?.confirmDomain], ['confirmed', 'ashby.example']);
  assert.doesNotMatch(JSON.stringify(await asOwner('select * from practice_observation')), /quill@/, 'the address is not kept');
});

test('a false observer stays unverified: an address elsewhere, or the student’s own, gets no mail, and another link confirms nothing', async () => {
  for (const mail of [
    'ada@elsewhere.example',
    'ada@not-ashby.example',
    'ada@ashby.example.evil.example',
    'kit@ashby.example',
    'kit+me@ashby.example',
    '',
  ]) {
    const given = await give(await ask(), saidBy({ mail }));
    assert.deepEqual(given, { outcome: 'kept', mail: null }, mail);
    assert.equal((await seenBy(kit))[0]?.state, 'unverified');
  }
  const link = await ask(sam);
  await give(link, saidBy({ mail: 'ada@ashby.example' }));
  for (const token of ['guess', link]) {
    assert.equal(await as(visitor, (scope) => feedbackToConfirm(scope, token)), null);
    await assert.rejects(
      as(visitor, (scope) => confirmFeedback(scope, token)),
      /was not found/,
    );
  }
  assert.equal((await seenBy(sam))[0]?.state, 'unverified');
  await assert.rejects(
    as(kit, (scope) => confirmFeedback(scope, link)),
    /without an account/,
  );
});

test('words that may tell who a patient is are asked about, and kept once somebody says that they are nobody’s', async () => {
  const token = await ask();
  const form = (more: Record<string, string>) => {
    const filled = new FormData();
    const typed = { key: v7(), name: 'Ada Quill', role: 'attending', wentWell: 'You told Mrs. Alvarez plainly.' };
    for (const [name, value] of Object.entries({ ...typed, ...more })) filled.append(name, value);
    return filled;
  };
  const take = (more: Record<string, string> = {}) =>
    as(visitor, (scope) => takeFeedback(scope, { token, base: 'https://concord.example' }, form(more)));
  const asked = await take();
  assert.equal(asked.outcome === 'refused' && asked.found[0]?.words, 'Mrs. Alvarez');
  assert.equal((await take({ shown: 'Mrs. Alvarez' })).outcome, 'refused');
  assert.equal((await take({ name: '' })).outcome, 'refused');
  assert.equal((await take({ shown: 'Mrs. Alvarez', act: 'sure' })).outcome, 'kept');
  await assert.rejects(give(await ask(), saidBy({ toTry: 'Call Mrs. Alvarez.' })), /looks like a name/);
});

test('what was told is marked as told, and nobody writes as an observer or changes an observer’s words', async () => {
  const told = toldForm([emotions]).parse({ id: v7(), role: 'resident', month: '2026-10', wentWell: 'She said I listened.' });
  await as(kit, (scope) => noteTold(scope, told));
  await as(kit, (scope) => noteTold(scope, told));
  const found = (await seenBy(kit)).filter(({ how }) => how === 'told');
  assert.deepEqual(
    found.map(({ state, observerRole }) => [state, observerRole]),
    [['told', 'resident']],
  );
  const forged = {
    personId: kit.personId!,
    how: 'link',
    state: 'confirmed',
    rubric: 'x',
    month: '2026-10',
    confirmedAt: new Date(),
  } as const;
  await assert.rejects(
    as(kit, ({ tx }) => tx.insertInto('practiceObservation').values(forged).execute()),
    /row-level security/,
  );
  for (const change of [{ wentWell: 'Perfect.' }, { state: 'confirmed' }, { step: 'own' }] as const)
    await assert.rejects(
      as(kit, ({ tx }) => tx.updateTable('practiceObservation').set(change).execute()),
      /permission denied/,
    );
});

test('the student answers an observation and deletes it; nobody else can', async () => {
  const { id } = (await seenBy(kit))[0]!;
  for (const reader of [sam, lead]) {
    await assert.rejects(as(reader, (scope) => replyToObservation(scope, { observation: id, reply: 'No.' })));
    await assert.rejects(as(reader, (scope) => deleteObservation(scope, id)));
  }
  await as(kit, (scope) => replyToObservation(scope, { observation: id, reply: 'I will.' }));
  assert.equal((await seenBy(kit))[0]?.reply, 'I will.');
});

test('no more asks are open than somebody can keep in mind', async () => {
  await as(sam, ({ tx }) => tx.deleteFrom('practiceRequest').execute());
  for (let open = 0; open < mostOpen; open++) await ask(sam);
  await assert.rejects(ask(sam), /Withdraw one/);
});

test('nobody asks on somebody else’s entry, or without a log of their own', async () => {
  const { id } = await as(sam, ({ tx }) =>
    tx
      .insertInto('practiceEntry')
      .values({ personId: sam.personId!, kind: 'real', month: '2026-10', part: 'led' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  await assert.rejects(ask(kit, { entry: id }), /entry was not found/);
  await assert.rejects(ask(lead), /Begin your log/);
  await assert.rejects(ask(visitor), /may not ask/);
});

test('the records of schools and of the collaborative say nothing of feedback; the student’s own says what happened, without its words', async () => {
  const [said] = await asOwner(
    `select (select count(*)::int from school_event where subject in ('practice_request', 'practice_observation'))
       + (select count(*)::int from collaborative_event where subject like 'practice%') as n`,
  );
  assert.equal(said.n, 0);
  const own = await as(kit, ({ tx }) => tx.selectFrom('practiceEvent').selectAll().execute());
  assert.ok(['ask', 'observe', 'confirm', 'withdraw', 'reply'].every((verb) => own.some((each) => each.verb === verb)));
  assert.doesNotMatch(JSON.stringify(own), /You waited|Quill|ashby\.example/);
  assert.deepEqual(await as(lead, ({ tx }) => tx.selectFrom('practiceEvent').selectAll().execute()), []);
  await assert.rejects(
    asSystem(({ tx }) => tx.selectFrom('practiceObservation').select('id').execute()),
    /permission denied/,
    'no job reads one',
  );
});

test('a school’s domains and tools are its lead’s to keep, and observers of its students see the tool by reference', async () => {
  const tool = { name: 'A licensed checklist', link: 'https://tools.example/checklist', licence: 'Ashby’s teachers may use it until 2027' };
  await assert.rejects(
    as(kit, (scope) => attachTool(scope, tool)),
    /Its lead does/,
  );
  await as(lead, (scope) => attachTool(scope, tool));
  const open = await shown(await ask(kit));
  assert.deepEqual(open?.tools, [tool]);
  assert.deepEqual(await as(other, attachedTools), []);
  const [{ id } = { id: '' }] = await as(lead, attachedTools);
  await assert.rejects(
    as(other, (scope) => detachTool(scope, id)),
    /was not found/,
  );
  await as(lead, (scope) => detachTool(scope, id));
  await as(lead, (scope) => dropMailDomain(scope, 'ashby.example'));
  assert.equal((await shown(await ask(kit)))?.takesMail, false);
});

test('a student who leaves while an observer writes closes the link, and nothing is half-made', async () => {
  const eli = await actor('Eli', ['student'], ashby);
  await as(eli, ({ tx }) =>
    tx.insertInto('practiceLog').values({ personId: eli.personId!, forSchoolId: ashby.id, countsInCohorts: false }).execute(),
  );
  const token = await ask(eli);
  const { promise: isLeaving, resolve: leaving } = Promise.withResolvers<void>();
  const { promise: written, resolve: go } = Promise.withResolvers<void>();
  const left = as(eli, async ({ tx }) => {
    await tx.deleteFrom('practiceLog').where('personId', '=', eli.personId!).execute();
    leaving();
    await written;
  });
  await isLeaving;
  const given = give(token);
  // The observer's answer waits for the student's row by now.
  while ((await asOwner(`select from pg_stat_activity where wait_event_type = 'Lock' and query ~ 'give_feedback'`)).length === 0);
  go();
  await left;
  assert.equal((await given).outcome, 'closed');
});

test('in the name of one student nobody at the school is written to more than twenty times in a day, and a mail holds no word of whoever is behind a link', async () => {
  const max = await actor('Max', ['student'], ashby);
  await as(lead, (scope) => addMailDomain(scope, 'ashby.example'));
  await as(max, ({ tx }) =>
    tx.insertInto('practiceLog').values({ personId: max.personId!, forSchoolId: ashby.id, countsInCohorts: false }).execute(),
  );
  const mails = [];
  for (let at = 0; at < 21; at++)
    mails.push((await give(await ask(max), saidBy({ name: 'Pay at evil.example', mail: 'dean@ashby.example' }))).mail);
  assert.deepEqual(
    mails.map((mail) => mail !== null),
    [...Array<boolean>(20).fill(true), false],
  );
  assert.doesNotMatch(mails[0]!.text, /evil/);
});

test('a student cannot say whose mail confirms, which tools a school has, or who helps', async () => {
  const refused = (act: (scope: Parameters<Parameters<typeof as>[1]>[0]) => Promise<unknown>) =>
    assert.rejects(as(kit, act), { code: '42501' });
  await refused(({ tx }) => tx.insertInto('practiceMailDomain').values({ schoolId: ashby.id, domain: 'mine.example' }).execute());
  await refused(({ tx }) =>
    tx.insertInto('practiceTool').values({ schoolId: ashby.id, name: 'T', link: 'https://x.example', licence: 'L' }).execute(),
  );
  await refused(({ tx }) =>
    tx.insertInto('practiceContact').values({ schoolId: ashby.id, name: 'Mine', phone: '1', position: 9 }).execute(),
  );
  assert.deepEqual(await as(kit, ({ tx }) => tx.deleteFrom('practiceMailDomain').returning('domain').execute()), []);
});
