/** Words that are marked in a text of the page: [begins, ends) in UTF-16 units, and the elements with `data-begins` that they meet. */
export type MarkedWords = { readonly begins: number; readonly ends: number; readonly words: string; readonly met: readonly HTMLElement[] };

/** Every element whose text begins at the unit that its `data-begins` says. */
export function textsWithUnits(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-begins]')];
}

/** What is marked in such elements; null when nothing is, or when a mark begins or ends outside of them. */
export function markedWords(selection: Selection | null): MarkedWords | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const [begins, ends] = [unitAt(range.startContainer, range.startOffset), unitAt(range.endContainer, range.endOffset)];
  const words = selection.toString().trim();
  if (begins === null || ends === null || words === '') return null;
  return { begins, ends, words, met: textsWithUnits().filter((text) => range.intersectsNode(text)) };
}

function unitAt(node: Node, offset: number): number | null {
  const text = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-begins]');
  if (!text) return null;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(node, offset);
  return Number(text.dataset.begins) + before.toString().length;
}
