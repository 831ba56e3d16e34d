import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lacksOf } from './lacking.ts';

const film = (captions: string | null) => ({ kind: 'recording', captions }) as const;

test('a recording wants captions or a transcript, and that nothing was recorded is an answer', () => {
  assert.match(lacksOf({ recording: 'here', transcript: '', materials: [film(null)] })[0]!, /neither captions nor a transcript/);
  assert.deepEqual(lacksOf({ recording: 'here', transcript: '', materials: [film('en')] }), []);
  assert.deepEqual(lacksOf({ recording: 'here', transcript: 'Somebody: yes.', materials: [film(null)] }), []);
  assert.deepEqual(lacksOf({ recording: 'none', transcript: '', materials: [] }), []);
});
test('what is said of the recording and what is there are to be the same', () => {
  assert.match(lacksOf({ recording: 'here', transcript: '', materials: [] })[0]!, /none is among/);
  assert.match(lacksOf({ recording: 'none', transcript: 'x', materials: [film('en')] })[0]!, /nothing was recorded/);
});
