/** A large file travels in pieces of this many bytes, each whole or not at all. */
export const pieceBytes = 4 * 1024 * 1024;

/**
 * Names a file by what is in it: the SHA-256, in hexadecimal, of the SHA-256s of its pieces of `pieceBytes` (the last may be shorter). The same in the
 * browser and on the server, and no more than one piece is in memory.
 */
export async function fingerprintOf(pieces: AsyncIterable<BufferSource>): Promise<string> {
  const sums: Uint8Array[] = [];
  for await (const piece of pieces) sums.push(new Uint8Array(await crypto.subtle.digest('SHA-256', piece)));
  const together = new Uint8Array(sums.length * 32);
  for (const [at, sum] of sums.entries()) together.set(sum, at * 32);
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', together))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
