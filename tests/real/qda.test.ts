import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { qdpxFile, readQdaFile } from '#app/modules/focus-groups/exchange/qda-file.server.ts';
import { codingsOf, type QdaProject } from '#app/modules/focus-groups/exchange/qda-project.ts';
import { refiCodebook } from '#app/modules/focus-groups/exchange/refi-writer.ts';
import { chanceOf } from '../../fuzz/harness/chance.ts';

const folder = join(process.env.REAL_DATA!, 'qualitative');
const work = mkdtempSync(join(tmpdir(), 'concord-real-qda-'));
after(() => rmSync(work, { recursive: true }));
const files = globSync(`${folder}/{qdpx/*.qdpx,qdc/*.qdc}`).sort();

/** What the schema's own validator says; null where the machine has none. */
function isValidBySchema(xml: string): boolean | null {
  const path = join(work, 'held.xml');
  writeFileSync(path, xml);
  const schema = join(folder, 'refi-schema', /<CodeBook[^>]*codebook:1/.test(xml) ? 'Codebook.xsd' : 'Project.xsd');
  const { status, error } = spawnSync('xmllint', ['--noout', '--schema', schema, path], { encoding: 'utf8' });
  return error ? null : status === 0;
}
/** The XML of a file, read by nothing of ours. */
function xmlOf(path: string): string {
  const bytes = readFileSync(path);
  if (bytes[0] !== 0x50) return bytes.toString('utf8');
  const [, xml] = Object.entries(unzipSync(bytes)).find(([name]) => name.endsWith('.qde')) ?? [];
  return strFromU8(xml ?? new Uint8Array());
}
function count(xml: string, element: string): number {
  return xml.match(new RegExp(`<${element}[\\s/>]`, 'g'))?.length ?? 0;
}

test('the projects and the codebook are there', () => {
  assert.deepEqual(
    files.map((path) => basename(path)),
    ['refi-tools-example_codebook-short.qdc', 'nvivo-mac-15-empty-texts.qdpx', 'qc-demo-board-only.qdpx'],
  );
});
for (const path of files) {
  test(`${basename(path)} comes in with the counts of an independent reading, and is valid where the schema says so`, async () => {
    const xml = xmlOf(path);
    const { check } = await readQdaFile(path);
    const { valid, messages: _, offsets, ...counts } = check;
    assert.deepEqual(counts, {
      users: count(xml, 'User'),
      codes: count(xml, 'Code'),
      sources: count(xml, 'TextSource'),
      selections: count(xml, 'PlainTextSelection'),
      codings: count(xml, 'Coding'),
      memos: count(xml, 'Note'),
    });
    assert.equal(offsets, 'unknown');
    const held = isValidBySchema(xml);
    if (held !== null) assert.equal(valid, held);
  });
  test(`${basename(path)} goes out valid and comes in again the same`, async () => {
    const { project, kind } = await readQdaFile(path);
    assert.ok(project);
    const out = join(work, 'out.qdpx');
    if (kind === 'codebook') {
      const { xml } = refiCodebook(project) ?? { xml: '' };
      assert.notEqual(isValidBySchema(xml), false);
      writeFileSync(out, xml);
    } else writeFileSync(out, qdpxFile(project).bytes);
    const { project: back, check } = await readQdaFile(out);
    assert.ok(check.valid, JSON.stringify(check.messages));
    if (kind === 'project') assert.notEqual(isValidBySchema(xmlOf(out)), false);
    assert.deepEqual(back && facts(back), facts(project));
  });
}
test('of a project that codes lines, each selection is the lines that its name counts to', async () => {
  const { project, check } = await readQdaFile(join(folder, 'qdpx/qc-demo-board-only.qdpx'));
  const [source] = project?.sources ?? [];
  assert.ok(source);
  assert.match(check.messages[0]?.found ?? '', /158 selections with names that say nothing/);
  for (const { name, start, end } of source.selections) {
    const line = Number(name?.split(':')[1]);
    assert.equal(source.text.slice(0, start).split('\n').length, line + 1, name ?? '');
    assert.equal(source.text.slice(start, end).indexOf('\n'), end - start - 1);
  }
  assert.equal(codingsOf(source).length, 205);
});
test('texts that the exporting program left out are named', async () => {
  const { check } = await readQdaFile(join(folder, 'qdpx/nvivo-mac-15-empty-texts.qdpx'));
  assert.ok(check.messages.some(({ found }) => found === '2 sources without a word in the text'));
});
test('whatever is cut out of a file or doubled in it, the schema’s own validator and ours agree', async (context) => {
  if (isValidBySchema('<a/>') === null) return context.skip('no xmllint here');
  const whole = xmlOf(join(folder, 'qdpx/nvivo-mac-15-empty-texts.qdpx')).replace(
    /<Code guid="\S+" isCodable="true" name="(?!rq1)[^>]*\/>/g,
    '',
  );
  const rich = whole.replace('</Project>', `${everything}</Project>`);
  assert.equal(isValidBySchema(rich), true);
  for (let number = 0; number < 150; number += 1) {
    const xml = changed(rich, number);
    const path = join(work, 'changed.qde');
    writeFileSync(path, xml);
    const { check } = await readQdaFile(path);
    assert.equal(
      check.valid,
      isValidBySchema(xml),
      `change ${number}: ${JSON.stringify(check.messages.map(({ found }) => found))}\n${xml}`,
    );
  }
});

