import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, operator, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { taughtAndSubmitted } from '../../../../tests/releases.ts';
import { acceptedBy, openedRound, openTerms } from '../../../../tests/rounds.ts';
import { comparisonOf } from '../comparison/queries.server.ts';
import type { TermsFigures } from '../rounds/figure-group.ts';
import { roundNamed } from '../rounds/queries.server.ts';
import { proposeTerms } from '../rounds/terms-commands.server.ts';
import { keepChoices, releaseFigures, withdrawFigures } from './commands.server.ts';
import { releaseJobs } from './jobs.server.ts';

const slugs = ['ashby', 'brook', 'cedar', 'dale', 'elm', 'finch'] as const;
const schools = await Promise.all(slugs.map((slug) => school(slug)));
const leads = await Promise.all(schools.map((each) => actor('Lead', ['lead'], each)));
const [ashby, brook, cedar, dale, elm, finch] = leads as [Actor, Actor, Actor, Actor, Actor, Actor];
for (const [at, lead] of leads.entries()) await taughtAndSubmitted(lead, { 1: 60 * (at + 1) });
const convener = await actor('Ines', ['convener']);
const { id, slug } = await openedRound(schools.map((each) => each.id));
const round = await as(ashby, (scope) => roundNamed(scope, slug));
await acceptedBy(leads, id);

/** Lets the job of every quarter of an hour run; nobody has acted. */
async function aQuarterPasses(): Promise<void> {
  const job = releaseJobs.find(({ every }) => every === '*/15 * * * *')!;
  await job.run({}, new AbortController().signal);
}
function chooses(lead: Actor, form: 'private' | 'aggregate' | 'named') {
  return as(lead, (scope) => keepChoices(scope, { round, choices: [{ group: 'required', competency: '', form }] }));
}
async function shares(lead: Actor, form: 'private' | 'aggregate' | 'named', reason = ''): Promise<void> {
  await chooses(lead, form);
  await as(lead, (scope) => releaseFigures(scope, { round, reason }));
}
async function agreeOn(required: TermsFigures['required']): Promise<void> {
  await as(convener, (scope) =>
    proposeTerms(scope, { roundId: id, figures: { ...openTerms, required }, reason: 'The schools asked for it' }),
  );
  await acceptedBy(leads, id);
}

/** What a reader sees of the required hours of the first competency: who names them, and of the aggregate how many others, why none, or null: nothing. */
type Sight = { named: string[]; others: number | string | null };
async function sightOf(reader: Actor): Promise<Sight> {
  const { named, aggregates } = await as(reader, (scope) => comparisonOf(scope, slug));
  const cell = aggregates?.['required/1']?.cells['pre-clerkship'];
  return {
    named: named.filter(({ figure }) => figure === 'required/1').map((each) => each.school.split(' ')[0]!),
    others: cell === undefined ? null : 'mean' in cell ? cell.others : cell.why,
  };
}
/** Of every school in the order above, then of the convener. */
function sights(): Promise<Sight[]> {
  return Promise.all([...leads, convener].map(sightOf));
}
/** The figures that are stored for a reader without a school, whoever may read them. */
async function storedFor(reader: 'collaborative' | 'public'): Promise<string[]> {
  const row = await as(reader === 'public' ? visitor : convener, ({ tx }) =>
    tx.selectFrom('releasedAggregate').select('figures').where('roundId', '=', id).where('reader', '=', reader).executeTakeFirst(),
  );
  return Object.keys((row?.figures ?? {}) as object).filter((figure) => figure.startsWith('required/'));
}
function pools(): Promise<{ id: string }[]> {
  return as(operator(schools[0]), ({ tx }) =>
    tx.selectFrom('disclosureMember').select('poolId as id').where('figure', '=', 'required/1').distinct().execute(),
  );
}
const inPool = { named: ['Elm'], others: 3 };
const outside = { named: ['Elm'], others: 4 };
const asReleased: Sight[] = [inPool, inPool, inPool, inPool, { named: [], others: 4 }, outside, { named: [], others: null }];

test('what four share and one names is there for every school of the round a quarter of an hour later, and for nobody else', async () => {
  for (const lead of [ashby, brook, cedar, dale]) await shares(lead, 'aggregate');
  await shares(elm, 'named');
  await shares(finch, 'private');
  assert.deepEqual(
    (await sights()).map(({ others }) => others),
    [null, null, null, null, null, null, null],
  );
  await aQuarterPasses();
  assert.deepEqual(await sights(), asReleased);
  assert.deepEqual([await storedFor('collaborative'), await storedFor('public')], [[], []]);
});

test('while other terms are not accepted by all nobody sees anything, and no quarter of an hour changes that', async () => {
  const nothing = { named: [], others: null };
  await as(convener, (scope) => proposeTerms(scope, { roundId: id, figures: { ...openTerms, required: wider }, reason: 'For all of us' }));
  await acceptedBy(leads.slice(1), id);
  await aQuarterPasses();
  assert.deepEqual(
    await sights(),
    [...leads, convener].map(() => nothing),
  );
});
const wider = { form: 'named', audience: 'collaborative' } as const;

