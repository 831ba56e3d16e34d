import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operator, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { casePackage } from './case-export.ts';
import { readCasePackage } from './case-package.ts';
import { importFramework } from './commands.server.ts';
import { frameworkCsv } from './framework-csv.ts';
import type { FrameworkFile } from './framework-file.ts';
import { readFrameworkSheet } from './framework-sheet.ts';
import { released, versionIdOf } from './queries.server.ts';

const ashby = await school('ashby');
const convener = await actor('Ines', ['convener']);
const lead = await actor('Ada', ['lead'], ashby);

const [document, domain, competency, elsewhere] = ['1', '2', '3', '9'].map((digit) => `0000000${digit}-0000-4000-8000-000000000000`) as [
  string,
  string,
  string,
  string,
];
function framework(more: { title?: string; text?: string; version?: string } = {}): FrameworkFile {
  const end = (identifier: string) => ({ title: '', identifier, uri: `https://x.example/${identifier}` });
  const value = {
    CFDocument: { identifier: document, creator: 'Somebody', title: more.title ?? 'Care', version: more.version, language: 'en' },
    CFItems: [
      { identifier: domain, fullStatement: 'Talking', humanCodingScheme: '1', CFItemType: 'Domain' },
      { identifier: competency, fullStatement: more.text ?? 'Asks', humanCodingScheme: '1.10', notes: 'n' },
    ],
    CFAssociations: [
      { associationType: 'isChildOf', originNodeURI: end(domain), destinationNodeURI: end(document) },
      { associationType: 'isChildOf', originNodeURI: end(competency), destinationNodeURI: end(domain) },
      { associationType: 'exactMatchOf', originNodeURI: end(competency), destinationNodeURI: end(elsewhere) },
    ],
  };
  return readCasePackage(JSON.stringify(value)).file!;
}
function bring(file: FrameworkFile) {
  return as(convener, (scope) => importFramework(scope, file, { messages: [] }));
}

test('a framework comes in as a draft with all that it says, and nobody but those who work on it sees it', async () => {
  const file = framework();
  const made = await bring(file);
  assert.deepEqual([made.isNew, made.slug, made.number, made.items, made.associations], [true, 'care', '1', 2, 3]);
  const version = await as(convener, (scope) => released(scope, made.versionId));
  const bare = (items: FrameworkFile['items']) => items.map((item) => ({ ...item, changedAt: null }));
  assert.deepEqual(bare(version.items), bare(file.items));
  assert.deepEqual(
    version.associations.map(({ changedAt: _, ...each }) => each),
    file.associations.map(({ changedAt: _, ...each }) => each),
  );
  assert.deepEqual([version.document, version.status, version.stableId], [{ language: 'en' }, 'draft', document]);
  await assert.rejects(
    as(visitor, (scope) => released(scope, made.versionId)),
    /was not found/,
  );
  await assert.rejects(
    as(visitor, (scope) => versionIdOf(scope, 'care')),
    /was not found/,
  );
});
test('the same framework again is a new draft of it, and an item with the same identifier keeps its stable id', async () => {
  const made = await bring(framework({ text: 'Asks and listens', title: 'Care, again' }));
  assert.deepEqual([made.isNew, made.slug, made.number], [false, 'care', '2']);
  assert.match(made.messages.map(({ found }) => found).join(), /The title “Care, again”/);
  const version = await as(convener, (scope) => released(scope, made.versionId));
  assert.equal(version.items[1]!.stableId, competency);
  const again = readCasePackage(JSON.stringify(casePackage(version, 'https://concord.example'))).file!;
  assert.equal(again.title, 'Care, again', 'a version keeps the title that its file gave');
  assert.equal((await bring(framework({ version: '2' }))).number, '3', 'a number that is taken is counted on');
  assert.equal((await bring(framework({ version: '2024' }))).number, '2024');
});
test('two imports of the same new framework at once are two versions of one', async () => {
  const file = { ...framework({ title: 'At once' }), stableId: elsewhere };
  const [one, other] = await Promise.all([bring(file), bring(file)]);
  assert.equal(one.frameworkId, other.frameworkId);
  assert.deepEqual([one.number, other.number].sort(), ['1', '2']);
});
test('a spreadsheet with the same name is a new draft, whose items keep the ids of those with the same code or text', async () => {
  const rows = (text: string, name = 'List') =>
    readFrameworkSheet(
      [
        ['code', 'text'],
        ['A', text],
        ['B', 'Other'],
      ].map((cells, at) => ({ sheet: '', line: at + 1, cells })),
      { name, format: 'csv' },
    ).file!;
  const first = await bring(rows('One'));
  const second = await bring(rows('One, reworded'));
  assert.deepEqual([second.isNew, second.number], [false, '2']);
  const ids = async (versionId: string) =>
    (await as(convener, (scope) => released(scope, versionId))).items.map(({ stableId }) => stableId);
  assert.deepEqual(await ids(second.versionId), await ids(first.versionId));
  const chosen = await as(convener, (scope) =>
    importFramework(scope, rows('One', 'Another name'), { messages: [], frameworkId: first.frameworkId }),
  );
  assert.deepEqual(await ids(chosen.versionId), await ids(first.versionId));
});
test('a framework goes out as CSV and comes in again with its tree, its kinds and its ids', async () => {
  const id = await as(convener, (scope) => versionIdOf(scope, 'care'));
  const version = await as(convener, (scope) => released(scope, id));
  const cells = frameworkCsv(version)
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  const read = readFrameworkSheet(
    cells.map((each, at) => ({ sheet: '', line: at + 1, cells: each.map((cell) => cell || null) })),
    { name: 'care', format: 'csv' },
  );
  const facts = (items: FrameworkFile['items']) =>
    items.map(({ stableId, parentStableId, position, code, text, kind, hasOwnId }) => [
      stableId,
      parentStableId,
      position,
      code,
      text,
      kind,
      hasOwnId,
    ]);
  assert.deepEqual(facts(read.file!.items), facts(version.items));
  assert.deepEqual(
    read.file!.associations.map(({ type, destinationStableId }) => [type, destinationStableId]),
    [['exactMatchOf', elsewhere]],
  );
});
test('a lead and a visitor may not bring one in; the record says who did', async () => {
  for (const who of [lead, visitor])
    await assert.rejects(
      as(who, (scope) => importFramework(scope, framework(), { messages: [] })),
      /may not/,
    );
  const events = await as(operator(), ({ tx }) =>
    tx.selectFrom('collaborativeEvent').select(['verb', 'personId']).where('subject', '=', 'framework_version').execute(),
  );
  assert.ok(events.length > 5 && events.every(({ verb, personId }) => verb === 'import' && personId === convener.personId));
});
