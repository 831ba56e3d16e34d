import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SaxesParser } from 'saxes';
import { chartSvg, stackOf } from './chart.ts';

test('a stack begins at zero and ends at the sum of its values; of nothing there is no bar', () => {
  assert.deepEqual(stackOf([1, 2, 1], 8), [
    { start: 0, width: 12.5 },
    { start: 12.5, width: 25 },
    { start: 37.5, width: 12.5 },
  ]);
  assert.deepEqual(stackOf([0], 0), [{ start: 0, width: 0 }]);
});

test('a chart’s file is well formed whatever a title holds, says every value in its description, and tells series apart without colour', () => {
  const svg = chartSvg({
    ...{ title: 'A < B & "C"', series: ['One', 'Two'], unit: 'activities', max: 3 },
    bars: [{ label: 'First & last', values: [1, 2], text: '1 · 2' }],
  });
  let described = '';
  let isDescription = false;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => (isDescription = name === 'desc'));
  parser.on('text', (text) => (described += isDescription ? text : ''));
  parser.on('closetag', () => (isDescription = false));
  parser.on('error', (error) => assert.fail(error.message));
  parser.write(svg).close();
  assert.equal(described, 'First & last: One 1, Two 2');
  assert.match(svg, /url\(#lines\)/);
});
