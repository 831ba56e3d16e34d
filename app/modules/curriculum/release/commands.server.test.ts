import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '#app/platform/actor.ts';
import { enqueue } from '#app/platform/jobs.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { inventedFramework } from '../../../../tests/frameworks.ts';
import { actor, school } from '../../../../tests/people.ts';
import { taughtAndSubmitted } from '../../../../tests/releases.ts';
import { acceptedBy, openedRound, openTerms } from '../../../../tests/rounds.ts';
import { submitYear, takeBackSubmission } from '../asking/submit-commands.server.ts';
import { comparisonOf } from '../comparison/queries.server.ts';
import { closeRound, joinRound, leaveRound } from '../rounds/commands.server.ts';
import { roundNamed, termsVersions } from '../rounds/queries.server.ts';
import { answerTerms, proposeTerms } from '../rounds/terms-commands.server.ts';
import { keepChoices, releaseFigures, withdrawFigures } from './commands.server.ts';
import { discloseJob } from './jobs.server.ts';
import { ownReleases } from './queries.server.ts';
import { choicesIn } from './schema.ts';
import { type Choice, canonicalJson } from './snapshot.ts';

const slugs = ['ashby', 'brook', 'cedar', 'dale', 'elm'];
const schools = await Promise.all(slugs.map((slug) => school(slug)));
const leads = await Promise.all(schools.map((each) => actor('Lead', ['lead'], each)));
const [ashby, brook, cedar, dale, elm] = leads as [Actor, Actor, Actor, Actor, Actor];
for (const [at, lead] of leads.entries()) await taughtAndSubmitted(lead, { 1: 60 * (at + 1), 2: at === 0 ? 0 : 30 });
const mapper = await actor('Mo', ['mapper'], schools[0]);
const convener = await actor('Ines', ['convener']);
const { id, slug } = await openedRound(schools.map((each) => each.id));
const round = await as(ashby, (scope) => roundNamed(scope, slug));

const inAggregate: Choice[] = [{ group: 'required', competency: '', form: 'aggregate' }];
const allNamed: Choice[] = [{ group: 'required', competency: '', form: 'named' }];

async function shares(lead: Actor, choices: readonly Choice[], reason = '') {
  await as(lead, (scope) => keepChoices(scope, { round, choices }));
  const released = await as(lead, (scope) => releaseFigures(scope, { round, reason }));
  await enqueue(discloseJob, { year: round.year });
  return released;
}
async function withdraws(lead: Actor, figure = '') {
  await as(lead, (scope) => withdrawFigures(scope, { round, figure, reason: 'A course was counted twice' }));
}
function seenBy(reader: Actor) {
  return as(reader, (scope) => comparisonOf(scope, slug));
}

test('nothing is released before every school accepted the terms, nor by anybody but a lead', async () => {
  await assert.rejects(
    as(ashby, (scope) => releaseFigures(scope, { round, reason: '' })),
    { kind: 'conflict' },
  );
  await acceptedBy(leads, id);
  await assert.rejects(
    as(mapper, (scope) => releaseFigures(scope, { round, reason: '' })),
    { kind: 'forbidden' },
  );
  assert.deepEqual(openTerms.required, { form: 'named', audience: 'round' });
});

test('a school that names its figures is seen by the others, and its hash is of what it released', async () => {
  const { hash } = await shares(elm, allNamed);
  const { named } = await seenBy(ashby);
  assert.deepEqual(
    named.filter(({ figure }) => figure === 'required/1').map(({ school, cells }) => [school, cells['pre-clerkship']]),
    [['Elm School of Medicine', [300, 300]]],
  );
  const [release] = await as(elm, (scope) => ownReleases(scope, id));
  assert.equal(createHash('sha256').update(canonicalJson(release!.snapshot)).digest('hex'), hash);
  assert.equal(release!.snapshot.salt.length, 64);
  assert.deepEqual((await seenBy(convener)).named, [], 'what is for the round is not for the convener');
});

test('aggregates wait for those who may still come, then leave the reader out and never name anybody', async () => {
  for (const lead of [ashby, brook, cedar]) await shares(lead, inAggregate);
  assert.deepEqual((await seenBy(ashby)).aggregates?.['required/1']?.cells['pre-clerkship'], { why: 'too-few' });
  await shares(dale, inAggregate);
  const cell = (await seenBy(ashby)).aggregates?.['required/1']?.cells['pre-clerkship'];
  assert.deepEqual(Object.keys((await seenBy(ashby)).aggregates!['required/1']!), ['cells'], 'nor says who else would share');
  assert.deepEqual(cell, { others: 3, mean: [180, 180], smallest: null, largest: null });
  assert.deepEqual((await seenBy(elm)).aggregates?.['required/1']?.cells['pre-clerkship'], {
    others: 4,
    mean: [150, 150],
    smallest: null,
    largest: null,
  });
  assert.deepEqual((await seenBy(ashby)).aggregates?.['required/2']?.cells['pre-clerkship'], { why: 'too-alike' });
});

