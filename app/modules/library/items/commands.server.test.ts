import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { publishedItem, saysInDraft } from '../../../../tests/library.ts';
import { actor, school } from '../../../../tests/people.ts';
import { publishVersion } from '../checking/commands.server.ts';
import { reviewItem, suggestForItem } from '../reviewing/commands.server.ts';
import { reviewsOf } from '../reviewing/queries.server.ts';
import { beginItem, beginVersion, changeDraft, withdrawItem } from './commands.server.ts';
import { differenceBetween } from './difference.ts';
import { draftToKeep, itemNamed, libraryList, ownShelf, publishedVersions, versionOf } from './queries.server.ts';
import { ListSearch, NewItem, readVersion } from './schema.ts';

const [ashby, brook] = [await school('ashby'), await school('brook')];
const ada = await actor('Ada', ['faculty'], ashby);
const kit = await actor('Kit', ['student'], ashby);
const ben = await actor('Ben', ['faculty'], brook);
const ines = await actor('Ines', ['convener']);
const titles = async (who: typeof ada, search: Record<string, string> = {}) =>
  (await as(who, (scope) => libraryList(scope, ListSearch.parse({ q: '', ...search })))).rows.map(({ title }) => title);

test('a draft exists for whoever works at its school, and for nobody else', async () => {
  const slug = await as(ada, (scope) => beginItem(scope, NewItem.parse({ title: 'A first draft', kind: 'case' })));
  assert.equal(slug, 'a-first-draft');
  assert.equal((await as(ada, (scope) => draftToKeep(scope, slug))).draft.number, 1);
  for (const who of [ben, ines, kit, visitor])
    await assert.rejects(
      as(who, (scope) => itemNamed(scope, slug)),
      { kind: 'missing' },
    );
});

test('a student reads and writes nothing, and nobody writes for another school', async () => {
  await assert.rejects(
    as(kit, (scope) => beginItem(scope, NewItem.parse({ title: 'Mine', kind: 'case' }))),
    { kind: 'forbidden' },
  );
  const slug = await publishedItem(ada, { title: 'Read by all' });
  assert.equal((await as(kit, (scope) => itemNamed(scope, slug))).mayKeep, false);
  for (const who of [kit, ben])
    await assert.rejects(
      as(who, (scope) => beginVersion(scope, slug)),
      { kind: 'forbidden' },
    );
});

test('who reads a published item follows from its visibility, by policy', async () => {
  await publishedItem(ada, { title: 'For us', visibility: 'school' });
  await publishedItem(ada, { title: 'For members', visibility: 'collaborative', licence: 'all-rights-reserved' });
  await publishedItem(ada, { title: 'For everybody' });
  const seen = async (who: typeof ada) => (await titles(who)).filter((title) => title.startsWith('For '));
  assert.deepEqual(await seen(kit), ['For everybody', 'For members', 'For us']);
  assert.deepEqual(await seen(ben), ['For everybody', 'For members']);
  assert.deepEqual(await seen(ines), ['For everybody', 'For members']);
  assert.deepEqual(await seen(visitor), ['For everybody']);
  const rows = await as(visitor, ({ tx }) => tx.selectFrom('libraryVersion').select(['title', 'visibility', 'publishedAt']).execute());
  assert.ok(rows.every(({ visibility, publishedAt }) => visibility === 'public' && publishedAt !== null));
});

test('nobody brings a version into another’s item, and whoever convenes takes a school’s item back and changes nothing else of it: the database refuses', async () => {
  const id = async (who: typeof ada, slug: string) => (await as(who, (scope) => itemNamed(scope, slug))).id;
  const ours = await id(ada, await publishedItem(ada, { title: 'Ours to keep', visibility: 'collaborative' }));
  const theirs = await id(ben, await as(ben, (scope) => beginItem(scope, NewItem.parse({ title: 'Theirs', kind: 'case' }))));
  await assert.rejects(
    as(ben, ({ tx }) => tx.updateTable('libraryVersion').set({ itemId: ours, number: 9 }).where('itemId', '=', theirs).execute()),
    /row-level security/,
  );
  for (const set of [{ visibility: 'public' as const }, { forSchoolId: null }, { title: 'Another' }])
    await assert.rejects(
      as(ines, ({ tx }) => tx.updateTable('libraryItem').set(set).where('id', '=', ours).execute()),
      /whoever keeps an item/,
    );
  await as(ines, (scope) => withdrawItem(scope, 'ours-to-keep', 'Not for now'));
});

