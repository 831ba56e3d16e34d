import assert from 'node:assert/strict';
import { test } from 'node:test';
import { together } from './link.ts';

test('links that come together say the furthest level and the fullest extent, whichever link said it', () => {
  assert.deepEqual(
    together([
      { level: 'assessed', extent: 'mentioned' },
      { level: 'introduced', extent: 'fully' },
    ]),
    { level: 'assessed', extent: 'fully' },
  );
  assert.deepEqual(together([{ level: 'practised', extent: 'partly' }]), { level: 'practised', extent: 'partly' });
});