test('a correction says why, reaches no aggregate, and cannot name what was in one', async () => {
  await assert.rejects(
    as(ashby, (scope) => releaseFigures(scope, { round, reason: '' })),
    { kind: 'invalid' },
  );
  await as(ashby, (scope) => keepChoices(scope, { round, choices: allNamed }));
  await assert.rejects(
    as(ashby, (scope) => releaseFigures(scope, { round, reason: 'Now named' })),
    { kind: 'conflict' },
  );
  const { number } = await shares(ashby, inAggregate, 'A session was missing');
  assert.equal(number, 2);
  assert.deepEqual((await seenBy(elm)).aggregates?.['required/1']?.cells['pre-clerkship'], {
    others: 4,
    mean: [150, 150],
    smallest: null,
    largest: null,
  });
});

test('another school’s releases do not exist', async () => {
  await as(brook, async ({ tx }) => {
    const rows = await tx.selectFrom('curriculumRelease').select('schoolId').execute();
    assert.deepEqual([...new Set(rows.map(({ schoolId }) => schoolId))], [brook.school!.id]);
    const stored = await tx.selectFrom('releasedAggregate').select('reader').orderBy('reader').execute();
    assert.deepEqual(new Set(stored.map(({ reader }) => reader)), new Set([brook.school!.id, 'collaborative', 'public']));
    const members = await tx.selectFrom('disclosureMember').select('forSchoolId').execute();
    assert.ok(members.every(({ forSchoolId }) => forSchoolId === brook.school!.id));
  });
  await assert.rejects(
    as(brook, ({ tx }) =>
      tx
        .insertInto('releasedFigure')
        .values({ roundId: id, forSchoolId: elm.school!.id, figure: 'x/1', audience: 'round', number: 1, cells: '{}' })
        .execute(),
    ),
    /row-level security/,
  );
});

test('what is withdrawn is gone before the job has run: named figures and every aggregate it was in', async () => {
  await withdraws(elm, 'required/2');
  let seen = await seenBy(ashby);
  assert.deepEqual([seen.named.map(({ figure }) => figure).includes('required/2'), seen.aggregates], [false, null]);
  await enqueue(discloseJob, { year: round.year });
  seen = await seenBy(elm);
  assert.ok('mean' in seen.aggregates!['required/1']!.cells['pre-clerkship']!);
  await shares(brook, inAggregate, 'Corrected');
  await withdraws(brook);
  assert.equal((await seenBy(elm)).aggregates, null);
  const hashes = await as(elm, ({ tx }) =>
    tx.selectFrom('releasedHash').select(['number', 'withdrawnAt']).where('forSchoolId', '=', brook.school!.id).orderBy('number').execute(),
  );
  assert.deepEqual(
    hashes.map(({ number, withdrawnAt }) => [number, withdrawnAt !== null]),
    [
      [1, false],
      [2, true],
    ],
  );
});

test('who withdrew and releases again, even before the job has run, is in no aggregate of that year: what it withdrew never comes back', async () => {
  await shares(brook, inAggregate, 'Corrected again');
  for (const reader of [elm, ashby])
    assert.deepEqual((await seenBy(reader)).aggregates!['required/1']!.cells['pre-clerkship'], { why: 'too-few' });
});

test('a form that says one choice twice, or is sent twice at once, is kept once; a competency that the framework does not know is refused', async () => {
  const form = new FormData();
  form.append('form:required', 'named');
  form.append('form:required', 'aggregate');
  assert.deepEqual(choicesIn(form), inAggregate);
  await Promise.all([1, 2, 3].map(() => as(cedar, (scope) => keepChoices(scope, { round, choices: inAggregate }))));
  await assert.rejects(
    as(cedar, (scope) => keepChoices(scope, { round, choices: [{ group: 'required', competency: 'a\0b', form: 'private' }] })),
    { kind: 'invalid' },
  );
});

test('whoever takes a submission back while another lead releases waits, and is told: nothing is released of a year that is not submitted', async () => {
  await withdraws(dale);
  const releasedNow = Promise.withResolvers<void>();
  const release = as(dale, async (scope) => {
    await releaseFigures(scope, { round, reason: 'Again' });
    releasedNow.resolve();
    await sleep(100);
  });
  await releasedNow.promise;
  await assert.rejects(
    as(dale, (scope) => takeBackSubmission(scope, { year: round.year, reason: 'A course is missing' })),
    { kind: 'conflict' },
  );
  await release;
});

