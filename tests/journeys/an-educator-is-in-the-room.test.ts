import assert from 'node:assert/strict';
import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import jsonwebtoken from 'jsonwebtoken';
import { closeDatabase } from '#app/platform/db.server.ts';
import { actorOfCommandLine } from '../../app/modules/members/queries.server.ts';
import { published, registered, setBack } from '../occasions.ts';
import { browser, isAccessible, signIn, stage } from './stage.ts';

const here = await stage();
const visitor = await browser();
const phone = { width: 390, height: 800 };
for (const [name, role] of [
  ['Cora', 'convener'],
  ['Ada', 'steering-member'],
] as const)
  here.concord('person', 'add', `${name.toLowerCase()}@collaborative.example`, '--name', name, '--role', role);
process.env.DATA_DIR = here.dataDir;
delete process.env.DATABASE_URL;
const id = await published(await actorOfCommandLine('cora@collaborative.example', undefined), {
  ...{ minimumMinutes: null, page: '/forum', creditBy: 'An invented office' },
});
const [vera, sam] = [await registered(id, 'Vera'), await registered(id, 'Sam')];
await closeDatabase();
const { page: cora } = await visitor();
const { page: ada } = await visitor({ viewport: phone });
const { page: guest } = await visitor({ viewport: phone });
await signIn(here, cora, 'cora@collaborative.example');
await signIn(here, ada, 'ada@collaborative.example');
const said = async (page: typeof cora) => (await page.textContent('main')) ?? '';
let certificate = '';

/** The event's clock is set so that it began so many minutes ago; it takes an hour. */
async function began(minutes: number): Promise<void> {
  await setBack(id, minutes);
  await closeDatabase();
}
/** What a camera reads on the wall. */
async function scanned(): Promise<string> {
  const label = await cora.getByRole('img', { name: /^QR code that opens/ }).getAttribute('aria-label');
  return label!.replace('QR code that opens ', '');
}

test('an educator takes a place, and the convener throws the code onto the wall', async () => {
  await ada.goto(`${here.address}/occasions/${id}/register`);
  await ada.getByRole('button', { name: /^Register as Ada/ }).click();
  await ada.getByText('You have a place').waitFor();
  await began(10);
  await cora.goto(`${here.address}/w/occasions/${id}/attendance`);
  await cora.getByRole('link', { name: 'Code in the room' }).click();
  await isAccessible(cora);
  await cora.getByRole('button', { name: 'Show the code' }).click();
  await cora.getByText('0 people are noted').waitFor();
  await isAccessible(cora);
});

test('she scans it with her phone and is noted; a code that is none says so, and who is not signed in types it on the page of their place', async () => {
  await ada.goto(await scanned());
  await isAccessible(ada);
  await ada.getByRole('button', { name: 'I am here' }).click();
  await ada.getByText('You are noted as being here').waitFor();
  await isAccessible(ada);
  await guest.goto(`${here.address}/room/AAAAAAAA`);
  assert.match(await said(guest), /This is not the code that is shown/);
  await isAccessible(guest);
  await guest.goto(await scanned());
  await guest.getByRole('link', { name: 'Sign in, and note that you are here' }).waitFor();
  await isAccessible(guest);
  await guest.goto(`${here.address}/places/${vera}/attendance`);
  await isAccessible(guest);
  await guest.getByLabel('The code in the room').fill((await scanned()).split('/').at(-1)!.toLowerCase());
  await guest.getByRole('button', { name: 'Note that I am here' }).click();
  await guest.getByText('You are noted as being there').waitFor();
  for (const [label, words] of [
    ['First name', 'Vera'],
    ['Last name', 'Lindqvist'],
    ['Profession', 'Chaplain'],
  ] as const)
    await guest.getByLabel(label).fill(words);
  await guest.getByRole('button', { name: 'Ask for credit' }).click();
  await guest.getByText('You asked for credit').waitFor();
  await isAccessible(guest);
});

