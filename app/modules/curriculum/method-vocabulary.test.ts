import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findTerm, terms } from './method-vocabulary.ts';

test('the vocabulary has 31 instructional methods, 19 assessment methods and 26 resource types', () => {
  const count = (kind: string) => terms.filter((term) => term.kind === kind).length;
  assert.deepEqual([count('instruction'), count('assessment'), count('resource')], [31, 19, 26]);
  const names = ['IM013', 'IM030', 'IM031', 'AM008', 'AM019', 'RE026'].map((code) => terms.find((term) => term.code === code)?.name);
  assert.deepEqual(names, [
    'Lecture',
    'Workshop',
    'Patient Presentation - Patient',
    'Exam - Nationally Normed/Standardized, Subject',
    'Exam - Institutionally Developed, Laboratory Practical (Lab)',
    'Wet Laboratory',
  ]);
});

test('a term is found by its code or its name, however the letters and spaces are set', () => {
  assert.equal(findTerm('instruction', ' im013 ')?.name, 'Lecture');
  assert.equal(findTerm('instruction', 'discussion,  small group (≤12)')?.code, 'IM008');
  assert.equal(findTerm('assessment', 'Lecture'), null);
  assert.equal(findTerm('instruction', 'AM003')?.kind, 'assessment');
  assert.equal(findTerm('instruction', 'IM013;IM015'), null);
  assert.deepEqual(
    terms.filter(({ isRetired }) => isRetired).map(({ code, replacedBy }) => [code, replacedBy]),
    [['AM015', 'AM019']],
  );
});
