import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keywordHead, keywordLine, writtenScan } from './written.ts';

const alone = { synonyms: [], exclusions: [], context: [] };
const goals = { ...alone, id: 'k1', stableId: 's1', phrase: 'goals of care', competencyId: 'c1', code: '1', shortTitle: 'Goals' };
const grief = { ...alone, id: 'k2', stableId: 's2', phrase: 'grief*', competencyId: 'c2', code: '2', shortTitle: 'Emotion' };
const overview = {
  school: { id: 's1', slug: 'ashby', name: 'Ashby', roles: [] },
  years: ['2025-26'],
  year: '2025-26',
  round: null,
  list: {
    ...{ id: 'l1', slug: 'starter', name: 'Starter', version: 1, note: 'Ours', status: 'adopted' as const, isCurrent: true },
    negation: { before: [], after: [], window: 5 },
    keywords: [goals, grief],
  },
  activities: 12,
  lastScan: {
    at: new Date('2026-09-01T12:00:00Z'),
    activities: 12,
    hits: 5,
    byKeyword: { 'goals of care': 5 },
    keywordList: 'Starter, version 1',
    isOfList: true,
  },
  counts: [
    { stableId: 's1', hits: 5, accepted: 2, open: 1 },
    { stableId: 's of an earlier list', hits: 9, accepted: 9, open: 0 },
  ],
};

test('a scan is written keyword by keyword in the order of the list, and what was found nowhere is zero', () => {
  const { keywords, total, lastScan } = writtenScan(overview);
  assert.deepEqual(
    keywords.map((keyword) => keywordLine(keyword).map((value) => (typeof value === 'number' ? Number(value.toFixed(3)) : value))),
    [
      ['goals of care', '1', 'Goals', 5, 2, 1, 0.5, 0.15, 0.85, 'k1'],
      ['grief*', '2', 'Emotion', 0, 0, 0, null, null, null, 'k2'],
    ],
  );
  assert.equal(keywordLine(keywords[0]!).length, keywordHead.length);
  assert.deepEqual([total, lastScan], [2, { at: overview.lastScan.at, list: 'Starter, version 1', activities: 12, hits: 5 }]);
});

test('until the year is scanned with the list, its figures are not known, which is not zero', () => {
  for (const lastScan of [null, { ...overview.lastScan, keywordList: 'Starter, version 0', isOfList: false }]) {
    const written = writtenScan({ ...overview, lastScan });
    assert.deepEqual(keywordLine(written.keywords[0]!), ['goals of care', '1', 'Goals', null, null, null, null, null, null, 'k1']);
    assert.equal(written.lastScan?.list, lastScan?.keywordList);
  }
});

test('without a keyword list or a year a scan is an empty one', () => {
  const { year, list, keywords } = writtenScan({ ...overview, year: null, list: null, lastScan: null, counts: [] });
  assert.deepEqual([year, list, keywords], [null, null, []]);
});
