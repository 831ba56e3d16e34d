import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import pg from 'pg';
import { visitor } from '#app/platform/actor.ts';
import { database } from '#app/platform/db.server.ts';
import { pathOfFile } from '#app/platform/files.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { taggedPdf } from '#app/platform/tagged-pdf.server.ts';
import { documentBytes, paragraphXml } from '../../../../tests/document-file.ts';
import { arrivedFile, publishedItem, saysInDraft } from '../../../../tests/library.ts';
import { actor, school } from '../../../../tests/people.ts';
import { fingerprintOf } from '../../curriculum/intake/fingerprint.ts';
import { publishVersion } from '../checking/commands.server.ts';
import { checkedDraft } from '../checking/queries.server.ts';
import { beginItem, beginVersion } from '../items/commands.server.ts';
import { itemNamed, libraryList } from '../items/queries.server.ts';
import { ListSearch, NewItem } from '../items/schema.ts';
import { begin, finish, forget, takePiece } from './arriving-acts.server.ts';
import { declareFile } from './commands.server.ts';
import { adapt, takeFile, takeOutFile, throwAway } from './jobs.server.ts';
import { fileToTake, pictureToShow } from './queries.server.ts';

const [ashby, brook] = [await school('ashby'), await school('brook')];
const ada = await actor('Ada', ['faculty'], ashby);
const ben = await actor('Ben', ['faculty'], brook);
const pdf = await taggedPdf({ title: 'A guide', author: 'Ashby', language: 'en', madeAt: new Date() }, [
  { kind: 'heading', level: 1, text: 'Sitting with silence' },
  { kind: 'paragraph', text: 'The family speaks of zwieback and rain.' },
]);
const draft = (title: string) => as(ada, (scope) => beginItem(scope, NewItem.parse({ title, kind: 'guide' })));
const bring = async (slug: string, name: string, bytes: Uint8Array | string) =>
  takeFile(ada, slug, { name, file: await arrivedFile(bytes) });
const filesHere = async (slug: string) => (await as(ada, (scope) => checkedDraft(scope, slug))).files;
const findings = async (slug: string) => (await as(ada, (scope) => checkedDraft(scope, slug))).findings;

test('a PDF is kept as it came, looked into, drawn and found by its words', async () => {
  const slug = await publishedItem(ada, { title: 'With a file' });
  await as(ada, (scope) => beginVersion(scope, slug));
  const id = await bring(slug, 'A guide.pdf', pdf);
  const [file] = await filesHere(slug);
  assert.deepEqual(
    [file?.name, file?.type, file?.look?.pages, file?.look?.isTagged, file?.previews.length],
    ['A guide.pdf', 'application/pdf', 1, true, 1],
  );
  const { id: itemId } = await as(ada, (scope) => itemNamed(scope, slug));
  assert.deepEqual(readFileSync(pathOfFile(itemId, id)), pdf);
  assert.equal(readFileSync(pathOfFile(itemId, file!.previews[0]!)).toString('latin1', 8, 12), 'WEBP');
  await as(ada, (scope) =>
    declareFile(scope, slug, { file: id, thirdParty: 'none', thirdPartyWords: '', thirdPartyLicence: null, alternative: '' }),
  );
  await saysInDraft(ada, slug, { title: 'With a file', whatChanged: 'A guide.' });
  await as(ada, (scope) => publishVersion(scope, slug));
  const { rows } = await as(visitor, (scope) => libraryList(scope, ListSearch.parse({ q: 'zwieback' })));
  assert.deepEqual(
    rows.map((row) => row.slug),
    [slug],
  );
  assert.equal((await as(visitor, (scope) => fileToTake(scope, slug, id))).sha256, file!.sha256);
  assert.equal((await as(visitor, (scope) => pictureToShow(scope, slug, file!.previews[0]!))).itemId, itemId);
});

