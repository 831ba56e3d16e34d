import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { v7 } from 'uuid';
import { type Actor, actingFor, operator, visitor } from '#app/platform/actor.ts';
import { outboxMails } from '#app/platform/mail.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { occasionsOf, openOffering, openProgramme } from '../../../../tests/faculty.ts';
import { actor, owner, person, school } from '../../../../tests/people.ts';
import { certificateAt } from '../../attendance/certificates/queries.server.ts';
import { correctPresence } from '../../attendance/presence/commands.server.ts';
import { dayHere } from '../../members/time-zone.ts';
import { enrol } from '../offerings/commands.server.ts';
import type { Step } from '../step.ts';
import {
  assignObserver,
  confirmStep,
  endStep,
  giveObservation,
  observeTeaching,
  readObservation,
  takeBackAssignment,
} from './commands.server.ts';
import { aspects } from './facilitation.ts';
import { writePathMails } from './jobs.server.ts';
import { observationOf, ownObservations, ownWays, peopleOf, personOnPath } from './queries.server.ts';
import { ObservationForm } from './schema.ts';

const ashby = await school('ashby');
const brook = await school('brook');
const convener = await actor('Ines', ['convener']);
const lead = await actor('Rena', ['lead'], ashby);
const otherLead = await actor('Wei', ['lead'], brook);
const auditor = await actor('Jo', ['auditor']);
const member = async (name: string, at = ashby) => actingFor(await person(name, ['faculty'], at), at.slug);
const [tess, ada, bea, noah, fay] = [
  await member('Tess', brook),
  await member('Ada'),
  await member('Bea'),
  await member('Noah', brook),
  await member('Fay'),
];

/** Acts as whoever owns the database, whom no policy holds. */
async function own(text: string, values: readonly unknown[]): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  await client.query(text, [...values]).finally(() => client.end());
}
const today = dayHere(new Date());
const daysAgo = (days: number) => new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
const said = (more: Record<string, string> = {}) =>
  ObservationForm.parse({
    ...{ onDay: today, taught: 'A practice round', well: 'She waited.', toTry: 'Ask for a goal first.' },
    ...Object.fromEntries(aspects.map(({ id }) => [`aspect.${id}`, 'often'])),
    ...more,
  });
const confirm = (who: Actor, programme: string, of: { person: Actor; step: Step; since?: string }) =>
  as(who, (scope) =>
    confirmStep(scope, programme, {
      person: of.person.personId!,
      step: of.step,
      since: of.since ?? today,
      ground: 'Seen and talked through.',
    }),
  );
const wayOf = (who: Actor, slug: string) =>
  as(who, async (scope) =>
    (await ownWays(scope, today)).find((each) => each.slug === slug)!.way.map(({ step, state }) => [step, state].join(' ')),
  );
/** A programme whose trainer is Tess. */
const withTrainer = async (title: string) => {
  const slug = await openProgramme(convener, { title });
  await confirm(convener, slug, { person: tess, step: 'trainer' });
  return slug;
};

