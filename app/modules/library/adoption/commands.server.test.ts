import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { operator, visitor } from '#app/platform/actor.ts';
import { outboxMails } from '#app/platform/mail.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { publishedItem, saysInDraft, usedItem } from '../../../../tests/library.ts';
import { actor, school } from '../../../../tests/people.ts';
import { publishVersion } from '../checking/commands.server.ts';
import { beginVersion, withdrawItem } from '../items/commands.server.ts';
import { itemNamed } from '../items/queries.server.ts';
import { reviewItem, suggestForItem } from '../reviewing/commands.server.ts';
import { tellOfReviews } from '../reviewing/jobs.server.ts';
import { reviewsOf, reviewsWaiting } from '../reviewing/queries.server.ts';
import { adoptItem, changeAdoption, chooseVersion, endAdoption } from './commands.server.ts';
import { tellOfVersion, tellOfWithdrawal } from './jobs.server.ts';
import { adoptionNamed, adoptionsOf, reachOf } from './queries.server.ts';
import { reachDocument, reachLines } from './reach-document.ts';
import { AdoptionSaid } from './schema.ts';

const schools = [await school('ashby'), await school('brook'), await school('cedar'), await school('dale')] as const;
const [ada, ben, cem, dia] = [
  await actor('Ada', ['faculty'], schools[0]),
  await actor('Ben', ['lead'], schools[1]),
  await actor('Cem', ['faculty'], schools[2]),
  await actor('Dia', ['mapper'], schools[3]),
];
const kit = await actor('Kit', ['student'], schools[1]);
const now = new Date();
/** Invented people have no mailbox; these two are given one. */
await as(operator(), ({ tx }) => tx.updateTable('person').set({ isSample: false }).where('name', 'in', ['Ada', 'Ben']).execute());

async function nextVersion(slug: string): Promise<{ itemId: string; number: number }> {
  await as(ada, (scope) => beginVersion(scope, slug));
  await saysInDraft(ada, slug, { title: 'Used', whatChanged: 'A shorter beginning.' });
  return as(ada, (scope) => publishVersion(scope, slug));
}

test('what a school uses is its own: no other school sees it', async () => {
  const slug = await publishedItem(ada, { title: 'Used' });
  const id = await usedItem(ben, slug, { learners: '54', changed: 'Half an hour', went: 'Well' });
  assert.equal((await as(kit, (scope) => adoptionsOf(scope, now))).length, 1, 'its members do');
  for (const who of [ada, cem])
    await assert.rejects(
      as(who, (scope) => adoptionNamed(scope, id, now)),
      { kind: 'missing' },
    );
  assert.deepEqual(await as(visitor, ({ tx }) => tx.selectFrom('libraryAdoption').selectAll().execute()), []);
  await assert.rejects(usedItem(kit, slug), { kind: 'forbidden' });
  const closed = await publishedItem(ada, { title: 'Only ours', visibility: 'school' });
  await assert.rejects(usedItem(ben, closed), { kind: 'missing' });
});

test('the author sees reach only from three schools on, learners in whole tens, and nobody else sees any', async () => {
  const slug = await publishedItem(ada, { title: 'Reaching' });
  const reach = async () => {
    const { schools: s, courses, learners } = await as(ada, (scope) => reachOf(scope, slug));
    return [s, courses, learners];
  };
  await usedItem(ada, slug, { learners: '96' });
  await usedItem(ben, slug, { learners: '54' });
  const last = await usedItem(cem, slug, { learners: '71' });
  assert.deepEqual(await reach(), [null, null, null], 'the own school does not count');
  await usedItem(dia, slug, { learners: '8' });
  await usedItem(dia, slug, { course: 'An elective' });
  assert.deepEqual(await reach(), [3, 4, 130]);
  await as(cem, (scope) => endAdoption(scope, last));
  assert.deepEqual(await reach(), [null, null, null]);
  await assert.rejects(
    as(ben, (scope) => reachOf(scope, slug)),
    { kind: 'forbidden' },
  );
});

