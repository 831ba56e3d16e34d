import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Keyword, KeywordList } from './keyword-list.ts';
import { listDifference } from './list-difference.ts';
import { listWith, trialOf, tryText } from './trial.ts';

const negation = { before: ['no'], after: [], window: 5 };

function keyword(stableId: string, phrase: string, words: Partial<Keyword> = {}): Keyword {
  const alone = { synonyms: [], exclusions: [], context: [] };
  return { id: `of this version ${stableId}`, stableId, phrase, competencyId: 'c', code: '1', shortTitle: 'Goals', ...alone, ...words };
}

function list(...keywords: Keyword[]): Pick<KeywordList, 'keywords' | 'negation'> {
  return { negation, keywords };
}

function activity(id: string, title: string) {
  return { id, title, description: null, objectives: [], keywords: [] };
}

test('a trial says which activities a word would add and which it would lose', () => {
  const before = list(keyword('h', 'hospice'), keyword('p', 'pain'));
  const { read, result } = trialOf(
    before,
    listWith(before, { ...keyword('p', 'pain', { exclusions: ['knee pain'] }), synonyms: ['ache*'] }),
  );
  for (const [id, title] of [
    ['1', 'Knee pain'],
    ['2', 'Pain and hospice'],
    ['3', 'Headache, and aches'],
    ['4', 'No aches'],
  ] as const)
    read(activity(id, title));
  const { activities, keywords, added, lost } = result();
  assert.equal(activities, 4);
  assert.deepEqual(
    keywords.map(({ phrase, before: was, after }) => [phrase, was, after]),
    [
      ['hospice', 1, 1],
      ['pain', 2, 2],
    ],
  );
  assert.deepEqual(
    added.map(({ title, phrase, sentence }) => [title, phrase, sentence]),
    [['Headache, and aches', 'pain', 'Headache, and aches']],
  );
  assert.deepEqual(
    lost.map(({ title }) => title),
    ['Knee pain'],
  );
});

test('one more word is tried beside the list', () => {
  const before = list(keyword('h', 'hospice'));
  const { read, result } = trialOf(before, listWith(before, { ...keyword('x', 'grief'), stableId: null }));
  read(activity('1', 'Grief at the hospice'));
  assert.deepEqual(
    result().added.map(({ phrase }) => phrase),
    ['grief'],
  );
  assert.deepEqual(result().lost, []);
});

test('a text says of every place whether it counts, and why not', () => {
  const tried = list(keyword('h', 'hospice'), keyword('p', 'pain', { context: ['cancer'], exclusions: ['knee pain'] }));
  assert.deepEqual(
    tryText(tried, 'Knee pain. No hospice. A hospice, and pain.').places.map(({ phrase, sentence, unless }) => [
      phrase,
      sentence,
      unless?.why ?? 'counts',
      unless?.words,
    ]),
    [
      ['pain', 'Knee pain.', 'excluded', 'Knee pain'],
      ['hospice', 'No hospice.', 'negated', 'No'],
      ['hospice', 'A hospice, and pain.', 'counts', undefined],
      ['pain', 'A hospice, and pain.', 'context', 'cancer'],
    ],
  );
});

test('a text that is nothing but keywords is tried at once: every place is counted, the first hundred are shown', () => {
  const tried = list(keyword('h', 'hospice'), keyword('p', 'pain'));
  const text = 'hospice. No hospice. Pain. '.repeat(7_000);
  const { total, counted, places } = tryText(tried, text, 'h');
  assert.deepEqual([total, counted, places.length], [14_000, 7_000, 100]);
  assert.equal(tryText(tried, text).total, 21_000);
});

test('two versions differ by what came, went and changed; a word in another order is the same', () => {
  const one = list(keyword('a', 'grief', { synonyms: ['loss', 'mourning'] }), keyword('b', 'pain'), keyword('c', 'hospice'));
  const other = {
    ...list(keyword('a', 'grief', { synonyms: ['mourning', 'loss'] }), keyword('b', 'pain*'), keyword('d', 'palliative')),
    negation: { ...negation, window: 2 },
  };
  const { changes, same, negation: before } = listDifference(one, other);
  assert.deepEqual(
    changes.map((change) => [change.kind, change.before?.phrase, change.after?.phrase]),
    [
      ['changed', 'pain', 'pain*'],
      ['came', undefined, 'palliative'],
      ['went', 'hospice', undefined],
    ],
  );
  assert.deepEqual([same, before?.window], [1, 5]);
});
