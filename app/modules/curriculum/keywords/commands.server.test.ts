import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, owner, school } from '../../../../tests/people.ts';
import { adoptList, beginList, beginVersion, discardDraft, keepStarterList, putIntoUse } from './commands.server.ts';
import { addKeyword, addKeywords, dropKeyword, keepAbout, keepKeyword } from './draft-commands.server.ts';
import { competencyChoices, currentKeywordList, draftInForm, keywordLists, versionCompared, versionOfList } from './queries.server.ts';

await as(operator(), keepStarterList);
const convener = await actor('Cleo', ['convener']);
const [first, second] = (await as(convener, competencyChoices)).map(({ value }) => value) as [string, string];
const alone = { synonyms: [], exclusions: [], context: [] };

/** A list that a convener begins, with these phrases for the first competency. */
async function draft(name: string, ...phrases: string[]) {
  const address = await as(convener, (scope) => beginList(scope, { name, note: '' }));
  const where = { list: address.slug, version: address.version };
  const { list } = await as(convener, (scope) => versionOfList(scope, where));
  if (phrases.length > 0) {
    const lines = phrases.map((phrase) => ({ phrase, synonyms: [] }));
    await as(convener, (scope) => addKeywords(scope, { listId: list.id, competencyId: first, lines }));
  }
  const read = () => as(convener, (scope) => versionOfList(scope, where));
  return { listId: list.id, where, read };
}

async function adopted(name: string, ...phrases: string[]) {
  const { listId, where, read } = await draft(name, ...phrases);
  const { changedAt: seen } = await read();
  await as(convener, (scope) => adoptList(scope, { listId, seen }));
  return { listId, where, read };
}

test('a convener writes a list, adopts it, and every school scans with it', async () => {
  await adopted('Ours', 'grief', 'hospice*');
  const used = await as(convener, currentKeywordList);
  assert.deepEqual([used?.name, used?.version, used?.keywords.map(({ phrase }) => phrase)], ['Ours', 1, ['grief', 'hospice*']]);
});

test('nobody but who keeps lists writes one: not a lead, a mapper or an auditor', async () => {
  const ashby = await school('ashby');
  for (const other of [await actor('Rena', ['lead'], ashby), await actor('Tom', ['mapper'], ashby), await actor('Jo', ['auditor'])]) {
    await assert.rejects(
      as(other, (scope) => beginList(scope, { name: 'Theirs', note: '' })),
      { kind: 'forbidden' },
    );
    await assert.rejects(
      as(other, ({ tx }) => tx.insertInto('keywordList').values({ name: 'Theirs', slug: 'theirs', version: 1, note: '' }).execute()),
      /row-level security/,
    );
  }
});

test('a draft is read by who will review with it, and exists for nobody else', async () => {
  const { where } = await draft('Half written', 'grief');
  const birch = await school('birch');
  const [mapper, faculty] = [await actor('Mo', ['mapper'], birch), await actor('Fay', ['faculty'], birch)];
  assert.equal((await as(mapper, (scope) => versionOfList(scope, where))).list.name, 'Half written');
  await assert.rejects(
    as(faculty, (scope) => versionOfList(scope, where)),
    { kind: 'missing' },
  );
  assert.ok(!(await as(faculty, keywordLists)).some(({ name }) => name === 'Half written'));
});

test('what is adopted does not change: not by a command, not by the database’s owner', async () => {
  const { listId, read, where } = await adopted('Kept', 'grief');
  const [keyword] = (await read()).list.keywords;
  const said = { phrase: 'loss', competencyId: first, ...alone };
  for (const act of [
    () => as(convener, (scope) => draftInForm(scope, where)),
    () => as(convener, (scope) => addKeyword(scope, { listId, said })),
    () => as(convener, (scope) => keepKeyword(scope, { listId, keywordId: keyword!.id, said })),
    () => as(convener, (scope) => dropKeyword(scope, { listId, keywordId: keyword!.id })),
    () => as(convener, (scope) => keepAbout(scope, { listId, said: { note: 'x', before: [], after: [], window: 5 } })),
    () => as(convener, (scope) => discardDraft(scope, listId)),
  ])
    await assert.rejects(act, { kind: 'conflict', message: /is adopted and stays as it is/ });
  const client = new pg.Client(owner);
  await client.connect();
  for (const statement of [
    `update keyword_list set note = 'other' where id = '${listId}'`,
    `delete from keyword_list where id = '${listId}'`,
    `update keyword set phrase = 'other' where keyword_list_id = '${listId}'`,
    `delete from keyword where keyword_list_id = '${listId}'`,
    `insert into keyword (keyword_list_id, phrase, competency_id, position) values ('${listId}', 'more', '${first}', 9)`,
  ])
    await assert.rejects(client.query(statement), /is not changed|are not changed/, statement);
  await client.end();
});

test('the next version carries its keywords on; one that proposes another competency is another keyword', async () => {
  const { where, listId } = await adopted('Grows', 'grief', 'hospice');
  const address = await as(convener, (scope) => beginVersion(scope, listId));
  await assert.rejects(
    as(convener, (scope) => beginVersion(scope, listId)),
    { kind: 'conflict', message: /Version 2 of Grows is being written/ },
  );
  const next = { list: address.slug, version: address.version };
  const { list } = await as(convener, (scope) => versionOfList(scope, next));
  const [grief, hospice] = list.keywords;
  await as(convener, (scope) => keepKeyword(scope, { listId: list.id, keywordId: grief!.id, said: { ...grief!, synonyms: ['loss'] } }));
  await as(convener, (scope) =>
    keepKeyword(scope, { listId: list.id, keywordId: hospice!.id, said: { ...hospice!, competencyId: second } }),
  );
  const { difference } = await as(convener, (scope) => versionCompared(scope, next));
  assert.deepEqual(
    difference?.changes.map(({ kind, after, before }) => [kind, (after ?? before)!.phrase, (after ?? before)!.code]),
    [
      ['changed', 'grief', '1'],
      ['came', 'hospice', '2'],
      ['went', 'hospice', '1'],
    ],
  );
  assert.equal((await as(convener, (scope) => versionOfList(scope, where))).draft, 2);
});

