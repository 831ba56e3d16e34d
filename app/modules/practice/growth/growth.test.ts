import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growthSvg } from './drawing.ts';
import { chartLines, growthLines, growthOf, type Observed, type SelfView } from './growth.ts';

const competencies = [
  { stableId: 'a', code: '1' },
  { stableId: 'b', code: '2' },
  { stableId: 'c', code: '3' },
];
const view = (id: string, month: string, tried: string[], selfScale: SelfView['selfScale']): SelfView => ({
  id,
  month,
  competencies: tried,
  selfScale,
});
const seen = (id: string, month: string, change: Partial<Observed>): Observed => ({
  ...{ id, month, step: null, anchors: {}, entryId: null, by: 'An attending', state: 'unverified' },
  ...change,
});
const views = [view('e2', '2026-03', ['a'], 'near'), view('e1', '2025-11', ['a', 'b'], 'prompted'), view('e3', '2026-03', ['a'], null)];
const observations = [
  seen('o1', '2026-01', { anchors: { a: 'partly' } }),
  seen('o2', '2026-03', { entryId: 'e2', step: 'prompted' }),
  seen('o3', '2026-03', { entryId: 'e9', step: 'own' }),
];

test('self-views and observations are two series of single points, by month, and a competency without any is left out', () => {
  const growth = growthOf(competencies, views, observations);
  assert.deepEqual(
    growth.map(({ competency, self, observed }) => [competency.code, self.map(({ id }) => id), observed.map(({ id }) => id)]),
    [
      ['1', ['e1', 'e2'], ['o1', 'o2']],
      ['2', ['e1'], []],
    ],
  );
});

test('what was written as a file has a line a point, with the words of the scale and no number made of them', () => {
  assert.deepEqual(growthLines(growthOf(competencies, views, observations)[0]!), [
    ['1', '2025-11', 'self-view', 'prompted', null, null, null],
    ['1', '2026-03', 'self-view', 'near', null, null, null],
    ['1', '2026-01', 'observed', null, 'partly', 'An attending', 'unverified'],
    ['1', '2026-03', 'observed', 'prompted', null, 'An attending', 'unverified'],
  ]);
});

test('points stand on the line of their step, months from left to right, and those of one month side by side', () => {
  const twice = [view('x', '2025-01', ['a'], 'near'), view('y', '2025-01', ['a'], 'near'), view('z', '2026-01', ['a'], 'own')];
  const { first, last, lines } = chartLines(growthOf(competencies, twice, [])[0]!);
  assert.deepEqual([first, last], ['2025-01', '2026-01']);
  assert.deepEqual(
    lines.map(({ step, self }) => [step, self.map(({ along, nth }) => [along, nth])]),
    [
      ['own', [[1, 0]]],
      [
        'near',
        [
          [0, 0],
          [0, 1],
        ],
      ],
      ['prompted', []],
      ['taken-over', []],
    ],
  );
});

test('a drawing taken along has a mark for each point that is on the scale, its words for who does not see it, and no foreign mark-up', () => {
  const named = competencies.map((competency) => ({ ...competency, shortTitle: 'Goals & <values>' }));
  const svg = growthSvg(growthOf(named, views, observations));
  assert.equal(svg.match(/<circle/g)!.length - 1, 3);
  assert.equal(svg.match(/<path/g)!.length - 1, 1, 'what says no step stands in the words alone');
  assert.match(
    svg,
    /<desc id="description">1 Goals &amp; &lt;values&gt;: November 2025, seen by oneself, I did it with prompts along the way; .*January 2026, seen by others;/,
  );
  assert.doesNotMatch(svg, /<values>|NaN|undefined/);
});
