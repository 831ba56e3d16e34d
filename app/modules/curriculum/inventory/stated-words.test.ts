import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { activityIdOf, courseIdOf, objectiveIdOf } from './derived-id.ts';
import { levelsIn, usualLevels } from './stated-levels.ts';
import { linesOf, listOf } from './stated-list.ts';
import { methodIn } from './stated-method.ts';
import { decimalMarkIn, readCount, readNumber } from './stated-number.ts';
import { requirementIn } from './stated-requirement.ts';

test('years of study are read from what schools write, and names are not guessed to be numbers', () => {
  const read = (text: string) => {
    const levels = levelsIn(text);
    return levels && [levels.first, levels.last];
  };
  for (const text of ['1', 'MS1', 'MS 1', 'M1', 'OMS-I', 'Year 1', 'Yr 1', 'Y1', 'first year', '1st', 'Level I', 'MS1 (fall)'])
    assert.deepEqual(read(text), [1, 1], text);
  for (const text of ['M3-M4', 'MS3/4', 'Years 3-4', 'Y3 & Y4', '3-4', 'MS III-IV', 'third and fourth year'])
    assert.deepEqual(read(text), [3, 4], text);
  for (const text of ['Pre-clerkship', 'Clerkship', '2025', '2025-26', 'Fall', '0', '9', 'Miscellaneous'])
    assert.equal(read(text), null, text);
});

test('a phase whose name says it is proposed for its usual years', () => {
  const [before, core, all, none] = ['Pre-clerkship', 'Core clerkships', 'Clinical years', 'Discovery'].map(usualLevels);
  assert.deepEqual([before, core, all, none], [{ first: 1, last: 2 }, { first: 3, last: 3 }, { first: 3, last: 4 }, null]);
});

test('words about requirement are read, and a word that could mean anything is not', () => {
  assert.deepEqual(
    ['R', 'Mandatory', 'core', 'E', 'Optional', 'not required', 'Required in track', 'Y', '✓', 'N', 'Maybe', ''].map(requirementIn),
    ['required', 'required', 'required', 'elective', 'elective', 'elective', 'required-in-track', 'yes', 'yes', 'no', null, null],
  );
});

test('methods are read by code, by name and by what schools call them', () => {
  const code = (word: string) => methodIn(word, 'instruction')?.term.code ?? null;
  assert.deepEqual(['IM013', 'lecture', 'Lectures', 'Small Group', 'PBL', 'Lab', 'OSCE', 'IM013 - Lecture', 'Chalk talk'].map(code), [
    'IM013',
    'IM013',
    'IM013',
    'IM008',
    'IM019',
    'IM012',
    'AM003',
    'IM013',
    null,
  ]);
  assert.equal(methodIn('OSCE', 'assessment')?.term.code, 'AM003');
});

test('a list is parted where it is said to be, and loses bullets, numbers and HTML', () => {
  assert.deepEqual(listOf('1. Explain preload\n2) Describe afterload', 'newline'), ['Explain preload', 'Describe afterload']);
  assert.deepEqual(listOf('<ul><li>Explain&nbsp;preload</li><li>Describe <b>after</b>load</li></ul>', 'newline'), [
    'Explain preload',
    'Describe afterload',
  ]);
  assert.deepEqual(listOf('a; b;;c ', 'semicolon'), ['a', 'b', 'c']);
  assert.deepEqual(listOf('• one, two\n• three', 'one'), ['• one, two • three']);
  assert.deepEqual(linesOf('<p>First</p><p>Second &amp; last, x < 5</p>\n\n'), ['First', 'Second & last, x < 5']);
});

test('numbers are read with either mark, and the mark is told where it shows', () => {
  assert.deepEqual(
    [
      readNumber('1,234.5', 'point'),
      readNumber('1.234,5', 'comma'),
      readNumber('1,5', 'point'),
      readNumber('x', 'point'),
      readNumber('-1', 'point'),
    ],
    [1234.5, 1234.5, 1.5, null, null],
  );
  assert.deepEqual(['1,5', '1.5', '1,500', '1.234,5', '12', '0,125', '1,234,567'].map(decimalMarkIn), [
    'comma',
    'point',
    'open',
    'comma',
    null,
    'comma',
    'point',
  ]);
  assert.deepEqual([readCount('12', 'point'), readCount('12.5', 'point'), readCount('1,200', 'point')], [12, null, 1200]);
});

test('an id that is made here is readable, at most 600 characters, and the same for the same words', () => {
  assert.equal(activityIdOf('Cardiology', 'Heart  Failure'), 'title:cardiology / heart failure');
  assert.equal(activityIdOf('', 'Heart failure'), 'title:heart failure');
  assert.equal(courseIdOf('Cardiology'), 'course:cardiology');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), fc.string({ unit: 'binary', maxLength: 2000 }), (course, title) => {
      for (const id of [activityIdOf(course, title), courseIdOf(course), objectiveIdOf(title)]) assert.ok(id.length <= 600);
    }),
  );
  const long = 'x'.repeat(900);
  assert.notEqual(activityIdOf('', `${long}a`), activityIdOf('', `${long}b`));
});
