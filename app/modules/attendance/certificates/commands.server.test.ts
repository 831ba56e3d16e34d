import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actingFor, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { mailOf, published, registered, setBack } from '../../../../tests/occasions.ts';
import { actor, person, school } from '../../../../tests/people.ts';
import { keepQuestions } from '../evaluation/commands.server.ts';
import { forgetHolder, takePlace } from '../places/commands.server.ts';
import { placeHeldBy } from '../places/queries.server.ts';
import { correctPresence } from '../presence/commands.server.ts';
import { giveByHand, giveCertificates, removeCertificate, revokeCertificate } from './commands.server.ts';
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
async function waitsFor(id: string) {
  return (await as(convener, (scope) => occasionsWaiting(scope, new Date()))).find((each) => each.id === id);
}
