import { createHash, randomBytes } from 'node:crypto';

/** A new secret for a link, a session or a tab: 256 random bits, in letters that an address can carry. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a secret: its SHA-256. The secrets are random, so nothing slower is needed. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** The same in hex, as the tables and policies of secret links keep it. */
export function hexOf(secret: string): string {
  return hashOf(secret).toString('hex');
}
