import { isUtf8 } from 'node:buffer';
import type { Encoding } from './text-encoding.ts';
import { decodeWindows1252 } from './text-encoding.ts';

/** Text of the bytes so far that are complete; `isBroken` when the bytes after it are not of the encoding. */
export type Decoded = { text: string; isBroken: boolean };

/** Turns bytes that come in pieces, cut anywhere, into text; never replaces what it cannot read. */
export type PieceDecoder = { write(bytes: Buffer): Decoded; end(): Decoded };

/** A decoder of one encoding. */
export function createPieceDecoder(encoding: Encoding): PieceDecoder {
  let rest = Buffer.alloc(0);
  const decode = { 'utf-8': decodeUtf8, 'utf-16le': decodeUtf16, 'utf-16be': decodeUtf16, 'windows-1252': decodeOneByte }[encoding];
  return {
    write(bytes) {
      const all = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
      const whole = wholeBytes(all, encoding);
      rest = Buffer.from(all.subarray(whole));
      return decode(all.subarray(0, whole), encoding);
    },
    end: () => ({ text: '', isBroken: rest.length > 0 }),
  };
}

/** How many of the bytes make up whole characters, as far as one can tell from the end. */
function wholeBytes(bytes: Buffer, encoding: Encoding): number {
  const { length } = bytes;
  if (encoding === 'windows-1252') return length;
  if (encoding !== 'utf-8') {
    const even = length - (length % 2);
    const high = bytes[encoding === 'utf-16le' ? even - 1 : even - 2] ?? 0;
    return even >= 2 && high >= 0xd8 && high <= 0xdb ? even - 2 : even;
  }
  for (let back = 1; back <= Math.min(3, length); back += 1) {
    const byte = bytes[length - back] ?? 0;
    if (byte < 0x80) return length;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? length - back : length;
  }
  return length;
}

function decodeUtf8(bytes: Buffer): Decoded {
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), isBroken: false };
  let good = 0;
  for (let bad = bytes.length; bad - good > 1; ) {
    const middle = (good + bad) >> 1;
    if (isUtf8(bytes.subarray(0, wholeBytes(bytes.subarray(0, middle), 'utf-8')))) good = middle;
    else bad = middle;
  }
  return { text: bytes.subarray(0, wholeBytes(bytes.subarray(0, good), 'utf-8')).toString('utf8'), isBroken: true };
}

function decodeUtf16(bytes: Buffer, encoding: Encoding): Decoded {
  const text = (encoding === 'utf-16le' ? bytes : Buffer.from(bytes).swap16()).toString('utf16le');
  if (text.isWellFormed()) return { text, isBroken: false };
  const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(text);
  return { text: text.slice(0, lone?.index), isBroken: true };
}

function decodeOneByte(bytes: Buffer): Decoded {
  const { text, problemAt } = decodeWindows1252(bytes);
  return { text, isBroken: problemAt !== -1 };
}
