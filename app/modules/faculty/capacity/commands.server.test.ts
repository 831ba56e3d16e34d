import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { publishedCompetencies } from '../../../../tests/frameworks.ts';
import { actor, school } from '../../../../tests/people.ts';
import { keepFacilitator, keepPreparation } from '../registry/commands.server.ts';
import { EntryForm, PreparationForm } from '../registry/schema.ts';
import { capacityOf } from './capacity.ts';
import { formTotal, keepNeed, keepSetting, shareCapacity } from './commands.server.ts';
import { figuresOf } from './figures.ts';
import { capacityGround, capacityTotals, namedCapacities, ownShare, waitingForTotal } from './queries.server.ts';
import { NeedForm, SettingForm } from './schema.ts';

const convener = await actor('Ines', ['convener']);
const competencies = (await publishedCompetencies()).map(({ stableId }) => stableId);
const year = '2025-26';

type People = { lead: Actor; faculty: Actor[]; student: Actor };
/** A school of 96 with so many facilitators, each willing to hold so many sessions for the first competency; groups of 6 need one. */
async function planned(slug: string, sessions: readonly number[]): Promise<People> {
  const place = await school(slug, 96);
  const lead = await actor(`${slug}-lead`, ['lead'], place);
  const faculty: Actor[] = [];
  for (const [at, each] of sessions.entries()) {
    const one = await actor(`${slug}-${at}`, ['faculty'], place);
    await keep(one, 'lead', each);
    await as(one, (scope) =>
      keepPreparation(scope, { ...PreparationForm.parse({ where: 'elsewhere', course: 'A course' }), competencies: [competencies[0]!] }),
    );
    faculty.push(one);
  }
  const setting = SettingForm.parse({
    beginsOn: '2025-07-01',
    groupLow: '6',
    perLow: '1',
    newLow: '4',
    groupSource: 'Our rooms',
    perSource: 'Ours',
    newSource: 'Ours',
  });
  await as(lead, (scope) => keepSetting(scope, year, setting));
  for (const [at, competency] of competencies.entries())
    await as(lead, (scope) =>
      keepNeed(scope, year, NeedForm.parse({ competency, needLow: at === 0 ? '1' : '0', source: 'The committee' })),
    );
  return { lead, faculty, student: await actor(`${slug}-student`, ['student'], place) };
}
function keep(who: Actor, visibleTo: 'me' | 'lead', sessions: number) {
  return as(who, (scope) => keepFacilitator(scope, EntryForm.parse({ visibleTo, sessionsLow: String(sessions) })));
}
const figures = (lead: Actor) =>
  as(lead, async (scope) => {
    const { asked, facilitators } = await capacityGround(scope, year);
    return figuresOf(capacityOf(asked, facilitators).whole);
  });
const share = (lead: Actor, audience: 'none' | 'school' | 'total' | 'named') =>
  as(lead, (scope) => shareCapacity(scope, year, { audience }));
const named = (who: Actor) => as(who, async (scope) => (await namedCapacities(scope)).map(({ slug }) => slug));
const total = (who: Actor) => as(who, async (scope) => (await capacityTotals(scope))[0]);

const ashby = await planned('ashby', [10, 4, 1]);
const brook = await planned('brook', [5, 5, 5]);
const calder = await planned('calder', [1, 2, 3]);
const dunmore = await planned('dunmore', [2, 2, 2]);
const small = await planned('small', [9, 9]);

