import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operator, visitor } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actor } from '../../../../tests/people.ts';
import { readCasePackage } from '../exchange/case-package.ts';
import { importFramework } from '../exchange/commands.server.ts';
import type { Properties } from '../exchange/framework-file.ts';
import {
  caseAssociationOf,
  caseDocumentOf,
  caseDocuments,
  caseItemAssociations,
  caseItemOf,
  casePackageOf,
} from './case-queries.server.ts';
import { frameworkLd, itemLd } from './ctdl-asn.ts';
import { itemDocument } from './document.ts';
import { itemReading, publishedFrameworks, reading } from './queries.server.ts';

const base = 'https://concord.example';
const convener = await actor('Ines', ['convener']);
const [document, domain, kept, gone, fresh] = ['1', '2', '3', '4', '5'].map((digit) => `0000000${digit}-0000-4000-8000-000000000000`) as [
  string,
  string,
  string,
  string,
  string,
];
const published = '01900000-0000-7000-8000-000000000221';

function bring(items: Record<string, string>, more: readonly [string, string, string][] = []) {
  const end = (identifier: string) => ({ title: '', identifier, uri: `https://x.example/${identifier}` });
  const link = (from: string, associationType: string, to: string) => ({
    associationType,
    originNodeURI: end(from),
    destinationNodeURI: end(to),
  });
  const ids = Object.keys(items);
  const value = {
    CFDocument: { identifier: document, creator: 'Somebody', title: 'Care' },
    CFItems: ids.map((identifier) => ({
      identifier,
      fullStatement: items[identifier],
      CFItemType: identifier === domain ? 'Domain' : 'Competency',
    })),
    CFAssociations: [
      ...ids.map((id) => link(id, 'isChildOf', id === domain ? document : domain)),
      ...more.map(([from, type, to]) => link(from, type, to)),
    ],
  };
  const { file } = readCasePackage(JSON.stringify(value));
  return as(convener, (scope) => importFramework(scope, file!, { messages: [] }));
}
async function become(versionId: string, status: 'adopted' | 'superseded') {
  await as(operator(), ({ tx }) =>
    tx.updateTable('frameworkVersion').set({ status, adoptedOn: '2025-08-01' }).where('id', '=', versionId).execute(),
  );
}
function read<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
  return as(visitor, work);
}

const first = await bring({ [domain]: 'Talking', [kept]: 'Asks', [gone]: 'Tells' }, [[kept, 'exactMatchOf', published]]);

