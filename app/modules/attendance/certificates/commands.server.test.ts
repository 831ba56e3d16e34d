import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { mailOf, published, registered, setBack } from '../../../../tests/occasions.ts';
import { actor } from '../../../../tests/people.ts';
import { forgetHolder } from '../places/commands.server.ts';
import { placeHeldBy } from '../places/queries.server.ts';
import { correctPresence } from '../presence/commands.server.ts';
import { giveCertificates, removeCertificate, revokeCertificate } from './commands.server.ts';
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
    (await as(convener, (scope) => certificatesRead(scope, id))).given.map(({ holder }) => holder),
    [null],
  );
});
