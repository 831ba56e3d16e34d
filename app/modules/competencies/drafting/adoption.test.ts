import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decisionTotals, obstacles } from './adoption.ts';

const school = (links: number, isMapping = true) => ({ isMapping, links });
for (const [what, schools, links, affected] of [
  ['nobody maps', [school(0, false)], /^No school maps/, null],
  ['one school maps', [school(40)], /^Fewer than three schools map/, null],
  ['two schools map', [school(40), school(0)], /^Fewer than three schools map/, null],
  ['nothing is to decide', [school(0), school(0), school(0)], /^No link of any school/, null],
  ['few links', [school(1), school(1), school(2)], /^Fewer than 5 links/, /^They are of 3 schools/],
  ['one school has many', [school(900), school(0), school(0)], /^Links of fewer than three schools/, /^How many is theirs/],
  ['two schools have many', [school(900), school(80), school(0)], /^Links of fewer than three schools/, /^How many is theirs/],
  ['three schools have many', [school(900), school(300), school(34), school(0)], /^1,234 links/, /^They are of 3 schools/],
] as const)
  test(`two totals that show no single school’s map: ${what}`, () => {
    const said = decisionTotals(schools);
    assert.match(said.links, links);
    if (affected) assert.match(said.schools!, affected);
    else assert.equal(said.schools, null);
  });

test('where schools map, every competency is told from every other by its code and by its words', () => {
  const item = (id: string, code: string | null, text: string, kind: 'competency' | 'milestone' = 'competency') => ({
    id,
    code,
    text,
    kind,
    title: text,
  });
  const found = (mapped: boolean) =>
    obstacles(
      [item('a', '1', 'One'), item('b', '1', 'Two'), item('c', null, 'Three'), item('d', '4', 'one '), item('m', null, 'One', 'milestone')],
      mapped,
    ).map(({ itemId }) => itemId);
  assert.deepEqual(found(true), ['b', 'c', 'd']);
  assert.deepEqual(found(false), []);
  assert.deepEqual(obstacles([item('m', null, 'One', 'milestone')], false).length, 1);
});
