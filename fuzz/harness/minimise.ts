import { zipSync } from 'fflate';
import { partsOf } from './mutation.ts';

const longestMs = 60_000;

/** A smaller case that still fails, found by leaving out ever smaller pieces, for at most a minute; of a ZIP file also pieces of its parts. */
export async function minimised(bytes: Buffer, isZip: boolean, fails: (bytes: Buffer) => Promise<boolean>): Promise<Buffer> {
  const end = Date.now() + longestMs;
  const parts = isZip ? partsOf(bytes) : null;
  if (!parts || !(await fails(Buffer.from(zipSync(parts))))) return smaller(bytes, fails, end);
  for (const name of Object.keys(parts)) {
    const { [name]: part, ...others } = parts;
    if (!part) continue;
    if (await fails(Buffer.from(zipSync(others)))) {
      delete parts[name];
      continue;
    }
    parts[name] = await smaller(Buffer.from(part), (piece) => fails(Buffer.from(zipSync({ ...parts, [name]: piece }))), end);
  }
  return Buffer.from(zipSync(parts));
}

async function smaller(bytes: Buffer, fails: (bytes: Buffer) => Promise<boolean>, end: number): Promise<Buffer> {
  let best = bytes;
  for (let size = Math.ceil(best.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < best.length; ) {
      if (Date.now() > end) return best;
      const without = Buffer.concat([best.subarray(0, at), best.subarray(at + size)]);
      if (await fails(without)) best = without;
      else at += size;
    }
  }
  return best;
}
