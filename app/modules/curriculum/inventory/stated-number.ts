/** What stands between a number's whole part and the rest. */
export type DecimalMark = 'point' | 'comma';

/** A number that is not negative, as written in a cell, with thousands set apart or not; null for anything else. */
export function readNumber(text: string, mark: DecimalMark): number | null {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const [decimal, thousand] = mark === 'point' ? ['.', ','] : [',', '.'];
  const other = text.includes(thousand) && !new RegExp(`^\\d{1,3}(?:\\${thousand}\\d{3})+(?:\\${decimal}\\d+)?$`).test(text);
  // A lone mark that cannot set thousands apart is the decimal one, whatever the rest of the sheet does.
  const plain = other ? text.replace(thousand, '.') : text.replaceAll(thousand, '').replace(decimal, '.');
  return /^(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})$/.test(plain) ? Number(plain) : null;
}

/** A whole number of things (groups, seats) in a cell; null for anything else. */
export function readCount(text: string, mark: DecimalMark): number | null {
  const value = readNumber(text, mark);
  return value !== null && Number.isInteger(value) && value <= 1_000_000 ? value : null;
}

/** Which decimal mark a number as written shows: `open` when it could be either, null when it shows none. */
export function decimalMarkIn(text: string): DecimalMark | 'open' | null {
  if (!/^\d[\d.,]*$/.test(text) || !/[.,]/.test(text)) return null;
  const both = /^[\d]+(?:([.,])\d{3})*([.,])\d+$/.exec(text);
  if (!both) return null;
  if (text.includes('.') && text.includes(',')) return text.lastIndexOf(',') > text.lastIndexOf('.') ? 'comma' : 'point';
  const mark = text.includes(',') ? 'comma' : 'point';
  if (/^\d{1,3}(?:[.,]\d{3}){2,}$/.test(text)) return mark === 'comma' ? 'point' : 'comma';
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(text) ? 'open' : mark;
}