test('a file and its pictures are as closed as their version', async () => {
  const slug = await draft('A closed one');
  const id = await bring(slug, 'Guide.pdf', pdf);
  const [file] = await filesHere(slug);
  const taken = (who: typeof ada) => as(who, (scope) => fileToTake(scope, slug, id));
  const shown = (who: typeof ada) => as(who, (scope) => pictureToShow(scope, slug, file!.previews[0]!));
  assert.equal((await taken(ada)).name, 'Guide.pdf');
  for (const who of [ben, visitor]) for (const ask of [taken, shown]) await assert.rejects(ask(who), { kind: 'missing' });
  await assert.rejects(takeFile(ben, slug, { name: 'x.pdf', file: await arrivedFile(pdf) }), { kind: 'missing' });
  const other = await publishedItem(ben, { title: 'Another’s' });
  await assert.rejects(
    as(ben, (scope) => fileToTake(scope, other, id)),
    { kind: 'missing' },
  );
});

test('what a browser would run is refused by its bytes, whatever it is called', async () => {
  const slug = await draft('Attacked');
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  for (const [name, bytes] of [
    ['picture.svg', svg],
    ['picture.pdf', svg],
    ['page.pdf', '<!doctype html><script>alert(1)</script>'],
    ['program.pdf', Buffer.from('MZ\x90\x00\x03', 'latin1')],
    ['program.txt', Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1')],
    ['picture.png', svg],
    ['drawing.txt', `<?xml version="1.0"?>${svg}`],
    ['package.pdf', zipSync({ 'index.html': strToU8('<script>alert(1)</script>') })],
    ['macro.docm', zipSync({ 'x.txt': strToU8('x') })],
  ] as const)
    await assert.rejects(bring(slug, name, bytes), { kind: 'invalid' }, name);
  assert.deepEqual(await filesHere(slug), []);
  const folder = join(process.env.DATA_DIR!, 'files', 'arriving');
  assert.deepEqual(existsSync(folder) ? readdirSync(folder) : [], [], 'nothing of them is left');
});

test('a PDF that is a page as well is kept as a PDF, and only ever as that', async () => {
  const slug = await draft('A polyglot');
  const id = await bring(slug, 'page.html', Buffer.concat([pdf, Buffer.from('<script>alert(1)</script>')]));
  const file = await as(ada, (scope) => fileToTake(scope, slug, id));
  assert.deepEqual([file.name, file.type], ['page.html.pdf', 'application/pdf']);
});

test('a PDF with a program in it is found out', async () => {
  const slug = await draft('A program');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>',
  ];
  await bring(
    slug,
    'Form.pdf',
    `%PDF-1.4\n${objects.map((each, at) => `${at + 1} 0 obj${each}endobj\n`).join('')}trailer<</Root 1 0 R/Size 4>>\n%%EOF`,
  );
  assert.ok((await findings(slug)).some(({ key }) => key.startsWith('script:')));
});

test('a name with a path or a line end becomes a plain one', async () => {
  const slug = await draft('Names');
  await bring(slug, '../../../etc/cron.d/x', 'plain words\n').catch(() => undefined);
  await bring(slug, '../../secret\r\nset-cookie: a=b.txt', 'plain words\n');
  await bring(slug, 'secretset-cookie a=b.txt', 'other words\n');
  assert.deepEqual(
    (await filesHere(slug)).map(({ name }) => name),
    ['secretset-cookie a=b.txt', 'secretset-cookie a=b (2).txt'],
  );
});

test('an office file that would unpack without end is refused, also where its directory lies', async () => {
  const slug = await draft('Bombs');
  const bomb = documentBytes({ body: paragraphXml('x'.repeat(60 * 1024 ** 2)) });
  await assert.rejects(bring(slug, 'bomb.docx', bomb), { kind: 'invalid' });
  const liar = documentBytes({ body: paragraphXml('x'.repeat(40 * 1024 ** 2)) });
  for (let at = liar.indexOf('PK\x01\x02', 0, 'latin1'); at !== -1; at = liar.indexOf('PK\x01\x02', at + 1, 'latin1'))
    liar.writeUInt32LE(100, at + 24);
  await bring(slug, 'liar.docx', liar);
  assert.ok((await findings(slug)).some(({ key }) => key.startsWith('failed:')));
});

