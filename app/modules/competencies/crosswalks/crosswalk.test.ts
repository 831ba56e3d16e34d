import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carriedAcross, crosswalkBetween, type Kept } from './crosswalk.ts';

const kept = (id: string, type: string, originStableId: string, destinationStableId: string): Kept => ({
  id,
  type,
  originStableId,
  destinationStableId,
  note: null,
});
const ends = { from: new Set(['a1', 'a2']), to: new Set(['b1', 'b2']) };

test('a crosswalk reads the same from both ends, broader becoming narrower', () => {
  const here = [kept('1', 'exactMatchOf', 'a1', 'b1'), kept('2', 'ext:broader', 'a2', 'b2')];
  const words = (pairs: ReturnType<typeof crosswalkBetween>) => pairs.map(({ from, relation, to }) => `${from} ${relation} ${to}`);
  assert.deepEqual(words(crosswalkBetween(here, ends)), ['a1 exact b1', 'a2 broader b2']);
  assert.deepEqual(words(crosswalkBetween(here, { from: ends.to, to: ends.from })), ['b1 exact a1', 'b2 narrower a2']);
});

test('what both frameworks say of a pair stands once, as the first says it', () => {
  const both = [kept('theirs', 'isRelatedTo', 'b1', 'a1'), kept('ours', 'ext:narrower', 'a1', 'b1')];
  assert.deepEqual(
    crosswalkBetween(both, ends).map(({ id, relation, isKeptHere }) => [id, relation, isKeptHere]),
    [['ours', 'narrower', true]],
  );
});

test('other kinds of association, and ends in a third framework, are no part of it', () => {
  assert.deepEqual(crosswalkBetween([kept('1', 'replacedBy', 'a1', 'b1'), kept('2', 'exactMatchOf', 'a1', 'c1')], ends), []);
});

test('a link is carried once to each item it reaches, by the strongest relation asked for', () => {
  const pairs = [
    { from: 'a1', to: 'b1', relation: 'related' },
    { from: 'a2', to: 'b1', relation: 'exact' },
    { from: 'a1', to: 'b2', relation: 'narrower' },
  ] as const;
  const links = [
    { activityId: 'x', stableId: 'a1' },
    { activityId: 'x', stableId: 'a2' },
    { activityId: 'y', stableId: 'a1' },
  ];
  const said = (by: Parameters<typeof carriedAcross>[2]) =>
    carriedAcross(links, pairs, by).map(({ link, to, relation }) => `${link.activityId} ${to} ${relation}`);
  assert.deepEqual(said(['exact', 'related']), ['x b1 exact', 'y b1 related']);
  assert.deepEqual(said(['exact']), ['x b1 exact']);
  assert.deepEqual(said([]), []);
});