test('a school tells the author what it changed and how it went, and takes that back', async () => {
  const slug = await publishedItem(ada, { title: 'Told' });
  const id = await usedItem(ben, slug, { changed: 'Two cases', went: 'They wanted more time', tells: 'yes' });
  const told = async () => (await as(ada, (scope) => reachOf(scope, slug))).told.map(({ school: name, went }) => [name, went]);
  assert.deepEqual(await told(), [['Brook School of Medicine', 'They wanted more time']]);
  assert.deepEqual(await as(cem, ({ tx }) => tx.selectFrom('libraryTold').selectAll().execute()), []);
  const said = AdoptionSaid.parse({ course: 'A', academicYear: '2026-27', went: 'They wanted more time' });
  await as(ben, (scope) => changeAdoption(scope, id, said));
  assert.deepEqual(await told(), []);
});

test('whoever uses an earlier version hears of the new one once, by mail and at home, and decides', async () => {
  const slug = await publishedItem(ada, { title: 'Used' });
  const id = await usedItem(ben, slug);
  const asked = async () => (await as(ben, (scope) => adoptionNamed(scope, id, now))).isAsked;
  assert.equal(await asked(), false);
  await assert.rejects(
    as(ben, (scope) => chooseVersion(scope, id, { choice: 'take', reason: '' })),
    { kind: 'conflict' },
  );
  const published = await nextVersion(slug);
  assert.equal(await tellOfVersion(published), 1);
  assert.equal(await tellOfVersion(published), 0, 'told once');
  const [mail] = await outboxMails();
  assert.match(mail!.source, /^To: ben@brook\.example$/m);
  assert.match(mail!.source, /A shorter beginning\./);
  assert.match(mail!.source, new RegExp(`/w/library/brook/uses/${id}`));
  assert.equal(await asked(), true);
  await as(ben, (scope) => chooseVersion(scope, id, { choice: 'later', reason: 'After the exams' }));
  assert.equal(await asked(), false);
  await as(ben, (scope) => chooseVersion(scope, id, { choice: 'take', reason: '' }));
  const { number, choices } = await as(ben, (scope) => adoptionNamed(scope, id, now));
  assert.deepEqual([number, choices.map(({ choice }) => choice)], [2, ['take', 'later']]);
});

test('no number of schools with a version stands where a hidden one would follow from it', async () => {
  const slug = await publishedItem(ada, { title: 'Used' });
  const uses = [await usedItem(ben, slug), await usedItem(cem, slug), await usedItem(dia, slug)];
  const inVersions = async () => {
    const reach = await as(ada, (scope) => reachOf(scope, slug));
    return [reach.schools, ...reach.versions.map(({ number, schools: those }) => [number, those])];
  };
  assert.deepEqual(await inVersions(), [3, [1, 3]]);
  await nextVersion(slug);
  assert.deepEqual(await inVersions(), [3, [2, 0], [1, 3]]);
  await as(ben, (scope) => chooseVersion(scope, uses[0]!, { choice: 'take', reason: '' }));
  assert.deepEqual(await inVersions(), [3, [2, null], [1, null]], 'two and one');
  const reach = await as(ada, (scope) => reachOf(scope, slug));
  assert.deepEqual(reachDocument(reach, now).versions[0]?.otherSchools, null);
  assert.deepEqual(
    reachLines(reach, now).map((line) => line[4]),
    ['other schools', 3, null, null],
  );
  assert.deepEqual(
    (await as(ben, ({ tx }) => sql`select * from library_reach_versions((select id from library_item where slug = ${slug}))`.execute(tx)))
      .rows,
    [],
  );
});

test('whoever uses what is withdrawn hears of it once, with its keepers’ words, and stays or leaves', async () => {
  const slug = await publishedItem(ada, { title: 'Taken back' });
  const id = await usedItem(ben, slug);
  const left = await usedItem(ben, slug, { course: 'An elective' });
  const itemId = await as(ada, (scope) => withdrawItem(scope, slug, 'A picture was not ours.'));
  assert.equal(await tellOfWithdrawal({ itemId }), 2, 'for each use');
  assert.equal(await tellOfWithdrawal({ itemId }), 0);
  const mail = (await outboxMails()).find(
    ({ source }) => source.includes(`/uses/${id}`) && /^Subject: Withdrawn: Taken back/m.test(source),
  );
  assert.match(mail?.source ?? '', /A picture was not ours\./);
  const named = (use: string) => as(ben, (scope) => adoptionNamed(scope, use, now));
  assert.deepEqual([(await named(id)).isAsked, (await named(id)).withdrawnReason], [true, 'A picture was not ours.']);
  await assert.rejects(
    as(ben, (scope) => chooseVersion(scope, id, { choice: 'take', reason: '' })),
    { kind: 'conflict' },
  );
  await as(ben, (scope) => chooseVersion(scope, id, { choice: 'stay', reason: 'We have it on paper' }));
  await as(ben, (scope) => chooseVersion(scope, left, { choice: 'leave', reason: '' }));
  assert.deepEqual([(await named(id)).isAsked, (await named(id)).endedAt], [false, null]);
  assert.deepEqual([(await named(left)).isAsked, (await named(left)).choices[0]?.choice], [false, 'leave']);
  assert.ok((await named(left)).endedAt);
  await assert.rejects(
    as(ben, (scope) => chooseVersion(scope, left, { choice: 'stay', reason: '' })),
    { kind: 'conflict' },
  );
});

