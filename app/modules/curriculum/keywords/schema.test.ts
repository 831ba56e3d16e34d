import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManyKeywords, TriedWords } from './schema.ts';

const competencyId = '018f0000-0000-7000-8000-000000000000';

test('several keywords are a line each with their synonyms; empty lines and semicolons too many are passed over', () => {
  const { lines } = ManyKeywords.parse({
    competencyId,
    lines: 'hospice*; end-of-life home;\r\n\n grief ;; grief; loss\nhospice*; end-of-life home;',
  });
  assert.deepEqual(lines, [
    { phrase: 'hospice*', synonyms: ['end-of-life home'] },
    { phrase: 'grief', synonyms: ['loss'] },
  ]);
});

test('what cannot be looked for is named by its line', () => {
  for (const [lines, found] of [
    ['', 'Write at least one keyword'],
    ['grief\n;', '“;”: Write at least one word.'],
    ['grief; 😀', '“grief; 😀”: Write at least one word.'],
    ['g*', '“g*”: Write at least two letters before a *.'],
    ['grief*s', '“grief*s”: A * stands at the end of a word, as in respond*.'],
    [`grief; ${'a'.repeat(101)}`, `“grief; ${'a'.repeat(33)}”: At most 100 characters`],
    [Array.from({ length: 101 }, (_, at) => `word ${at}`).join(';'), /: At most 100 phrases on a line$/],
  ] as const) {
    const { error } = ManyKeywords.safeParse({ competencyId, lines });
    const message = error?.issues[0]?.message ?? 'taken';
    if (typeof found === 'string') assert.equal(message, found);
    else assert.match(message, found);
  }
  assert.equal(TriedWords.safeParse({ phrase: 'g*' }).error?.issues[0]?.message, 'Write at least two letters before a *.');
});
