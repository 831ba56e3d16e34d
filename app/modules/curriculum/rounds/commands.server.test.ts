import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { acceptedBy, newRound, openedRound, openTerms } from '../../../../tests/rounds.ts';
import { roundDefinitions } from '../definitions.ts';
import {
  beginRound,
  closeRound,
  discardRound,
  joinRound,
  keepRound,
  keepRoundWithSchools,
  leaveRound,
  openRoundToSchools,
} from './commands.server.ts';
import { tellProgress } from './progress-commands.server.ts';
import { definitionsKept, lastKept, openRound, roundNamed, schoolsOfRound, termsStand, termsVersions } from './queries.server.ts';
import { NewRound } from './schema.ts';
import { answerTerms, proposeTerms } from './terms-commands.server.ts';

const ashby = await school('ashby');
const brook = await school('brook');
const cedar = await school('cedar');
const lead = await actor('Rena', ['lead'], ashby);
const mapper = await actor('Tom', ['mapper'], ashby);
const student = await actor('Kit', ['student'], ashby);
const brookLead = await actor('Wei', ['lead'], brook);
const cedarLead = await actor('Ola', ['lead'], cedar);
const convener = await actor('Ines', ['convener']);
const steering = await actor('Sam', ['steering-member']);

const narrower = { ...openTerms, electives: { form: 'aggregate', audience: 'round' } } as const;

function latest(roundId: string) {
  return as(convener, async (scope) => (await termsVersions(scope, roundId))[0]!);
}

test('only whoever convenes prepares a round, and until it is open nobody else knows of it', async () => {
  const said = await newRound([ashby.id, brook.id], { title: 'A draft' });
  for (const each of [lead, mapper, steering, visitor])
    await assert.rejects(
      as(each, (scope) => beginRound(scope, said)),
      { kind: 'forbidden' },
    );
  const { id, slug } = await as(convener, (scope) => beginRound(scope, said));
  assert.equal((await as(convener, (scope) => roundNamed(scope, slug))).status, 'draft');
  await assert.rejects(
    as(lead, (scope) => roundNamed(scope, slug)),
    { kind: 'missing' },
  );
  assert.equal(await as(lead, openRound), null);
  await assert.rejects(
    as(lead, (scope) => openRoundToSchools(scope, id)),
    { kind: 'forbidden' },
  );
  await as(convener, (scope) => openRoundToSchools(scope, id));
  assert.equal((await as(lead, openRound))?.id, id);
  assert.equal((await as(lead, (scope) => openRound(scope, { year: '2024-25' })))?.id, undefined);
  assert.equal(await as(cedarLead, openRound), null);
  await as(convener, (scope) => closeRound(scope, id));
  assert.equal(await as(lead, openRound), null);
});

test('rounds of one title have addresses of their own, and none is an address of ours', async () => {
  const said = await newRound([], { title: 'New' });
  const slugs = await as(convener, async (scope) => [(await beginRound(scope, said)).slug, (await beginRound(scope, said)).slug]);
  assert.deepEqual(slugs, ['new-2', 'new-3']);
});

test('a draft can be thrown away, a round that was opened cannot; what its definitions said is kept', async () => {
  const said = await newRound([ashby.id, brook.id], { title: 'Not this one' });
  const { id, slug } = await as(convener, (scope) => beginRound(scope, said));
  await assert.rejects(
    as(lead, (scope) => discardRound(scope, id)),
    { kind: 'forbidden' },
  );
  await as(convener, (scope) => discardRound(scope, id));
  await assert.rejects(
    as(convener, (scope) => roundNamed(scope, slug)),
    { kind: 'missing' },
  );
  const opened = await openedRound([ashby.id, brook.id]);
  await assert.rejects(
    as(convener, (scope) => discardRound(scope, opened.id)),
    { kind: 'conflict' },
  );
  const { definitions } = await as(lead, (scope) => roundNamed(scope, opened.slug));
  const kept = await as(lead, (scope) => definitionsKept(scope, definitions));
  assert.deepEqual(kept, [...roundDefinitions]);
  assert.equal(await as(lead, (scope) => definitionsKept(scope, 'another')), null);
});

test('a round of one school is not opened', async () => {
  const said = await newRound([ashby.id]);
  await as(convener, async (scope) => {
    const { id } = await beginRound(scope, said);
    await assert.rejects(openRoundToSchools(scope, id), { kind: 'conflict', message: /at least two schools/ });
  });
});

test('a school of the sample and a real one are in no round together', async () => {
  const real = await as(convener, async ({ tx }) =>
    tx.selectFrom('school').select('id').where('slug', '=', 'tufts').executeTakeFirstOrThrow(),
  );
  const said = await newRound([ashby.id, real.id]);
  await assert.rejects(
    as(convener, (scope) => beginRound(scope, said)),
    { kind: 'invalid', message: /sample/ },
  );
});

