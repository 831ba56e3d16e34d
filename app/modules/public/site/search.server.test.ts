import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { markers } from '#app/ui/marked-words.ts';
import { actor, school } from '../../../../tests/people.ts';
import { beginLesson, giveLesson, reviewLesson } from '../../lessons/commands.server.ts';
import { emptyLesson } from '../../lessons/schema.ts';
import { beginPage, publishPage } from './commands.server.ts';
import { Writing } from './schema.ts';
import { foundInPublic } from './search-queries.server.ts';

const convener = await actor('Ines', ['convener']);
const search = (words: string) => as(visitor, (scope) => foundInPublic(scope, { words, page: 1 }));

test('a visitor finds updates, competencies, streams, publications and members, the best first', async () => {
  const { found } = await search('focus groups');
  assert.equal(found[0]?.path.split('/')[1], 'updates');
  assert.equal((await search('strong emotions')).found[0]?.path, '/competencies/2');
  assert.ok((await search('curriculum mapping')).found.some(({ path }) => path === '/work'));
  assert.ok((await search('curriculum mapping')).found.some(({ kind }) => kind === 'Publication'));
  assert.equal(
    (await search('Tufts University School')).found.some(({ kind }) => kind === 'Member'),
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
test('what people type into a search is words, whatever it looks like', async () => {
  for (const words of ["' or 1=1 --", '"unclosed', '-', '&|!():*', '\ue000\ue001', '%', '\\', 'a'.repeat(200)])
    assert.ok((await search(words)).total >= 0, words);
  assert.equal((await search('student’s')).total > 0, true);
  assert.equal((await search('')).total, 0);
});
