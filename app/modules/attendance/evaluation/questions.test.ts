import assert from 'node:assert/strict';
import { test } from 'node:test';
import { questionLines, readAnswers, readQuestions, summed, usualQuestions } from './questions.ts';

test('questions are written as lines and read back the same', () => {
  const { questions, mistake } = readQuestions(questionLines(usualQuestions));
  assert.equal(mistake, null);
  assert.deepEqual(
    questions.map(({ id, ...rest }) => rest),
    usualQuestions.map(({ id, ...rest }) => rest),
  );
  assert.match(readQuestions('scale: Good?\nWhat?').mistake!, /Line 2/);
  assert.match(readQuestions(' \n').mistake!, /at least one/);
  assert.match(readQuestions('text: a\n'.repeat(9)).mistake!, /At most 8/);
});
test('an answer that is none is left out', () => {
  assert.deepEqual(readAnswers(usualQuestions, { worth: '6', use: '4', what: ' ', better: 'Longer pauses', other: 'x' }), {
    use: 4,
    better: 'Longer pauses',
  });
});
test('nothing is read of fewer than five, and no mean of a question that fewer answered', () => {
  const response = { worth: 4, what: 'Zebra' };
  assert.equal(
    summed(
      usualQuestions,
      Array.from({ length: 4 }, () => response),
    ),
    null,
  );
  const all = summed(usualQuestions, [...Array.from({ length: 4 }, () => response), { use: 2, what: 'Ask first' }])!;
  const [worth, use, what] = all;
  assert.ok(worth && 'counts' in worth && use && 'counts' in use && what && 'words' in what);
  assert.deepEqual([worth.counts, worth.mean, use.counts], [[0, 0, 0, 4, 0], null, [0, 1, 0, 0, 0]]);
  assert.deepEqual(what.words, ['Ask first', 'Zebra', 'Zebra', 'Zebra', 'Zebra']);
});