test('of two who change one keyword the second is told, and what the first wrote stands', async () => {
  const { listId, read } = await draft('Together', 'grief');
  const { list } = await read();
  const { id: keywordId } = list.keywords[0]!;
  const { changedAt: seen } = await as(convener, ({ tx }) =>
    tx.selectFrom('keyword').select('changedAt').where('id', '=', keywordId).executeTakeFirstOrThrow(),
  );
  const write = (synonym: string) =>
    as(convener, (scope) =>
      keepKeyword(scope, { listId, keywordId, seen, said: { phrase: 'grief', competencyId: first, ...alone, synonyms: [synonym] } }),
    );
  const told = await Promise.allSettled([write('loss'), write('mourning')]);
  assert.deepEqual(told.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  assert.equal((await read()).list.keywords[0]!.synonyms.length, 1);
  await assert.rejects(
    as(convener, (scope) =>
      keepAbout(scope, { listId, said: { note: 'x', before: [], after: [], window: 5, seen: list.id ? new Date(0) : undefined } }),
    ),
    { kind: 'conflict' },
  );
});

test('a phrase stands once for a competency, and a draft without words is not adopted', async () => {
  const { listId, read } = await draft('Once');
  const { changedAt: seen } = await read();
  await assert.rejects(
    as(convener, (scope) => adoptList(scope, { listId, seen })),
    { kind: 'conflict', message: /no keyword yet/ },
  );
  const lines = [
    { phrase: 'grief', synonyms: [] },
    { phrase: 'Grief', synonyms: [] },
  ];
  await assert.rejects(
    as(convener, (scope) => addKeywords(scope, { listId, competencyId: first, lines })),
    { kind: 'invalid', message: /“Grief”/ },
  );
  assert.equal((await read()).list.keywords.length, 0, 'all or none');
  await as(convener, (scope) => addKeywords(scope, { listId, competencyId: first, lines: lines.slice(0, 1) }));
  await as(convener, (scope) => addKeywords(scope, { listId, competencyId: second, lines: lines.slice(0, 1) }));
  assert.equal((await read()).list.keywords.length, 2);
});

test('a list that no scanner could hold is refused as it is written, and stands as it was', async () => {
  const { listId, read } = await draft('Large', 'grief');
  const word = (at: number) =>
    Array.from({ length: 50 }, (_, letter) => String.fromCharCode(0x4e00 + ((at * 50 + letter) % 5000))).join('');
  const lines = Array.from({ length: 90 }, (_, at) => ({ phrase: word(at), synonyms: [] }));
  await assert.rejects(
    as(convener, (scope) => addKeywords(scope, { listId, competencyId: first, lines })),
    { kind: 'invalid', message: /Take some out/ },
  );
  const said = { phrase: 'grief', competencyId: first, ...alone, synonyms: lines.map(({ phrase }) => phrase) };
  const { id: keywordId } = (await read()).list.keywords[0]!;
  await assert.rejects(
    as(convener, (scope) => keepKeyword(scope, { listId, keywordId, said })),
    { kind: 'invalid' },
  );
  assert.deepEqual(
    (await read()).list.keywords.map(({ synonyms }) => synonyms),
    [[]],
  );
});

test('of two who adopt one draft at once the second is told; of two drafts the later is in use', async () => {
  const adoptAtOnce = async (...drafts: Awaited<ReturnType<typeof draft>>[]) => {
    const seen = await Promise.all(drafts.map(async ({ read }) => (await read()).changedAt));
    return Promise.allSettled(drafts.map(({ listId }, at) => as(convener, (scope) => adoptList(scope, { listId, seen: seen[at]! }))));
  };
  const same = await draft('At once', 'grief');
  assert.deepEqual((await adoptAtOnce(same, same)).map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const two = await adoptAtOnce(await draft('One', 'grief'), await draft('Other', 'grief'));
  assert.deepEqual(
    two.map(({ status }) => status),
    ['fulfilled', 'fulfilled'],
  );
  const inUse = (await as(convener, keywordLists)).filter(({ isCurrent }) => isCurrent);
  assert.deepEqual([inUse.length, ['One', 'Other'].includes(inUse[0]!.name)], [1, true]);
});

test('a version that was in use can be put into use again; a draft cannot', async () => {
  const one = await adopted('Back', 'grief');
  await adopted('Forth', 'grief');
  await as(convener, (scope) => putIntoUse(scope, one.listId));
  assert.equal((await as(convener, currentKeywordList))?.name, 'Back');
  const { listId } = await draft('Not yet', 'grief');
  await assert.rejects(
    as(convener, (scope) => putIntoUse(scope, listId)),
    { kind: 'conflict' },
  );
  await as(convener, (scope) => discardDraft(scope, listId));
  await assert.rejects(
    as(convener, (scope) => discardDraft(scope, listId)),
    { kind: 'missing' },
  );
});