test('what was computed under wider terms is not handed to a reader under narrower ones, before anybody releases again', async () => {
  await enqueue(discloseJob, { year: round.year });
  assert.ok('required/1' in (await seenBy(elm)).aggregates!);
  const figures = { ...openTerms, required: { form: 'private', audience: 'round' } } as const;
  await as(convener, (scope) => proposeTerms(scope, { roundId: id, figures, reason: 'A school asked for it' }));
  for (const lead of leads)
    await as(lead, async (scope) => {
      const [latest] = await termsVersions(scope, id);
      await answerTerms(scope, { roundId: id, termsId: latest!.id, answer: 'accepted', words: null });
    });
  const { aggregates, named } = await seenBy(elm);
  assert.deepEqual([Object.keys(aggregates ?? {}).filter((figure) => figure.startsWith('required/')), named], [[], []]);
});

test('a school that leaves the round is seen no more, neither by name nor in a mean, before any job has run', async () => {
  await as(convener, (scope) => proposeTerms(scope, { roundId: id, figures: openTerms, reason: 'As it was' }));
  await acceptedBy(leads, id);
  await shares(brook, [{ group: 'assessment', competency: '', form: 'named' }], 'By name');
  assert.ok((await seenBy(elm)).named.some((figure) => figure.school === 'Brook School of Medicine'));
  await as(convener, (scope) => leaveRound(scope, { roundId: id, schoolId: brook.school!.id }));
  const { named, aggregates } = await seenBy(elm);
  assert.equal(
    named.some((figure) => figure.school === 'Brook School of Medicine'),
    false,
  );
  assert.equal(aggregates, null);
});

test('a school that leaves while what others may see is being computed is not in it: the job waits, or is hidden', async () => {
  await as(convener, (scope) => joinRound(scope, { roundId: id, schoolId: brook.school!.id }));
  const [left, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const leaving = as(convener, async (scope) => {
    await leaveRound(scope, { roundId: id, schoolId: brook.school!.id });
    left.resolve();
    await end.promise;
  });
  await left.promise;
  const computing = enqueue(discloseJob, { year: round.year });
  await sleep(200);
  end.resolve();
  await Promise.all([leaving, computing]);
  const readers = await as(elm, ({ tx }) => tx.selectFrom('releasedAggregate').select('reader').where('roundId', '=', id).execute());
  assert.ok(readers.length > 0);
  await as(brook, async ({ tx }) => {
    const own = await tx.selectFrom('releasedAggregate').select('reader').where('reader', '=', brook.school!.id).execute();
    assert.deepEqual(own, [], 'it was computed as if the school were still there');
  });
  assert.notEqual((await seenBy(elm)).aggregates, null, 'what was computed after it left is shown');
});

test('a school that takes no part chooses nothing, and a figure that no school has is not withdrawn', async () => {
  await assert.rejects(
    as(brook, (scope) => keepChoices(scope, { round, choices: inAggregate })),
    { kind: 'missing' },
  );
  await assert.rejects(
    as(cedar, (scope) => withdrawFigures(scope, { round, figure: 'toString', reason: 'Nothing' })),
    { kind: 'missing' },
  );
});

test('also once a round is closed a submission is taken back when its release is withdrawn, and not while it stands', async () => {
  await as(convener, (scope) => closeRound(scope, id));
  const takesBack = () => as(cedar, (scope) => takeBackSubmission(scope, { year: round.year, reason: 'A course is missing' }));
  await assert.rejects(takesBack(), { kind: 'conflict' });
  await withdraws(cedar);
  await takesBack();
  await as(cedar, (scope) => submitYear(scope, { year: round.year, words: null }));
  await as(cedar, (scope) => releaseFigures(scope, { round, reason: 'Corrected' }));
  await assert.rejects(takesBack(), { kind: 'conflict' });
});

test('a year is released on one framework version: under the codes of two, one value would be in two aggregates', async () => {
  const [skill] = await inventedFramework(['A']);
  const { frameworkVersionId } = await as(cedar, ({ tx }) =>
    tx.selectFrom('frameworkItem').select('frameworkVersionId').where('id', '=', skill!.id).executeTakeFirstOrThrow(),
  );
  const said = { title: 'Other skills', frameworkVersionId };
  const other = await openedRound([cedar.school!.id, dale.school!.id], said);
  await acceptedBy([cedar, dale], other.id);
  const release = async (lead: Actor) =>
    as(lead, async (scope) => releaseFigures(scope, { round: await roundNamed(scope, other.slug), reason: '' }));
  await assert.rejects(release(cedar), { kind: 'conflict', message: /2025-26 in “Mapping 2025-26”/ });
});
