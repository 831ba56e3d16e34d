import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { documentBytes, paragraphXml, type WrittenDocument } from '../../../../tests/document-file.ts';
import { readTranscript } from './transcript-file.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'concord-transcript-'));
let files = 0;
async function outcome(bytes: string | Uint8Array) {
  files += 1;
  const path = join(folder, String(files));
  writeFileSync(path, bytes);
  return readTranscript(path);
}
async function read(bytes: string | Uint8Array) {
  const reading = await outcome(bytes);
  assert.ok(!reading.isRejected, JSON.stringify(reading.messages[0]));
  return reading;
}
async function refused(bytes: string | Uint8Array) {
  const reading = await outcome(bytes);
  assert.ok(reading.isRejected);
  const [first] = reading.messages;
  assert.ok(first?.severity === 'error' && first.expected !== '' && first.did !== '');
  return first.found;
}
async function heard(document: WrittenDocument) {
  const { turns, rule } = await read(documentBytes(document));
  return [rule.mark, ...turns.map(({ speaker, text, start }) => `${speaker}|${start ?? ''}| ${text}`)];
}
function found(messages: readonly { found: string }[]) {
  return messages.map((each) => each.found).join('\n');
}
const vtt =
  'WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nZoë: “Grüße”\n\n2\n00:00:03.000 --> 00:00:04.000\nBo: ok\n\n3\n00:00:05.000 --> 00:00:06.000\nZoë: ja\n';