test('an educator goes the way: was there, is observed, reads it, is confirmed, and holds a certificate; who trained and observed them is kept', async () => {
  const slug = await withTrainer('The way');
  const offering = await openOffering(convener, slug, { [`part.${tess.personId}`]: 'trainer', leader: tess.personId! });
  await as(ada, (scope) => enrol(scope, offering, { needs: '' }));
  assert.deepEqual((await wayOf(ada, slug))[0], 'learner next');
  for (const id of await occasionsOf(tess, offering))
    await as(tess, (scope) => correctPresence(scope, id, { mail: 'ada@ashby.example', came: true, minutes: 120, reason: 'Was there.' }));
  assert.deepEqual((await wayOf(ada, slug))[0], 'learner due', 'a suggestion, until somebody confirms it');
  assert.equal(await confirm(tess, slug, { person: ada, step: 'learner' }), null);
  await confirm(tess, slug, { person: ada, step: 'co-facilitator' });
  const id = v7();
  for (const _ of ['pressed', 'pressed twice'])
    await as(tess, (scope) => observeTeaching(scope, slug, { id, person: ada.personId!, said: said() }));
  assert.equal((await as(tess, ({ tx }) => tx.selectFrom('teachingObservation').select('id').where('id', '=', id).execute())).length, 1);
  assert.equal((await wayOf(ada, slug))[2], 'facilitator next', 'it was not read yet');
  await as(ada, (scope) => readObservation(scope, id, { words: 'Thank you.' }));
  assert.equal((await wayOf(ada, slug))[2], 'facilitator due');
  const code = await confirm(tess, slug, { person: ada, step: 'facilitator' });
  assert.ok(code);
  const certificate = await as(visitor, (scope) => certificateAt(scope, code));
  assert.deepEqual([certificate.holder, certificate.title, certificate.revokedAt], ['Ada', 'The way: facilitator', null]);
  const edges = await as(ada, ({ tx }) =>
    tx.selectFrom('trainedBy').select(['name', 'trainerName', 'kind']).where('personId', '=', ada.personId).orderBy('kind').execute(),
  );
  assert.deepEqual(edges, [
    { name: 'Ada', trainerName: 'Tess', kind: 'observed' },
    { name: 'Ada', trainerName: 'Tess', kind: 'trained' },
  ]);
  const { standings } = await as(tess, (scope) => personOnPath(scope, slug, { personId: ada.personId!, today }));
  const facilitator = standings.find(({ step }) => step === 'facilitator')!;
  await as(tess, (scope) => endStep(scope, slug, { standing: facilitator.id, because: 'It was another Ada.' }));
  assert.equal((await as(visitor, (scope) => certificateAt(scope, code))).revokedBecause, 'It was another Ada.');
});
test('a step that is confirmed twice at the same moment stands once, and is refreshed from another day on', async () => {
  const slug = await withTrainer('Pressed twice');
  const both = await Promise.allSettled([1, 2].map(() => confirm(convener, slug, { person: bea, step: 'learner', since: daysAgo(9) })));
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const refused = both.find((each) => each.status === 'rejected');
  assert.match(String(refused?.reason), /Ines confirmed this step of that day already/);
  await confirm(convener, slug, { person: bea, step: 'learner', since: today });
  const { rows } = await as(tess, ({ tx }) =>
    sql`select t.ended_because from standing t join programme g on g.id = t.programme_id where g.slug = ${slug} and t.person_id = ${bea.personId} order by t.since`.execute(
      tx,
    ),
  );
  assert.deepEqual(rows, [{ endedBecause: 'Refreshed' }, { endedBecause: null }]);
});

test('ending one step takes no certificate of another that was reached on the same day', async () => {
  const slug = await withTrainer('Two on a day');
  const codes = [];
  for (const step of ['facilitator', 'trainer'] as const) codes.push(await confirm(convener, slug, { person: noah, step }));
  const standing = await as(convener, ({ tx }) =>
    tx.selectFrom('standing').select('id').where('personId', '=', noah.personId).where('step', '=', 'trainer').executeTakeFirstOrThrow(),
  );
  await as(convener, (scope) => endStep(scope, slug, { standing: standing.id, because: 'Moved away.' }));
  const revoked = await Promise.all(codes.map((code) => as(visitor, (scope) => certificateAt(scope, code!))));
  assert.deepEqual(
    revoked.map(({ revokedBecause }) => revokedBecause),
    [null, 'Moved away.'],
  );
});

