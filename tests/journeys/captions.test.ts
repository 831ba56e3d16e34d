import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createVttReader, isVtt } from '#app/modules/focus-groups/transcripts/vtt.ts';
import { createMessageList } from '#app/platform/message-list.ts';
import { openBrowser } from '../browser.ts';
import { captionsIn } from '../browser-captions.ts';

const times = '00:00:01.000 --> 00:00:02.500';
const pieces = [
  ...[
    'WEBVTT',
    '\n',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    'an id',
    times,
    `${times}\n`,
    `${times}\ntext`,
    `\n\n${times}\n<v Ana>hi</v>\n\n`,
    '-->',
    '--',
    '>',
  ],
  ...['00:01.000-->00:02.000', '1:00:00.000 --> 2:00:00.000 align:start', '00:61.000 --> 01:02.000', '0:00.000 --> 1:00.000'],
  ...['00:00:01,000 --> 00:00:02,000', 'NOTE', 'NOTE x', 'STYLE', 'REGION', 'Kind: captions', 'text', ' ', '\t', '5', '.'],
  ...[
    '<v Ana>',
    '<v.a Bo C>',
    '</v>',
    '<i>',
    '</i>',
    '<c.x>',
    '<laughs>',
    '<00:00:01.000>',
    '&amp;',
    '&lt;',
    '&nbsp;',
    '&lrm;',
    '&#65;',
    '&x;',
  ],
];
const file = fc
  .tuple(fc.constantFrom('WEBVTT\n', 'WEBVTT\n\n', 'WEBVTT\n\n', ''), fc.array(fc.constantFrom(...pieces), { minLength: 4, maxLength: 18 }))
  .map(([start, rest]) => start + rest.join(''));

test('any captions give the cues, times and words that a browser finds in them', async () => {
  const texts = fc.sample(file, { numRuns: 1500, seed: 20261126 });
  const browser = await openBrowser();
  const theirs = await captionsIn(await browser.newPage(), texts).finally(() => browser.close());
  let cues = 0;
  for (const [at, text] of texts.entries()) {
    const found = theirs[at]?.cues ?? null;
    assert.equal(isVtt(text), found !== null, JSON.stringify(text));
    if (found === null) continue;
    assert.deepEqual(inOrder(ours(text)), inOrder(found), JSON.stringify(text));
    cues += found.length;
  }
  assert.ok(cues > 500, `${cues} cues`);
});

type Found = { start: number; end: number; text: string };

function ours(text: string): Found[] {
  const cues: Found[] = [];
  const reader = createVttReader({
    messages: createMessageList(),
    take({ isContinued, start, end, text }) {
      const last = cues.at(-1);
      if (isContinued && last) last.text += text;
      else cues.push({ start: start ?? -1, end: end ?? -1, text });
    },
  });
  reader.write(text);
  reader.end();
  return cues;
}

/** A browser sorts by time; blanks at the borders of lines are not kept by ours. */
function inOrder(cues: readonly Found[]): string[] {
  return cues.map(({ start, end, text }) => `${start} ${end} ${text.replace(/\s+/g, '')}`).sort();
}
