import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createMessageList } from '#app/platform/message-list.ts';
import type { Passage } from './passage.ts';
import { createSrtReader, isSrt } from './srt.ts';
import { createVttReader, isVtt } from './vtt.ts';
import { cueTextOf } from './vtt-cue-text.ts';

function read(text: string, create = createVttReader, step = text.length) {
  const passages: Passage[] = [];
  const messages = createMessageList();
  const reader = create({ take: (passage) => passages.push(passage), messages });
  for (let at = 0; at < text.length; at += step) reader.write(text.slice(at, at + step));
  reader.end();
  return { passages, messages: messages.all() };
}
function said(text: string) {
  return read(text).passages.map(({ start, end, text }) => [start, end, text]);
}
const cue = '00:00:01.000 --> 00:00:02.500';

test('WebVTT begins with its name and a blank, a line end or nothing', () => {
  for (const start of ['WEBVTT', 'WEBVTT\n', 'WEBVTT - a title', 'WEBVTT\tx', '\ufeffWEBVTT\r\n']) assert.ok(isVtt(start), start);
  for (const start of ['WEBVTTx', 'webvtt\n', ' WEBVTT', '\nWEBVTT', 'WEB', '']) assert.ok(!isVtt(start), start);
});
test('the blocks of a file are cut as the W3C cuts them', () => {
  const table: [string, ...unknown[]][] = [
    [`WEBVTT\n\n${cue}\nHello`, [1000, 2500, 'Hello']],
    [`WEBVTT\r\r1\r${cue}\rHello\r\rNOTE no\r`, [1000, 2500, 'Hello']],
    [`WEBVTT\r\n\r\n${cue}\r\nHello\r\nyou\r\n`, [1000, 2500, 'Hello'], [1000, 2500, 'you']],
    [`WEBVTT title\nKind: captions\nLanguage: en\n\n${cue}\nHello`, [1000, 2500, 'Hello']],
    // a time within the header ends it, and so does one right after the first line
    [`WEBVTT\nKind: captions\n${cue}\nHello`, [1000, 2500, 'Hello']],
    [`WEBVTT\n${cue}\nHello`, [1000, 2500, 'Hello']],
    // an arrow in the text begins the next cue, an arrow in a comment does, too
    [`WEBVTT\n\n${cue}\nHello\n${cue}\nthere`, [1000, 2500, 'Hello'], [1000, 2500, 'there']],
    [`WEBVTT\n\nNOTE\nsome words\n${cue}\nHello`, [1000, 2500, 'Hello']],
    [`WEBVTT\n\nNOTE an id after all\n${cue}\nHello`, [1000, 2500, 'Hello']],
    [`WEBVTT\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred\n\n${cue}\nHello`, [1000, 2500, 'Hello']],
    [`WEBVTT\n\n\n\nid with words\n${cue} align:start line:1%\nHello`, [1000, 2500, 'Hello']],
    [`WEBVTT\n\n${cue}\n\n${cue}\nHello`, [1000, 2500, ''], [1000, 2500, 'Hello']],
    [`WEBVTT\n\n-->\nlost\n\n${cue}\nHello`, [1000, 2500, 'Hello']],
    ['WEBVTT\n\n00:01.000-->00:02.500align:start\nHello', [1000, 2500, 'Hello']],
    ['WEBVTT\n\n123:00:01.000 --> 124:00:00.000\nHello', [442_801_000, 446_400_000, 'Hello']],
    [`WEBVTT\n\n${cue}\na\0b`, [1000, 2500, 'a\ufffdb']],
    ['WEBVTT'],
  ];
  for (const [text, ...cues] of table) assert.deepEqual(said(text), cues, JSON.stringify(text));
});
test('a cue whose times cannot be read is left out, as the W3C has it, and told with its line', () => {
  for (const times of [
    '00:00:01,000 --> 00:00:02,000',
    '00:60.000 --> 01:00.000',
    '60:00.000 --> 61:00.000',
    '0:00.000 --> 0:01.000',
    '00:00:01.00 --> 00:00:02.000',
    '00:00:01.0000 --> 00:00:02.000',
    '-00:01.000 --> 00:02.000',
    '00:01.000 -->',
  ]) {
    const { passages, messages } = read(`WEBVTT\n\n7\n${times}\nHello\n\n${cue}\nKept`);
    assert.deepEqual(
      passages.map(({ text }) => text),
      ['Kept'],
      times,
    );
    assert.deepEqual(
      messages.map(({ severity, line }) => [severity, line]),
      [['warning', 4]],
      times,
    );
  }
});
test('a block without times is left out and told, a comment is counted', () => {
  const { messages } = read(`WEBVTT\n\nNobody timed this\n\nNOTE a\n\nNOTE\nb\n\n${cue}\nHello`);
  assert.match(messages[0]?.found ?? '', /without times: “Nobody timed this”/);
  assert.match(messages[1]?.found ?? '', /2 comments/);
});
test('Teams names voices, also two in a cue and with a class; WebEx names them in the id', () => {
  const voices = (text: string) => read(`WEBVTT\n\n${text}`).passages.map(({ voice, text, isContinued }) => [voice, text, isContinued]);
  assert.deepEqual(voices(`3f2504e0-4f89/12-0\n${cue}\n<v Ana Ruiz>I was <i>there</i>.</v>`), [['Ana Ruiz', 'I was there.', false]]);
  assert.deepEqual(voices(`${cue}\n<v.loud  Ana  &amp; Bo >Hi\nthere`), [
    ['Ana & Bo', 'Hi', false],
    ['Ana & Bo', 'there', true],
  ]);
  assert.deepEqual(voices(`${cue}\n<v Ana>Hi.</v> <v Bo>Hello.</v>`), [
    ['Ana', 'Hi.', false],
    ['Bo', 'Hello.', true],
  ]);
  assert.deepEqual(voices(`1 "Ana Ruiz" (2755466752)\n${cue}\nHi.`), [['Ana Ruiz', 'Hi.', false]]);
});
test('marks are taken away and entities are read, and what is no mark of WebVTT is told', () => {
  const table: [string, string, string | null][] = [
    ['a &amp; b &lt;c&gt; d&nbsp;e&lrm;&rlm;', 'a & b <c> d\u00a0e\u200e\u200f', null],
    ['&#65;&#x1F600;&#0;&unknown; AT&T', 'A😀&#0;&unknown; AT&T', null],
    ['<c.yellow.bg_blue>one</c> <00:00:01.000>two <lang en-GB>three</lang> <b>four</b><u>!</u>', 'one two three four!', null],
    ['<ruby>a<rt>b</rt></ruby>', 'ab', null],
    ['so <laughs> I did', 'so  I did', '<laughs>'],
    ['I <3 you', 'I <3 you', null],
    ['5 < 6', '5 < 6', null],
    ['</>a</c>', 'a', null],
  ];
  for (const [raw, text, leftOut] of table) {
    const found = cueTextOf(raw);
    assert.equal(found.pieces.map((piece) => piece.text).join(''), text, raw);
    assert.equal(found.leftOut, leftOut, raw);
  }
});
test('SubRip is read with its numbers, without them, with points, and with empty lines inside of a cue', () => {
  const texts = (text: string) => read(text, createSrtReader).passages.map(({ start, text, isContinued }) => [start, text, isContinued]);
  const one = '1\n00:00:01,000 --> 00:00:02,000\n<i>Hello</i>\nyou\n\n2\n00:00:03,500 --> 00:00:04,000\n42\n';
  assert.ok(isSrt(one));
  assert.deepEqual(texts(one), [
    [1000, 'Hello', false],
    [1000, 'you', true],
    [3500, '42', false],
  ]);
  assert.deepEqual(texts(one.replaceAll('\n', '\r\n')), texts(one));
  assert.deepEqual(texts('1\n00:00:01.000 --> 00:00:02.000 X1:0\nHello\n\nyou\n'), [
    [1000, 'Hello', false],
    [1000, 'you', true],
  ]);
  const bare = read('00:00:01,000 --> 00:00:02,000\n\n00:00:03,000 --> 00:00:04,000\nb', createSrtReader);
  assert.deepEqual(
    bare.passages.map(({ text }) => text),
    ['', 'b'],
  );
  assert.match(bare.messages[0]?.found ?? '', /2 cues without a number/);
  assert.ok(!isSrt('1\nHello') && !isSrt('WEBVTT\n\n00:01.000 --> 00:02.000'));
});
test('a file reads the same however its text is cut into pieces', () => {
  const line = fc.constantFrom('WEBVTT', '', cue, 'NOTE x', '7', 'Ana: hi', '<v Bo>yes', '-->', '00:00:03,000 --> 00:00:04,000', '&amp;');
  const text = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 20 }).map((lines) => lines.flat().join(''));
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (text, step) => {
      for (const create of [createVttReader, createSrtReader]) assert.deepEqual(read(text, create, step), read(text, create));
    }),
  );
});
