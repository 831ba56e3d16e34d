import assert from 'node:assert/strict';
import { createHash, createHmac, createPrivateKey, createPublicKey, createSign, type JsonWebKey } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Ajv } from 'ajv';
import jsonwebtoken from 'jsonwebtoken';
import { operator, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { mailOf, published, registered, setBack } from '../../../../tests/occasions.ts';
import { actor } from '../../../../tests/people.ts';
import { giveCertificates, recordStepCertificate, removeOwnCertificate, revokeCertificate } from '../certificates/commands.server.ts';
import { certificatesOfPlace } from '../certificates/queries.server.ts';
import { forgetHolder } from '../places/commands.server.ts';
import { placeHeldBy } from '../places/queries.server.ts';
import { correctPresence } from '../presence/commands.server.ts';
import { achievementOf, type Badge, badgeOf, issuerProfile, publishedKey, revocationList } from './badge.ts';
import { publishKey } from './commands.server.ts';
import { prepareBadges, rotateBadgeKey } from './jobs.server.ts';
import { newKey, ownKey, publicHalf, signedBadge } from './key-file.server.ts';
import { achievementAt, badgeAt, badgeKeys, issuer, standNoMore } from './queries.server.ts';

const origin = 'https://concord.example';
const convener = await actor('Ines', ['convener']);
process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'concord-badges-'));
after(() => rmSync(process.env.DATA_DIR!, { recursive: true, force: true }));
await prepareBadges();

/** Somebody who was there and has a certificate; answers its code, its id and the link of their place. */
async function given() {
  const competencies = (
    await as(visitor, ({ tx }) => tx.selectFrom('frameworkItem').select('stableId').where('kind', '=', 'competency').limit(2).execute())
  ).map(({ stableId }) => stableId);
  const id = await published(convener, { competencies });
  const token = await registered(id, 'Noor');
  await setBack(id, 90);
  await as(convener, (scope) => correctPresence(scope, id, { mail: mailOf('Noor', id), came: true, minutes: 60, reason: 'In the room' }));
  await as(convener, (scope) => giveCertificates(scope, id));
  const [own] = await as(visitor, async (scope) => certificatesOfPlace(scope, (await placeHeldBy(scope, token)).place.id));
  return { occasion: id, token, code: own!.code, certificate: own!.id };
}
const badgeAtCode = async (code: string) => badgeOf(await as(visitor, (scope) => badgeAt(scope, code)), origin);
const signedAt = async (code: string) => signedBadge(await badgeAtCode(code), origin);
const keySet = async () => ({ keys: (await as(visitor, badgeKeys)).map((key) => publishedKey(key, origin)) });