test('a lead reads seats against need of the own school, and nobody else does', async () => {
  const found = await figures(ashby.lead);
  assert.deepEqual(
    [found.ready, found.neededLow, found.seatsLow, found.shortSeatsLow, found.shortSessionsLow, found.shortPeopleLow],
    [3, 96, 90, 6, 1, 1],
  );
  for (const other of [ashby.faculty[0]!, ashby.student, convener])
    await assert.rejects(
      as(other, (scope) => capacityGround(scope, year)),
      { kind: 'forbidden' },
    );
});
test('whoever chose to be seen by nobody is counted nowhere, at once', async () => {
  await keep(ashby.faculty[0]!, 'me', 10);
  assert.deepEqual([(await figures(ashby.lead)).ready, (await figures(ashby.lead)).seatsLow], [2, 30]);
  await keep(ashby.faculty[0]!, 'lead', 10);
});
test('a school stands by name only while its lead says so, and goes at once', async () => {
  assert.deepEqual(await named(convener), []);
  await share(ashby.lead, 'named');
  for (const reader of [convener, brook.lead, brook.faculty[0]!]) assert.deepEqual(await named(reader), ['ashby']);
  await assert.rejects(named(brook.student), { kind: 'forbidden' });
  await share(ashby.lead, 'none');
  for (const reader of [convener, brook.lead]) assert.deepEqual(await named(reader), []);
  assert.deepEqual(
    await as(ashby.lead, async ({ tx }) =>
      (await tx.selectFrom('schoolEvent').select(['verb', 'after']).where('subject', '=', 'capacity_share').orderBy('id').execute()).map(
        ({ verb }) => verb,
      ),
    ),
    ['share', 'withdraw'],
  );
});
test('figures that counted somebody who is counted no more are shown to nobody until a lead shares again', async () => {
  await share(ashby.lead, 'named');
  await keep(ashby.faculty[2]!, 'me', 1);
  assert.deepEqual(await named(convener), []);
  assert.ok((await as(ashby.lead, (scope) => ownShare(scope, year)))!.staleAt);
  assert.equal(await as(ashby.faculty[0]!, (scope) => ownShare(scope, year)), null);
  await keep(ashby.faculty[2]!, 'lead', 1);
  await share(ashby.lead, 'named');
  assert.deepEqual(await named(convener), ['ashby']);
});
test('figures that rest on two people are shared with nobody', async () => {
  await assert.rejects(share(small.lead, 'named'), /Fewer than 3/);
});
test('a total is formed of three or more that wait, none of them ever named; two are not enough', async () => {
  await share(brook.lead, 'total');
  await share(calder.lead, 'total');
  await assert.rejects(share(ashby.lead, 'total'), /shown by name/);
  assert.equal(await as(convener, (scope) => waitingForTotal(scope, year)), 2);
  await assert.rejects(
    as(convener, (scope) => formTotal(scope, year)),
    /Fewer than three/,
  );
  await assert.rejects(
    as(brook.lead, (scope) => formTotal(scope, year)),
    { kind: 'forbidden' },
  );
  await share(dunmore.lead, 'total');
  await as(convener, (scope) => formTotal(scope, year));
  const sum = (await total(convener))!;
  assert.deepEqual([sum.schools, sum.figures!.ready, sum.figures!.neededLow, sum.figures!.seatsLow], [3, 9, 288, 90 + 36 + 36]);
  assert.deepEqual(await named(convener), ['ashby']);
});
test('whoever is in a total of three does not read it: with the own figures and one other’s it would tell the third’s', async () => {
  assert.equal((await total(brook.lead))!.figures, null);
  assert.ok((await total(ashby.lead))!.figures);
});
test('what others gave to a total is read by nobody, not even by name or from the table', async () => {
  const rows = await as(ashby.lead, ({ tx }) => tx.selectFrom('capacityShare').select('ofSchoolId').execute());
  assert.deepEqual(
    rows.map(({ ofSchoolId }) => ofSchoolId),
    [ashby.lead.school!.id],
  );
  await assert.rejects(
    as(convener, ({ tx }) => tx.selectFrom('capacityTotal').select('figures').execute()),
    /permission denied/,
  );
  assert.deepEqual(await as(convener, ({ tx }) => tx.selectFrom('capacityTotalMember').selectAll().execute()), []);
});
test('a total never changes, and is taken back whole when a part of it is; its schools are in no other of that year', async () => {
  await assert.rejects(share(brook.lead, 'named'), /total of this year/);
  await keep(calder.faculty[0]!, 'me', 1);
  assert.equal((await total(convener))!.figures, null);
  await keep(calder.faculty[0]!, 'lead', 1);
  await share(calder.lead, 'total');
  assert.equal(await as(convener, (scope) => waitingForTotal(scope, year)), 0);
  assert.equal((await total(convener))!.figures, null);
});
test('a person who takes their entry out takes it out of what was shared', async () => {
  await as(ashby.faculty[1]!, async ({ tx }) => {
    await tx.deleteFrom('facilitator').where('personId', '=', ashby.faculty[1]!.personId).execute();
  });
  assert.deepEqual(await named(convener), []);
});
test('another school’s plans do not exist', async () => {
  const rows = await as(ashby.lead, ({ tx }) => tx.selectFrom('capacitySetting').select('schoolId').execute());
  assert.deepEqual(
    rows.map(({ schoolId }) => schoolId),
    [ashby.lead.school!.id],
  );
});
test('what a school plans with is read and written by its leads alone, whatever somebody asks the database', async () => {
  for (const other of [ashby.faculty[0]!, ashby.student]) {
    assert.deepEqual(await as(other, ({ tx }) => tx.selectFrom('capacitySetting').selectAll().execute()), []);
    assert.deepEqual(await as(other, ({ tx }) => tx.selectFrom('capacityNeed').selectAll().execute()), []);
    await assert.rejects(
      as(other, ({ tx }) =>
        tx.insertInto('capacitySetting').values({ schoolId: other.school!.id, year: '2031-32', beginsOn: '2031-08-01' }).execute(),
      ),
      /row-level security/,
    );
  }
});
