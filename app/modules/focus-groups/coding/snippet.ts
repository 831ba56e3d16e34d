import type { Span } from '#app/maths/spans.ts';

/** Words that were looked for, as they stand, with what stands around them. */
export type Snippet = { readonly before: string; readonly words: string; readonly behind: string };

/** Where these very words stand in a text, whatever the case; a blank stands for any blanks within a line. Empty words stand nowhere. */
export function placesOf(text: string, words: string): Span[] {
  if (words === '') return [];
  const sought = new RegExp(words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '[^\\S\\n]+'), 'giu');
  return [...text.matchAll(sought)].map(({ 0: { length }, index }) => ({ start: index, end: index + length }));
}

/** What stands at a place of a text, with up to so many letters before and behind, cut between words. */
export function snippetAt(text: string, { start, end }: Span, around = 80): Snippet {
  const [from, to] = [start - around, end + around];
  const before = text.slice(Math.max(0, from), start);
  const behind = text.slice(end, to);
  return {
    before: from > 0 ? withoutHalf(before.replace(/^\S*\s+/, '… ')) : before,
    words: text.slice(start, end),
    behind: to < text.length ? withoutHalf(behind.replace(/\s+\S*$/, ' …')) : behind,
  };
}

/** Each place where these very words stand in a text, with what stands around it. */
export function foundIn(text: string, words: string): Snippet[] {
  return placesOf(text, words).map((place) => snippetAt(text, place));
}

/** A letter of two units that was cut in two is left out. */
function withoutHalf(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
}
