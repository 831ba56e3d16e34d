import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { MapRows } from './edit.ts';
import { type Mergeable, mergedRows } from './merge.ts';

const now = new Date('2026-02-03T12:00:00Z');
type Link = MapRows['competency_link'];

function activity(id: string, more: Partial<Omit<Mergeable, 'activity'>> & { activity?: Partial<Mergeable['activity']> } = {}): Mergeable {
  const none = { description: null, learnerMinutes: null, learnerMinutesMost: null, deliveredMinutes: null, deliveredMinutesMost: null };
  return {
    places: [],
    methods: [],
    links: [],
    hits: [],
    ...more,
    activity: { id, title: 'Talk', ...none, removedAt: null, sameAs: null, ...more.activity },
  };
}
function link(activityId: string, competencyId: string, level: Link['level'], extent: Link['extent']): Link {
  return {
    schoolId: 's',
    activityId,
    competencyId,
    level,
    extent,
    hitId: null,
    linkedBy: null,
    linkedAt: now,
    carriedFrom: null,
    carriedYear: null,
    evidence: null,
    milestoneIds: [],
  };
}
function hit(id: string, activityId: string, answer: MapRows['hit']['answer']): MapRows['hit'] {
  const found = { field: 'title', sentence: 'x', matchStart: 0, matchLength: 1, places: 1, foundAt: now, position: 0 } as const;
  const by = { answeredBy: answer && 'ben', answeredAt: answer && now, reason: null };
  return { schoolId: 's', id, activityId, keywordId: 'k', competencyId: 'c', ...found, answer, ...by };
}

test('the stronger level and the fuller extent stay, and links of the others go over', () => {
  const rows = mergedRows(
    activity('a', { links: [link('a', 'c1', 'practised', 'mentioned')] }),
    [activity('b', { links: [link('b', 'c1', 'introduced', 'fully'), link('b', 'c2', 'assessed', 'partly')] })],
    now,
  );
  const links = rows.filter(({ part }) => part === 'competency_link');
  assert.deepEqual(
    links.map(({ before, after }) => [before && 'was', after && Object.values(after)]),
    [
      ['was', null],
      ['was', null],
      ['was', ['a', 'c1', 'fully']],
      [null, ['a', 'c2', 'assessed', 'partly', null, null, now, null, null, null, []]],
    ],
  );
  const off = rows.find(({ part, rowId }) => part === 'activity' && rowId === 'b');
  assert.deepEqual(off?.after, { id: 'b', removedAt: now, sameAs: 'a' });
});
test('what the kept one does not say it takes from another; what it says stays', () => {
  const other = activity('b', { activity: { learnerMinutes: 90, description: 'Text' } });
  const after = (kept: Mergeable) => mergedRows(kept, [other], now).find(({ rowId, part }) => part === 'activity' && rowId === 'a')?.after;
  assert.deepEqual(after(activity('a')), { id: 'a', description: 'Text', learnerMinutes: 90 });
  assert.deepEqual(after(activity('a', { activity: { learnerMinutes: 0 } })), { id: 'a', description: 'Text' });
});
test('a keyword found in both is answered as it was answered, and moves once', () => {
  const rows = mergedRows(activity('a', { hits: [hit('h1', 'a', null)] }), [activity('b', { hits: [hit('h2', 'b', 'rejected')] })], now);
  const hits = rows.filter(({ part }) => part === 'hit');
  assert.deepEqual(
    hits.map(({ after }) => after),
    [{ id: 'h1', answer: 'rejected', answeredBy: 'ben', answeredAt: now }],
  );
  const moved = mergedRows(
    activity('a'),
    [activity('b', { hits: [hit('h2', 'b', null)] }), activity('c', { hits: [hit('h3', 'c', null)] })],
    now,
  );
  assert.deepEqual(
    moved.filter(({ part }) => part === 'hit').map(({ after }) => after),
    [{ id: 'h2', activityId: 'a' }],
  );
});
test('no link is ever lost or weakened', () => {
  const level = fc.constantFrom('introduced', 'practised', 'assessed');
  const extent = fc.constantFrom('mentioned', 'partly', 'fully');
  const links = (id: string) =>
    fc
      .uniqueArray(fc.record({ competency: fc.constantFrom('c1', 'c2', 'c3'), level, extent }), {
        selector: ({ competency }) => competency,
      })
      .map((each) => each.map((one) => link(id, one.competency, one.level, one.extent)));
  fc.assert(
    fc.property(links('a'), links('b'), links('c'), (a, b, c) => {
      const rows = mergedRows(activity('a', { links: a }), [activity('b', { links: b }), activity('c', { links: c })], now);
      const after = new Map(a.map((each) => [each.competencyId, { level: each.level, extent: each.extent }]));
      for (const row of rows)
        if (row.part === 'competency_link' && row.after)
          after.set(row.after.competencyId!, { ...after.get(row.after.competencyId!)!, ...row.after });
      const levels = ['introduced', 'practised', 'assessed'];
      for (const each of [...a, ...b, ...c]) {
        const stands = after.get(each.competencyId);
        assert.ok(stands && levels.indexOf(stands.level) >= levels.indexOf(each.level), each.competencyId);
      }
    }),
  );
});