test('nobody confirms the own step, nor does who is no trainer, nor a trainer whose own step is over; the database refuses it, too', async () => {
  const slug = await withTrainer('Confirming');
  const programmeId = (
    await as(convener, ({ tx }) => tx.selectFrom('programme').select('id').where('slug', '=', slug).executeTakeFirstOrThrow())
  ).id;
  await assert.rejects(confirm(tess, slug, { person: tess, step: 'trainer' }), /may not confirm/);
  await assert.rejects(confirm(ada, slug, { person: bea, step: 'learner' }), /may not confirm/);
  await assert.rejects(confirm(lead, slug, { person: ada, step: 'learner' }), /may not confirm/);
  const row = {
    programmeId,
    personId: tess.personId!,
    name: 'Tess',
    step: 'facilitator' as const,
    since: today,
    ground: 'x',
    confirmedBy: tess.personId,
    confirmedByName: 'Tess',
  };
  await assert.rejects(
    as(tess, ({ tx }) => tx.insertInto('standing').values(row).execute()),
    /row-level security/,
  );
  await confirm(convener, slug, { person: noah, step: 'trainer', since: daysAgo(37 * 31) });
  await assert.rejects(confirm(noah, slug, { person: ada, step: 'learner' }), /may not confirm/, 'it was over after 36 months');
  await assert.rejects(
    as(noah, ({ tx }) =>
      tx
        .insertInto('standing')
        .values({ ...row, personId: ada.personId!, confirmedBy: noah.personId })
        .execute(),
    ),
    /row-level security/,
  );
  await confirm(convener, slug, { person: noah, step: 'trainer' });
  const { standings } = await as(convener, (scope) => personOnPath(scope, slug, { personId: noah.personId!, today }));
  assert.deepEqual(
    standings.map(({ endedBecause }) => endedBecause),
    [null, 'Refreshed'],
  );
  await assert.rejects(
    as(convener, (scope) => confirmStep(scope, slug, { person: ada.personId!, step: 'learner', since: '2099-01-01', ground: 'x' })),
    /once it was reached/,
  );
});
test('somebody who is no trainer and was not asked cannot observe; who was asked can, and a trainer who observes themselves is refused', async () => {
  const slug = await withTrainer('Observing');
  await confirm(convener, slug, { person: ada, step: 'co-facilitator' });
  await confirm(convener, slug, { person: bea, step: 'facilitator' });
  await assert.rejects(
    as(noah, (scope) => observeTeaching(scope, slug, { id: v7(), person: ada.personId!, said: said() })),
    /may not observe/,
  );
  await assert.rejects(
    as(tess, (scope) => observeTeaching(scope, slug, { id: v7(), person: tess.personId!, said: said() })),
    /may not observe/,
  );
  const programmeId = (
    await as(convener, ({ tx }) => tx.selectFrom('programme').select('id').where('slug', '=', slug).executeTakeFirstOrThrow())
  ).id;
  await assert.rejects(
    as(bea, ({ tx }) =>
      tx
        .insertInto('teachingObservation')
        .values({
          programmeId,
          personId: ada.personId!,
          name: 'Ada',
          observerId: bea.personId,
          observerName: 'Bea',
          assignedBy: bea.personId,
        })
        .execute(),
    ),
    /row-level security/,
  );
  const id = await as(tess, (scope) => assignObserver(scope, slug, { person: ada.personId!, observer: bea.personId!, offering: null }));
  await assert.rejects(
    as(noah, (scope) => giveObservation(scope, id, said())),
    /was not found/,
  );
  await assert.rejects(
    as(tess, (scope) => giveObservation(scope, id, said())),
    /may not write/,
  );
  await as(bea, (scope) => giveObservation(scope, id, said()));
  await assert.rejects(
    as(tess, (scope) => takeBackAssignment(scope, id)),
    /was not found|written already/,
  );
});
test('whoever was observed reads it first; once read nobody changes a word; and nobody else ever reads it', async () => {
  const slug = await withTrainer('Reading first');
  const other = await withTrainer('Another programme');
  await confirm(convener, other, { person: noah, step: 'trainer' });
  await confirm(convener, slug, { person: fay, step: 'trainer' });
  await confirm(convener, slug, { person: ada, step: 'co-facilitator' });
  const id = v7();
  for (const _ of ['pressed', 'pressed twice'])
    await as(tess, (scope) => observeTeaching(scope, slug, { id, person: ada.personId!, said: said() }));
  assert.equal((await as(tess, ({ tx }) => tx.selectFrom('teachingObservation').select('id').where('id', '=', id).execute())).length, 1);
  const seen = (who: Actor) =>
    as(who, ({ tx }) => tx.selectFrom('teachingObservation').select('well').where('id', '=', id).executeTakeFirst());
  for (const who of [fay, convener, lead, noah, bea, auditor, visitor, otherLead])
    assert.equal(await seen(who), undefined, `${who.name} before it was read`);
  assert.equal((await seen(ada))?.well, 'She waited.');
  await as(tess, (scope) => giveObservation(scope, id, said({ well: 'She waited, twice.' })));
  await assert.rejects(
    as(tess, (scope) => readObservation(scope, id, { words: '' })),
    /may not answer/,
  );
  await assert.rejects(
    as(ada, ({ tx }) => tx.updateTable('teachingObservation').set({ well: 'Perfect.' }).where('id', '=', id).execute()),
    /two hands/,
  );
  await assert.rejects(
    as(tess, ({ tx }) => tx.updateTable('teachingObservation').set({ readAt: new Date() }).where('id', '=', id).execute()),
    /two hands/,
  );
  await as(ada, (scope) => readObservation(scope, id, { words: 'I will.' }));
  await assert.rejects(
    as(tess, (scope) => giveObservation(scope, id, said({ well: 'No.' }))),
    /was read/,
  );
  await as(tess, ({ tx }) => tx.updateTable('teachingObservation').set({ well: 'No.' }).where('id', '=', id).execute());
  const { well, readWords } = await as(fay, (scope) => observationOf(scope, id));
  assert.deepEqual([well, readWords], ['She waited, twice.', 'I will.']);
  for (const who of [lead, noah, bea, auditor, visitor, otherLead]) assert.equal(await seen(who), undefined, who.name);
  assert.equal(
    (await as(ada, ownObservations)).ofMe.some((each) => each.id === id),
    true,
  );
});
test('standing is seen by the person, the trainers, the convener and the own lead; not by others, not in the record, not in a list of who teaches', async () => {
  const slug = await withTrainer('Seen by whom');
  await confirm(convener, slug, { person: ada, step: 'facilitator' });
  const names = async (who: Actor) =>
    (
      await as(who, ({ tx }) =>
        tx
          .selectFrom('standing')
          .innerJoin('programme', 'programme.id', 'standing.programmeId')
          .select('name')
          .where('slug', '=', slug)
          .orderBy('name')
          .execute(),
      )
    ).map(({ name }) => name);
  assert.deepEqual(
    [await names(ada), await names(tess), await names(convener), await names(lead)],
    [['Ada'], ['Ada', 'Tess'], ['Ada', 'Tess'], ['Ada']],
  );
  assert.deepEqual(await names(otherLead), ['Tess']);
  for (const who of [bea, noah, auditor, visitor]) assert.deepEqual(await names(who), [], who.name);
  const record = await as(auditor, ({ tx }) =>
    tx.selectFrom('collaborativeEvent').select(['after', 'before']).where('subject', 'in', ['standing', 'teaching_observation']).execute(),
  );
  assert.ok(record.length > 0);
  assert.doesNotMatch(JSON.stringify(record), new RegExp(`facilitator|Ada|${ada.personId}|She waited`));
  assert.deepEqual(
    (await as(lead, (scope) => peopleOf(scope, slug, today))).people.map(({ name }) => name),
    ['Ada'],
  );
  await assert.rejects(
    as(bea, (scope) => peopleOf(scope, slug, today)),
    /may not see how far/,
  );
  await assert.rejects(
    as(lead, (scope) => personOnPath(scope, slug, { personId: tess.personId!, today })),
    /was not found/,
  );
});
test('a name that its owner changes is changed where they trained', async () => {
  const slug = await withTrainer('Names');
  await as(operator(), ({ tx }) => tx.updateTable('person').set({ name: 'Tess Reed' }).where('id', '=', tess.personId).execute());
  const [row] = await as(convener, ({ tx }) =>
    tx
      .selectFrom('standing')
      .innerJoin('programme', 'programme.id', 'standing.programmeId')
      .select('name')
      .where('slug', '=', slug)
      .execute(),
  );
  assert.equal(row!.name, 'Tess Reed');
});