test('nothing of a draft appears anywhere, whoever asks', async () => {
  for (const who of [visitor, convener, operator()]) {
    const asks: ((scope: Scope) => Promise<unknown>)[] = [
      (scope) => reading(scope, { slug: 'care' }),
      (scope) => reading(scope, { slug: 'care', number: '1' }),
      (scope) => itemReading(scope, { slug: 'care', stableId: kept }),
      (scope) => caseDocumentOf(scope, base, document),
      (scope) => casePackageOf(scope, base, document),
      (scope) => casePackageOf(scope, base, first.versionId),
      (scope) => caseItemOf(scope, base, kept),
      (scope) => caseItemAssociations(scope, base, kept),
    ];
    for (const ask of asks) await assert.rejects(as(who, ask), /was not found/);
    const all = await as(who, async (scope) =>
      JSON.stringify([await publishedFrameworks(scope), await caseDocuments(scope, base, { offset: 0, limit: 9 })]),
    );
    assert.doesNotMatch(all, /"care"|00000001/);
    const related = await as(who, (scope) => itemReading(scope, { slug: 'serious-illness-communication', stableId: published }));
    assert.deepEqual(related.relations, [], 'and no crosswalk of a draft');
  }
});
test('the adopted version is read, an older one by its number, and an item that is gone says what it was and what replaced it', async () => {
  await become(first.versionId, 'superseded');
  const second = await bring({ [domain]: 'Talking', [kept]: 'Asks and listens', [fresh]: 'Shares' }, [
    [gone, 'replacedBy', fresh],
    [kept, 'exactMatchOf', published],
  ]);
  await become(second.versionId, 'adopted');
  const now = await read((scope) => reading(scope, { slug: 'care' }));
  assert.deepEqual([now.version.number, now.items.map(({ text }) => text)], ['2', ['Talking', 'Asks and listens', 'Shares']]);
  assert.deepEqual(
    now.versions.map(({ number, status }) => [number, status]),
    [
      ['2', 'adopted'],
      ['1', 'superseded'],
    ],
  );
  assert.equal((await read((scope) => reading(scope, { slug: 'care', number: '1' }))).items[1]!.text, 'Asks');
  const item = await read((scope) => itemReading(scope, { slug: 'care', stableId: kept }));
  assert.deepEqual(
    item.wordings.map(({ number, text }) => [number, text]),
    [
      ['2', 'Asks and listens'],
      ['1', 'Asks'],
    ],
  );
  assert.deepEqual([item.above[0]!.text, item.after!.text, item.relations[0]!.relation], ['Talking', 'Shares', 'the same as']);
  const left = await read((scope) => itemReading(scope, { slug: 'care', stableId: gone }));
  assert.deepEqual([left.version.number, left.replacedBy.map(({ title }) => title)], ['1', ['Shares']]);
  const there = await read((scope) => itemReading(scope, { slug: 'serious-illness-communication', stableId: published }));
  assert.deepEqual(
    there.relations.map(({ relation, to }) => [relation, to.slug, to.title]),
    [['the same as', 'care', 'Asks and listens']],
  );
  assert.equal(itemDocument(base, there).relations[0]!.to.address, `${base}/frameworks/care/items/${kept}`);
});
test('another system reads it by CASE: documents, a package that names itself, items with their associations, and nothing that is none', async () => {
  const { documents, total } = await read((scope) => caseDocuments(scope, base, { offset: 0, limit: 1 }));
  assert.deepEqual([documents.length, total], [1, 2]);
  const whole = await read((scope) => casePackageOf(scope, base, document));
  const again = readCasePackage(JSON.stringify(whole)).file!;
  assert.deepEqual(
    [again.items.map(({ text }) => text), again.number, (whole.CFDocument as Properties).adoptionStatus],
    [['Talking', 'Asks and listens', 'Shares'], '2', 'Adopted'],
  );
  const old = await read((scope) => casePackageOf(scope, base, first.versionId));
  assert.deepEqual([(old.CFDocument as Properties).identifier, (old.CFDocument as Properties).adoptionStatus], [document, 'Deprecated']);
  const { CFItem, CFAssociations } = await read((scope) => caseItemAssociations(scope, base, kept));
  assert.equal((CFItem as Properties).fullStatement, 'Asks and listens');
  const types = (CFAssociations as Properties[]).map(({ associationType }) => associationType);
  assert.deepEqual(types, ['isChildOf', 'exactMatchOf']);
  const one = (CFAssociations as Properties[])[1]!;
  assert.deepEqual(await read((scope) => caseAssociationOf(scope, base, one.identifier as string)), one);
  assert.equal((await read((scope) => caseItemOf(scope, base, gone))).fullStatement, 'Tells', 'what left is still found');
  for (const id of ['x', "'", '99999999-0000-4000-8000-000000000000'])
    await assert.rejects(
      read((scope) => caseItemOf(scope, base, id)),
      /was not found/,
    );
});
test('as JSON-LD every node that is named is there, and every prefix is explained', async () => {
  const whole = frameworkLd(base, await read((scope) => reading(scope, { slug: 'care' })));
  const ids = new Set(whole['@graph'].map((node) => node['@id']));
  for (const node of whole['@graph'] as Record<string, unknown>[]) {
    for (const term of ['ceasn:hasTopChild', 'ceasn:hasChild', 'ceasn:isChildOf'])
      for (const id of (node[term] as string[] | undefined) ?? []) assert.ok(ids.has(id), `${term} ${id}`);
    for (const name of Object.keys(node)) assert.ok(name.startsWith('@') || name.split(':')[0]! in whole['@context'], name);
  }
  const item = itemLd(base, await read((scope) => itemReading(scope, { slug: 'care', stableId: kept })));
  assert.deepEqual((item['@graph'][1] as Record<string, unknown>)['ceasn:exactAlignment'], [
    `${base}/frameworks/serious-illness-communication/items/${published}`,
  ]);
});
