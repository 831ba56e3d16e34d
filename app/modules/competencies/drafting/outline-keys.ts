/** What a key does while an item of the outline has the focus. */
export type KeyAct =
  | 'previous'
  | 'next'
  | 'first'
  | 'last'
  | 'parent'
  | 'child'
  | 'up'
  | 'down'
  | 'indent'
  | 'outdent'
  | 'add'
  | 'inside'
  | 'edit'
  | 'move'
  | 'split'
  | 'mark'
  | 'merge'
  | 'renumber'
  | 'remove'
  | 'undo'
  | 'redo'
  | 'acts'
  | 'arrange'
  | 'leave'
  | 'help';

/** A key as the browser tells it. */
export type Pressed = {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
};

const plain: Readonly<Record<string, KeyAct>> = {
  ArrowUp: 'previous',
  ArrowDown: 'next',
  ArrowLeft: 'parent',
  ArrowRight: 'child',
  Home: 'first',
  End: 'last',
  Enter: 'add',
  e: 'edit',
  F2: 'edit',
  v: 'move',
  s: 'split',
  m: 'mark',
  M: 'merge',
  n: 'renumber',
  Delete: 'remove',
  ' ': 'acts',
  a: 'arrange',
  '?': 'help',
};
const withAlt: Readonly<Record<string, KeyAct>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'indent', ArrowLeft: 'outdent' };

/**
 * What a key does, or null when it is the browser's. Tab leaves the outline, as everywhere; only while a person is arranging do Tab and Shift+Tab indent and outdent,
 * and Escape ends that, so that the focus is never caught (WCAG 2.1.2).
 */
export function keyAct({ key, altKey, ctrlKey, metaKey, shiftKey }: Pressed, isArranging: boolean): KeyAct | null {
  if (ctrlKey || metaKey) {
    if (altKey) return null;
    if (key.toLowerCase() === 'z') return shiftKey ? 'redo' : 'undo';
    return key.toLowerCase() === 'y' ? 'redo' : null;
  }
  if (altKey) return shiftKey ? null : (withAlt[key] ?? null);
  if (isArranging) {
    if (key === 'Tab') return shiftKey ? 'outdent' : 'indent';
    if (key === 'Escape' || key === 'a') return 'leave';
  }
  if (key === 'Enter' && shiftKey) return 'inside';
  if (shiftKey && key !== 'M' && key !== '?') return null;
  return plain[key] ?? null;
}

/** The keys of the outline for its help. */
export const keyWords: readonly (readonly [keys: string, does: string])[] = [
  ['↑ ↓', 'Go to the item before or after'],
  ['← →', 'Go to the item above it, or to the first under it'],
  ['Home End', 'Go to the first or the last item'],
  ['Enter', 'Add an item below'],
  ['Shift+Enter', 'Add an item inside'],
  ['e F2', 'Edit'],
  ['Alt+↑ Alt+↓', 'Move up or down'],
  ['Alt+→ Alt+←', 'Indent or outdent'],
  ['a', 'Arrange: Tab indents and Shift+Tab outdents, until Escape'],
  ['v', 'Move to any place'],
  ['s', 'Split'],
  ['m', 'Mark for merging, or take the mark away'],
  ['Shift+M', 'Merge what is marked'],
  ['n', 'Number what stands under it'],
  ['Delete', 'Remove'],
  ['Space', 'All acts'],
  ['Ctrl+Z', 'Undo'],
  ['Ctrl+Y', 'Do again'],
  ['?', 'Show or hide this list'],
];
