import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Actor, actingFor, visitor } from '#app/platform/actor.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { occasionsOf, offeringForm, openOffering, openProgramme, programmeForm } from '../../../../tests/faculty.ts';
import { published } from '../../../../tests/occasions.ts';
import { actor, person, school } from '../../../../tests/people.ts';
import { ownPlaceAt } from '../../attendance/places/queries.server.ts';
import { confirmStep } from '../path/commands.server.ts';
import { beginProgramme, changeProgramme, setProgrammeState } from '../programmes/commands.server.ts';
import { programmeNamed, wholeProgramme } from '../programmes/queries.server.ts';
import { ProgrammeForm } from '../programmes/schema.ts';
import { cancelDate, cancelOffering, changeOffering, enrol, leaveOffering, planOffering, publishOffering } from './commands.server.ts';
import { formOfOffering } from './offering.ts';
import { enrolmentOf, offeringNamed, offeringToChange, wholeOffering } from './queries.server.ts';
import { OfferingForm } from './schema.ts';

const ashby = await school('ashby');
const brook = await school('brook');
const convener = await actor('Ines', ['convener']);
const lead = await actor('Rena', ['lead'], ashby);
const otherLead = await actor('Wei', ['lead'], brook);
const member = async (name: string, at = ashby) => actingFor(await person(name, ['faculty'], at), at.slug);
const [ada, bea, noah] = [await member('Ada'), await member('Bea'), await member('Noah', brook)];
const student = await actor('Kit', ['student'], ashby);

const into = (who: Actor, slug: string) => as(who, (scope) => enrol(scope, slug, { needs: '' }));
const ownState = (who: Actor, slug: string) => as(who, async (scope) => (await wholeOffering(scope, slug)).own?.state ?? null);
const placesOf = async (who: Actor, slug: string) => {
  const ids = await occasionsOf(who, slug);
  return as(who, async (scope) => {
    const states = [];
    for (const id of ids) states.push((await ownPlaceAt(scope, id))?.state ?? null);
    return states;
  });
};
const changed = async (slug: string) => {
  const ids = await occasionsOf(convener, slug);
  return asSystem(({ tx }) =>
    tx.selectFrom('occasionNotice').select('detail').where('occasionId', 'in', ids).where('kind', '=', 'changed').execute(),
  );
};

