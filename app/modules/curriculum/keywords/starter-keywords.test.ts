import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scanText } from './scan-text.ts';
import { compileTerms } from './scanner.ts';
import { starterKeywords } from './starter-keywords.ts';
import { phraseProblem } from './terms.ts';

test('the starter list says that it is ours and not the published one', () => {
  assert.equal(starterKeywords.name, 'Concord starter list');
  assert.match(
    starterKeywords.note,
    /^Written for Concord; it is not the collaborative's published list of 23 keywords, which is not public/,
  );
});

test('every starter term can be searched for, stands once and proposes one of the five competencies', () => {
  assert.deepEqual(
    starterKeywords.terms.filter(({ phrase }) => phraseProblem(phrase) !== null),
    [],
  );
  assert.equal(new Set(starterKeywords.terms.map(({ phrase }) => phrase)).size, starterKeywords.terms.length);
  assert.deepEqual([...new Set(starterKeywords.terms.map(({ competency }) => competency))], ['1', '2', '3', '4', '5']);
});

test('each of the five kinds of learning is found in a sentence that a course might write', () => {
  const scanner = compileTerms(starterKeywords.terms.map(({ phrase, competency }) => ({ id: competency, phrase })));
  const sentences = {
    '1': 'Elicit goals of care and document advance care planning.',
    '2': 'Practise responding to emotions with empathic statements.',
    '3': 'Share difficult news and discuss code status at the end of life.',
    '4': 'Name coping strategies for burnout and moral distress.',
    '5': 'Explain palliative care and when hospice is right.',
  };
  for (const [competency, sentence] of Object.entries(sentences)) {
    const found = scanText(scanner, sentence).map(({ termId }) => termId);
    assert.ok(found.length > 0 && found.every((one) => one === competency), sentence);
  }
});
