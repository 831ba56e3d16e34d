import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeWriting, leftOutWords, mentionsIn } from './free-writing.ts';

const [ash, willow] = [
  { participantId: '1', pseudonym: 'Ash', why: 'withdrew' },
  { participantId: '2', pseudonym: 'Willow (2)', why: 'did not agree to be quoted' },
];

test('a pseudonym is found as a word of its own, in every way in which people write it, and once for each note', () => {
  const named = (text: string) => mentionsIn([{ key: 'a', name: 'A note', text }], [ash, willow]).flatMap(({ of }) => of);
  for (const text of ['Ash said so.', 'It was ASH’s turn', '(ash)', 'ash']) assert.deepEqual(named(text), [ash], text);
  for (const text of ['She washed', 'Ashby', 'ashé', 'Rash']) assert.deepEqual(named(text), [], text);
  assert.deepEqual(named('Ash and Willow (2), then Ash'), [ash, willow]);
});

test('texts of one note are one, found in any of them, and left out together; what is left out is found all the same', () => {
  const writing = freeWriting(new Set(['n1']));
  assert.equal(writing.words('n1', 'Meeting', 'We met.'), leftOutWords);
  assert.equal(writing.words('n1', 'Meeting', 'Ash leaves.'), leftOutWords);
  assert.equal(writing.words('n1', 'Meeting', ''), '');
  assert.equal(writing.words('n2', 'Memo', 'Nobody.'), 'Nobody.');
  assert.deepEqual(
    mentionsIn(writing.texts, [ash]).map(({ key, around }) => [key, around]),
    [['n1', 'Ash leaves.']],
  );
});