test('a picture too large to draw, and one that is none, are kept and said to be unreadable; nothing falls over', async () => {
  const slug = await draft('A huge picture');
  const png = Buffer.alloc(64);
  png.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52], 0);
  png.writeUInt32BE(60_000, 16);
  png.writeUInt32BE(60_000, 20);
  await bring(slug, 'huge.png', png);
  assert.match((await findings(slug)).find(({ key }) => key.startsWith('failed:'))?.found ?? '', /50 megapixels/);
});

test('pictures without words are found in a Word file with their place, and its words are read', async () => {
  const slug = await draft('A document');
  const drawing = (descr: string) =>
    `<w:p><w:r><w:drawing><wp:inline xmlns:wp="urn:wp"><wp:docPr id="1" name="P" ${descr}/><pic:pic xmlns:pic="urn:pic"/></wp:inline></w:drawing></w:r></w:p>`;
  await bring(slug, 'Case.docx', documentBytes({ body: paragraphXml('Mrs. Alvarez waits.') + drawing('') + drawing('descr="A chair"') }));
  const [file] = await filesHere(slug);
  assert.deepEqual([file?.look?.pictures, file?.look?.without], [2, ['The document: a picture']]);
  assert.ok((await findings(slug)).some(({ about, found }) => about === 'people' && found.includes('Mrs. Alvarez')));
});

test('a file comes in pieces, goes on where it stopped, and is refused when it is not what was announced', async () => {
  const slug = await draft('In pieces');
  async function* whole() {
    yield pdf as Uint8Array<ArrayBuffer>;
  }
  const announced = { name: 'Guide.pdf', bytes: pdf.length, fingerprint: await fingerprintOf(whole()) };
  const { id } = await begin(ada, slug, announced);
  await assert.rejects(begin(ben, slug, announced), { kind: 'missing' });
  const half = pdf.length >> 1;
  await takePiece(ada, { slug, id }, { offset: 0, piece: pdf.subarray(0, half) });
  assert.deepEqual(await takePiece(ada, { slug, id }, { offset: 0, piece: pdf.subarray(0, half) }), { offset: half, isWritten: false });
  await assert.rejects(finish(ada, { slug, id }), { kind: 'conflict' });
  assert.equal((await begin(ada, slug, announced)).offset, half, 'on any computer');
  await takePiece(ada, { slug, id }, { offset: half, piece: pdf.subarray(half) });
  await finish(ada, { slug, id });
  assert.deepEqual(
    (await filesHere(slug)).map(({ name, bytes }) => [name, bytes]),
    [['Guide.pdf', pdf.length]],
  );
  const other = await begin(ada, slug, { ...announced, bytes: 4 });
  await takePiece(ada, { slug, id: other.id }, { offset: 0, piece: Buffer.from('PK..') });
  await assert.rejects(finish(ada, { slug, id: other.id }), { kind: 'invalid' });
  const { id: itemId } = await as(ada, (scope) => itemNamed(scope, slug));
  assert.equal(existsSync(pathOfFile(itemId, other.id)), false);
});

test('a file that says it is larger than we take is refused before it travels, and what is on its way is its sender’s alone', async () => {
  const slug = await draft('On its way');
  const announced = { name: 'Film.mp4', bytes: 2 * 1024 ** 3, fingerprint: 'a'.repeat(64) };
  await assert.rejects(begin(ada, slug, announced), /larger than/);
  const { id } = await begin(ada, slug, { ...announced, bytes: 100 });
  const cora = await actor('Cora', ['lead'], ashby);
  const at = { slug, id };
  for (const who of [cora, ben]) {
    await assert.rejects(takePiece(who, at, { offset: 0, piece: Buffer.alloc(10) }), { kind: 'missing' });
    await assert.rejects(finish(who, at), { kind: 'missing' });
    await assert.rejects(forget(who, at), { kind: 'missing' });
  }
  await assert.rejects(takePiece(ada, at, { offset: 0, piece: Buffer.alloc(101) }), { kind: 'invalid' });
  assert.notEqual((await begin(cora, slug, { ...announced, bytes: 100 })).id, id, 'a colleague who sends the same sends their own');
});