test('a draft is seen by whoever keeps it; a school’s own programme and its offerings exist for that school alone', async () => {
  const slug = await as(lead, (scope) => beginProgramme(scope, programmeForm({ title: 'At Ashby', school: ashby.id })));
  for (const who of [ada, otherLead, visitor])
    await assert.rejects(
      as(who, (scope) => programmeNamed(scope, slug)),
      /was not found/,
    );
  await as(lead, (scope) => setProgrammeState(scope, slug, 'open'));
  const offering = await openOffering(lead, slug, { title: 'At Ashby', school: ashby.id, opensTo: 'school' });
  assert.equal((await as(ada, (scope) => offeringNamed(scope, offering))).title, 'At Ashby');
  for (const who of [noah, otherLead, visitor]) {
    await assert.rejects(
      as(who, (scope) => programmeNamed(scope, slug)),
      /was not found/,
    );
    await assert.rejects(
      as(who, (scope) => offeringNamed(scope, offering)),
      /was not found/,
    );
    await assert.rejects(
      as(who, (scope) => enrolmentOf(scope, offering)),
      /was not found/,
    );
    await assert.rejects(
      as(who, (scope) => enrol(scope, offering, { needs: '' })),
      /was not found/,
    );
  }
  await assert.rejects(
    as(lead, (scope) => planOffering(scope, slug, offeringForm({ school: ashby.id }))),
    /one school’s own/,
  );
  await assert.rejects(
    as(otherLead, (scope) => beginProgramme(scope, programmeForm({ school: ashby.id }))),
    /may not begin/,
  );
});
test('a programme keeps its sessions by their own identity when it is changed, and of two who change it at once one is told', async () => {
  const slug = await openProgramme(convener, { title: 'Kept' });
  const { programme, sessions, path } = await as(convener, (scope) => wholeProgramme(scope, slug));
  assert.deepEqual(
    [sessions.map(({ title }) => title), path.length, programme.minutes],
    [['The conversation itself', 'Leading practice'], 4, 300],
  );
  const seen = programme.changedAt.toISOString();
  const turned = {
    'session.0.id': sessions[1]!.id,
    'session.0.title': 'Leading practice',
    'session.1.id': sessions[0]!.id,
    'session.1.title': 'The conversation itself',
  };
  await as(convener, (scope) => changeProgramme(scope, slug, programmeForm({ title: 'Kept', seen, ...turned })));
  const after = await as(ada, (scope) => wholeProgramme(scope, slug));
  assert.deepEqual(
    after.sessions.map(({ id }) => id),
    [sessions[1]!.id, sessions[0]!.id],
  );
  await assert.rejects(
    as(convener, (scope) => changeProgramme(scope, slug, programmeForm({ title: 'Old', seen }))),
    /meanwhile/,
  );
  await assert.rejects(
    as(ada, (scope) => changeProgramme(scope, slug, programmeForm())),
    /may not change/,
  );
});
test('two take the last seat at once: one is in at every date, the other waits at every date, and moves up when it is given back', async () => {
  const slug = await openOffering(convener, await openProgramme(convener, { title: 'Seats' }), { capacity: '1' });
  await Promise.all([into(ada, slug), into(noah, slug)]);
  const states = [await ownState(ada, slug), await ownState(noah, slug)];
  assert.deepEqual(states.toSorted(), ['confirmed', 'waiting']);
  const [inside, waits] = states[0] === 'confirmed' ? [ada, noah] : [noah, ada];
  assert.deepEqual(
    [await placesOf(inside, slug), await placesOf(waits, slug)],
    [
      ['confirmed', 'confirmed'],
      ['waiting', 'waiting'],
    ],
  );
  await as(inside, (scope) => leaveOffering(scope, slug));
  assert.deepEqual([await ownState(inside, slug), await ownState(waits, slug)], [null, 'confirmed']);
  assert.deepEqual(
    [await placesOf(inside, slug), await placesOf(waits, slug)],
    [
      [null, null],
      ['confirmed', 'confirmed'],
    ],
  );
  await into(inside, slug);
  assert.equal(await ownState(inside, slug), 'waiting');
});
test('who only studies does not enrol, also past the command', async () => {
  const slug = await openOffering(convener, await openProgramme(convener, { title: 'For teachers' }));
  await assert.rejects(into(student, slug), /may not enrol/);
  const [occasionId] = await occasionsOf(convener, slug);
  await assert.rejects(
    as(student, ({ tx }) =>
      tx
        .insertInto('place')
        .values({ occasionId: occasionId!, personId: student.personId, mail: 'kit@ashby.example', name: 'Kit', timeZone: 'UTC' })
        .execute(),
    ),
    /for those who teach/,
  );
});
test('a lead sees names of the own school and numbers of the others; whoever runs it sees all; nobody else sees anybody', async () => {
  const slug = await openOffering(convener, await openProgramme(convener, { title: 'Who is in' }), { capacity: '5' });
  for (const who of [ada, bea, noah]) await into(who, slug);
  const ashbys = await as(lead, (scope) => enrolmentOf(scope, slug));
  assert.deepEqual(
    ashbys.people.map(({ name }) => name),
    ['Ada', 'Bea'],
  );
  assert.deepEqual(
    ashbys.counts.map(({ school, confirmed }) => [school, confirmed]),
    [
      ['Ashby School of Medicine', 2],
      ['Brook School of Medicine', 1],
    ],
  );
  assert.deepEqual(
    (await as(convener, (scope) => enrolmentOf(scope, slug))).people.map(({ name }) => name),
    ['Ada', 'Bea', 'Noah'],
  );
  await assert.rejects(
    as(noah, (scope) => enrolmentOf(scope, slug)),
    /may not see who enrolled/,
  );
  const own = await as(noah, ({ tx }) => tx.selectFrom('enrolment').select('name').execute());
  assert.deepEqual(new Set(own.map(({ name }) => name)), new Set(['Noah']));
  assert.equal((await as(visitor, ({ tx }) => tx.selectFrom('offeringTrainer').selectAll().execute())).length, 0);
  await assert.rejects(
    as(noah, ({ tx }) => tx.updateTable('enrolment').set({ state: 'confirmed' }).execute()),
    /permission denied/,
  );
});
test('a change of an offering tells who is enrolled once, with all that changed; what is added comes to them, too', async () => {
  const slug = await openOffering(convener, await openProgramme(convener, { title: 'Changing' }));
  await into(ada, slug);
  const values = formOfOffering(await as(convener, (scope) => offeringToChange(scope, slug)));
  assert.equal(values['date.1.link'], 'https://meet.example/j/2');
  const moved = {
    ...values,
    'date.0.place': 'Room 7',
    'date.1.time': '15:00',
    'date.2.day': '2099-11-05',
    'date.2.time': '13:00',
    'date.2.minutes': '60',
  };
  assert.equal(await as(convener, (scope) => changeOffering(scope, slug, OfferingForm.parse(moved))), true);
  const told = await changed(slug);
  assert.equal(told.length, 1);
  assert.equal((told[0]!.detail as { dates: unknown[] }).dates.length, 2);
  assert.deepEqual(await placesOf(ada, slug), ['confirmed', 'confirmed', 'confirmed']);
  await assert.rejects(
    as(convener, (scope) => changeOffering(scope, slug, OfferingForm.parse(moved))),
    /meanwhile/,
  );
});
test('a date is called off with a reason, and so is all of it; what people enrolled for is never just taken out', async () => {
  const slug = await openOffering(convener, await openProgramme(convener, { title: 'Called off' }));
  await into(ada, slug);
  const [first, second] = await occasionsOf(convener, slug);
  const values = Object.entries(formOfOffering(await as(convener, (scope) => offeringToChange(scope, slug))));
  const one = Object.fromEntries(values.filter(([name]) => !name.startsWith('date.1.') || name === 'date.1.id'));
  await assert.rejects(
    as(convener, (scope) => changeOffering(scope, slug, OfferingForm.parse(one))),
    /call it off/,
  );
  await assert.rejects(
    as(convener, (scope) => cancelDate(scope, slug, { date: first!, because: 'x' })),
    /first date decides/,
  );
  await as(convener, (scope) => cancelDate(scope, slug, { date: second!, because: 'A storm.' }));
  assert.equal((await as(ada, (scope) => offeringNamed(scope, slug))).dates, 1);
  await as(convener, (scope) => cancelOffering(scope, slug, 'A strike.'));
  assert.equal((await as(ada, (scope) => offeringNamed(scope, slug))).status, 'cancelled');
  await assert.rejects(into(bea, slug), /was cancelled/);
});
test('dates are written in their order, an offering waits for its programme, and a clock that never shows a time is refused beside it', async () => {
  const slug = await as(convener, (scope) => beginProgramme(scope, programmeForm({ title: 'Not open' })));
  const offering = await as(convener, (scope) => planOffering(scope, slug, offeringForm()));
  await assert.rejects(
    as(ada, (scope) => offeringNamed(scope, offering)),
    /was not found/,
  );
  await assert.rejects(
    as(convener, (scope) => publishOffering(scope, offering)),
    /Open its programme first/,
  );
  const said = (more: Record<string, string>) => {
    const { dates: _, ...base } = offeringForm();
    const fields = {
      title: base.title,
      opensTo: 'all',
      timeZone: 'America/New_York',
      'date.0.day': '2027-03-20',
      'date.0.time': '12:00',
      'date.0.minutes': '60',
      ...more,
    };
    const read = OfferingForm.safeParse(fields);
    return read.success ? [] : read.error.issues.map(({ path }) => path.join('.'));
  };
  assert.deepEqual(said({ 'date.1.day': '2027-03-14', 'date.1.time': '12:00', 'date.1.minutes': '60' }), ['date.1.day']);
  assert.deepEqual(said({ 'date.0.day': '2027-03-14', 'date.0.time': '02:30' }), ['date.0.time']);
  assert.deepEqual(said({ 'date.1.day': '2027-03-21', 'date.1.minutes': '60' }), ['date.1.time']);
  assert.deepEqual(said({ 'date.1.time': '12:00', 'date.1.minutes': '60' }), ['date.1.day'], 'no date is dropped unsaid');
  assert.deepEqual(said({ closesDay: '2027-03-21' }), ['closesDay'], 'nobody enrols after it began');
  assert.deepEqual(said({ closesDay: '2027-03-20' }), []);
});

