import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { wordsIn } from '#app/modules/focus-groups/transcripts/transcript.ts';
import { readTranscript } from '#app/modules/focus-groups/transcripts/transcript-file.server.ts';

const folder = join(process.env.REAL_DATA ?? '', 'qualitative');
const isHere = process.env.REAL_DATA !== undefined && existsSync(folder);
const options = { skip: isHere ? false : 'REAL_DATA names no folder with qualitative files' };

async function read(path: string) {
  const reading = await readTranscript(join(folder, path));
  assert.ok(!reading.isRejected, path);
  return reading;
}
async function counts(path: string) {
  const { format, cueCount, turns, speakers, words } = await read(path);
  return { format, cues: cueCount, turns: turns.length, speakers: Object.fromEntries(speakers), words };
}

/** The meetings from which the caption files were cut, with who said what: read by nothing of ours. */
const meetings = {
  'vtt/zoomstyle-ES2004c-8k-words-4-speakers.vtt': 'transcripts/qmsum-Product-test-ES2004c.json',
  'vtt/zoomstyle-education_4-15k-words.vtt': 'transcripts/qmsum-Committee-test-education_4.json',
};

test('captions of a real meeting have its speakers, turns and words, as the meeting’s own record counts them', options, async () => {
  for (const [path, record] of Object.entries(meetings)) {
    const said: { speaker: string; content: string }[] = JSON.parse(readFileSync(join(folder, record), 'utf8')).meeting_transcripts;
    const turns = said.filter(({ speaker }, at) => said[at - 1]?.speaker !== speaker);
    const speakers: Record<string, number> = {};
    for (const { speaker } of turns) speakers[speaker] = (speakers[speaker] ?? 0) + 1;
    assert.deepEqual(await counts(path), {
      format: 'vtt',
      cues: readFileSync(join(folder, path), 'utf8').split('-->').length - 1,
      turns: turns.length,
      speakers,
      words: said.reduce((sum, { content }) => sum + wordsIn(content), 0),
    });
    const reading = await read(path);
    const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();
    assert.deepEqual(
      reading.turns.map(({ speaker, text }) => [speaker, squeezed(text)]),
      turns.map(({ speaker, content }) => [speaker, squeezed(content)]),
    );
    assert.deepEqual(
      reading.messages.map(({ severity }) => severity),
      ['note'],
    );
  }
});
test('the two meetings have 776 and 787 cues, 604 and 229 turns', options, async () => {
  const all = await Promise.all(Object.keys(meetings).map(counts));
  assert.deepEqual(
    all.map(({ cues, turns, words, speakers }) => [cues, turns, words, Object.keys(speakers).length]),
    [
      [776, 604, 8103, 4],
      [787, 229, 14631, 11],
    ],
  );
});
test('the W3C’s own files have the cues that its tests expect', options, async () => {
  const table: [string, [number | null, number | null, string][]][] = [
    ['ids', ['text1', 'text2', 'text3', 'text4', 'text5'].map((text) => [0, 1000, text])],
    ['settings-multiple', ['text1', 'text2'].map((text) => [0, 1000, text])],
    ['timings-omitted-hours', ['text1', 'text2', 'text3'].map((text) => [0, 1000, text])],
  ];
  for (const [name, cues] of table) {
    const reading = await read(`vtt/wpt-${name}.vtt`);
    assert.deepEqual(
      reading.cues.map(({ start, end, text }) => [start, end, text]),
      cues,
    );
    assert.deepEqual([reading.cueCount, reading.speakers.size], [cues.length, 0]);
    assert.deepEqual(
      reading.messages.map(({ severity, found }) => [severity, found]),
      [['warning', 'No mark that says who speaks']],
    );
  }
});
test(
  'a course’s focus group as text has seven turns of three people, and one person’s answer as a document none that is named',
  options,
  async () => {
    assert.deepEqual(await counts('transcript.txt'), {
      format: 'txt',
      cues: 7,
      turns: 7,
      speakers: { id1: 3, id2: 2, id3: 2 },
      words: 163,
    });
    assert.deepEqual(await counts('ID1.docx'), { format: 'docx', cues: 3, turns: 1, speakers: {}, words: 117 });
    const { turns } = await read('ID1.docx');
    assert.match(
      turns[0]?.text ?? '',
      /^I really like learning new things\.[\s\S]*have been really good\.\n[\s\S]*I'm happy to pay €200\.$/,
    );
  },
);
test('documents with comments, footnotes and lists have their own words only, and tell what was left out', options, async () => {
  const table: [string, string, number][] = [
    ['comments', 'Ouch.', 2],
    ['footnotes', 'Ouch.', 2],
    ['simple-list', 'Apple\nBanana', 0],
    ['single-paragraph', 'Walking on imported air', 0],
  ];
  for (const [name, text, leftOut] of table) {
    const { turns, messages } = await read(`docx/${name}.docx`);
    assert.deepEqual(
      turns.map((turn) => turn.text),
      [text],
      name,
    );
    assert.equal(messages.filter(({ did }) => did === 'It was left out.').length, leftOut, name);
  }
});
test('what is no transcript is refused in words', options, async () => {
  for (const path of globSync(['qdpx/*.qdpx', 'qdc/*.qdc', 'refi-schema/*.xsd'], { cwd: folder })) {
    const reading = await readTranscript(join(folder, path));
    assert.ok(reading.isRejected, path);
    assert.match(reading.messages[0]?.found ?? '', /ZIP file that is no Word document|web page or XML/, path);
  }
});