/** What another program does: finds the key in the published set by the token's head, makes it a key by Node's own means, and checks with a library that shares nothing with ours. */
async function checked(token: string): Promise<jsonwebtoken.JwtPayload & Badge> {
  const head = jsonwebtoken.decode(token, { complete: true })!.header;
  const key = (await keySet()).keys.find(({ kid }) => kid === head.kid);
  if (!key) throw new Error('no such key');
  const pem = createPublicKey({ key: key as JsonWebKey, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  return jsonwebtoken.verify(token, pem, { algorithms: ['RS256'], issuer: `${origin}/badges/issuer` }) as jsonwebtoken.JwtPayload & Badge;
}

/** The least that Open Badges 3.0 asks of a credential, and of the claims of its token. */
const uri = { type: 'string', pattern: '^(https://|urn:uuid:[0-9a-f-]{36}$)' };
const instant = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' };
const kinds = (...of: string[]) => ({ type: 'array', allOf: of.map((kind) => ({ contains: { const: kind } })) });
const object = (properties: Record<string, object>, required = Object.keys(properties)) => ({ type: 'object', properties, required });
const achievementShape = object(
  {
    id: uri,
    type: kinds('Achievement'),
    name: { type: 'string', minLength: 1 },
    description: { type: 'string', minLength: 1 },
    criteria: object({ narrative: { type: 'string', minLength: 1 } }),
    alignment: { type: 'array', items: object({ type: kinds('Alignment'), targetName: { type: 'string' }, targetUrl: uri }) },
  },
  ['id', 'type', 'name', 'description', 'criteria'],
);
const identity = object({
  type: { const: 'IdentityObject' },
  identityHash: { type: 'string' },
  identityType: { enum: ['emailAddress', 'name'] },
  hashed: { type: 'boolean' },
  salt: { type: 'string' },
});
const credentialShape = object(
  {
    '@context': {
      type: 'array',
      prefixItems: [
        { const: 'https://www.w3.org/ns/credentials/v2' },
        { const: 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json' },
      ],
    },
    id: uri,
    type: kinds('VerifiableCredential', 'OpenBadgeCredential'),
    name: { type: 'string', minLength: 1 },
    issuer: object({ id: uri, type: kinds('Profile'), name: { type: 'string', minLength: 1 } }),
    validFrom: instant,
    validUntil: instant,
    credentialSubject: object({
      id: uri,
      type: kinds('AchievementSubject'),
      identifier: { type: 'array', items: identity },
      achievement: achievementShape,
    }),
    credentialSchema: { type: 'array', items: object({ id: uri, type: { const: '1EdTechJsonSchemaValidator2019' } }) },
    credentialStatus: object({ id: uri, type: { const: '1EdTechRevocationList' } }),
  },
  ['@context', 'id', 'type', 'name', 'issuer', 'validFrom', 'credentialSubject', 'credentialSchema', 'credentialStatus'],
);
const claimsShape = object({ iss: uri, jti: uri, sub: uri, nbf: { type: 'integer' }, exp: { type: 'integer' } }, [
  'iss',
  'jti',
  'sub',
  'nbf',
]);
const ajv = new Ajv({ allErrors: true, strict: false });
function conforms(shape: object, value: unknown): void {
  const check = ajv.compile(shape);
  assert.ok(check(value), JSON.stringify(check.errors));
}

test('a badge is checked by another library with the published key, and has the shape that Open Badges 3.0 asks', async () => {
  const { code } = await given();
  const token = await signedAt(code);
  const { header } = jsonwebtoken.decode(token, { complete: true })!;
  assert.deepEqual(Object.keys(header).sort(), ['alg', 'kid', 'typ']);
  assert.deepEqual([header.alg, header.typ, header.kid?.startsWith(`${origin}/badges/keys/`)], ['RS256', 'JWT', true]);
  const badge = await checked(token);
  conforms(credentialShape, badge);
  conforms(claimsShape, badge);
  assert.deepEqual(
    [badge.iss, badge.jti, badge.sub, badge.nbf],
    [badge.issuer.id, badge.id, badge.credentialSubject.id, Date.parse(badge.validFrom) / 1000],
  );
});
test('it says that somebody was there and what that was about, and no more', async () => {
  const { code } = await given();
  const { credentialSubject, description } = await badgeAtCode(code);
  const { achievement } = credentialSubject;
  assert.match(description, /nothing about what they can do/);
  assert.equal(achievement.criteria.narrative, 'Being there for at least 45 minutes.');
  assert.equal(achievement.alignment?.length, 2);
  assert.match(achievement.alignment![0]!.targetUrl, /^https:\/\/concord\.example\/frameworks\/[\w-]+\/items\/[0-9a-f-]{36}$/);
  const id = achievement.id.split('/').at(-1)!;
  const alone = achievementOf(await as(visitor, (scope) => achievementAt(scope, id)), origin);
  assert.deepEqual(alone, achievement);
  conforms(achievementShape, alone);
  await assert.rejects(
    as(visitor, (scope) => achievementAt(scope, '01900000-0000-7000-8000-000000000000')),
    { kind: 'missing' },
  );
  conforms(object({ id: uri, type: kinds('Profile'), name: { type: 'string' } }), issuerProfile(await as(visitor, issuer), origin));
});
test('its holder is known by the salted hash of their address while that is kept, then by a random identifier alone', async () => {
  const { code, token, occasion } = await given();
  const before = await badgeAtCode(code);
  const [mail, name] = before.credentialSubject.identifier;
  const expected = createHash('sha256')
    .update(mailOf('Noor', occasion) + mail!.salt)
    .digest('hex');
  assert.equal(mail!.identityHash, `sha256$${expected}`);
  assert.deepEqual([name!.identityType, name!.identityHash], ['name', 'Noor']);
  assert.doesNotMatch(JSON.stringify(before), /noor@/i);
  assert.ok(!JSON.stringify(before).includes(code)); // the address is its holder’s to give
  await as(visitor, (scope) => forgetHolder(scope, token));
  const after = await badgeAtCode(code);
  assert.deepEqual(
    after.credentialSubject.identifier.map(({ identityType }) => identityType),
    ['name'],
  );
  assert.equal(after.credentialSubject.id, before.credentialSubject.id);
});
test('badges of before a rotation are still checked, and those after it too; one whose key was withdrawn is not', async () => {
  const { code } = await given();
  const first = await signedAt(code);
  const rotated = await rotateBadgeKey(operator(), false);
  const second = await signedAt(code);
  assert.notEqual(jsonwebtoken.decode(first, { complete: true })!.header.kid, jsonwebtoken.decode(second, { complete: true })!.header.kid);
  assert.equal((await checked(first)).jti, (await checked(second)).jti);
  assert.equal((await ownKey())!.id, rotated.now);
  await rotateBadgeKey(operator(), true); // others may have it
  await checked(first);
  await assert.rejects(checked(second), /no such key/);
  await checked(await signedAt(code));
});
test('what is tampered with fails, and so does a token that says another way of signing, or none', async () => {
  const { code } = await given();
  const token = await signedAt(code);
  const [head, body, signature] = token.split('.') as [string, string, string];
  const said = JSON.parse(Buffer.from(body, 'base64url').toString());
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const other = { ...said, name: 'Something else' };
  await assert.rejects(checked(`${head}.${encode(other)}.${signature}`), /invalid signature/);
  const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString());
  await assert.rejects(checked(`${encode({ alg: 'none', kid, typ: 'JWT' })}.${encode(other)}.`), /signature is required|invalid/);
  const key = (await keySet()).keys.find((each) => each.kid === kid)!;
  const pem = createPublicKey({ key: key as JsonWebKey, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const confused = `${encode({ alg: 'HS256', kid, typ: 'JWT' })}.${encode(other)}`;
  await assert.rejects(checked(`${confused}.${createHmac('sha256', pem).update(confused).digest('base64url')}`), /invalid algorithm/);
  const stranger = await newKey();
  const strange = `${encode({ alg: 'RS256', kid, typ: 'JWT' })}.${encode(other)}`;
  const forged = createSign('sha256')
    .update(strange)
    .sign(createPrivateKey({ key: stranger.privateKey as JsonWebKey, format: 'jwk' }), 'base64url');
  await assert.rejects(checked(`${strange}.${forged}`), /invalid signature/);
});
test('the list names one that was revoked and one that its holder removed, by an identifier that opens nothing; neither is signed any more', async () => {
  const noa = await actor('Noa', ['auditor']);
  const { code, occasion, certificate } = await given();
  const jti = (await badgeAtCode(code)).id;
  const listed = async () => revocationList(await as(visitor, standNoMore), origin).revokedCredential.map(({ id }) => id);
  assert.ok(!(await listed()).includes(jti));
  await as(convener, (scope) => revokeCertificate(scope, occasion, { certificate, because: 'It was somebody else.' }));
  assert.ok((await listed()).includes(jti));
  assert.doesNotMatch(JSON.stringify(revocationList(await as(visitor, standNoMore), origin)), /somebody else/);
  await assert.rejects(badgeAtCode(code), { kind: 'conflict', message: /was revoked/ });

  const step = await as(convener, (scope) =>
    recordStepCertificate(scope, {
      ...{
        sourceId: '01900000-0000-7000-8000-000000000001',
        by: { bySchoolId: null, hostId: null },
        kind: 'Certificate of a step',
        title: 'Facilitator',
      },
      ...{
        description: 'An invented programme.',
        criteria: 'Two sessions led alone.',
        competencies: [],
        personId: noa.personId!,
        holder: 'Noa',
      },
      ...{ issuer: 'The collaborative', minutes: null, onDay: '2026-10-08', validUntil: '2028-10-08', words: '' },
    }),
  );
  const badge = await checked(await signedAt(step));
  conforms(credentialShape, badge);
  assert.deepEqual(
    [badge.credentialSubject.achievement.criteria.narrative, badge.exp],
    ['Two sessions led alone.', Date.parse('2028-10-08T23:59:59Z') / 1000],
  );
  const id = badge.jti!.replace('urn:uuid:', '');
  await as(noa, (scope) => removeOwnCertificate(scope, id));
  assert.ok((await listed()).includes(`urn:uuid:${id}`));
  await assert.rejects(badgeAtCode(step), { kind: 'missing' });
});
test('the private key is a file that only its owner reads, made once; the database takes none, and nobody but the operator changes the keys', async () => {
  const path = join(process.env.DATA_DIR!, 'badges', 'key.json');
  assert.equal(statSync(path).mode & 0o777, 0o600);
  const before = await ownKey();
  await Promise.all([prepareBadges(), prepareBadges()]);
  assert.deepEqual(await ownKey(), before);
  // A data folder that was put back with a key that others may have: the next start makes another.
  await as(operator(), ({ tx }) => tx.updateTable('badgeKey').set({ withdrawnAt: new Date() }).where('id', '=', before!.id).execute());
  await prepareBadges();
  assert.notEqual((await ownKey())!.id, before!.id);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  const { id, privateKey } = await newKey();
  await assert.rejects(
    as(operator(), ({ tx }) =>
      tx
        .insertInto('badgeKey')
        .values({ id, publicKey: JSON.stringify(privateKey) })
        .execute(),
    ),
    /check constraint/,
  );
  for (const who of [convener, visitor])
    await assert.rejects(
      as(who, (scope) => publishKey(scope, publicHalf({ id, privateKey }))),
      { kind: 'forbidden' },
    );
  await assert.rejects(
    as(convener, ({ tx }) =>
      tx
        .insertInto('badgeKey')
        .values({ id, publicKey: JSON.stringify(publicHalf({ id, privateKey }).publicKey) })
        .execute(),
    ),
    /row-level security/,
  );
  assert.doesNotMatch(JSON.stringify(await keySet()), /"(d|p|q|dp|dq|qi)":/);
});
