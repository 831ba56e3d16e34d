import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** Thrown when packed bytes cannot be unpacked, or would grow beyond every measure. */
export class UnpackingFault extends Error {}

/** How far unpacking may go: bytes in all, and times the packed size once a first stretch is unpacked. A real export packs about 20:1. */
const unpackingLimits = { bytes: 1024 ** 3, ratio: 200, ratioFrom: 8 * 1024 ** 2 } as const;

type Limits = { bytes: number; ratio: number; ratioFrom: number };

/** The same bytes, the first piece of them at least `atLeast` long, or all there are. */
export async function* gathered(source: AsyncIterable<Buffer>, atLeast: number): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const piece of source) {
    const bytes: Buffer = head ? Buffer.concat([head, piece]) : piece;
    head = head && bytes.length < atLeast ? bytes : null;
    if (!head) yield bytes;
  }
  if (head && head.length > 0) yield head;
}

/** The bytes as they are, or unpacked where they begin like gzip; ends with an `UnpackingFault` at a bound or at damaged data. */
export async function* unpackedBytes(source: AsyncIterable<Buffer>, limits: Limits = unpackingLimits): AsyncGenerator<Buffer> {
  const pieces = gathered(source, 2);
  const { value: first } = await pieces.next();
  if (!first) return;
  const isPacked = first[0] === 0x1f && first[1] === 0x8b;
  let bytes = 0;
  for await (const piece of isPacked ? gunzipped(continued(first, pieces), limits) : continued(first, pieces)) {
    bytes += piece.length;
    if (bytes > limits.bytes) throw new UnpackingFault(`More than ${limits.bytes / 1024 ** 2} MB${isPacked ? ' when unpacked' : ''}`);
    yield piece;
  }
}

async function* continued(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

async function* gunzipped(packed: AsyncIterable<Buffer>, limits: Limits): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  let bytesIn = 0;
  let bytesOut = 0;
  async function* counted() {
    for await (const piece of packed) {
      bytesIn += piece.length;
      yield piece;
    }
  }
  const feeding = pipeline(Readable.from(counted()), gunzip);
  // The same fault comes out of the loop below; here it would be an unhandled one.
  feeding.catch(() => {});
  try {
    for await (const piece of gunzip as AsyncIterable<Buffer>) {
      bytesOut += piece.length;
      if (bytesOut > limits.ratioFrom && bytesOut > bytesIn * limits.ratio)
        throw new UnpackingFault(`More than ${limits.ratio} times its size when unpacked, which no curriculum is`);
      yield piece;
    }
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('Z_'))
      throw new UnpackingFault(error.code === 'Z_BUF_ERROR' ? 'A gzip file that ends too early' : 'Damaged gzip data');
    throw error;
  } finally {
    gunzip.destroy();
  }
}