test('the collaborative’s own items are the convener’s to write', async () => {
  const slug = await publishedItem(ines, { title: 'A rubric of ours', kind: 'rubric' });
  assert.equal((await as(visitor, (scope) => itemNamed(scope, slug))).owner, null);
  await assert.rejects(
    as(ada, (scope) => beginVersion(scope, slug)),
    { kind: 'forbidden' },
  );
  assert.deepEqual(
    (await as(ines, ownShelf)).map(({ title }) => title),
    ['A rubric of ours'],
  );
});

test('an item of the collaborative is for its members at least, since no school’s people are its own', async () => {
  await publishedItem(ines, { title: 'Ours alone', visibility: 'school', licence: 'CC-BY-4.0' });
  assert.deepEqual(await titles(ben, { q: 'alone' }), ['Ours alone']);
  assert.deepEqual(await titles(visitor, { q: 'alone' }), []);
});

test('a published version never changes, and the next one says what changed', async () => {
  const slug = await publishedItem(ada, { title: 'Once and again' });
  const { id } = await as(ada, (scope) => itemNamed(scope, slug));
  await assert.rejects(
    as(ada, async ({ tx }) => {
      const { numUpdatedRows } = await tx.updateTable('libraryVersion').set({ title: 'Other' }).where('itemId', '=', id).executeTakeFirst();
      if (numUpdatedRows === 0n) throw new Error('no row');
    }),
    /no row/,
  );
  await as(ada, (scope) => beginVersion(scope, slug));
  await assert.rejects(
    as(ada, (scope) => beginVersion(scope, slug)),
    { kind: 'conflict' },
  );
  await assert.rejects(
    as(ada, (scope) => publishVersion(scope, slug)),
    { kind: 'conflict' },
  );
  await saysInDraft(ada, slug, { title: 'Once and again', minutes: '60', whatChanged: 'It is longer.' });
  assert.equal((await as(visitor, (scope) => itemNamed(scope, slug))).publishedNumber, 1, 'the draft is nobody’s yet');
  await as(ada, (scope) => publishVersion(scope, slug));
  const versions = await as(visitor, (scope) => publishedVersions(scope, id));
  assert.deepEqual(
    versions.map(({ number, whatChanged }) => [number, whatChanged]),
    [
      [2, 'It is longer.'],
      [1, null],
    ],
  );
  const [one, two] = await as(visitor, async (scope) => [await versionOf(scope, id, 1), await versionOf(scope, id, 2)] as const);
  const compared = (said: typeof one) => ({ said, competencies: [], files: [] });
  assert.deepEqual(differenceBetween(compared(one), compared(two)).facts, [{ label: 'Duration', before: '45 minutes', after: '1 hour' }]);
});

test('an earlier version that was for members stays for members when the next one is public', async () => {
  const slug = await publishedItem(ada, { title: 'Opened later', visibility: 'collaborative' });
  const { id } = await as(ada, (scope) => itemNamed(scope, slug));
  await as(ada, (scope) => beginVersion(scope, slug));
  await saysInDraft(ada, slug, { title: 'Opened later', whatChanged: 'For everybody now.' });
  await as(ada, (scope) => publishVersion(scope, slug));
  assert.deepEqual(
    (await as(visitor, (scope) => publishedVersions(scope, id))).map(({ number }) => number),
    [2],
  );
  await assert.rejects(
    as(visitor, (scope) => versionOf(scope, id, 1)),
    { kind: 'missing' },
  );
  assert.equal((await as(ben, (scope) => versionOf(scope, id, 1))).number, 1);
});

test('of two who publish a version at once one is told, and its adopters hear of it once', async () => {
  const slug = await as(ada, (scope) => beginItem(scope, NewItem.parse({ title: 'Pressed twice', kind: 'case' })));
  await saysInDraft(ada, slug, { title: 'Pressed twice' });
  const press = () => as(ada, (scope) => publishVersion(scope, slug));
  const done = await Promise.allSettled([press(), press(), press()]);
  assert.equal(done.filter(({ status }) => status === 'fulfilled').length, 1);
  for (const each of done) if (each.status === 'rejected') assert.match(each.reason.kind, /conflict|missing/);
});

