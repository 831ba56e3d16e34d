import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recruitment } from './recruitment.ts';

const at = { siteId: 'a', site: 'Ashby', reason: '', came: false };

test('how the asking went is counted by site, and whoever came counts as having come though they withdrew', () => {
  const counted = recruitment([
    { ...at, siteId: 'c', site: 'Calder', state: 'agreed', came: true },
    { ...at, state: 'agreed', came: true },
    { ...at, state: 'agreed' },
    { ...at, state: 'asked' },
    { ...at, state: 'declined', reason: 'No time' },
    { ...at, state: 'declined', reason: ' No time ' },
    { ...at, state: 'declined' },
    { ...at, state: 'withdrawn', came: true, reason: 'Moved away' },
  ]);
  assert.deepEqual(counted, [
    {
      siteId: 'a',
      site: 'Ashby',
      asked: 7,
      unanswered: 1,
      declined: 3,
      withdrawn: 1,
      absent: 1,
      came: 2,
      reasons: [
        ['No time', 2],
        ['Moved away', 1],
      ],
    },
    { siteId: 'c', site: 'Calder', asked: 1, unanswered: 0, declined: 0, withdrawn: 0, absent: 0, came: 1, reasons: [] },
  ]);
});

test('nobody asked is nothing to count', () => {
  assert.deepEqual(recruitment([]), []);
});
