/** The encodings that a file may have. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What the first bytes say: the encoding, how many bytes its mark takes, and whether a declaration named it; or why it cannot be read. */
export type EncodingFound = { encoding: Encoding; markBytes: number } | { problem: string };

/** Bytes that are wanted in order to tell the encoding, if the file has that many. */
export const bytesToTell = 1024;

const utf16Name = /^utf-?16(le|be)?$/i;

/** Tells the encoding from the mark at the front, from the XML declaration, or takes UTF-8; both at once must agree. */
export function encodingOf(bytes: Uint8Array): EncodingFound {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  if ((a === 0 && b === 0 && c === 0xfe && d === 0xff) || (a === 0xff && b === 0xfe && c === 0 && d === 0))
    return { problem: 'It is in UTF-32' };
  if (a === 0xff && b === 0xfe) return agreed({ encoding: 'utf-16le', markBytes: 2 }, declaredIn(bytes.subarray(2), 0), utf16Name);
  if (a === 0xfe && b === 0xff) return agreed({ encoding: 'utf-16be', markBytes: 2 }, declaredIn(bytes.subarray(3), 0), utf16Name);
  if (a === 0xef && b === 0xbb && c === 0xbf)
    return agreed({ encoding: 'utf-8', markBytes: 3 }, declaredIn(bytes.subarray(3), 1), /^utf-?8$/i);
  if (bytes.length > 1 && (a === 0 || b === 0)) return { problem: 'It looks like UTF-16 without the mark at its front' };
  const declared = declaredIn(bytes, 1);
  if (declared === null || /^(utf-?8|us-ascii|ascii)$/i.test(declared)) return { encoding: 'utf-8', markBytes: 0 };
  if (/^(windows-?1252|cp-?1252|iso-?8859-?1|latin-?1)$/i.test(declared)) return { encoding: 'windows-1252', markBytes: 0 };
  if (utf16Name.test(declared)) return { problem: `It calls itself ${declared}, but its bytes are not in UTF-16` };
  return { problem: `It calls itself ${declared.slice(0, 40)}` };
}

function agreed(found: { encoding: Encoding; markBytes: number }, declared: string | null, pattern: RegExp): EncodingFound {
  if (declared === null || pattern.test(declared)) return found;
  return {
    problem: `The mark at its front says ${found.encoding.slice(0, 6).toUpperCase()}, its first line says ${declared.slice(0, 40)}`,
  };
}

/** The encoding that an XML declaration names; `step` 0 takes every second byte, which is how UTF-16 sets plain letters. */
function declaredIn(bytes: Uint8Array, step: 0 | 1): string | null {
  const start = bytes.subarray(0, bytesToTell);
  const letters = String.fromCharCode(...(step === 1 ? start : start.filter((_, at) => at % 2 === 0)));
  const declaration = /^<\?xml\s[^>]*?\?>/.exec(letters)?.[0];
  return declaration ? (/\sencoding\s*=\s*(['"])(.*?)\1/.exec(declaration)?.[2] ?? null) : null;
}

const highCharacters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const unusedBytes = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * Text of Windows-1252 bytes, which is also how ISO 8859-1 is meant in practice; `problemAt` is the place of the first of the five bytes that stand
 * for nothing, or -1. Written out here because the platform's own decoder reads these bytes as control characters.
 */
export function decodeWindows1252(bytes: Uint8Array): { text: string; problemAt: number } {
  const problemAt = bytes.findIndex((byte) => unusedBytes.has(byte));
  let text = '';
  for (const byte of problemAt === -1 ? bytes : bytes.subarray(0, problemAt))
    text += byte < 0x80 || byte > 0x9f ? String.fromCharCode(byte) : highCharacters[byte - 0x80];
  return { text, problemAt };
}