test('who left the school is told nothing of what it uses; its leads are', async () => {
  const slug = await publishedItem(ada, { title: 'Used' });
  const gone = await actor('Gus', ['faculty'], schools[2]);
  const id = await usedItem(gone, slug);
  await as(operator(), ({ tx }) => tx.updateTable('person').set({ isSample: false }).where('name', '=', 'Gus').execute());
  await as({ ...operator(), school: schools[2] }, ({ tx }) => tx.deleteFrom('schoolRole').where('personId', '=', gone.personId!).execute());
  assert.equal(await tellOfVersion(await nextVersion(slug)), 0);
  assert.equal((await as(cem, (scope) => adoptionNamed(scope, id, now))).isAsked, true, 'the school is asked all the same');
});

test('an item is adopted in a version that one names, and stays with it', async () => {
  const slug = await publishedItem(ada, { title: 'Used' });
  await nextVersion(slug);
  const said = AdoptionSaid.parse({ course: 'A', academicYear: '2026-27' });
  const id = await as(ben, (scope) => adoptItem(scope, slug, { number: 1, said }));
  await as(ben, (scope) => chooseVersion(scope, id, { choice: 'stay', reason: 'We know it' }));
  const { number, isAsked } = await as(ben, (scope) => adoptionNamed(scope, id, now));
  assert.deepEqual([number, isAsked], [1, false]);
});

test('a review is told of at its stages, keeps an item or withdraws it, and names nobody who does not want it', async () => {
  const slug = await publishedItem(ada, { title: 'Due' });
  const { id } = await as(ada, (scope) => itemNamed(scope, slug));
  const reviewed = new Date(now.getTime() - 34 * 30.5 * 86_400_000);
  await as(ada, ({ tx }) => tx.updateTable('libraryItem').set({ reviewedAt: reviewed }).where('id', '=', id).execute());
  assert.deepEqual(
    (await as(ada, (scope) => reviewsWaiting(scope, now))).map(({ stage }) => stage),
    ['notice'],
  );
  assert.equal(await tellOfReviews(now), 1);
  assert.equal(await tellOfReviews(now), 0);
  assert.equal(await tellOfReviews(new Date(now.getTime() + 90 * 86_400_000)), 1, 'once more when it is due');
  await assert.rejects(
    as(ben, (scope) => reviewItem(scope, slug, { outcome: 'keep', words: 'Good', isNamed: true })),
    { kind: 'forbidden' },
  );
  await as(ben, (scope) => suggestForItem(scope, slug, { words: 'Slide 3 is out of date', isNamed: true }));
  await as(ada, (scope) => reviewItem(scope, slug, { outcome: 'keep', words: 'Still right', isNamed: false }));
  assert.deepEqual(await as(ada, (scope) => reviewsWaiting(scope, now)), []);
  const words = async (who: typeof ada) => (await as(who, (scope) => reviewsOf(scope, id))).map((each) => [each.words, each.reviewer]);
  assert.deepEqual(await words(visitor), [['Still right', null]]);
  assert.deepEqual(await words(ada), [
    ['Still right', null],
    ['Slide 3 is out of date', 'Ben'],
  ]);
  await as(ada, (scope) => reviewItem(scope, slug, { outcome: 'withdraw', words: 'Superseded', isNamed: false }));
  assert.equal((await as(visitor, (scope) => itemNamed(scope, slug))).withdrawnReason, 'Superseded');
});