test('the terms stand once every school has accepted the latest version, and fall with another version or another school', async () => {
  const { id } = await openedRound([ashby.id, brook.id]);
  const stand = () => as(lead, (scope) => termsStand(scope, id));
  await acceptedBy([lead], id);
  assert.equal(await stand(), null);
  await acceptedBy([brookLead], id);
  assert.deepEqual((await stand())?.figures, openTerms);
  await as(convener, (scope) => proposeTerms(scope, { roundId: id, figures: narrower, reason: 'Brook asked for it' }));
  assert.equal(await stand(), null);
  await acceptedBy([lead, brookLead], id);
  assert.deepEqual([(await stand())?.version, (await stand())?.figures.electives.form], [2, 'aggregate']);
  await as(convener, (scope) => joinRound(scope, { roundId: id, schoolId: cedar.id }));
  assert.equal(await stand(), null);
  await as(convener, (scope) => leaveRound(scope, { roundId: id, schoolId: cedar.id }));
  assert.equal((await stand())?.version, 2);
  await as(convener, (scope) => joinRound(scope, { roundId: id, schoolId: cedar.id }));
  await acceptedBy([cedarLead], id);
  assert.equal((await stand())?.version, 2);
  await as(convener, (scope) => closeRound(scope, id));
  assert.equal((await stand())?.version, 2);
});

test('a school asks for a change with words that every school reads, and may accept after all', async () => {
  const { id } = await openedRound([ashby.id, brook.id]);
  const { id: termsId } = await latest(id);
  await as(lead, (scope) => answerTerms(scope, { roundId: id, termsId, answer: 'change', words: 'Electives in aggregate only' }));
  const read = await as(brookLead, ({ tx }) =>
    tx.selectFrom('termsAnswer').select(['answer', 'words']).where('termsId', '=', termsId).execute(),
  );
  assert.deepEqual(read, [{ answer: 'change', words: 'Electives in aggregate only' }]);
  await acceptedBy([brookLead, lead], id);
  assert.ok(await as(lead, (scope) => termsStand(scope, id)));
  await assert.rejects(
    as(lead, (scope) => answerTerms(scope, { roundId: id, termsId, answer: 'change', words: 'Now I see' })),
    { kind: 'conflict', message: /Every school has accepted/ },
  );
});

test('an answer is for one’s own school, by its lead, to the terms as they are now', async () => {
  const { id } = await openedRound([ashby.id, brook.id]);
  const { id: termsId } = await latest(id);
  const accept = { roundId: id, termsId, answer: 'accepted', words: null } as const;
  for (const each of [mapper, convener, student])
    await assert.rejects(
      as(each, (scope) => answerTerms(scope, accept)),
      { kind: 'forbidden' },
    );
  await assert.rejects(
    as(cedarLead, (scope) => answerTerms(scope, accept)),
    { kind: 'missing' },
  );
  await assert.rejects(
    as(lead, ({ tx }) => tx.insertInto('termsAnswer').values({ termsId, forSchoolId: brook.id, answer: 'accepted' }).execute()),
    /row-level security/,
  );
  await as(convener, (scope) => proposeTerms(scope, { roundId: id, figures: narrower, reason: 'Fewer' }));
  await assert.rejects(
    as(lead, (scope) => answerTerms(scope, accept)),
    { kind: 'conflict', message: /changed since/ },
  );
});

test('terms that say the same are no new version, and a draft’s are written over', async () => {
  const said = await newRound([ashby.id, brook.id]);
  const { id } = await as(convener, (scope) => beginRound(scope, said));
  await as(convener, (scope) => proposeTerms(scope, { roundId: id, figures: narrower, reason: 'while it is a draft' }));
  assert.deepEqual([(await latest(id)).version, (await latest(id)).figures.electives.form], [1, 'aggregate']);
  await as(convener, (scope) => openRoundToSchools(scope, id));
  await assert.rejects(
    as(convener, (scope) => proposeTerms(scope, { roundId: id, figures: narrower, reason: 'again' })),
    { kind: 'conflict' },
  );
  await assert.rejects(
    as(steering, (scope) => proposeTerms(scope, { roundId: id, figures: openTerms, reason: 'not mine' })),
    { kind: 'forbidden' },
  );
});

test('an open round keeps its year and versions; title, note and dates may change', async () => {
  const { id, slug } = await openedRound([ashby.id, brook.id]);
  const said = await newRound([], { title: 'Another title', note: 'For everyone' });
  await as(convener, (scope) => keepRound(scope, { roundId: id, said: { ...said, dueOn: { ...said.dueOn, scan: '2026-12-01' } } }));
  const round = await as(lead, (scope) => roundNamed(scope, slug));
  assert.deepEqual([round.title, round.note], ['Another title', 'For everyone']);
  await assert.rejects(
    as(convener, (scope) => keepRound(scope, { roundId: id, said: { ...said, year: '2024-25' } })),
    { kind: 'conflict' },
  );
  assert.deepEqual(
    (await as(lead, (scope) => schoolsOfRound(scope, id))).map((each) => each.slug),
    ['ashby', 'brook'],
  );
});

