import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { UnreadableFile } from './sheet.ts';

/** How far unpacking may go: bytes in all, and times the packed size once a first stretch is unpacked. */
export type UnpackingLimits = { readonly bytes: number; readonly ratio: number; readonly ratioFrom: number };

/** A gigabyte, far more than any curriculum or spreadsheet, and 200 times the packed size: a real export packs about 20:1, deflate at its utmost 1,032:1. */
export const unpackingLimits: UnpackingLimits = { bytes: 1024 ** 3, ratio: 200, ratioFrom: 8 * 1024 ** 2 };

/** The bytes as they are; ends with an `UnreadableFile` where they are too many. */
export async function* boundedBy(source: AsyncIterable<Buffer>, limits: UnpackingLimits): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const piece of source) {
    bytes += piece.length;
    if (bytes > limits.bytes) throw tooLarge(limits);
    yield piece;
  }
}

/** The unpacked bytes of a gzip file, or of an entry of a ZIP file; ends with an `UnreadableFile` at a bound or at damaged data. */
export async function* inflated(packed: AsyncIterable<Buffer>, packing: 'gzip' | 'ZIP', limits: UnpackingLimits): AsyncGenerator<Buffer> {
  const inflate = { gzip: createGunzip, ZIP: createInflateRaw }[packing]({ chunkSize: 64 * 1024 });
  let bytesIn = 0;
  let bytesOut = 0;
  async function* counted() {
    for await (const piece of packed) {
      bytesIn += piece.length;
      yield piece;
    }
  }
  const feeding = pipeline(Readable.from(counted()), inflate);
  // The same fault comes out of the loop below; here it would be an unhandled one.
  feeding.catch(() => {});
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      bytesOut += piece.length;
      if (bytesOut > limits.bytes) throw tooLarge(limits);
      if (bytesOut > limits.ratioFrom && bytesOut > bytesIn * limits.ratio)
        throw new UnreadableFile(
          `More than ${limits.ratio} times its size when unpacked, which no real file is`,
          'A file as the program that made it writes it; such a one packs to about a twentieth',
        );
      yield piece;
    }
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('Z_')) throw error;
    throw new UnreadableFile(
      code === 'Z_BUF_ERROR' ? `A ${packing} file that ends too early` : `Damaged ${packing} data`,
      'A complete file. The download was probably cut short or the file was changed: get it again',
    );
  } finally {
    inflate.destroy();
  }
}

function tooLarge({ bytes }: UnpackingLimits): UnreadableFile {
  const most = `${(bytes / 1024 ** 2).toLocaleString('en-US')} MB`;
  return new UnreadableFile(`More than ${most} when unpacked`, `A file of at most ${most}; a real one is far smaller`);
}
