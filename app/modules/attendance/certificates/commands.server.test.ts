import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actingFor, operator, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { mailOf, published, registered, setBack } from '../../../../tests/occasions.ts';
import { actor, person, school } from '../../../../tests/people.ts';
import { keepQuestions } from '../evaluation/commands.server.ts';
import { forgetHolder, takePlace } from '../places/commands.server.ts';
import { placeHeldBy } from '../places/queries.server.ts';
import { correctPresence } from '../presence/commands.server.ts';
import {
  giveByHand,
  giveCertificates,
  recordStepCertificate,
  removeCertificate,
  removeOwnCertificate,
  removeSampleCertificates,
  revokeCertificate,
  revokeStepCertificate,
  type StepCertificateDraft,
} from './commands.server.ts';
import { occasionsWaiting, ownPlaces } from './own-queries.server.ts';
import { certificateAt, certificatesOfPlace, certificatesRead } from './queries.server.ts';

const convener = await actor('Ines', ['convener']);
const auditor = await actor('Jo', ['auditor']);
const ownOf = (token: string) => as(visitor, async (scope) => certificatesOfPlace(scope, (await placeHeldBy(scope, token)).place.id));
const at = (code: string) => as(visitor, (scope) => certificateAt(scope, code));

async function given() {
  const id = await published(convener);
  const tokens = [await registered(id, 'Noor'), await registered(id, 'Sam')];
  await setBack(id, 90);
  const said = { mail: mailOf('Noor', id), came: true, minutes: 60, reason: 'In the room' };
  await as(convener, (scope) => correctPresence(scope, id, said));
  await as(convener, (scope) => correctPresence(scope, id, { ...said, mail: mailOf('Sam', id), came: false, minutes: 5 }));
  assert.equal(await as(convener, (scope) => giveCertificates(scope, id)), 1);
  return { id, tokens };
}

