import { invalid } from '#app/platform/problem.ts';
import { type DraftItem, nameOf } from './outline-tree.ts';

/** The item that a person names by its code, or by words of it. Refused when none or several answer to it. */
export function targetIn<Each extends Pick<DraftItem, 'id' | 'code' | 'shortTitle' | 'text'>>(items: readonly Each[], named: string): Each {
  const words = named.trim().toLowerCase();
  if (words === '') throw invalid('Write the code of an item, or words of it.');
  const byCode = items.filter(({ code }) => code?.toLowerCase() === words);
  const found =
    byCode.length > 0
      ? byCode
      : items.filter((item) => `${item.code ?? ''} ${item.shortTitle ?? ''} ${item.text}`.toLowerCase().includes(words));
  const [first, second] = found;
  if (!first) throw invalid(`No item has the code or the words “${named}”. Write them as they stand in the outline.`);
  if (second)
    throw invalid(`${found.length} items answer to “${named}”, such as ${nameOf(first)} and ${nameOf(second)}. Write more of the words.`);
  return first;
}