test('a school tells its own progress; nothing is written twice, and since moves only with the state or who is waited for', async () => {
  const { id } = await openedRound([ashby.id, brook.id]);
  const rows = () => as(convener, ({ tx }) => tx.selectFrom('roundProgress').selectAll().where('roundId', '=', id).execute());
  const tell = (tenths: number, state: 'open' | 'done' = 'open') =>
    as(mapper, (scope) =>
      tellProgress(scope, { roundId: id, step: 'review', state, tenths, waitsFor: state === 'done' ? null : 'mapper' }),
    );
  await tell(2);
  const [first] = await rows();
  assert.deepEqual([first!.forSchoolId, first!.tenths, first!.waitsFor], [ashby.id, 2, 'mapper']);
  await tell(5);
  assert.deepEqual(
    (await rows()).map(({ tenths, since }) => [tenths, since]),
    [[5, first!.since]],
  );
  await tell(10, 'done');
  const [done] = await rows();
  assert.ok(done!.since > first!.since);
  await tell(10, 'done');
  assert.deepEqual(await rows(), [done]);
  for (const each of [student, convener])
    await assert.rejects(
      as(each, (scope) => tellProgress(scope, { roundId: id, step: 'review', state: 'open', tenths: 0, waitsFor: 'mapper' })),
      { kind: 'forbidden' },
    );
  await as(cedarLead, (scope) => tellProgress(scope, { roundId: id, step: 'review', state: 'open', tenths: 1, waitsFor: 'mapper' }));
  assert.equal((await rows()).length, 1);
});

test('two conveners at once undo nothing of each other: a school that joined stays, terms are proposed to what stands, two rounds of one name begin', async () => {
  const { id } = await openedRound([ashby.id, brook.id], { title: 'Kept by two' });
  const { schoolIds, ...said } = await newRound([ashby.id, brook.id], { title: 'Kept by two' });
  await as(convener, (scope) => joinRound(scope, { roundId: id, schoolId: cedar.id }));
  await as(convener, (scope) => keepRoundWithSchools(scope, { roundId: id, said, schoolIds, seenIds: schoolIds }));
  assert.equal((await as(convener, (scope) => schoolsOfRound(scope, id))).length, 3);
  await as(convener, (scope) => proposeTerms(scope, { roundId: id, figures: narrower, reason: 'One', seen: 1 }));
  await assert.rejects(
    as(convener, (scope) => proposeTerms(scope, { roundId: id, figures: openTerms, reason: 'Another', seen: 1 })),
    { kind: 'conflict' },
  );
  const twins = await Promise.all(
    [1, 2, 3].map(() => as(convener, (scope) => beginRound(scope, { ...said, schoolIds, figures: openTerms }))),
  );
  assert.equal(new Set(twins.map(({ slug }) => slug)).size, 3);
});

test('of two conveners who change one round at once the second is told who was first, and nothing is written over', async () => {
  const { id, slug } = await openedRound([ashby.id, brook.id], { title: 'Said by two' });
  const { schoolIds: _schools, figures: _figures, ...said } = await newRound([]);
  const opened = (await as(convener, (scope) => lastKept(scope, id)))!.edition;
  const other = await actor('Noor', ['convener']);
  await as(other, (scope) => keepRound(scope, { roundId: id, edition: opened, said: { ...said, title: 'Noor’s title' } }));
  const mine = { ...said, title: 'My title', note: 'My note' };
  await assert.rejects(
    as(convener, (scope) => keepRound(scope, { roundId: id, edition: opened, said: mine })),
    { kind: 'conflict', message: /^Noor changed this round on / },
  );
  assert.equal((await as(convener, (scope) => roundNamed(scope, slug))).title, 'Noor’s title');
  const { edition, by } = (await as(convener, (scope) => lastKept(scope, id)))!;
  assert.equal(by, 'Noor');
  await as(convener, (scope) => keepRound(scope, { roundId: id, edition, said: mine }));
  assert.equal((await as(convener, (scope) => roundNamed(scope, slug))).note, 'My note');
});

test('a day of another millennium and an address that no round can have are refused, not faults', async () => {
  const said = { ...(await newRound([ashby.id, brook.id])), note: '' };
  assert.equal(NewRound.safeParse(said).success, true);
  for (const day of ['0000-01-01', '9999-12-31'])
    assert.equal(NewRound.safeParse({ ...said, dueOn: { ...said.dueOn, ask: day } }).success, false, day);
  await assert.rejects(
    as(convener, (scope) => roundNamed(scope, 'a\0b')),
    { kind: 'missing' },
  );
});
