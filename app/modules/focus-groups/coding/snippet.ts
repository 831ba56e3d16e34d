/** Words that were looked for, as they stand, with what stands around them. */
export type Snippet = { readonly before: string; readonly words: string; readonly behind: string };

const around = 80;

/** Each place where these very words stand in a text, whatever the case, with up to 80 letters before and behind, cut between words. Empty words stand nowhere. */
export function foundIn(text: string, words: string): Snippet[] {
  if (words === '') return [];
  const sought = new RegExp(words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+'), 'giu');
  return [...text.matchAll(sought)].map(({ 0: found, index }) => {
    const [from, to] = [index - around, index + found.length + around];
    const before = text.slice(Math.max(0, from), index);
    const behind = text.slice(index + found.length, to);
    return {
      before: from > 0 ? withoutHalf(before.replace(/^\S*\s+/, '… ')) : before,
      words: found,
      behind: to < text.length ? withoutHalf(behind.replace(/\s+\S*$/, ' …')) : behind,
    };
  });
}

/** A letter of two units that was cut in two is left out. */
function withoutHalf(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
}
