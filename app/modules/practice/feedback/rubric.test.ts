import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchors, anchorWords, lineOf } from './rubric.ts';

const published = [1, 2, 3, 4, 5].map((code) => `01900000-0000-7000-8000-00000000022${code}`);

test('each of the five competencies has a line of its own, and any other the general one', () => {
  const looks = published.map((id) => lineOf(id).look);
  assert.equal(new Set(looks).size, 5);
  assert.ok(!looks.includes(lineOf('01900000-0000-7000-8000-00000000abcd').look));
});

test('anchors are words in an order, never numbers, and each line says what it rests on', () => {
  for (const id of [...published, 'another']) {
    const { look, anchors: words, facts } = lineOf(id);
    assert.deepEqual(Object.keys(words), [...anchors]);
    assert.doesNotMatch([look, ...Object.values(words)].join(' '), /\d/);
    assert.ok(facts.length > 0 && facts.every(({ source, year, link }) => source && year > 2000 && link.startsWith('https://')));
  }
});

test('what was said is told in the words of its line', () => {
  assert.equal(anchorWords(published[1]!, 'not-seen'), 'Not seen this time');
  assert.match(anchorWords(published[1]!, 'throughout'), /left silence/);
  assert.equal(anchorWords(published[1]!, 'of-another-version'), 'of-another-version');
});