/** What both sides of a journey must agree on. */
function facts({ origin: _, userId: __, ...project }: QdaProject) {
  return project;
}

const guid = (number: number) => `20000000-0000-4000-8000-00000000000${number}`;
const everything = `<Notes><Note guid="${guid(1)}" creationDateTime="2024-02-29T10:00:00+01:00"><PlainTextContent>A memo</PlainTextContent></Note></Notes>
<Links><Link guid="${guid(2)}" direction="OneWay" color="#abc" originGUID="${guid(1)}" targetGUID="${guid(1)}"/></Links>
<Sets><Set guid="${guid(3)}" name="A set"><Description>d</Description><MemberNote targetGUID="${guid(1)}"/></Set></Sets>
<Graphs><Graph guid="${guid(4)}"><Vertex guid="${guid(5)}" firstX="1" firstY="-2" shape="Oval"/><Edge guid="${guid(6)}" sourceVertex="${guid(5)}" targetVertex="${guid(5)}" lineStyle="solid"/></Graph></Graphs>
<Description>All of it</Description><NoteRef targetGUID="${guid(1)}"/>`;

/** The XML with one attribute or element cut out, doubled, moved or spoilt, the same for the same number. */
function changed(xml: string, number: number): string {
  const chance = chanceOf(number + 7);
  const kinds = [/ [a-zA-Z]+="[^"]*"/g, /<[A-Z][^<>]*\/>/g, /<(Description|PlainTextContent)>[^<]*<\/\1>/g, /="[^"]*"/g];
  const found = [...xml.matchAll(kinds[number % kinds.length]!)].filter(({ index }) => index > 120);
  const { 0: piece, index } = found[chance.below(found.length)]!;
  const without = xml.slice(0, index) + xml.slice(index + piece.length);
  if (number % kinds.length === 3)
    return `${xml.slice(0, index)}="${['', 'x', 'true', '2024-02-30T00:00:00Z', '7', '#12', guid(9)][chance.below(7)]}"${xml.slice(index + piece.length)}`;
  if (number % kinds.length === 0 || chance.below(2) === 0) return without;
  const others = [...without.matchAll(/<(?!\/|\?|!)/g)].map((each) => each.index).filter((at) => at > 400);
  const at = others[chance.below(others.length)]!;
  return without.slice(0, at) + piece + without.slice(at);
}