test('a file is told by its content: captions, SubRip, a document, a text', async () => {
  const { format, cueCount, turns, speakers, words } = await read(vtt);
  assert.deepEqual(
    [format, cueCount, turns.length, [...speakers], words],
    [
      'vtt',
      3,
      3,
      [
        ['Zoë', 2],
        ['Bo', 1],
      ],
      3,
    ],
  );
  assert.equal((await read('1\n00:00:01,000 --> 00:00:02,000\nAna: hi')).format, 'srt');
  assert.equal((await read('Ana: hi\nBo: oh')).format, 'txt');
  assert.equal((await read(documentBytes({ body: paragraphXml('hi') }))).format, 'docx');
});
test('UTF-8 with its mark and UTF-16 read the same; Latin-1 reads, too, and says so', async () => {
  const { turns } = await read(vtt);
  for (const bytes of [
    Buffer.from(`\ufeff${vtt}`),
    Buffer.from(`\ufeff${vtt}`, 'utf16le'),
    Buffer.from(`\ufeff${vtt}`, 'utf16le').swap16(),
  ])
    assert.deepEqual((await read(bytes)).turns, turns);
  const latin = await read(Buffer.from(vtt.replaceAll(/[“”]/g, "'"), 'latin1'));
  assert.equal(latin.turns[0]?.text, "'Grüße'");
  assert.deepEqual(
    latin.messages.filter(({ severity }) => severity === 'warning').map(({ line, found }) => [line, found]),
    [[5, '2 lines whose letters are not in UTF-8']],
  );
});
test('a document of Teams, of Rev, with bold names, and with a table are read with their speakers and times', async () => {
  assert.deepEqual(await heard({ body: ['Ana Ruiz   0:16\nHi there.', 'Bo Li   1:02:03\nOh.'].map(paragraphXml).join('') }), [
    'stamp',
    'Ana Ruiz|16000| Hi there.',
    'Bo Li|3723000| Oh.',
  ]);
  assert.deepEqual(await heard({ body: ['Ana Ruiz   0:16', 'Hi there.', 'And more.', 'Bo Li   0:20', 'Oh.'].map(paragraphXml).join('') }), [
    'stamp',
    'Ana Ruiz|16000| Hi there.\nAnd more.',
    'Bo Li|20000| Oh.',
  ]);
  assert.deepEqual(await heard({ body: ['Speaker 1 (00:16):', 'Hi.', '', 'Speaker 2 (00:20):', 'Oh.'].map(paragraphXml).join('') }), [
    'rev',
    'Speaker 1|16000| Hi.',
    'Speaker 2|20000| Oh.',
  ]);
  assert.deepEqual(await heard({ body: ['**Ana** Hi.', '**Bo** Oh.', '**Ana** Yes.', '**Bo** No.'].map(paragraphXml).join('') }), [
    'bold',
    ...['Ana|| Hi.', 'Bo|| Oh.', 'Ana|| Yes.', 'Bo|| No.'],
  ]);
  const row = (...cells: string[]) =>
    `<w:tr>${cells.map((cell) => `<w:tc>${cell.split('/').map(paragraphXml).join('')}</w:tc>`).join('')}</w:tr>`;
  const table = `<w:tbl>${row('Ana', '0:16', 'Hi./And more.')}${row('Bo', '0:20', 'Oh.')}${row('Ana', '0:30', 'Yes.')}${row('Bo', '', 'No.')}</w:tbl>`;
  assert.deepEqual(await heard({ body: table }), ['columns', 'Ana|16000| Hi.\nAnd more.', 'Bo|20000| Oh.', 'Ana|30000| Yes.', 'Bo|| No.']);
});
test('strict OOXML reads as the usual one does', async () => {
  const body = ['Ana: Hi.', 'Bo: Oh.', 'Ana: Yes.', 'Bo: No.'].map(paragraphXml).join('');
  assert.deepEqual(await heard({ body, isStrict: true }), await heard({ body }));
});
test('tracked changes are read as accepted, and counted', async () => {
  const body =
    '<w:p><w:r><w:t xml:space="preserve">I was </w:t></w:r><w:del w:author="x"><w:r><w:delText>never</w:delText></w:r></w:del><w:ins><w:r><w:t>always</w:t></w:r></w:ins>' +
    '<w:moveFrom><w:r><w:t> moved</w:t></w:r></w:moveFrom><w:r><w:t xml:space="preserve"> there, </w:t></w:r><w:moveTo><w:r><w:t>moved</w:t></w:r></w:moveTo></w:p>' +
    '<w:p><w:pPr><w:rPr><w:del w:author="x"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">One </w:t></w:r></w:p><w:p><w:r><w:t>line.</w:t></w:r></w:p>';
  const { turns, messages } = await read(documentBytes({ body }));
  assert.deepEqual(
    turns.map(({ text }) => text),
    ['I was always there, moved\nOne line.'],
  );
  assert.match(found(messages), /2 insertions, 2 deletions/);
});
test('comments and notes are listed and left out, fields, hidden text and the old form of a text box are no words', async () => {
  const body =
    '<w:p><w:r><w:t>Ouch</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:tab/><w:t>&amp;</w:t><w:noBreakHyphen/></w:r></w:p>' +
    '<w:p><w:r><w:AlternateContent><w:Choice><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:Choice><w:Fallback><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:Fallback></w:AlternateContent><w:t>around</w:t></w:r></w:p>';
  const text = '<w:p><w:r><w:t>check this</w:t></w:r></w:p>';
  const parts = {
    comments: `<w:comment w:id="0" w:author="Dr. X">${text}</w:comment>`,
    footnotes: `<w:footnote w:type="separator">${text}</w:footnote><w:footnote w:id="2">${text}</w:footnote>`,
    header: text,
  };
  const { turns, messages } = await read(documentBytes({ body, parts }));
  assert.deepEqual(
    turns.map((turn) => turn.text),
    ['Ouch\t&\u2011\nboxed\naround'],
  );
  const all = found(messages);
  assert.match(all, /A comment by Dr\. X: “check this”/);
  assert.equal(all.match(/A footnote: “check this”/g)?.length, 1);
  assert.match(all, /Hidden text in 1 place/);
  assert.match(all, /Headers or footers/);
});
test('what is no transcript is refused in words that say what it is', async () => {
  const table: [string | Uint8Array, RegExp][] = [
    ['', /empty file/],
    ['%PDF-1.7 ...', /PDF/],
    ['{\\rtf1 hello}', /RTF/],
    ['<!doctype html><p>Sign in', /web page/],
    [Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ...', 'latin1'), /old Word document/],
    [Buffer.from('ID3\x03\0\0\0', 'latin1'), /recording/],
    [Buffer.from('\0\0\0 ftypM4A ', 'latin1'), /recording/],
    ['WEBVTTX\n\n00:00:01.000 --> 00:00:02.000\nx', /looks like WebVTT/],
    [Buffer.from([0x41, 0, 0x42, 0, 0x43, 0]), /UTF-16 without the mark/],
    [zipSync({ 'a.txt': strToU8('hi') }), /ZIP file that is no Word/],
    [zipSync({ '[Content_Types].xml': strToU8('x'), 'xl/workbook.xml': strToU8('x') }), /spreadsheet/],
    [zipSync({ 'word/other.xml': strToU8('x') }), /without its text/],
    [documentBytes({ body: paragraphXml('hi') }).subarray(0, 700), /ZIP file without its directory/],
    [documentBytes({ body: '<w:p>' }), /Word document with damaged content/],
  ];
  for (const [bytes, words] of table) assert.match(await refused(bytes), words);
  const missing = await readTranscript(join(folder, 'nothing'));
  assert.match(missing.messages[0]?.found ?? '', /No file at this path/);
});
test('bombs end in a reason: declared entities, a document that unpacks to too much, a million cues, a text too large, endless depth', async () => {
  const entities = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>';
  assert.match(await refused(documentBytes({ before: entities, body: paragraphXml('hi') })), /Word document that declares a document type/);
  assert.match(await refused(documentBytes({ body: '<w:p><w:r><w:t>&b;</w:t></w:r></w:p>' })), /damaged content/);
  const [begin, end] = ['<w:p><w:r><w:t>', '</w:t></w:r></w:p>'];
  assert.match(await refused(documentBytes({ body: begin + 'a'.repeat(10 * 1024 ** 2) + end })), /times its size when unpacked/);
  assert.match(await refused(documentBytes({ body: '<w:tbl>'.repeat(10_000) + '</w:tbl>'.repeat(10_000) })), /nested more than/);
  assert.match(await refused(`WEBVTT\n\n${'00:01.000 --> 00:02.000\na\n\n'.repeat(1_000_000)}`), /More than 200,000 cues/);
  assert.match(await refused('a '.repeat(17 * 1024 ** 2)), /34 MB/);
  assert.match(await refused(`WEBVTT\n\n00:01.000 --> 00:02.000\n${'word '.repeat(900_000)}`), /More than 4,000,000 letters/);
});
test('a line of a million colons, brackets or blanks takes no time', async () => {
  const start = performance.now();
  for (const piece of [':', '[', ' ', '(', '<', '1:', 'a ', '&', '\t', '[00:16', '<v '])
    await outcome(`x ${piece.repeat(1_000_000 / piece.length)}y`);
  for (const piece of ['<', '<v ', '&', '-->', '<a>']) await outcome(`WEBVTT\n\n00:01.000 --> 00:02.000\n${piece.repeat(300_000)}`);
  assert.ok(performance.now() - start < 20_000, `${performance.now() - start} ms`);
});
