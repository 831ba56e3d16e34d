import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import type { PositionRule } from './position-rule.ts';
import { readQdaFile } from './qda-file.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'concord-qda-'));
after(() => rmSync(folder, { recursive: true }));

/** A GUID that ends in a number. */
function id(number: number): string {
  return `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
const [ada, ben, code, folderCode, source] = [id(1), id(2), id(3), id(4), id(5)];

function coding(number: number, user: string | null, target = code): string {
  return `<Coding guid="${id(number)}"${user === null ? '' : ` creatingUser="${user}"`}><CodeRef targetGUID="${target}"/></Coding>`;
}
function selection(number: number, [from, to]: readonly [number, number], { name = '', inside = coding(number + 500, ada) } = {}): string {
  return `<PlainTextSelection guid="${id(number)}" name="${name}" startPosition="${from}" endPosition="${to}">${inside}</PlainTextSelection>`;
}
function textSource(inside: string, attributes = `plainTextPath="internal://${source}.txt"`): string {
  return `<Sources><TextSource guid="${source}" name="Group 1" ${attributes}>${inside}</TextSource></Sources>`;
}
const users = `<Users><User guid="${ada}" name="Ada"/><User guid="${ben}" name="Ben"/></Users>`;
const codes = `<CodeBook><Codes><Code guid="${folderCode}" name="Time" isCodable="false"><Code guid="${code}" name="Late" isCodable="true" color="#369"/></Code></Codes></CodeBook>`;
function projectXml(inside: string, { head = users + codes, origin = 'A program' } = {}): string {
  return `<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="Study" origin="${origin}">${head}${inside}</Project>`;
}

async function read(content: Record<string, string | Uint8Array> | string | Uint8Array, rule: Partial<PositionRule> = {}) {
  const path = join(folder, 'file');
  const parts = typeof content === 'string' || content instanceof Uint8Array ? null : content;
  const bytes = (part: string | Uint8Array) => (typeof part === 'string' ? strToU8(part) : part);
  writeFileSync(
    path,
    parts ? zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, bytes(part)]))) : (content as string),
  );
  const answer = await readQdaFile(path, rule);
  const told = answer.check.messages.map(({ severity, found }) => `${severity}: ${found}`).join('\n');
  const quotes =
    answer.project?.sources.flatMap(({ text, selections }) => selections.map(({ start, end }) => text.slice(start, end))) ?? [];
  return { ...answer, told, quotes };
}
/** One text with selections, in its file. */
function readText(text: string | Uint8Array, selections: string, rule: Partial<PositionRule> = {}) {
  return read({ 'project.qde': projectXml(textSource(selections)), [`sources/${source}.txt`]: text }, rule);
}

test('two coders of one selection stay two, with a tree of codes, colours and who coded', async () => {
  const inside = coding(11, ada) + coding(12, ben);
  const { project, check } = await readText('I was late again.', selection(10, [6, 10], { name: 'late', inside }));
  const { messages, ...counts } = check;
  assert.deepEqual(
    messages.map(({ severity }) => severity),
    ['note'],
  );
  assert.deepEqual(counts, { valid: true, users: 2, codes: 2, sources: 1, selections: 1, codings: 2, memos: 0, offsets: 'exclusive' });
  assert.deepEqual(
    project?.sources[0]?.selections[0]?.codings.map(({ userId, codeId }) => [userId, codeId]),
    [
      [ada, code],
      [ben, code],
    ],
  );
  assert.deepEqual(
    project?.codes.map(({ isCodable, codes: below }) => [isCodable, below.map(({ name, colour }) => [name, colour])]),
    [[false, [['Late', '#336699']]]],
  );
});
test('positions are code points: what stands after a picture of a face is found', async () => {
  const { quotes } = await readText('😀😀 late 😀', selection(10, [3, 7], { name: 'late' }));
  assert.deepEqual(quotes, ['late']);
});
test('the end rule is told by the names of most selections, and an exclusive one is taken where they say nothing', async () => {
  const text = 'One was late. Two was early.';
  const both = (shift: number, names: readonly [string, string]) =>
    selection(10, [0, 12 - shift], { name: names[0] }) + selection(11, [14, 27 - shift], { name: names[1] });
  const inclusive = await readText(text, both(1, ['One was late', 'Two was early']));
  assert.deepEqual([inclusive.check.offsets, ...inclusive.quotes], ['inclusive', 'One was late', 'Two was early']);
  const exclusive = await readText(text, both(0, ['One was late', 'Two was ea…']));
  assert.deepEqual([exclusive.check.offsets, ...exclusive.quotes], ['exclusive', 'One was late', 'Two was early']);
  const unknown = await readText(text, both(0, ['line:1', 'line:2']));
  assert.deepEqual([unknown.check.offsets, ...unknown.quotes], ['unknown', 'One was late', 'Two was early']);
  assert.match(unknown.told, /warning: 2 selections with names that say nothing of their text, such as “line:1”/);
  const asked = await readText(text, both(1, ['line:1', 'line:2']), { ends: 'inclusive' });
  assert.deepEqual([asked.check.offsets, ...asked.quotes], ['inclusive', 'One was late', 'Two was early']);
  assert.match(asked.check.messages[0]?.did ?? '', /as asked/);
});
for (const [what, text, positions] of [
  ['CR LF counted as two', 'One\r\nTwo was\r\nlate', [5, 18]],
  ['CR LF counted as one', 'One\r\nTwo was\r\nlate', [4, 16]],
  ['LF counted as two', 'One\nTwo was\nlate', [5, 18]],
  ['a mark that counts', '\ufeffOne\nTwo was\nlate', [5, 17]],
  ['a mark that does not count', '\ufeffOne\nTwo was\nlate', [4, 16]],
  ['a mark and CR LF that count', '\ufeffOne\r\nTwo was\r\nlate', [6, 19]],
] as const)
  test(`line ends and marks are told by the names: ${what}`, async () => {
    const { project, quotes, check } = await readText(text, selection(10, positions, { name: 'Two was&#10;late' }));
    assert.deepEqual(quotes, ['Two was\nlate']);
    assert.equal(check.offsets, 'exclusive');
    assert.equal(project?.sources[0]?.text, 'One\nTwo was\nlate');
  });

const oneText = textSource(selection(10, [0, 3], { name: 'One' }));
for (const [what, parts] of [
  ['the folder Sources', { 'project.qde': projectXml(oneText), [`Sources/${source}.txt`]: 'One' }],
  ['a project named after the study', { 'Study of ours.qde': projectXml(oneText), [`sources/${source}.txt`]: 'One' }],
  [
    'a folder around it all',
    { 'Study/project.qde': projectXml(oneText), [`Study/sources/${source}.txt`]: 'One', '__MACOSX/Study/._project.qde': 'x' },
  ],
  ['a path without internal://', { 'project.qde': projectXml(oneText.replace('internal://', '')), [`sources/${source}.txt`]: 'One' }],
  ['a path with one slash', { 'project.qde': projectXml(oneText.replace('internal://', 'internal:/')), [`sources/${source}.txt`]: 'One' }],
  [
    'a text in the project',
    { 'project.qde': projectXml(textSource(`<PlainTextContent>One</PlainTextContent>${selection(10, [0, 3], { name: 'One' })}`, '')) },
  ],
  [
    'GUIDs in braces and capitals',
    {
      'project.qde': projectXml(oneText)
        .replaceAll(/"(1[-0-9]{35})"/g, '"{$1}"')
        .toUpperCase()
        .replace(/^[\s\S]*$/, projectXml(oneText).replaceAll(/="(1[-0-9]{35})"/g, '="{$1}"')),
      [`sources/${source}.txt`]: 'One',
    },
  ],
] as const)
  test(`what other programs write is read: ${what}`, async () => {
    const { quotes, check, told } = await read(parts as Record<string, string>);
    assert.deepEqual([quotes, check.valid, check.codings], [['One'], true, 1], told);
  });

test('ids that are no GUIDs are kept apart and together as the file has them, and told', async () => {
  const xml = projectXml(oneText).replaceAll(code, 'c001').replaceAll(ada, 'Ada’s');
  const { project, check } = await read({ 'project.qde': xml, [`sources/${source}.txt`]: 'One' });
  assert.equal(check.valid, false);
  const made = project?.codes[0]?.codes[0]?.id;
  assert.match(made ?? '', /^[0-9a-f-]{36}$/);
  assert.equal(project?.sources[0]?.selections[0]?.codings[0]?.codeId, made);
  assert.equal(project?.sources[0]?.selections[0]?.codings[0]?.userId, project?.users[0]?.id);
});
test('a GUID that stands twice, also of a code within itself, never joins two things', async () => {
  const twice = `<CodeBook><Codes><Code guid="${code}" name="Outer" isCodable="true"><Code guid="${code}" name="Inner" isCodable="true"/></Code></Codes></CodeBook>`;
  const { project, told } = await read({ 'project.qde': projectXml(oneText, { head: users + twice }), [`sources/${source}.txt`]: 'One' });
  const [outer] = project?.codes ?? [];
  assert.notEqual(outer?.id, outer?.codes[0]?.id);
  assert.equal(project?.sources[0]?.selections[0]?.codings[0]?.codeId, outer?.id);
  assert.match(told, /warning: The GUID 1\S+3 a second time/);
});
test('what has no place, no code or no text is left out, and counted', async () => {
  const inside =
    selection(10, [0, 3], { name: 'One' }) +
    selection(11, [0, 900]) +
    selection(12, [500, 600]) +
    selection(13, [2, 1]) +
    selection(14, [0, 3], { name: 'One', inside: coding(20, ada, id(99)) });
  const { told, project, check } = await readText('One text', inside);
  assert.deepEqual([check.selections, check.codings], [5, 5]);
  assert.match(told, /warning: 1 selection with an end after that of the text, the first from 0 to 900/);
  assert.match(told, /error: 2 selections without a place in the text, the first from 500 to 600/);
  assert.match(told, /error: 2 codings$/m);
  assert.match(told, /error: 1 coding with a code that is not there/);
  assert.deepEqual(
    project?.sources[0]?.selections.map(({ start, end, codings }) => [start, end, codings.length]),
    [
      [0, 3, 1],
      [0, 8, 1],
      [0, 3, 0],
    ],
  );
  const gone = await read({ 'project.qde': projectXml(oneText) });
  assert.match(gone.told, /error: The text at “internal:\/\/\S+” is not in the project/);
  assert.equal(gone.project?.sources[0]?.text, '');
  const rich = await read({ 'project.qde': projectXml(textSource('', 'richTextPath="internal://a.docx"')) });
  assert.match(rich.told, /error: 1 source with a formatted text only/);
});
for (const path of [
  'internal://../../etc/passwd',
  'relative:///other.txt',
  'absolute:///etc/passwd',
  '/etc/passwd',
  'C:\\Users\\a.txt',
  'https://example.org/a.txt',
])
  test(`nothing outside the project is opened: ${path}`, async () => {
    const { told, project } = await read({
      'project.qde': projectXml(textSource('', `plainTextPath="${path}"`)),
      '../../etc/passwd': 'root',
      'etc/passwd': 'root',
    });
    assert.match(told, /lies outside the project, where nothing is opened/);
    assert.equal(project?.sources[0]?.text, '');
  });
test('comments, annotations and marks of other programs become selections with words or memos', async () => {
  const comment = selection(10, [0, 3], { name: 'One', inside: '<Description>Check this</Description>' });
  const plain = selection(11, [4, 8], { name: 'text' });
  const link = `<Links><Link guid="${id(31)}" originGUID="${id(11)}" targetGUID="${id(30)}"/><Link guid="${id(32)}" originGUID="${code}" targetGUID="${code}"/></Links>`;
  const note = (number: number, inside = '') => `<Note guid="${id(number)}"><PlainTextContent>A thought</PlainTextContent>${inside}</Note>`;
  const mark = `<PlainTextSelection guid="${id(41)}" startPosition="0" endPosition="8"/>`;
  const sources = textSource(`${comment}${plain}<NoteRef targetGUID="${id(40)}"/>`);
  const xml = projectXml(`${sources}<Notes>${note(30)}${note(40, mark)}</Notes>${link}`);
  const { project, told, check } = await read({ 'project.qde': xml, [`sources/${source}.txt`]: 'One text' });
  assert.ok(check.valid, told);
  assert.deepEqual(
    project?.sources[0]?.selections.map(({ start, end, description, memoIds }) => [start, end, description, memoIds]),
    [
      [0, 3, 'Check this', []],
      [4, 8, null, [id(30)]],
      [0, 8, null, [id(40)]],
    ],
  );
  assert.match(told, /note: 1 link from a selection to a note/);
  assert.match(told, /warning: 1 link between other things/);
});
test('a person whom the file does not list is one of her own, and a coding without one is that of who selected', async () => {
  const whole = `<PlainTextSelection guid="${id(10)}" startPosition="0" endPosition="3" creatingUser="${ben}">${coding(11, null)}${coding(12, id(77))}</PlainTextSelection>`;
  const { project, told } = await readText('One', whole);
  assert.deepEqual(
    project?.sources[0]?.selections[0]?.codings.map(({ userId }) => userId),
    [ben, id(77)],
  );
  assert.deepEqual(
    project?.users.map(({ name }) => name),
    ['Ada', 'Ben', 'Unknown person 10000000'],
  );
  assert.match(told, /1 person whom the file does not list/);
});
test('pictures and recordings lose their selections with a count, and bring their transcripts', async () => {
  const region = `<PictureSelection guid="${id(60)}" firstX="0" firstY="0" secondX="9" secondY="9">${coding(61, ada)}</PictureSelection>`;
  const point = (number: number, position: number) =>
    `<SyncPoint guid="${id(number)}" timeStamp="${position * 1000}" position="${position}"/>`;
  const spoken = `<TranscriptSelection guid="${id(72)}" fromSyncPoint="${id(70)}" toSyncPoint="${id(71)}">${coding(73, ben)}</TranscriptSelection>`;
  const audio = `<AudioSource guid="${id(74)}" name="Tape"><Transcript guid="${id(75)}"><PlainTextContent>We were late</PlainTextContent>${point(70, 3)}${point(71, 7)}${spoken}</Transcript></AudioSource>`;
  const { project, check, told, quotes } = await read({
    'project.qde': projectXml(`<Sources><PictureSource guid="${id(62)}">${region}</PictureSource>${audio}</Sources>`),
  });
  assert.deepEqual([check.valid, check.sources, check.selections, check.codings], [true, 2, 2, 2], told);
  assert.deepEqual([project?.sources.map(({ name }) => name), quotes], [['Tape'], ['were']]);
  assert.match(told, /warning: 1 source without words/);
  assert.match(told, /warning: 1 coding of pictures, pages or recordings/);
});
test('the order and the names of the schema are held against a file, which is read all the same', async () => {
  const other = projectXml(`${oneText}${users}<Colours/>`, { head: codes }).replace('<Project ', '<Project mood="good" ');
  const { check, told, quotes } = await read({ 'project.qde': other, [`sources/${source}.txt`]: 'One' });
  assert.deepEqual([check.valid, check.users, quotes], [false, 2, ['One']]);
  assert.match(told, /Users after another element of Project[\s\S]*“Colours” in Project/);
  assert.match(told, /the attribute “mood” of Project/);
  const renamed = await read(
    '<CodeBook xmlns="urn:QDA-XML:codebook:1:0"><Codes><Code guid="1" name="Late" isCodable="true"/></Codes></CodeBook>',
  );
  assert.deepEqual([renamed.kind, renamed.check.valid, renamed.check.codes], ['codebook', false, 1]);
});

const deep = '<Code guid="1" name="a" isCodable="true">'.repeat(200);
const bomb = new Uint8Array(40 * 1024 ** 2);
for (const [what, content, why] of [
  ['nothing', '', /An empty file/],
  ['no XML', 'a,b\n1,2', /no XML/],
  ['other XML', '<html><body/></html>', /XML that begins with “html”/],
  ['a cut file', projectXml(oneText).slice(0, -30), /Damaged XML/],
  ['entities', `<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]>${projectXml('').slice(38)}`, /DOCTYPE/],
  ['a codebook without a bottom', `<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>${deep}`, /more than 100 deep/],
  ['gzip', gzipSync(projectXml('')), /gzip/],
  ['an archive without a project', { 'a.txt': 'a' }, /without a project \(.qde\); it holds “a.txt”/],
  ['an archive with two projects', { 'a.qde': projectXml(''), 'b.qde': projectXml('') }, /2 projects/],
  ['a project that unpacks to a mountain', { 'project.qde': `<Project>${' '.repeat(40 * 1024 ** 2)}` }, /200 times its size|characters/],
  [
    'a text that unpacks to a mountain',
    { 'project.qde': projectXml(oneText), [`sources/${source}.txt`]: bomb },
    /200 times its size|12 MB/,
  ],
  ['a broken archive', zipSync({ 'project.qde': strToU8(projectXml('')) }).subarray(0, 60), /directory/],
] as const)
  test(`a hostile or broken file is refused in words: ${what}`, async () => {
    const { project, check, told } = await read(content as string);
    assert.equal(project, null);
    assert.equal(check.valid, false);
    assert.match(told, why);
  });
test('one file as the text of thousands of sources is refused before it fills the memory', async () => {
  const many = Array.from({ length: 3000 }, (_, at) => `<TextSource guid="${id(1000 + at)}" plainTextPath="internal://a.txt"/>`);
  const { told } = await read({
    'project.qde': projectXml(`<Sources>${many.join('')}</Sources>`),
    'sources/a.txt': 'late\n'.repeat(20_000),
  });
  assert.match(told, /characters together/);
});
test('a text of Windows keeps its letters, and one that is none is told', async () => {
  const windows = await readText(
    Uint8Array.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0x93, 0x61, 0x94]),
    selection(10, [0, 4], { name: 'café' }),
  );
  assert.deepEqual(windows.quotes, ['café']);
  assert.match(windows.told, /not in UTF-8/);
  const utf16 = await readText(new Uint8Array(Buffer.from('\ufeffcafé', 'utf16le')), selection(10, [0, 4], { name: 'café' }));
  assert.deepEqual(utf16.quotes, ['café']);
});
