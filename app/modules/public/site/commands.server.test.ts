import assert from 'node:assert/strict';
import { test } from 'node:test';
import { v7 } from 'uuid';
import { operator, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import {
  beginPage,
  dropDraft,
  dropPicture,
  keepPicture,
  planPage,
  publishDue,
  publishPage,
  removeSamplePages,
  restoreRevision,
  savePage,
  takeBackPage,
  unplanPage,
} from './commands.server.ts';
import { pathOfPicture } from './page-address.ts';
import {
  hasEventTurned,
  keptPage,
  keptPages,
  keptPictures,
  movedTo,
  pictureNamed,
  publishedPage,
  revisionsOf,
  wordsOf,
} from './queries.server.ts';
import { Writing } from './schema.ts';

const convener = await actor('Ines', ['convener']);
const ashby = await school('ashby');
const others = [visitor, await actor('Rena', ['lead'], ashby), await actor('Stan', ['steering-member']), await actor('Aud', ['auditor'])];
const writing = (more: Partial<Record<keyof Writing, string>> = {}) =>
  Writing.parse({ title: 'Who we are', body: 'Four schools, one goal.', ...more });
const begin = (more: Partial<Record<keyof Writing, string>> = {}, kind: 'page' | 'update' = 'page') =>
  as(convener, (scope) => beginPage(scope, kind, writing(more)));
const publishNow = (pageId: string, upon: number) => as(convener, (scope) => publishPage(scope, { pageId, upon }));
const seen = (slug: string, kind: 'page' | 'update' = 'page') => as(visitor, (scope) => publishedPage(scope, kind, slug));
function publicVersion(): Promise<number> {
  return as(visitor, async ({ tx }) => Number((await tx.selectFrom('publicVersion').select('version').executeTakeFirstOrThrow()).version));
}

test('a draft is read by whoever convenes alone, and what is published by everybody', async () => {
  const pageId = await begin({ title: 'Our charter' });
  for (const other of others) {
    assert.equal(await as(other, (scope) => publishedPage(scope, 'page', 'our-charter')), null);
    assert.deepEqual(await as(other, ({ tx }) => tx.selectFrom('siteRevision').select('title').where('pageId', '=', pageId).execute()), []);
    assert.deepEqual(await as(other, ({ tx }) => tx.selectFrom('sitePage').select('id').where('id', '=', pageId).execute()), []);
  }
  const before = await publicVersion();
  await publishNow(pageId, 1);
  assert.equal(await publicVersion(), before + 1);
  await as(convener, (scope) => savePage(scope, { pageId, upon: 1 }, writing({ title: 'Our charter', body: 'Half written' })));
  for (const other of others) {
    assert.equal((await as(other, (scope) => publishedPage(scope, 'page', 'our-charter')))?.body, 'Four schools, one goal.');
    assert.equal(
      (await as(other, ({ tx }) => tx.selectFrom('siteRevision').select('title').where('pageId', '=', pageId).execute())).length,
      1,
    );
  }
  assert.equal(await publicVersion(), before + 1);
});
test('nobody but whoever convenes writes, plans or publishes, and the database says the same', async () => {
  const pageId = await begin();
  for (const other of others) {
    for (const act of [
      () => as(other, (scope) => beginPage(scope, 'page', writing())),
      () => as(other, (scope) => savePage(scope, { pageId, upon: 1 }, writing())),
      () => as(other, (scope) => publishPage(scope, { pageId, upon: 1 })),
      () => as(other, (scope) => planPage(scope, { pageId, publishAt: new Date(Date.now() + 60_000) })),
      () => as(other, (scope) => dropDraft(scope, pageId)),
      () => as(other, (scope) => restoreRevision(scope, { pageId, number: 1, upon: 1 })),
      () => as(other, keptPages),
    ])
      await assert.rejects(act, { kind: 'forbidden' });
    await assert.rejects(
      as(other, ({ tx }) => tx.insertInto('sitePage').values({ kind: 'page', slug: 'mine' }).execute()),
      /row-level security/,
    );
  }
});
test('of two who write at once the second is told, and nothing is overwritten', async () => {
  const pageId = await begin({ title: 'Two at once' });
  const mine = writing({ title: 'Two at once', body: 'Mine' });
  assert.equal(await as(convener, (scope) => savePage(scope, { pageId, upon: 1 }, mine)), 2);
  await assert.rejects(
    as(convener, (scope) => savePage(scope, { pageId, upon: 1 }, writing({ title: 'Two at once', body: 'Theirs' }))),
    { kind: 'conflict' },
  );
  assert.equal((await as(convener, (scope) => keptPage(scope, pageId))).body, 'Mine');
  await assert.rejects(publishNow(pageId, 1), { kind: 'conflict' });
});
test('saving what stands already makes no revision', async () => {
  const pageId = await begin({ title: 'Same' });
  assert.equal(await as(convener, (scope) => savePage(scope, { pageId, upon: 1 }, writing({ title: 'Same' }))), 1);
});
test('an address that changes leads on, however often it changes, and never in a circle', async () => {
  const pageId = await begin({ title: 'Steps', slug: 'first' });
  await publishNow(pageId, 1);
  for (const slug of ['second', 'third'])
    await as(convener, (scope) => savePage(scope, { pageId, upon: 1 }, writing({ title: 'Steps', slug })));
  for (const slug of ['first', 'second']) assert.equal(await as(visitor, (scope) => movedTo(scope, 'page', slug)), '/pages/third');
  await as(convener, (scope) => savePage(scope, { pageId, upon: 1 }, writing({ title: 'Steps', slug: 'first' })));
  assert.equal(await as(visitor, (scope) => movedTo(scope, 'page', 'first')), null);
  assert.equal(await as(visitor, (scope) => movedTo(scope, 'page', 'third')), '/pages/first');
  const other = await begin({ title: 'Other', slug: 'third' });
  await publishNow(other, 1);
  assert.equal((await seen('third'))?.title, 'Other');
  await as(convener, (scope) => takeBackPage(scope, pageId));
  assert.equal(await as(visitor, (scope) => movedTo(scope, 'page', 'second')), null);
});
test('two pages do not stand at one address', async () => {
  await begin({ title: 'Twice' });
  const second = await begin({ title: 'Twice' });
  assert.equal((await as(convener, (scope) => keptPage(scope, second))).slug, 'twice-2');
  await assert.rejects(begin({ title: 'Else', slug: 'twice' }), { kind: 'invalid' });
});
test('a plan publishes the newest words when its time has come, also after a time when nobody ran', async () => {
  const pageId = await begin({ title: 'Planned', body: 'First' }, 'update');
  const publishAt = new Date(Date.now() + 3600_000);
  await as(convener, (scope) => planPage(scope, { pageId, publishAt }));
  await as(convener, (scope) => savePage(scope, { pageId, upon: 1 }, writing({ title: 'Planned', body: 'Better' })));
  assert.equal(await as(operator(), (scope) => publishDue(scope, new Date(publishAt.getTime() - 1000))), 0);
  assert.equal(await seen('planned', 'update'), null);
  const late = new Date(publishAt.getTime() + 3 * 24 * 3600_000);
  assert.equal(await as(operator(), (scope) => publishDue(scope, late)), 1);
  const page = await seen('planned', 'update');
  assert.deepEqual([page?.body, page?.firstPublishedAt], ['Better', late]);
  assert.equal(await as(operator(), (scope) => publishDue(scope, late)), 0);
});
test('a plan in the past is refused, and one that was taken back publishes nothing', async () => {
  const pageId = await begin({ title: 'Not yet' });
  await assert.rejects(
    as(convener, (scope) => planPage(scope, { pageId, publishAt: new Date(Date.now() - 1000) })),
    { kind: 'invalid' },
  );
  const publishAt = new Date(Date.now() + 1000);
  await as(convener, (scope) => planPage(scope, { pageId, publishAt }));
  await as(convener, (scope) => unplanPage(scope, pageId));
  assert.equal(await as(operator(), (scope) => publishDue(scope, new Date(publishAt.getTime() + 1000))), 0);
});
test('earlier words come back as the newest, and nothing of the history is lost', async () => {
  const pageId = await begin({ title: 'History', body: 'One' });
  await as(convener, (scope) => savePage(scope, { pageId, upon: 1 }, writing({ title: 'History', body: 'Two' })));
  assert.equal(await as(convener, (scope) => restoreRevision(scope, { pageId, number: 1, upon: 2 })), 3);
  assert.equal((await as(convener, (scope) => keptPage(scope, pageId))).body, 'One');
  const numbers = (await as(convener, (scope) => revisionsOf(scope, pageId))).map(({ number, restoredNumber }) => [number, restoredNumber]);
  assert.deepEqual(numbers, [
    [3, 1],
    [2, null],
    [1, null],
  ]);
  await assert.rejects(
    as(convener, ({ tx }) => tx.updateTable('siteRevision').set({ body: 'Rewritten' }).where('pageId', '=', pageId).execute()),
    /permission denied/,
  );
});
test('what was public is taken back and kept; a draft that never was is removed', async () => {
  const pageId = await begin({ title: 'Taken back' });
  await publishNow(pageId, 1);
  await assert.rejects(
    as(convener, (scope) => dropDraft(scope, pageId)),
    { kind: 'conflict' },
  );
  await as(convener, (scope) => takeBackPage(scope, pageId));
  assert.equal(await seen('taken-back'), null);
  const draft = await begin({ title: 'Never' });
  await as(convener, (scope) => dropDraft(scope, draft));
  await assert.rejects(
    as(convener, (scope) => keptPage(scope, draft)),
    { kind: 'missing' },
  );
});
test('a picture is seen by a visitor once a published text shows it, and needs words of its own', async () => {
  const picture = {
    id: '01990000-0000-7000-8000-000000000001',
    words: 'Four people at a table',
    width: 800,
    height: 600,
    bytes: 10,
    sha256: 'a'.repeat(64),
  };
  await as(convener, (scope) => keepPicture(scope, picture));
  const address = pathOfPicture(picture.id);
  assert.equal(Writing.safeParse({ title: 'Picture', body: `![](${address})` }).success, false);
  assert.equal(Writing.safeParse({ title: 'Picture', body: '![A cat](/files/else)' }).success, false);
  const pageId = await begin({ title: 'Picture', body: `![Four people](${address})` });
  await assert.rejects(
    as(visitor, (scope) => pictureNamed(scope, picture.id)),
    { kind: 'missing' },
  );
  await publishNow(pageId, 1);
  assert.equal((await as(visitor, (scope) => pictureNamed(scope, picture.id))).sha256, picture.sha256);
  await assert.rejects(begin({ title: 'Gone', body: '![x](/files/pictures/01990000-0000-7000-8000-00000000ffff)' }), { kind: 'invalid' });
});
test('a picture stays while any words of a page show it, and it is said where; one that nothing shows goes, by hand or with its draft', async () => {
  const bring = async (words: string) => {
    const id = v7();
    await as(convener, (scope) => keepPicture(scope, { id, words, width: 8, height: 6, bytes: 10, sha256: 'b'.repeat(64) }));
    return id;
  };
  const drop = (id: string) => as(convener, (scope) => dropPicture(scope, id));
  const shown = await bring('A table');
  const pageId = await begin({ title: 'With a table', body: `![A table](${pathOfPicture(shown)})` });
  await publishNow(pageId, 1);
  await assert.rejects(drop(shown), { kind: 'conflict', message: /“With a table” \(public\)/ });
  await as(convener, (scope) => savePage(scope, { pageId, upon: 1 }, writing({ title: 'Without', body: 'No table.' })));
  await publishNow(pageId, 2);
  await assert.rejects(drop(shown), { kind: 'conflict', message: /“Without” \(earlier words\)/ });
  const [alone, shared, unused] = [await bring('Alone'), await bring('Shared'), await bring('Unused')];
  const draft = await begin({ title: 'A draft', body: `![Alone](${pathOfPicture(alone)})`, pictureId: shared });
  const other = await begin({ title: 'Another', pictureId: shared });
  const kept = await as(convener, keptPictures);
  assert.deepEqual(
    kept.find(({ id }) => id === shared)?.pages.map(({ title, words }) => [title, words]),
    [
      ['A draft', 'draft'],
      ['Another', 'draft'],
    ],
  );
  assert.deepEqual(await as(convener, (scope) => dropDraft(scope, draft)), [alone]);
  assert.deepEqual(await as(convener, (scope) => dropDraft(scope, other)), [shared]);
  for (const someone of others)
    await assert.rejects(
      as(someone, (scope) => dropPicture(scope, unused)),
      { kind: 'forbidden' },
    );
  await drop(unused);
  await assert.rejects(drop(unused), { kind: 'missing' });
});
test('published facts stand from the start and stay when the sample goes', async () => {
  const home = await as(visitor, (scope) => wordsOf(scope, 'home'));
  const convenerOfSample = await as(operator(), ({ tx }) =>
    tx.selectFrom('person').select('isSample').where('name', '=', 'Ines').executeTakeFirstOrThrow(),
  );
  assert.equal(convenerOfSample.isSample, true);
  await as(convener, (scope) => savePage(scope, { pageId: home.id, upon: 1 }, writing({ title: 'Invented' })));
  await publishNow(home.id, 2);
  await begin({ title: 'Fiction' });
  await as(operator(), removeSamplePages);
  assert.equal((await as(visitor, (scope) => wordsOf(scope, 'home'))).title, home.title);
  assert.equal(
    (await as(operator(), keptPages)).some(({ title }) => title === 'Fiction'),
    false,
  );
  assert.equal((await as(operator(), keptPages)).filter(({ kind }) => kind === 'update').length, 4);
});

test('pages that say that one may register are rendered again when registration closes, and when the event ends', async () => {
  const at = (time: string) => new Date(`2026-10-08T${time}:00Z`);
  await as(convener, async ({ tx }) => {
    const { id } = await tx
      .insertInto('occasion')
      .values({
        ...{ title: 'Sitting with silence', page: '/forum/silence', startsAt: at('16:00'), endsAt: at('17:00'), timeZone: 'UTC' },
        ...{ status: 'published', registrationClosesAt: at('12:00') },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('forumEvent')
      .values({ slug: 'silence', occasionId: id, publishedAt: at('10:00') })
      .execute();
  });
  const hasTurned = (after: string, until: string) =>
    as(operator(), (scope) => hasEventTurned(scope, { after: at(after), until: at(until) }));
  assert.deepEqual(
    [await hasTurned('11:58', '12:00'), await hasTurned('12:00', '16:59'), await hasTurned('16:59', '17:00')],
    [true, false, true],
  );
});
