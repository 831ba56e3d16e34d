import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { type Actor, operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { publishedCompetencies } from '../../../../tests/frameworks.ts';
import { actor, owner, school } from '../../../../tests/people.ts';
import { endRole } from '../../members/commands.server.ts';
import { dropFacilitator, dropPreparation, keepFacilitator, keepPreparation } from './commands.server.ts';
import type { Audience } from './entry.ts';
import { entryOf, foundEntries, ownEntry, ownStandings, shownTree } from './queries.server.ts';
import { EntryForm, PreparationForm, RegistrySearch } from './schema.ts';
import { reachOf } from './tree.ts';

const ashby = await school('ashby');
const brook = await school('brook');
const [convener, lead, otherLead, otherFaculty, student] = [
  await actor('Ines', ['convener']),
  await actor('Rena', ['lead'], ashby),
  await actor('Ben', ['lead'], brook),
  await actor('Sam', ['faculty'], brook),
  await actor('Kit', ['student'], ashby),
];
const [ada, bea, cyrus] = [
  await actor('Ada', ['faculty'], ashby),
  await actor('Bea', ['faculty'], ashby),
  await actor('Cyrus', ['faculty'], ashby),
];
const [first, second] = (await publishedCompetencies()).map(({ stableId }) => stableId) as [string, string];

const entry = (visibleTo: Audience, said: Record<string, string> = {}) =>
  EntryForm.parse({ visibleTo, sessionsLow: '4', sessionsHigh: '6', languages: 'English, Spanish', ...said });
const elsewhere = (said: Record<string, string> = {}) => ({
  ...PreparationForm.parse({ where: 'elsewhere', course: 'A course elsewhere', ...said }),
  competencies: [first],
});
const keep = (who: Actor, visibleTo: Audience, said: Record<string, string> = {}) =>
  as(who, (scope) => keepFacilitator(scope, entry(visibleTo, said)));
const prepare = (who: Actor, said: Record<string, string> = {}) => as(who, (scope) => keepPreparation(scope, elsewhere(said)));
const names = (who: Actor, search: Record<string, string> = {}) =>
  as(who, async (scope) => (await foundEntries(scope, RegistrySearch.parse(search))).map(({ name }) => name));
async function asOwner<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client(owner);
  await client.connect();
  const { rows } = await client.query<Row>(text, values);
  await client.end();
  return rows;
}

