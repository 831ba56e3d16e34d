import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foundIn } from './snippet.ts';

test('words are found whatever their case, each place once, with what stands around them', () => {
  assert.deepEqual(foundIn('She sat. Then SHE asked.', 'she'), [
    { before: '', words: 'She', behind: ' sat. Then SHE asked.' },
    { before: 'She sat. Then ', words: 'SHE', behind: ' asked.' },
  ]);
  assert.deepEqual(foundIn('anything', ''), []);
});

test('what stands around is cut between words, and says that it was', () => {
  const [found] = foundIn(`extraordinary ${'so '.repeat(24)}quiet silence ${'so '.repeat(26)}want`, 'silence');
  assert.match(found!.before, /^… so so /);
  assert.match(found!.behind, / so so …$/);
});

test('what was typed is looked for as it is, whatever signs it has, and no letter is cut in two', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ minLength: 1 }).filter((each) => each.trim() !== ''),
      fc.string(),
      (before, words, behind) => {
        const found = foundIn(before + words + behind, words);
        assert.ok(found.length > 0);
        for (const each of found) assert.ok((each.before + each.behind).isWellFormed() || !(before + words + behind).isWellFormed());
      },
    ),
  );
  assert.equal(foundIn(`🌿${'a'.repeat(79)}word`, 'word')[0]?.before, 'a'.repeat(79));
});

test('a blank stands for any blanks of a line; what stands on two lines, as in two turns, is not one place', () => {
  assert.deepEqual(
    foundIn('a very  rare\u00a0word', 'very rare word').map(({ words }) => words),
    ['very  rare\u00a0word'],
  );
  assert.deepEqual(foundIn('it was very\nrare', 'very rare'), []);
});
