/** A header as names are compared: words in small letters with single spaces, `sessionTitle` as two words, no marks, no number at the end. */
export function foldedName(header: string): string {
  return header
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/\bMeSH\b/g, 'mesh')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/#/g, ' number ')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A word or a title as two of them are compared: small letters, one kind of space, dash and quotation mark. */
export function foldedText(text: string): string {
  const small = text.toLowerCase();
  // Nearly every text of a spreadsheet is plain; the rest is not worth a second look.
  if (isPlain.test(small)) return small;
  return small
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-')
    .replace(/[‘’‚′]/g, "'")
    .replace(/[“”„«»″]/g, '"')
    .replace(/\s+/g, ' ')
    .trim();
}

const isPlain = /^(?:[!-~]+(?: [!-~]+)*)?$/;

/** Eleven letters and digits for a text, the same everywhere; different ones for different texts but once in 2^53. Source: the mixing of cyrb53 and of MurmurHash3, both in the public domain. */
export function fingerprintOf(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(32).padStart(11, '0');
}
