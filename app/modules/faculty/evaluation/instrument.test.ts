import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AnsweredRow, effectWords, followUpFigures, movedWords, pWords, questionFigures, writtenWords } from './figures.ts';
import { askingsOf, type Instrument, plainCode, questionLines, readAnswers, readPoints, readQuestions, usualPoints } from './instrument.ts';

const competencies = [{ stableId: '01900000-0000-7000-8000-000000000001', code: '1' }];
const { questions } = readQuestions('1: I can sit with silence\naim: I can run a role play', { points: usualPoints, competencies });
const thenTest: Instrument = { design: 'then-test', questions, kirkpatrick: 2, moore: 4 };
const prePost: Instrument = { ...thenTest, design: 'pre and post' };
const row = (part: AnsweredRow['part'], before: AnsweredRow['before'], after: AnsweredRow['after']): AnsweredRow => ({
  part,
  phase: 'after',
  before,
  after,
});

test('questions are written as lines and read back the same; a mistake names its line', () => {
  assert.deepEqual(
    questions.map(({ about, words }) => [about !== null, words]),
    [
      [true, 'I can sit with silence'],
      [false, 'I can run a role play'],
    ],
  );
  assert.equal(
    questionLines(questions, () => '1'),
    '1: I can sit with silence\naim: I can run a role play',
  );
  assert.match(readQuestions('aim: x\n9: y', { points: usualPoints, competencies }).mistake!, /Line 2 .*code of a competency/);
  assert.match(readQuestions(' ', { points: usualPoints, competencies }).mistake!, /at least one/);
  assert.match(readQuestions('aim: x\n'.repeat(9), { points: usualPoints, competencies }).mistake!, /At most 8/);
  assert.deepEqual(readPoints('No | A little | Yes'), ['No', 'A little', 'Yes']);
  assert.deepEqual([readPoints('Yes'), readPoints('a | a')], [null, null]);
});
test('it is asked a week before, a fortnight after, and after 3 and 12 months; a then-test asks nothing before', () => {
  const dates = { startsAt: new Date('2026-03-02T14:00:00Z'), endsAt: new Date('2026-03-30T16:00:00Z') };
  const days = (design: Instrument['design']) =>
    askingsOf({ design, followUps: [3, 12] }, dates).map(({ phase, opensAt, closesAt }) => [
      phase,
      opensAt.toISOString().slice(0, 10),
      closesAt.toISOString().slice(0, 10),
    ]);
  assert.deepEqual(days('then-test'), [
    ['after', '2026-03-30', '2026-04-13'],
    ['3 months', '2026-06-30', '2026-07-21'],
    ['12 months', '2027-03-30', '2027-04-20'],
  ]);
  assert.deepEqual(days('pre and post')[0], ['before', '2026-02-23', '2026-03-02']);
});
test('an answer that is none is left out; a code is the same however it is typed, and too short a one is none', () => {
  const typed = { 'then.q1': '2', 'now.q1': '9', 'now.q2': '5', intend: ' Wait longer ', better: '' };
  assert.deepEqual(readAnswers(thenTest, { phase: 'after', typed }), {
    scales: { 'then.q1': 2, 'now.q2': 5 },
    texts: { intend: 'Wait longer' },
  });
  assert.deepEqual(readAnswers(prePost, { phase: '3 months', typed: { did: '3', 'now.q1': '1' } }), { scales: { did: 3 }, texts: {} });
  assert.equal(plainCode(' Él-m 07 a '), plainCode('EL M07A'));
  assert.deepEqual([plainCode('a-1'), plainCode('')], [null, null]);
});
test('first who moved and how many said each word, then each effect by its name; under five pairs nothing, not even how many', () => {
  const rows = [
    [1, 3],
    [2, 3],
    [2, 2],
    [3, 2],
    [2, 4],
    [1, 4],
  ].map(([then, now]) => row('then-test', null, { 'then.q1': then!, 'now.q1': now!, ...(now === 4 && { 'then.q2': 1, 'now.q2': 5 }) }));
  const [first, second] = questionFigures(thenTest, rows);
  assert.ok(first && first.hidden === null);
  assert.deepEqual([first.pairs, first.up, first.down, first.same], [6, 4, 1, 1]);
  assert.deepEqual(
    [first.before, first.after],
    [
      [2, 3, 1, 0, 0],
      [0, 2, 2, 2, 0],
    ],
  );
  assert.equal(movedWords(first), '4 of 6 moved up, 1 down, 1 stayed');
  assert.match(effectWords(first.gz), /^0\.\d\d \(95 % interval -?\d\.\d\d to \d\.\d\d\)$/);
  assert.match(pWords(first.test), /^0\.\d{3}$/);
  assert.deepEqual([second!.pairs, /Fewer than 5/.test(second!.hidden ?? '')], [null, true]);
});
test('the two designs are never pooled: pairs of one are no pairs of the other', () => {
  const pairs = Array.from({ length: 6 }, () => row('pair', { 'now.q1': 1 }, { 'now.q1': 3 }));
  const thens = Array.from({ length: 6 }, () => row('then-test', null, { 'then.q1': 2, 'now.q1': 3 }));
  const [ofPairs] = questionFigures(prePost, [...pairs, ...thens]);
  assert.deepEqual([ofPairs!.pairs, ofPairs!.hidden === null && ofPairs!.before[0]], [6, 6]);
  assert.match(ofPairs!.hidden === null ? effectWords(ofPairs!.dz) : '', /not defined: everybody changed by the same amount/);
  const [ofThens] = questionFigures(thenTest, [...pairs, ...thens]);
  assert.equal(ofThens!.hidden === null && ofThens!.before[1], 6);
});
test('what people meant to do is counted in ordered words from five on, and words stand in the order of their letters', () => {
  const did = (said: number): AnsweredRow => ({ part: 'follow-up', phase: '3 months', before: null, after: { did: said } });
  assert.deepEqual(followUpFigures([1, 3, 3, 4, 4].map(did)), [{ phase: '3 months', counts: [1, 0, 2, 2] }]);
  assert.deepEqual(followUpFigures([1, 3, 3, 4].map(did)), [{ phase: '3 months', counts: null }]);
  const words = [row('words', null, { intend: 'Wait' }), row('words', null, { intend: 'Ask first' })];
  assert.deepEqual(writtenWords(words), [{ phase: 'after', asked: 'What do you mean to do differently?', words: ['Ask first', 'Wait'] }]);
});