test('an entry is seen as its person chose, by every reader, and else does not exist', async () => {
  const readers = { ada, lead, otherLead, convener, otherFaculty };
  const seenBy = async () => {
    const seen: string[] = [];
    for (const [name, reader] of Object.entries(readers)) if ((await names(reader)).includes('Ada')) seen.push(name);
    return seen;
  };
  await keep(ada, 'me');
  assert.deepEqual(await seenBy(), ['ada']);
  await assert.rejects(
    as(lead, (scope) => entryOf(scope, ada.personId!)),
    { kind: 'missing' },
  );
  await keep(ada, 'lead');
  assert.deepEqual(await seenBy(), ['ada', 'lead']);
  await assert.rejects(
    as(otherLead, (scope) => entryOf(scope, ada.personId!)),
    { kind: 'missing' },
  );
  await keep(ada, 'leads');
  assert.deepEqual(await seenBy(), ['ada', 'lead', 'otherLead', 'convener']);
  await keep(ada, 'members');
  assert.deepEqual(await seenBy(), ['ada', 'lead', 'otherLead', 'convener', 'otherFaculty']);
  await assert.rejects(names(student), { kind: 'forbidden' });
  await keep(ada, 'me');
  assert.deepEqual(await seenBy(), ['ada']);
});
test('what stands in an entry is hidden with it, also from whoever reads the tables themselves', async () => {
  await keep(ada, 'lead');
  await prepare(ada);
  const rows = (who: Actor) => as(who, ({ tx }) => tx.selectFrom('facilitatorPreparation').select('id').execute());
  assert.equal((await rows(lead)).length, 1);
  assert.equal((await rows(otherLead)).length, 0);
  assert.equal((await as(operator(), ({ tx }) => tx.selectFrom('facilitator').select('personId').execute())).length, 0);
});
test('nobody writes another’s entry, and students have none', async () => {
  await assert.rejects(keep(student, 'me'), { kind: 'forbidden' });
  await assert.rejects(
    as(lead, ({ tx }) => tx.insertInto('facilitator').values({ personId: bea.personId!, ofSchoolId: ashby.id }).execute()),
    /row-level security/,
  );
  await keep(bea, 'members');
  await as(lead, ({ tx }) => tx.updateTable('facilitator').set({ visibleTo: 'me' }).where('personId', '=', bea.personId).execute());
  assert.equal((await as(bea, ownEntry))!.visibleTo, 'members');
});
test('an entry is never put at a school where its person does not teach', async () => {
  await assert.rejects(
    as(bea, ({ tx }) => tx.updateTable('facilitator').set({ ofSchoolId: brook.id }).execute()),
    /row-level security/,
  );
});
test('a mail address is shown only by whoever says so', async () => {
  await keep(bea, 'members');
  assert.equal((await as(otherLead, (scope) => entryOf(scope, bea.personId!))).mail, null);
  await keep(bea, 'members', { showsMail: 'yes' });
  assert.equal((await as(otherLead, (scope) => entryOf(scope, bea.personId!))).mail, 'bea@ashby.example');
});
test('the record says that an entry was kept, and not whose', async () => {
  await keep(cyrus, 'me');
  const [last] = await asOwner(
    'select actor, person_id, verb, subject_id, before, after from collaborative_event where subject = $1 order by id desc limit 1',
    ['facilitator'],
  );
  assert.deepEqual(last, { actor: 'facilitator', person_id: null, verb: 'keep', subject_id: null, before: null, after: null });
});
test('who can teach this at a school: of others only those who come, and whom their licence lets', async () => {
  const can = (at: string, more: Record<string, string> = {}) => names(lead, { competency: first, at, ...more });
  await keep(bea, 'members', { travels: 'yes' });
  await prepare(bea, { ownLearnersOnly: 'yes' });
  await keep(otherFaculty, 'members');
  await prepare(otherFaculty);
  assert.deepEqual(await can('ashby'), ['Ada', 'Bea']);
  assert.deepEqual(await can('brook'), ['Sam']); // Bea travels, and may teach Ashby’s learners only
  await keep(otherFaculty, 'members', { online: 'yes' });
  assert.deepEqual(await can('ashby'), ['Ada', 'Bea', 'Sam']);
  const own = (await as(otherFaculty, ownEntry))!.preparations[0]!;
  const change = (said: Record<string, string>) => as(otherFaculty, (scope) => keepPreparation(scope, elsewhere(said), own.id));
  await change({ materials: 'The Blue Guide' });
  assert.deepEqual(await can('ashby'), ['Ada', 'Bea']);
  assert.deepEqual(await can('ashby', { material: 'the blue guide' }), ['Ada', 'Bea', 'Sam']);
  await change({ renewBy: '2020-01-31' });
  assert.deepEqual(await can('ashby'), ['Ada', 'Bea']);
  assert.deepEqual(await names(lead, { competency: second }), []);
  assert.deepEqual(await names(lead, { language: 'span', school: 'brook' }), ['Sam']);
});
test('what was learned elsewhere is never said to be ours, and what is ours rests on a standing there', async () => {
  const [programme] = await asOwner<{ id: string }>(
    `insert into programme (slug, title, competencies, state) values ('teach-it', 'Teach it', '{}', 'open') returning id`,
  );
  const ours = { ...PreparationForm.parse({ where: programme!.id }), competencies: [second] };
  await assert.rejects(
    as(ada, (scope) => keepPreparation(scope, ours)),
    /no standing/,
  );
  await asOwner(
    `insert into standing (programme_id, person_id, name, step, since, until, ground, confirmed_by_name) values ($1, $2, 'Ada', 'facilitator', '2024-01-31', '2999-01-31', 'Seen twice', 'Ines')`,
    [programme!.id, ada.personId],
  );
  await asOwner(
    `insert into trained_by (programme_id, person_id, trainer_id, kind, on_day, name, trainer_name) values ($1, $2, $3, 'trained', '2024-01-31', 'Ada', 'Bea')`,
    [programme!.id, ada.personId, bea.personId],
  );
  assert.deepEqual(
    (await as(ada, ownStandings)).map(({ title }) => title),
    ['Teach it'],
  );
  await as(ada, (scope) => keepPreparation(scope, ours));
  await assert.rejects(
    as(ada, (scope) => keepPreparation(scope, ours)),
    { kind: 'conflict' },
  );
  const seen = await as(lead, (scope) => entryOf(scope, ada.personId!));
  assert.deepEqual(
    seen.preparations.map(({ course, standing }) => [course, standing?.title ?? null, standing?.step ?? null]),
    [
      ['A course elsewhere', null, null],
      [null, 'Teach it', 'facilitator'],
    ],
  );
  assert.deepEqual(await names(lead, { competency: second }), ['Ada']);
  await asOwner(`update standing set ended_at = now(), ended_because = 'Not refreshed'`);
  assert.deepEqual(await names(lead, { competency: second }), []);
});
test('the tree shows whom programmes and people say they trained, only between those who are shown', async () => {
  await keep(ada, 'lead');
  await keep(bea, 'leads');
  await keep(otherFaculty, 'members');
  const own = (await as(otherFaculty, ownEntry))!.preparations[0]!;
  await as(otherFaculty, (scope) => keepPreparation(scope, elsewhere({ trainer: bea.personId! }), own.id)).catch(() => undefined);
  await keep(bea, 'members');
  await as(otherFaculty, (scope) => keepPreparation(scope, elsewhere({ trainer: bea.personId!, year: '2022' }), own.id));
  const edges = async (who: Actor) => {
    const { people, trainings } = await as(who, shownTree);
    const name = (id: string) => people.find((person) => person.id === id)!.name;
    return trainings.map(({ personId, trainerId, words, isOurs }) => [name(trainerId), name(personId), words, isOurs]);
  };
  assert.deepEqual(await edges(lead), [
    ['Bea', 'Sam', 'A course elsewhere', false],
    ['Bea', 'Ada', 'Teach it', true],
  ]);
  assert.deepEqual(await edges(otherLead), [['Bea', 'Sam', 'A course elsewhere', false]]);
  const { people, trainings } = await as(lead, shownTree);
  assert.deepEqual(reachOf(people, trainings, '2025-01-01').get(bea.personId!), { direct: 2, through: 0, active: 0 });
  await keep(bea, 'me');
  assert.deepEqual(await edges(lead), []);
});
test('nobody names a trainer who is not shown to them', async () => {
  await keep(cyrus, 'me');
  await assert.rejects(prepare(ada, { trainer: cyrus.personId! }), /from the list/);
});
test('how many are not counted is said from five on, to the own lead', async () => {
  const people = [];
  for (const name of ['Dora', 'Elio', 'Freya', 'Gus']) people.push(await actor(name, ['faculty'], ashby));
  const said = async (who: Actor) =>
    (
      await as(who, ({ tx }) =>
        tx.selectNoFrom(({ fn }) => fn<number | null>('facilitators_not_counted').as('n')).executeTakeFirstOrThrow(),
      )
    ).n;
  await keep(ada, 'lead');
  await keep(bea, 'lead');
  for (const one of people) await keep(one, 'me');
  assert.equal(await said(lead), 5); // with Cyrus
  assert.equal(await said(ada), null);
  assert.equal(await said(otherLead), null);
  await keep(people[0]!, 'lead');
  assert.equal(await said(lead), null);
});
test('an entry and its parts go when their person takes them out, and when the role at the school ends', async () => {
  const own = (await as(ada, ownEntry))!;
  await as(ada, (scope) => dropPreparation(scope, own.preparations[0]!.id));
  await assert.rejects(
    as(ada, (scope) => dropPreparation(scope, own.preparations[0]!.id)),
    { kind: 'missing' },
  );
  await as(ada, dropFacilitator);
  assert.equal(await as(ada, ownEntry), null);
  await keep(bea, 'members');
  await as(lead, (scope) => endRole(scope, { personId: bea.personId!, role: 'faculty', school: 'ashby' }));
  assert.deepEqual(await asOwner('select person_id from facilitator where person_id = $1', [bea.personId]), []);
});
