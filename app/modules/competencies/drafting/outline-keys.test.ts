import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyAct, type Pressed } from './outline-keys.ts';

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});

test('Tab leaves the outline, and only while arranging does it indent; Escape ends that, so the focus is never caught', () => {
  assert.equal(keyAct(press('Tab'), false), null);
  assert.equal(keyAct(press('Tab', { shiftKey: true }), false), null);
  assert.equal(keyAct(press('Tab'), true), 'indent');
  assert.equal(keyAct(press('Tab', { shiftKey: true }), true), 'outdent');
  assert.equal(keyAct(press('Escape'), true), 'leave');
  assert.equal(keyAct(press('Escape'), false), null);
});
test('each act has its key, and keys of the browser and of screen readers stay theirs', () => {
  assert.equal(keyAct(press('ArrowUp', { altKey: true }), false), 'up');
  assert.equal(keyAct(press('Enter', { shiftKey: true }), false), 'inside');
  assert.equal(keyAct(press('z', { metaKey: true }), false), 'undo');
  assert.equal(keyAct(press('Z', { ctrlKey: true, shiftKey: true }), false), 'redo');
  assert.equal(keyAct(press('?', { shiftKey: true }), false), 'help');
  assert.equal(keyAct(press('M', { shiftKey: true }), false), 'merge');
  for (const theirs of [
    press('s', { ctrlKey: true }),
    press('f', { ctrlKey: true }),
    press('s', { altKey: true }),
    press('ArrowDown', { shiftKey: true }),
    press('x'),
    press('z', { ctrlKey: true, altKey: true }),
  ])
    assert.equal(keyAct(theirs, true), null, theirs.key);
});
