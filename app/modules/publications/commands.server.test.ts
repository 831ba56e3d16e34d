import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../tests/people.ts';
import { bringInPublications, editPublication, removePublication, removeSamplePublications } from './commands.server.ts';
import {
  linksOf,
  linkTargets,
  publicationNamed,
  publications,
  publicationsOfStreams,
  publicationsOn,
  standingAmong,
  updatesAbout,
} from './queries.server.ts';
import { type PublicationRecord, recordOfCsl } from './record.ts';
import { PublicationForm } from './schema.ts';

const ashby = await school('ashby');
const convener = await actor('Ines', ['convener']);
const lead = await actor('Rena', ['lead'], ashby);
const record = (title: string, more: Record<string, unknown> = {}): PublicationRecord =>
  recordOfCsl({
    type: 'article-journal',
    title,
    author: [{ family: 'Quill', given: 'Ada' }, { literal: 'A Coalition' }],
    issued: { 'date-parts': [[2025]] },
    ...more,
  })!;
const form = (more: Record<string, unknown>) =>
  PublicationForm.parse({ kind: 'article-journal', title: 'Sitting with silence', authors: 'Quill, Ada', isShown: 'yes', ...more });

test('the three papers of the collaborative are here from the start, for everybody, with their authors in order, their DOI and their source', async () => {
  const here = await as(visitor, publications);
  assert.deepEqual(
    here.map(({ slug, record: { doi, authors } }) => [slug, doi, authors.length]),
    [
      ['reidy-2024-curricular', '10.1097/ACM.0000000000005647', 19],
      ['reidy-2024-call', '10.1089/jpm.2022.0562', 16],
      ['reidy-2022-paving', '10.1186/s12909-022-03702-2', 10],
    ],
  );
  assert.ok(here.every(({ sourceTitle, sourceUrl, isSample }) => sourceTitle && sourceUrl && !isSample));
  const links = await as(visitor, async (scope) => linksOf(scope, here[2]!.id));
  assert.deepEqual([links.streams.map(({ title }) => title), links.competencies.length], [['Competencies'], 5]);
  const about = await as(visitor, (scope) => publicationsOn(scope, 'competency', links.competencies[0]!.stableId));
  assert.deepEqual(
    about.map(({ slug }) => slug),
    ['reidy-2022-paving'],
  );
});
test('the update about the article in Academic Medicine and the article lead to each other, and a stream names what was published of it', async () => {
  const { id } = await as(visitor, (scope) => publicationNamed(scope, 'reidy-2024-curricular'));
  const about = await as(visitor, (scope) => updatesAbout(scope, id));
  assert.deepEqual(
    about.map(({ slug }) => slug),
    ['what-fifty-students-told-us'],
  );
  const byStream = await as(visitor, publicationsOfStreams);
  assert.deepEqual([...byStream.values()].flatMap((those) => those.map(({ slug }) => slug)).sort(), [
    'reidy-2022-paving',
    'reidy-2024-call',
    'reidy-2024-curricular',
  ]);
});
test('what comes in once does not come in twice: by its DOI however written, else by title and year', async () => {
  const [first] = await as(convener, (scope) =>
    bringInPublications(scope, { records: [record('Sitting with Silence', { DOI: '10.1000/Silence.1' })], isShown: true }),
  );
  assert.equal(first, 'quill-2025-sitting');
  const again = [
    record('Another title', { DOI: 'https://doi.org/10.1000/SILENCE.1' }),
    record('sitting with silence'),
    record('Something new'),
    record('Something new!'),
    record('A Call to Action', { DOI: '10.1089/jpm.2022.0562' }),
  ];
  assert.deepEqual(await as(convener, (scope) => standingAmong(scope, again)), [
    { at: 0, slug: 'quill-2025-sitting' },
    { at: 1, slug: 'quill-2025-sitting' },
    { at: 3, slug: null },
    { at: 4, slug: 'reidy-2024-call' },
  ]);
  assert.deepEqual(await as(convener, (scope) => bringInPublications(scope, { records: again, isShown: true })), ['quill-2025-something']);
  await assert.rejects(
    as(convener, (scope) => bringInPublications(scope, { records: again, isShown: true })),
    /here already/,
  );
});
test('what is not shown yet does not exist for visitors and leads, whatever they ask', async () => {
  await as(convener, (scope) => bringInPublications(scope, { records: [record('Not out yet')], isShown: false }));
  for (const reader of [visitor, lead]) {
    await assert.rejects(
      as(reader, (scope) => publicationNamed(scope, 'quill-2025-not')),
      /not found/,
    );
    const seen = await as(reader, ({ tx }) =>
      tx.selectFrom('publicationAuthor as a').innerJoin('publication as p', 'p.id', 'a.publicationId').select('p.slug').execute(),
    );
    assert.ok(!seen.some(({ slug }) => slug === 'quill-2025-not'));
  }
  const all = await as(visitor, ({ tx }) => tx.selectFrom('publicationAuthor').select('publicationId').execute());
  const shown = await as(visitor, ({ tx }) => tx.selectFrom('publication').select('id').execute());
  assert.ok(all.every(({ publicationId }) => shown.some(({ id }) => id === publicationId)));
  assert.ok(await as(convener, (scope) => publicationNamed(scope, 'quill-2025-not')));
});
test('only the convener keeps publications', async () => {
  for (const other of [visitor, lead]) {
    await assert.rejects(
      as(other, (scope) => bringInPublications(scope, { records: [record('Mine')], isShown: true })),
      /may not/,
    );
    await assert.rejects(
      as(other, (scope) => editPublication(scope, 'quill-2025-sitting', form({}))),
      /may not/,
    );
    await assert.rejects(
      as(other, (scope) => removePublication(scope, 'quill-2025-sitting')),
      /may not/,
    );
    await assert.rejects(
      as(other, ({ tx }) =>
        tx.insertInto('publication').values({ slug: 'x', kind: 'book', title: 'x', publishedAt: new Date() }).execute(),
      ),
      /row-level security/,
    );
  }
});
test('a publication is corrected by hand, keeps its address, and is linked to what it came from', async () => {
  const { streams, competencies } = await as(convener, linkTargets);
  await as(convener, (scope) =>
    editPublication(
      scope,
      'quill-2025-sitting',
      form({
        title: 'Sitting with silence, corrected',
        authors: 'Quill, Ada (0000-0002-1825-0097)\nA Coalition\nŻeleński, Łukasz',
        doi: '10.1000/silence.1',
        streams: streams[2]!.id,
        competencies: `${competencies[1]!.stableId},${competencies[3]!.stableId}`,
      }),
    ),
  );
  const kept = await as(visitor, (scope) => publicationNamed(scope, 'quill-2025-sitting'));
  assert.deepEqual(
    kept.record.authors.map(({ family, body, orcid }) => [family ?? body, orcid]),
    [
      ['Quill', '0000-0002-1825-0097'],
      ['A Coalition', null],
      ['Żeleński', null],
    ],
  );
  const links = await as(visitor, (scope) => linksOf(scope, kept.id));
  assert.deepEqual(
    links.competencies.map(({ code }) => code),
    ['2', '4'],
  );
  await assert.rejects(
    as(convener, (scope) => editPublication(scope, 'quill-2025-something', form({ doi: '10.1000/SILENCE.1' }))),
    /Another publication here has this DOI/,
  );
});
test('every change leaves an event, and what a sample person brought in goes with the sample while published facts stay', async () => {
  const events = await as(convener, ({ tx }) =>
    tx.selectFrom('collaborativeEvent').select('verb').where('subject', '=', 'publication').orderBy('id').execute(),
  );
  assert.deepEqual(
    events.map(({ verb }) => verb),
    ['add', 'add', 'add', 'edit'],
  );
  await as(convener, (scope) => removePublication(scope, 'quill-2025-something'));
  const { operator } = await import('#app/platform/actor.ts');
  await as(operator(), removeSamplePublications);
  assert.deepEqual(
    (await as(convener, publications)).map(({ slug }) => slug),
    ['reidy-2024-curricular', 'reidy-2024-call', 'reidy-2022-paving'],
  );
});

test('of two who bring in the same at once, one has it come in and the other is told that it is here', async () => {
  const bring = () => as(convener, (scope) => bringInPublications(scope, { records: [record('Heard twice')], isShown: true }));
  const done = await Promise.allSettled([bring(), bring(), bring()]);
  assert.deepEqual(done.map((each) => (each.status === 'fulfilled' ? 'in' : (each.reason as { kind?: string }).kind)).sort(), [
    'conflict',
    'conflict',
    'in',
  ]);
});