test('who missed the code says so, and a person answers; the provider’s file has who asked for credit', async () => {
  await began(70);
  await guest.goto(`${here.address}/places/${sam}/attendance`);
  await guest.getByLabel('How were you there?').fill('My phone was empty.');
  await guest.getByRole('button', { name: 'Tell them' }).click();
  await guest.getByText('What you wrote waits for an answer').waitFor();
  await cora.goto(`${here.address}/w/occasions/${id}/attendance`);
  assert.match(await said(cora), /2 people noted the code in the room/);
  await isAccessible(cora);
  await cora.getByRole('link', { name: 'Decide who they were' }).click();
  await isAccessible(cora);
  await cora.getByRole('button', { name: 'Yes, Sam was there' }).click();
  await cora.getByText('It is answered').waitFor();
  await cora.getByRole('link', { name: 'Credit' }).click();
  await isAccessible(cora);
  const file = await cora.request.get(`${here.address}/w/occasions/${id}/credit.csv`);
  assert.match(
    await file.text(),
    /^first_name,last_name,degree,email,profession,time_spent_minutes\r\nVera,Lindqvist,,vera@[^,]+,Chaplain,\r\n$/,
  );
});

test('she has a certificate, and its badge is checked by another program with the published key', async () => {
  await cora.getByRole('link', { name: 'Certificates', exact: true }).click();
  await cora.getByRole('button', { name: 'Give the certificates' }).click();
  await cora.getByText('3 certificates are given').waitFor();
  await ada.goto(`${here.address}/w/places`);
  await isAccessible(ada);
  await ada.getByRole('link', { name: /^Certificate of attendance: / }).click();
  await ada.getByRole('link', { name: 'As a badge' }).waitFor();
  await isAccessible(ada);
  certificate = ada.url();
  const token = await (await fetch(`${certificate}.jwt`)).text();
  const { header } = jsonwebtoken.decode(token, { complete: true })!;
  const { keys } = (await (await fetch(`${here.address}/.well-known/jwks.json`)).json()) as { keys: Array<JsonWebKey & { kid: string }> };
  assert.deepEqual(await (await fetch(header.kid!)).json(), keys[0]);
  const key = createPublicKey({ key: keys.find(({ kid }) => kid === header.kid)!, format: 'jwk' });
  const badge = jsonwebtoken.verify(token, key, { algorithms: ['RS256'] }) as jsonwebtoken.JwtPayload;
  assert.deepEqual(badge.credentialSubject, ((await (await fetch(`${certificate}.json`)).json()) as typeof badge).credentialSubject);
  for (const address of [badge.iss!, badge.credentialSubject.achievement.id, badge.credentialStatus.id]) {
    const answer = await fetch(address, { headers: { origin: 'https://checks.example' } });
    assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [200, '*'], address);
  }
  const rotated = here.concord('badges', 'rotate');
  assert.equal(rotated.exit, 0, rotated.errors);
  await sleep(50); // the command held everything up: connections that the server ended meanwhile are noticed first
  const after = await (await fetch(`${certificate}.jwt`)).text();
  assert.notEqual(jsonwebtoken.decode(after, { complete: true })!.header.kid, header.kid);
  assert.equal((await fetch(header.kid!)).status, 200); // the one before still checks what it signed
});

test('one that is revoked is listed, and one that she removes is gone', async () => {
  const before = (await (await fetch(`${certificate}.json`)).json()) as { id: string; credentialStatus: { id: string } };
  const listed = async () => (await fetch(before.credentialStatus.id)).text();
  assert.ok(!(await listed()).includes(before.id));
  await cora.goto(`${here.address}/w/occasions/${id}/certificates`);
  await cora.getByRole('row', { name: /Ada/ }).getByRole('link', { name: 'Revoke' }).click();
  await cora.getByLabel('Why').fill('It was somebody else.');
  await cora.getByRole('button', { name: 'Revoke it' }).click();
  await cora.getByText('The certificate is revoked').waitFor();
  assert.ok((await listed()).includes(before.id));
  assert.equal((await fetch(`${certificate}.jwt`)).status, 410);
  await ada.goto(`${here.address}/w/places`);
  await ada.getByRole('button', { name: 'Remove' }).click();
  await ada.getByRole('button', { name: 'Remove it for good' }).click();
  await ada.getByText('The certificate is removed').waitFor();
  assert.equal((await fetch(certificate)).status, 404);
  assert.equal((await fetch(`${certificate}.jwt`)).status, 404);
});
