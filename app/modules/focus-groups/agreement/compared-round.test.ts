import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparedRound, hasPair, type RoundRead } from './compared-round.ts';

/** Two texts of one turn, Mo's coding in the first and Ada's in `textId`. */
function readOf(textId: string, isSampled = false): RoundRead {
  const turn = { position: 0, speaker: 'Willow', begins: 0, ends: 10 };
  const coding = { codeId: 'c', begins: 0, ends: 5 };
  return {
    coders: ['Mo', 'Ada'].map((name) => ({ key: name, name, read: [] })),
    codes: [{ id: 'c', name: 'Silence', mergedInto: null, isRetired: false }],
    texts: ['t1', 't2'].map((id) => ({ id, title: id })),
    turns: ['t1', 't2'].map((id) => ({ ...turn, textId: id })),
    codings: [
      { ...coding, id: '1', textId: 't1', coder: 'Mo' },
      { ...coding, id: '2', textId, coder: 'Ada' },
    ],
    isSampled,
  };
}

test('two coders who shared the texts out have nothing to compare; one text, or drawn turns, that both were asked for is enough', () => {
  assert.equal(hasPair(comparedRound(readOf('t2'))), false);
  assert.equal(hasPair(comparedRound(readOf('t1'))), true);
  assert.equal(hasPair(comparedRound(readOf('t2', true))), true);
  assert.equal(hasPair(comparedRound({ ...readOf('t2', true), turns: [] })), false, 'two rounds without a turn in common');
});