test('the database refuses any change of a published version and of its files, whoever asks', async () => {
  const slug = await draft('For good');
  const id = await bring(slug, 'Guide.pdf', pdf);
  await as(ada, (scope) =>
    declareFile(scope, slug, { file: id, thirdParty: 'none', thirdPartyWords: '', thirdPartyLicence: null, alternative: '' }),
  );
  await saysInDraft(ada, slug, { title: 'For good', kind: 'guide' });
  await as(ada, (scope) => publishVersion(scope, slug));
  const { id: itemId } = await as(ada, (scope) => itemNamed(scope, slug));
  const login = new pg.Client({ ...(await database()).login });
  await login.connect();
  try {
    await login.query('set role concord_system');
    await login.query('update library_file set words = words where item_id = $1', [itemId]);
    for (const change of ["name = 'Other.pdf'", "sha256 = repeat('0', 64)", 'third_party = null', 'position = 7'])
      await assert.rejects(login.query(`update library_file set ${change} where item_id = $1`, [itemId]), /is not changed/, change);
  } finally {
    await login.end();
  }
  const nothing = await as(ada, ({ tx }) => tx.deleteFrom('libraryFile').where('itemId', '=', itemId).executeTakeFirst());
  assert.equal(nothing.numDeletedRows, 0n);
  await assert.rejects(takeFile(ada, slug, { name: 'More.pdf', file: await arrivedFile(pdf) }), { kind: 'missing' });
});

test('nobody adapts what is not shared with them', async () => {
  const closed = await publishedItem(ada, { title: 'Only ours', visibility: 'school' });
  await assert.rejects(adapt(ben, closed), { kind: 'missing' });
  await assert.rejects(adapt(ben, await draft('Only a draft')), { kind: 'missing' });
  const cass = await actor('Cass', ['student'], brook);
  await assert.rejects(adapt(cass, await publishedItem(ada, { title: 'For all' })), { kind: 'forbidden' });
});

test('an adaptation has the files of its source as its own, and outlives it; bytes go when no version needs them', async () => {
  const slug = await draft('The source');
  const id = await bring(slug, 'Guide.pdf', pdf);
  await as(ada, (scope) =>
    declareFile(scope, slug, { file: id, thirdParty: 'none', thirdPartyWords: '', thirdPartyLicence: null, alternative: '' }),
  );
  await saysInDraft(ada, slug, { title: 'The source', kind: 'guide' });
  await as(ada, (scope) => publishVersion(scope, slug));
  const own = await adapt(ben, slug);
  const { draft: version, item, files } = await as(ben, (scope) => checkedDraft(scope, own));
  assert.deepEqual([version.adaptsNumber, version.adaptsLicence, version.visibility, files.length], [1, 'CC-BY-4.0', 'school', 1]);
  assert.match(version.adaptsCredit ?? '', /^The source, version 1\. Ada Quill\. Ashby School of Medicine\.$/);
  assert.deepEqual(readFileSync(pathOfFile(item.id, id)), pdf);
  await takeOutFile(ben, own, id);
  assert.equal(existsSync(pathOfFile(item.id, id)), false);
  const { id: sourceId } = await as(ada, (scope) => itemNamed(scope, slug));
  assert.ok(existsSync(pathOfFile(sourceId, id)));
  await as(ada, (scope) => beginVersion(scope, slug));
  await throwAway(ada, slug);
  assert.ok(existsSync(pathOfFile(sourceId, id)), 'the published version still has it');
  assert.equal(await throwAway(ben, own), true);
});
