import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { markers } from '#app/ui/marked-words.ts';
import { actor, school } from '../../../../tests/people.ts';
import { beginLesson, giveLesson, reviewLesson } from '../../lessons/commands.server.ts';
import { emptyLesson } from '../../lessons/schema.ts';
import { beginPage, publishPage } from './commands.server.ts';
import { SearchWords, Writing } from './schema.ts';
import { foundInPublic } from './search-queries.server.ts';

const convener = await actor('Ines', ['convener']);
const search = (words: string) => as(visitor, (scope) => foundInPublic(scope, { words, page: 1 }));

test('a visitor finds updates, competencies, streams, publications and members, the best first', async () => {
  const { found } = await search('focus groups');
  assert.equal(found[0]?.path.split('/')[1], 'updates');
  assert.equal((await search('strong emotions')).found[0]?.path, '/competencies/2');
  assert.ok((await search('curriculum mapping')).found.some(({ path }) => path.startsWith('/work#')));
  assert.ok((await search('curriculum mapping')).found.some(({ kind }) => kind === 'publication'));
  assert.equal(
    (await search('Tufts University School')).found.some(({ kind }) => kind === 'member'),
    true,
  );
  const { found: immersion } = await search('clinical immersion');
  for (const place of ['/forum/', '/updates/'])
    assert.ok(
      immersion.some(({ path }) => path.startsWith(place)),
      place,
    );
});
test('a draft is not found, and what is published is, with what was looked for marked and nothing of it HTML', async () => {
  const pageId = await as(convener, (scope) =>
    beginPage(
      scope,
      'page',
      Writing.parse({
        title: 'Zebrafinch <b>charter</b>',
        body: 'The zebrafinches sing & <script>alert(1)</script> in [a link](https://example.org).',
      }),
    ),
  );
  assert.equal((await search('zebrafinch')).total, 0);
  await as(convener, (scope) => publishPage(scope, { pageId, upon: 1 }));
  const [found] = (await search('zebrafinch')).found;
  assert.equal(found?.title, `${markers.start}Zebrafinch${markers.stop} <b>charter</b>`);
  assert.match(found?.words ?? '', new RegExp(`${markers.start}zebrafinches${markers.stop}`));
});
test('a lesson is found once another school has read it, and not before', async () => {
  const [ashby, brook] = [await school('ashby'), await school('brook')];
  const [author, reader] = [await actor('Ada', ['faculty'], ashby), await actor('Ben', ['lead'], brook)];
  const said = { ...emptyLesson, title: 'A pocket card', tried: 'Cards in **marmalade** jars.', happened: 'Nobody opened them.' };
  const id = await as(author, (scope) => beginLesson(scope, said));
  const editionId = await as(author, (scope) => giveLesson(scope, { id, audience: 'public', isNamed: false }));
  assert.equal((await search('marmalade')).total, 0);
  await as(reader, (scope) => reviewLesson(scope, { editionId, verdict: 'stands', words: '', isNamed: false }));
  const [found] = (await search('marmalade')).found;
  assert.match(found?.path ?? '', /^\/lessons\/a-pocket-card-/);
  assert.match(found?.words ?? '', new RegExp(`Cards in ${markers.start}marmalade${markers.stop} jars`));
});
test('every kind of public thing is found where it stands: series, speakers, authors, competencies of other frameworks, what a figure means', async () => {
  const at = async (words: string) => (await search(words)).found.map(({ kind, path }) => `${kind} ${path}`);
  assert.ok((await at('serious illness care education forum')).includes('series /forum/series/education-forum'));
  assert.ok((await at('Kirsten Engel')).includes('speaker /forum/speakers/kirsten-engel'));
  assert.ok((await at('Brizzi')).includes('publication /publications/reidy-2024-curricular'));
  assert.ok((await at('krippendorff')).some((each) => each.startsWith('definition /definitions#')));
  const draft = await as(convener, async ({ tx }) => {
    const { id } = await tx
      .insertInto('framework')
      .values({ slug: 'another', title: 'Quokka studies', creator: 'Somebody' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const version = await tx
      .insertInto('frameworkVersion')
      .values({ frameworkId: id, number: '1', status: 'draft' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('frameworkItem')
      .values({ frameworkVersionId: version.id, code: '1.1', text: 'Greets the quokka by name', position: 1 })
      .execute();
    return version.id;
  });
  assert.deepEqual(await at('quokkas'), []);
  await as(convener, ({ tx }) => tx.updateTable('frameworkVersion').set({ status: 'adopted' }).where('id', '=', draft).execute());
  const { found } = await search('quokkas');
  assert.deepEqual(
    found.map(({ kind, within, path }) => [kind, within, path.replace(/[^/]{36}$/, '…')]),
    [
      ['competency', 'Quokka studies', '/frameworks/another/items/…'],
      ['framework', null, '/frameworks/another'],
    ],
  );
});
test('an event is found by its title and what stays of it, once it is public and what stays of it is', async () => {
  const write = (published: Date | null) =>
    as(convener, async ({ tx }) => {
      const occasion = {
        title: 'Numbat evening',
        page: '/forum/numbat',
        timeZone: 'America/New_York',
        status: published ? ('published' as const) : ('planned' as const),
      };
      const { id } = await tx
        .insertInto('occasion')
        .values({ ...occasion, startsAt: new Date('2026-03-01T17:00Z'), endsAt: new Date('2026-03-01T18:00Z') })
        .returning('id')
        .executeTakeFirstOrThrow();
      const event = await tx
        .insertInto('forumEvent')
        .values({ slug: published ? 'numbat' : 'numbat-draft', occasionId: id, description: 'Termites.', publishedAt: published })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx
        .insertInto('forumRecap')
        .values({ eventId: event.id, words: 'Everybody dug.', recording: 'none', publishedAt: published })
        .execute();
    });
  await write(null);
  assert.equal((await search('numbat dug')).total, 0);
  await write(new Date());
  const [event] = (await search('numbats termite dug')).found;
  assert.deepEqual([event?.kind, event?.path], ['forum', '/forum/numbat']);
});
test('what was found is counted by its kind, one kind can be read alone, and a page after the last is the last', async () => {
  const all = await search('students');
  assert.equal(
    Object.values(all.counts).reduce((sum, each) => sum + each, 0),
    all.total,
  );
  const updates = await as(visitor, (scope) => foundInPublic(scope, { words: 'students', page: 1, kind: 'update' }));
  assert.deepEqual([updates.total, updates.counts], [all.counts.update, all.counts]);
  assert.ok(updates.found.every(({ kind }) => kind === 'update'));
  const beyond = await as(visitor, (scope) => foundInPublic(scope, { words: 'students', page: 400 }));
  assert.equal(beyond.page, Math.ceil(all.total / 20));
  assert.ok(beyond.found.length > 0);
});
test('what people type into a search is words, whatever it looks like', async () => {
  for (const words of [
    "' or 1=1 --",
    '"unclosed',
    '-',
    '&|!():*',
    '\ue000\ue001',
    '%',
    '\\',
    'a'.repeat(200),
    '\u0000',
    '\ud800',
    'a <-> b & !c',
    '<script>alert(1)</script>',
    '-a -b',
    'or or or',
    '(((',
  ])
    assert.ok((await search(SearchWords.parse({ q: words }).q)).total >= 0, words);
  for (const common of ['the of and', '"to be"', '...', '-'])
    assert.deepEqual([(await search(common)).total, (await search(common)).isTooCommon], [0, true], common);
  const long = SearchWords.parse({ q: 'family '.repeat(2000) }).q;
  assert.ok(long.length <= 200 && long.endsWith('family'));
  assert.ok((await search(long)).total > 0);
  assert.equal(SearchWords.parse({ q: 'x'.repeat(10_000) }).q.length, 200);
  assert.deepEqual(SearchWords.parse({ q: ['a'], kind: 'nothing', page: '-3' }), { q: '', kind: null, page: 1 });
  assert.equal((await search('student’s')).total > 0, true);
  assert.equal((await search('')).total, 0);
});