test('who reached a step, is asked to observe, and was observed is written to once; the mail says nothing of what was seen, and whoever wants no such mail is not asked', async () => {
  const slug = await openProgramme(convener);
  await confirm(convener, slug, { person: tess, step: 'trainer' });
  await confirm(convener, slug, { person: bea, step: 'facilitator' });
  await confirm(convener, slug, { person: ada, step: 'learner' });
  await as(tess, (scope) => assignObserver(scope, slug, { person: ada.personId!, observer: bea.personId!, offering: null }));
  await confirm(convener, slug, { person: noah, step: 'facilitator' });
  await as(tess, (scope) => assignObserver(scope, slug, { person: ada.personId!, observer: noah.personId!, offering: null }));
  await as(tess, (scope) => observeTeaching(scope, slug, { id: v7(), person: ada.personId!, said: said() }));
  assert.equal(await writePathMails(), 0, 'the sample writes to nobody');
  await own('update person set is_sample = false, wants_reminders = name <> $1', ['Noah']);
  await own('update programme set is_sample = false where slug = $1', [slug]);
  assert.equal(await writePathMails(), 6, 'four steps, one asked, one observed');
  const mails = (await outboxMails()).map(({ source }) => source);
  const to = (name: string, subject: RegExp) => mails.filter((mail) => mail.includes(`To: ${name}@`) && subject.test(mail));
  assert.equal(to('bea', /reached a step: facilitator in/).length, 1);
  assert.match(to('bea', /reached a step: facilitator in/)[0]!, /\/w\/places/);
  assert.equal(to('bea', /asked to observe Ada/).length, 1);
  const [told] = to('ada', /what they saw of your teaching/);
  assert.match(told!, /Tess wrote down/);
  assert.doesNotMatch(told!, /She waited|Ask for a goal/);
  assert.equal(await writePathMails(), 0, 'nobody is told twice');
});