test('terms for a wider audience show it the aggregate; what was named was named for the round, until it is released again', async () => {
  await acceptedBy([ashby], id);
  assert.deepEqual((await sights()).at(-1), { named: [], others: null });
  await aQuarterPasses();
  assert.deepEqual(await sights(), [...asReleased.slice(0, -1), { named: [], others: 4 }]);
  assert.deepEqual(await storedFor('public'), []);
});

test('narrower terms take away what they do not allow at once, and what is stored of it is gone a quarter of an hour later', async () => {
  await agreeOn({ form: 'aggregate', audience: 'round' });
  const unnamed = asReleased.map(({ others }) => ({ named: [], others }));
  assert.deepEqual(await sights(), unnamed);
  await aQuarterPasses();
  assert.deepEqual(await sights(), unnamed);
  assert.deepEqual(await storedFor('collaborative'), []);
  await agreeOn({ form: 'private', audience: 'round' });
  assert.ok((await sights()).every(({ others }) => others === null));
  await aQuarterPasses();
  for (const lead of leads) {
    const [row] = await as(lead, ({ tx }) =>
      tx.selectFrom('releasedAggregate').select('figures').where('reader', '=', lead.school!.id).execute(),
    );
    assert.deepEqual(Object.keys(row!.figures as object), [], lead.school!.slug);
  }
});

test('terms that are as they were show the same schools together as before, and nobody new', async () => {
  const before = await pools();
  await agreeOn(openTerms.required);
  await aQuarterPasses();
  assert.deepEqual(await sights(), asReleased);
  assert.deepEqual(await pools(), before);
});

test('a choice alone changes nothing for any reader; released, it ends the aggregate for everybody, and no quarter of an hour brings it back', async () => {
  await chooses(brook, 'private');
  await aQuarterPasses();
  assert.deepEqual(await sights(), asReleased);
  await as(brook, (scope) => releaseFigures(scope, { round, reason: 'We keep it to ourselves' }));
  assert.ok((await sights()).every(({ others }) => others === null));
  await aQuarterPasses();
  const ended = asReleased.map(({ named, others }) => ({ named, others: others === null ? null : 'too-few' }));
  assert.deepEqual(await sights(), ended);
  await shares(brook, 'aggregate', 'And yet');
  await aQuarterPasses();
  assert.deepEqual(await sights(), ended);
});

test('a school that names a figure no more is named to nobody as soon as it released that, and is in no aggregate either', async () => {
  await shares(elm, 'aggregate', 'Not by name any more');
  const unnamed = (await sights()).map(({ named }) => named);
  assert.deepEqual(
    unnamed,
    [...leads, convener].map(() => []),
  );
  await aQuarterPasses();
  assert.ok((await sights()).every(({ others }) => others === 'too-few' || others === null));
  await shares(finch, 'named', 'By name now');
  assert.deepEqual(
    (await sights()).map(({ named }) => named),
    [['Finch'], ['Finch'], ['Finch'], ['Finch'], ['Finch'], [], []],
  );
});

test('a second round on the year shows the same schools together or hides them: nobody is in two pools of a figure, and who withdraws in one round ends it in both', async () => {
  const second = await openedRound(
    schools.map((each) => each.id),
    { title: 'Once more' },
  );
  await acceptedBy(leads, second.id);
  const other = await as(ashby, (scope) => roundNamed(scope, second.slug));
  const sharesElectives = (lead: Actor, where: typeof round) =>
    as(lead, async (scope) => {
      await keepChoices(scope, { round: where, choices: [{ group: 'electives', competency: '', form: 'aggregate' }] });
      await releaseFigures(scope, { round: where, reason: 'Electives' });
    });
  const pooled = async () =>
    (
      await Promise.all(
        leads.map((lead) =>
          as(lead, ({ tx }) => tx.selectFrom('disclosureMember').select('poolId').where('figure', '=', 'electives/1').execute()),
        ),
      )
    ).map((pools) => pools.length);
  const why = async () => {
    const cell = (await as(ashby, (scope) => comparisonOf(scope, second.slug))).aggregates?.['electives/1']?.cells.hours;
    return cell && 'why' in cell ? cell.why : null;
  };
  for (const lead of [ashby, brook, cedar, dale]) await sharesElectives(lead, round);
  await aQuarterPasses();
  for (const lead of leads) await sharesElectives(lead, other);
  await aQuarterPasses();
  assert.deepEqual(await pooled(), [1, 1, 1, 1, 0, 0]);
  // Nobody has an elective, so all are alike; shown together they are all the same.
  assert.equal(await why(), 'too-alike');
  await as(dale, (scope) => withdrawFigures(scope, { round, figure: '', reason: 'Not any more' }));
  await aQuarterPasses();
  assert.equal(await why(), 'too-few');
  assert.deepEqual(await pooled(), [1, 1, 1, 1, 0, 0]);
});
