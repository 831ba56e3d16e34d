import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { config } from '#app/platform/config.server.ts';
import { type Badge, badgeAddresses, claimsOf } from './badge.ts';
import type { PublicKey } from './schema.ts';

/** The key that this host signs badges with, as its file has it. */
type OwnKey = { readonly id: string; readonly privateKey: JWK };

/** A file of the data folder that only whoever runs Concord may read. */
function keyFile(): string {
  return join(config().dataDir, 'badges', 'key.json');
}

/** The key of this host, or null before there is one. */
export async function ownKey(): Promise<OwnKey | null> {
  try {
    return JSON.parse(await readFile(keyFile(), 'utf8')) as OwnKey;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A new key: RSA of 2048 bits, for RS256. */
export async function newKey(): Promise<OwnKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  return { id: await calculateJwkThumbprint(await exportJWK(publicKey)), privateKey: await exportJWK(privateKey) };
}

/** The half of a key that everybody may have. */
export function publicHalf({ id, privateKey: { n, e } }: OwnKey): PublicKey {
  return { id, publicKey: { kty: 'RSA', n: n!, e: e! } };
}

/** Keeps a key, whole or not at all. Where one is kept already only `isNext` takes its place; answers the key that is kept then. */
export async function keepKey(key: OwnKey, isNext: boolean): Promise<OwnKey> {
  const target = keyFile();
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const draft = `${target}.${process.pid}`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(key));
    await file.sync();
    await file.close();
    // A link is refused where a file stands: of two who begin at once one makes the key, and both have it.
    await (isNext ? rename(draft, target) : link(draft, target));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return (await ownKey())!;
}

/** A badge as a signed token (VC-JWT, RS256): text that any program checks with the published key. */
export async function signedBadge(badge: Badge, origin: string): Promise<string> {
  const key = await ownKey();
  if (key === null) throw new Error('There is no key of badges: the host makes one when it starts.');
  return new SignJWT(claimsOf(badge))
    .setProtectedHeader({ alg: 'RS256', kid: badgeAddresses(origin).key(key.id), typ: 'JWT' })
    .sign(await importJWK(key.privateKey, 'RS256'));
}