test('a number that is none says in plain words what to write', () => {
  const read = ProgrammeForm.safeParse({ title: 'Silence', 'session.0.title': 'Sitting', 'session.0.minutes': 'a while' });
  assert.deepEqual(
    read.error?.issues.map(({ message }) => message),
    ['Write how many minutes it takes'],
  );
});

test('who teaches at an offering of another school, and who trains in its programme, opens its page; the others of their school do not', async () => {
  const programme = await openProgramme(convener, { title: 'Taught across schools' });
  const cora = await actor('Cora', ['lead'], brook);
  await as(convener, async (scope) => {
    for (const [who, step] of [
      [noah, 'facilitator'],
      [cora, 'trainer'],
    ] as const)
      await confirmStep(scope, programme, { person: who.personId!, step, since: '2026-01-08', ground: 'Seen.' });
  });
  const offering = await openOffering(convener, programme, {
    ...{ title: 'For Ashby', school: ashby.id, opensTo: 'school', [`part.${noah.personId}`]: 'trainer' },
  });
  for (const who of [noah, cora]) {
    const { dates, offering: read } = await as(who, (scope) => wholeOffering(scope, offering));
    assert.deepEqual([read.title, dates.length], ['For Ashby', 2]);
  }
  for (const who of [otherLead, visitor])
    await assert.rejects(
      as(who, (scope) => wholeOffering(scope, offering)),
      /was not found/,
    );
});

