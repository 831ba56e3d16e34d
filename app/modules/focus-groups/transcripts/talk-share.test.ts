import assert from 'node:assert/strict';
import { test } from 'node:test';
import { talkOf, wordCount } from './talk-share.ts';

const turns = [
  { speaker: 'Moderator', text: 'What was your first week like?', start: 0, end: 2000 },
  { speaker: 'Fern', text: 'Long. I didn’t know anybody.', start: 2000, end: 5000 },
  { speaker: 'Moderator', text: 'And then?', start: 5000, end: 6000 },
  { speaker: 'Fern', text: 'Then we had a follow-up.', start: 6000, end: 9000 },
  { speaker: 'Reed', text: 'Same.', start: 9000, end: 10000 },
];

test('each speaker’s turns, words and time are counted, and whoever was there and said nothing is seen', () => {
  const { speakers } = talkOf(turns, ['Fern', 'Reed', 'Sage']);
  assert.deepEqual(
    speakers.map(({ speaker, turns, words, time, longest }) => [speaker, turns, words, time, longest]),
    [
      ['Moderator', 2, 8, 3000, 6],
      ['Fern', 2, 10, 6000, 5],
      ['Reed', 1, 1, 1000, 1],
      ['Sage', 0, 0, 0, 0],
    ],
  );
  assert.equal(speakers[1]!.ofWords, 10 / 19);
  assert.equal(speakers[1]!.ofTime, 0.6);
});
test('who follows whom is counted; one who goes on does not follow themselves', () => {
  assert.deepEqual(talkOf([...turns, { speaker: 'Reed', text: 'Yes.' }]).taking, [
    { before: 'Moderator', after: 'Fern', times: 2 },
    { before: 'Fern', after: 'Moderator', times: 1 },
    { before: 'Fern', after: 'Reed', times: 1 },
  ]);
});
test('time is unknown where one turn has none, and a share of nothing is unknown', () => {
  const { speakers } = talkOf([...turns, { speaker: 'Reed', text: 'Yes.', start: null, end: null }]);
  assert.ok(speakers.every(({ time, ofTime }) => time === null && ofTime === null));
  assert.deepEqual(talkOf([]), { speakers: [], taking: [] });
  assert.equal(talkOf([{ speaker: null, text: '…' }]).speakers[0]!.ofWords, null);
  assert.equal(wordCount('It’s 3.5 km – don’t walk.'), 5);
});