test('who was there has a certificate, once; anybody with its address reads it, and nobody finds it otherwise', async () => {
  const { id, tokens } = await given();
  assert.equal(await as(convener, (scope) => giveCertificates(scope, id)), 0);
  const [own] = await ownOf(tokens[0]!);
  assert.deepEqual(await ownOf(tokens[1]!), []);
  const certificate = await at(own!.code.toLowerCase());
  assert.deepEqual([certificate.holder, certificate.minutes, certificate.kind], ['Noor', 60, 'Certificate of attendance']);
  await assert.rejects(at('AAAAAAAA-AAAAAAAA'), { kind: 'missing' });
  for (const who of [visitor, auditor])
    assert.deepEqual(await as(who, ({ tx }) => tx.selectFrom('certificate').select('id').execute()), []);
});
test('one that is revoked says why, and is given to nobody again by itself', async () => {
  const { id, tokens } = await given();
  const [own] = await ownOf(tokens[0]!);
  await assert.rejects(
    as(auditor, (scope) => revokeCertificate(scope, id, { certificate: own!.id, because: 'x' })),
    { kind: 'forbidden' },
  );
  await as(convener, (scope) => revokeCertificate(scope, id, { certificate: own!.id, because: 'It was somebody else.' }));
  assert.equal((await at(own!.code)).revokedBecause, 'It was somebody else.');
  assert.equal(await as(convener, (scope) => giveCertificates(scope, id)), 0);
});
test('a holder has it removed, also after everything else of them was erased; a stranger does not', async () => {
  const { id, tokens } = await given();
  const [own] = await ownOf(tokens[0]!);
  await assert.rejects(
    as(visitor, (scope) => removeCertificate(scope, tokens[1]!, own!.id)),
    { kind: 'forbidden' },
  );
  await as(visitor, (scope) => forgetHolder(scope, tokens[0]!));
  assert.equal((await at(own!.code)).holder, 'Noor');
  await as(visitor, (scope) => removeCertificate(scope, tokens[0]!, own!.id));
  await assert.rejects(at(own!.code), { kind: 'missing' });
  assert.deepEqual(
    (await as(convener, (scope) => certificatesRead(scope, id, { page: 1 }))).given.map(({ holder }) => holder),
    [null],
  );
});
test('one is given by hand to a speaker without a place, or to a place whose own was revoked; a second for a place that has one is not', async () => {
  const { id, tokens } = await given();
  const [own] = await ownOf(tokens[0]!);
  const byHand = { holder: 'Noor Aziz', minutes: 60, mail: mailOf('Noor', id) };
  await assert.rejects(
    as(convener, (scope) => giveByHand(scope, id, byHand)),
    { kind: 'conflict' },
  );
  await as(convener, (scope) => revokeCertificate(scope, id, { certificate: own!.id, because: 'The name was misspelt.' }));
  const code = await as(convener, (scope) => giveByHand(scope, id, byHand));
  assert.equal((await at(code)).holder, 'Noor Aziz');
  assert.equal((await ownOf(tokens[0]!)).length, 2);
  const speaker = await as(convener, (scope) => giveByHand(scope, id, { holder: 'Ada Quill', minutes: 45, mail: '' }));
  assert.equal((await at(speaker)).minutes, 45);
  await assert.rejects(
    as(auditor, (scope) => giveByHand(scope, id, byHand)),
    { kind: 'forbidden' },
  );
});
test('a member finds their own places, what is asked of them and their certificates; who runs it finds what is due', async () => {
  const ada = actingFor(await person('Ada', ['faculty'], await school('ashby')), 'ashby');
  const id = await published(convener);
  await as(ada, (scope) => takePlace(scope, id, { needs: '' }));
  const now = new Date();
  assert.deepEqual(
    [(await as(ada, (scope) => ownPlaces(scope, now))).coming.map(({ state }) => state), await waitsFor(id)],
    [['confirmed'], undefined],
  );
  await setBack(id, 90);
  await as(convener, (scope) => keepQuestions(scope, id));
  assert.equal((await waitsFor(id))?.isReportMissing, true);
  await as(convener, (scope) => correctPresence(scope, id, { mail: 'ada@ashby.example', came: true, minutes: 60, reason: 'In the room' }));
  assert.deepEqual(await waitsFor(id), { id, title: 'Sitting with silence', lines: 0, due: 1, isReportMissing: false });
  await as(convener, (scope) => giveCertificates(scope, id));
  const own = await as(ada, (scope) => ownPlaces(scope, now));
  assert.deepEqual([own.past.map(({ isAsked, came }) => [isAsked, came]), own.certificates.length], [[[true, true]], 1]);
  assert.deepEqual((await as(auditor, (scope) => ownPlaces(scope, now))).past, []);
  assert.deepEqual([await waitsFor(id), await as(auditor, (scope) => occasionsWaiting(scope, now))], [undefined, []]);
});
const calder = await school('calder');
const lead = await actor('Idris', ['lead'], calder);
const otherLead = await actor('Wei', ['lead'], await school('brook'));
const noa = actingFor(await person('Noa', ['faculty'], calder), 'calder');
const step = (more: Partial<StepCertificateDraft> = {}): StepCertificateDraft => ({
  sourceId: '01900000-0000-7000-8000-000000000001',
  by: { bySchoolId: calder.id, hostId: null },
  kind: 'Certificate of a step',
  title: 'Co-facilitator, Teaching serious illness conversations',
  description: 'A programme of an invented school.',
  criteria: 'Two sessions led together with a facilitator, both observed.',
  competencies: ['01900000-0000-7000-8000-00000000000a'],
  personId: noa.personId!,
  holder: 'Noa',
  issuer: 'Calder School of Medicine',
  minutes: null,
  onDay: '2026-10-08',
  validUntil: '2028-10-08',
  words: '',
  ...more,
});
test('a step of a programme has a certificate too: its criteria stand on it, its holder finds it, and once a day is enough', async () => {
  const code = await as(lead, (scope) => recordStepCertificate(scope, step()));
  const certificate = await at(code);
  assert.deepEqual([certificate.isStep, certificate.criteria, certificate.validUntil], [true, step().criteria, '2028-10-08']);
  assert.deepEqual(
    (await as(noa, (scope) => ownPlaces(scope, new Date()))).certificates.map((own) => own.code),
    [code],
  );
  await assert.rejects(
    as(lead, (scope) => recordStepCertificate(scope, step())),
    { kind: 'conflict' },
  );
  for (const who of [visitor, otherLead, auditor])
    assert.deepEqual(
      await as(who, ({ tx }) => tx.selectFrom('certificate').select('code').where('personId', '=', step().personId).execute()),
      [],
    );
});
test('nobody gives a step’s certificate for another school, also not past the rule: the database refuses', async () => {
  await assert.rejects(
    as(otherLead, (scope) => recordStepCertificate(scope, step())),
    { kind: 'forbidden' },
  );
  for (const who of [otherLead, noa])
    await assert.rejects(
      as(who, (scope) => recordStepCertificate(scope, step({ by: { bySchoolId: calder.id, hostId: who.personId } }))),
      /row-level security/,
    );
});
test('whoever runs the programme revokes one with a reason; its holder has one removed, and nobody else does', async () => {
  const code = await as(lead, (scope) => recordStepCertificate(scope, step({ onDay: '2026-10-09' })));
  const { id } = await at(code);
  await assert.rejects(
    as(otherLead, (scope) => removeOwnCertificate(scope, id)),
    { kind: 'missing' },
  );
  await as(lead, (scope) => revokeStepCertificate(scope, step(), { certificate: id, because: 'One session was not observed.' }));
  assert.equal((await at(code)).revokedBecause, 'One session was not observed.');
  await as(noa, (scope) => removeOwnCertificate(scope, id));
  await assert.rejects(at(code), { kind: 'missing' });
});
test('the sample’s step certificates go with the sample, and others stay', async () => {
  const sample = await as(lead, (scope) => recordStepCertificate(scope, step({ onDay: '2026-10-10', isSample: true })));
  const real = await as(lead, (scope) => recordStepCertificate(scope, step({ onDay: '2026-10-11' })));
  await assert.rejects(as(lead, removeSampleCertificates), { kind: 'forbidden' });
  await as(operator(), removeSampleCertificates);
  await assert.rejects(at(sample), { kind: 'missing' });
  assert.equal((await at(real)).holder, 'Noa');
});
async function waitsFor(id: string) {
  return (await as(convener, (scope) => occasionsWaiting(scope, new Date()))).find((each) => each.id === id);
}

test('what a certificate says stands as it was given, also for who gave it; and what it is given for has the id of its words', async () => {
  const { tokens } = await given();
  const [own] = await ownOf(tokens[0]!);
  const change = (set: object) => as(convener, ({ tx }) => tx.updateTable('certificate').set(set).where('id', '=', own!.id).execute());
  for (const set of [{ holder: 'Sam' }, { title: 'More' }, { minutes: 600 }, { personId: convener.personId }, { issuer: 'Somebody' }])
    await assert.rejects(change(set), { code: '23514' });
  await change({ revokedAt: new Date(), revokedBecause: 'It was somebody else.' });
  for (const set of [
    { revokedAt: null, revokedBecause: null },
    { revokedAt: new Date(), revokedBecause: 'Another' },
  ])
    await assert.rejects(change(set), { code: '23514' });
  const made = { id: '01900000-0000-7000-8000-00000000abcd', name: 'A', description: 'A', criteria: 'A', competencies: [] };
  await assert.rejects(
    as(auditor, ({ tx }) => tx.insertInto('achievement').values(made).execute()),
    { code: '42501' },
  );
});