test('an offering is of occasions that whoever plans it runs: nobody has the names of those who come to another', async () => {
  const programme = await openProgramme(convener, { title: 'Of others' });
  const [first] = await occasionsOf(convener, await openOffering(convener, programme));
  const [own] = await occasionsOf(lead, await as(lead, (scope) => planOffering(scope, programme, offeringForm({ school: ashby.id }))));
  const { id: programmeId } = await as(lead, (scope) => programmeNamed(scope, programme));
  const others = await published(convener);
  const row = { programmeId, forSchoolId: ashby.id, opensTo: 'all' as const, title: 'Stolen' };
  await as(lead, async ({ tx }) => {
    const { id: offeringId } = await tx.selectFrom('offering').select('id').where('occasionId', '=', own!).executeTakeFirstOrThrow();
    for (const [at, refused] of [
      () =>
        tx
          .insertInto('offering')
          .values({ ...row, slug: 'stolen', occasionId: others })
          .execute(),
      () => tx.updateTable('offering').set({ occasionId: others }).where('id', '=', offeringId).execute(),
      () => tx.insertInto('offeringDate').values({ offeringId, occasionId: others, words: '' }).execute(),
      () => tx.updateTable('occasion').set({ followsId: first }).where('id', '=', own!).execute(),
    ].entries()) {
      await sql.raw(`savepoint s${at}`).execute(tx);
      await assert.rejects(refused, { code: '42501' });
      await sql.raw(`rollback to s${at}`).execute(tx);
    }
  });
});