test('who said something of an item without their name is read by nobody, whatever they ask the database', async () => {
  const slug = await publishedItem(ada, { title: 'Said of without a name', visibility: 'public' });
  await as(ben, (scope) => suggestForItem(scope, slug, { words: 'Shorter, please.', isNamed: false }));
  await as(ada, (scope) => reviewItem(scope, slug, { outcome: 'keep', words: 'It stands.', isNamed: false }));
  for (const who of [ada, ines, visitor]) {
    assert.ok((await as(who, async (scope) => reviewsOf(scope, (await itemNamed(scope, slug)).id))).length > 0);
    await assert.rejects(
      as(who, ({ tx }) => tx.selectFrom('libraryReview').select('personId').execute()),
      /permission denied/,
    );
  }
});
test('what was withdrawn says so, and closes its versions at once', async () => {
  const slug = await publishedItem(ada, { title: 'Not any more' });
  await assert.rejects(
    as(ben, (scope) => withdrawItem(scope, slug, 'No')),
    { kind: 'forbidden' },
  );
  await as(ines, (scope) => withdrawItem(scope, slug, 'A picture was not ours.'));
  const item = await as(visitor, (scope) => itemNamed(scope, slug));
  assert.equal(item.withdrawnReason, 'A picture was not ours.');
  await assert.rejects(
    as(visitor, (scope) => versionOf(scope, item.id, 1)),
    { kind: 'missing' },
  );
  assert.equal((await as(ada, (scope) => versionOf(scope, item.id, 1))).number, 1, 'its keepers still have it');
  assert.ok(!(await titles(ben)).includes('Not any more'));
});

test('a draft that somebody else changed meanwhile is not written over', async () => {
  const slug = await as(ada, (scope) => beginItem(scope, NewItem.parse({ title: 'Two at once', kind: 'guide' })));
  const { draft } = await as(ada, (scope) => draftToKeep(scope, slug));
  await saysInDraft(ada, slug, { title: 'Two at once' });
  const read = readVersion({ title: 'Mine', kind: 'guide' });
  await assert.rejects(
    as(ada, (scope) => changeDraft(scope, slug, { seen: draft.changedAt, said: read.ok ? read.said : draft })),
    { kind: 'conflict' },
  );
});

test('a list is narrowed by its address, and searched in words of titles and descriptions', async () => {
  await publishedItem(ada, {
    title: 'Prognosis at the bedside',
    description: 'Ask what they expect.',
    minutes: '20',
    kind: 'guide',
    'phase.clerkship': 'yes',
  });
  assert.deepEqual(await titles(visitor, { q: 'prognosis' }), ['Prognosis at the bedside']);
  assert.deepEqual(await titles(visitor, { q: 'expecting' }), ['Prognosis at the bedside']);
  assert.deepEqual(await titles(visitor, { kind: 'guide', phase: 'clerkship', duration: 'half-hour' }), ['Prognosis at the bedside']);
  assert.deepEqual(await titles(visitor, { competency: '2', kind: 'guide' }), ['Prognosis at the bedside']);
  assert.deepEqual(await titles(visitor, { competency: '3' }), []);
  const untouched = { kind: '', competency: '', phase: '', duration: '', licence: '' };
  assert.deepEqual(
    await titles(visitor, { q: 'prognosis', ...untouched }),
    ['Prognosis at the bedside'],
    'what is not chosen narrows nothing',
  );
  assert.deepEqual(await titles(visitor, { q: 'members' }), [], 'what is for members is not found by others');
  assert.deepEqual(await titles(ben, { q: 'members' }), ['For members']);
  assert.ok((await titles(visitor, { q: "'); drop table library_item; --" })).length === 0);
});

test('an address that is no address of the web, and a wrong ORCID, are not kept', () => {
  for (const elsewhereUrl of ['javascript:alert(1)', 'data:text/html,x', 'https://user:word@site.org/', 'site.org', 'file:///etc/passwd'])
    assert.equal(readVersion({ title: 'T', kind: 'case', elsewhereUrl }).ok, false, elsewhereUrl);
  const read = readVersion({ title: 'T', kind: 'case', 'author.0.name': 'A', 'author.0.orcid': '0000-0002-1825-0098' });
  assert.deepEqual(read.ok ? [] : read.errors.map(({ field }) => field), ['author.0.orcid']);
});
