import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operator, visitor } from '#app/platform/actor.ts';
import type { Behind } from '#app/platform/link-behind.server.ts';
import { outboxMails } from '#app/platform/mail.server.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { saysInDraft } from '../../../../tests/library.ts';
import { actor, school } from '../../../../tests/people.ts';
import { publishVersion } from '../checking/commands.server.ts';
import { lookBehindLinks } from '../checking/jobs.server.ts';
import { beginItem } from '../items/commands.server.ts';
import { draftToKeep } from '../items/queries.server.ts';
import { NewItem } from '../items/schema.ts';
import { wholeItem } from '../reading/whole-queries.server.ts';
import { lookBehindAgain, tellOfLinks } from './jobs.server.ts';

const [ashby, brook] = [await school('ashby'), await school('brook')];
const ada = await actor('Ada', ['faculty'], ashby);
const ben = await actor('Ben', ['faculty'], brook);
await as(operator(), ({ tx }) => tx.updateTable('person').set({ isSample: false }).where('name', '=', 'Ada').execute());
const [there, gone] = ['https://site.org/there', 'https://site.org/gone'];
const works: Behind = { outcome: 'works', words: 'It is there.' };
const broken: Behind = { outcome: 'broken', words: 'The page is not there.' };
const day = (after: number) => new Date(Date.now() + after * 86_400_000);

/** A published item that leads to two places, both of which were there. */
async function linkedItem(title: string): Promise<string> {
  const slug = await as(ada, (scope) => beginItem(scope, NewItem.parse({ title, kind: 'guide' })));
  await saysInDraft(ada, slug, { title, kind: 'guide', description: `Read [this](${there}) and [that](${gone}).` });
  const { draft } = await as(ada, (scope) => draftToKeep(scope, slug));
  await lookBehindLinks({ itemId: draft.itemId, number: 1, urls: [there, gone, 'https://site.org/left-out'] }, async () => works);
  await as(ada, (scope) => publishVersion(scope, slug));
  return slug;
}
const readAs = async (who: typeof ada, slug: string) =>
  (await as(who, (scope) => wholeItem(scope, slug, { origin: 'https://here.org', now: new Date() }))).whole?.broken;
const publicVersion = async () =>
  (await asSystem(({ tx }) => tx.selectFrom('publicVersion').select('version').executeTakeFirstOrThrow())).version;

test('a link of what stands is looked behind again; one that is gone twice is marked for readers, and its keeper hears of it once', async () => {
  const slug = await linkedItem('Linked');
  const asked: string[] = [];
  const look = (found: Behind) => async (url: string) => {
    asked.push(url);
    return url === gone ? found : works;
  };
  await lookBehindAgain(day(6), look(broken));
  assert.deepEqual(asked, [], 'not before a week');
  await lookBehindAgain(day(7), look(broken));
  assert.deepEqual(asked.toSorted(), [gone, there], 'what the version does not lead to is nobody’s');
  assert.deepEqual([await readAs(visitor, slug), await tellOfLinks()], [[], 0], 'one bad hour is not told');
  const before = await publicVersion();
  await lookBehindAgain(day(8), look(broken));
  assert.deepEqual([await readAs(visitor, slug), await readAs(ben, slug)], [[gone], [gone]]);
  assert.ok((await publicVersion()) > before, 'public pages are rendered again');
  assert.equal(await tellOfLinks(), 1);
  assert.equal(await tellOfLinks(), 0);
  const [mail] = await outboxMails();
  assert.match(mail!.source, /https:\/\/site\.org\/gone\s+The page is not there/);
  assert.match(mail!.source, new RegExp(`/w/library/ashby/${slug}`));
  await lookBehindAgain(day(15), look(works));
  assert.deepEqual(await readAs(visitor, slug), []);
  await lookBehindAgain(day(22), look(broken));
  await lookBehindAgain(day(23), look(broken));
  assert.equal(await tellOfLinks(), 1, 'what breaks again is told again');
});

test('what is not known to be broken is its keepers’, and nothing of a draft is anybody’s', async () => {
  const slug = await linkedItem('Closed links');
  const rows = (who: typeof ada) => as(who, ({ tx }) => tx.selectFrom('libraryLink').select('url').where('isBroken', '=', false).execute());
  assert.deepEqual([(await rows(ben)).length, (await rows(visitor)).length], [0, 0]);
  assert.ok((await rows(ada)).length > 0);
  assert.deepEqual(await readAs(ben, slug), []);
});
