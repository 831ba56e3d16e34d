import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { planEvent, publishEvent } from '../events/commands.server.ts';
import { eventNamed } from '../events/queries.server.ts';
import { EventForm } from '../events/schema.ts';
import { addFile, addLink, keepRecap, publishRecap, removeMaterial, withdrawRecap } from './commands.server.ts';
import { materialFile, recapOf } from './queries.server.ts';
import { MaterialLink, MaterialSaid, RecapForm } from './schema.ts';

const ashby = await school('ashby');
const convener = await actor('Cora', ['convener']);
const lead = await actor('Lena', ['lead'], ashby);
const slug = await as(convener, (scope) =>
  planEvent(
    scope,
    EventForm.parse({
      ...{
        title: 'Silence',
        description: '',
        host: '',
        topics: '',
        mode: 'online',
        language: 'en',
        captions: '',
        accreditedBy: '',
        series: '',
        school: '',
      },
      ...{ day: '2099-10-08', time: '12:00', minutes: '60', timeZone: 'America/New_York', audience: 'everyone' },
    }),
  ),
);
await as(convener, (scope) => publishEvent(scope, slug));
const said = RecapForm.parse({
  words: 'We sat **still**.',
  try1: 'Count to ten',
  try2: '',
  try3: 'Ask once more',
  recording: 'none',
  noRecordingWhy: 'People spoke freely',
  transcript: '',
});
const about = { kind: 'slides', title: 'The slides', language: 'en', captions: '' };
const read = () => as(visitor, async (scope) => recapOf(scope, (await eventNamed(scope, slug)).id));
const after = new Date('2099-10-09T00:00:00Z');

test('nothing of a recap or its files is public before it is published, and it is published when the event is over', async () => {
  await assert.rejects(
    as(convener, (scope) => publishRecap(scope, slug, after)),
    /no recap yet/,
  );
  await as(convener, (scope) => keepRecap(scope, slug, said));
  await as(convener, (scope) => addLink(scope, slug, MaterialLink.parse({ ...about, link: 'https://slides.example/1' })));
  assert.equal(await read(), null);
  assert.deepEqual(await as(visitor, ({ tx }) => tx.selectFrom('forumMaterial').select('title').execute()), []);
  await assert.rejects(
    as(convener, (scope) => publishRecap(scope, slug, new Date())),
    /not over yet/,
  );
  await as(convener, (scope) => publishRecap(scope, slug, after));
  const recap = await read();
  assert.deepEqual(
    [recap?.tries, recap?.recording, recap?.materials[0]?.link],
    [['Count to ten', 'Ask once more'], 'none', 'https://slides.example/1'],
  );
});

test('a recap that is taken off the page is gone with its files, and nobody is told a second time when it comes back', async () => {
  const { materialId } = await as(convener, (scope) =>
    addFile(scope, slug, {
      ...{ said: MaterialSaid.parse(about), file: { temporary: '', bytes: 5, sha256: 'ab' } },
      ...{ fileName: 'slides.pdf', fileType: 'application/pdf' },
    }),
  );
  assert.equal((await as(visitor, (scope) => materialFile(scope, slug, materialId))).name, 'slides.pdf');
  await as(convener, (scope) => withdrawRecap(scope, slug));
  assert.equal(await read(), null);
  await assert.rejects(
    as(visitor, (scope) => materialFile(scope, slug, materialId)),
    /was not found/,
  );
  const told = (await as(convener, ({ tx }) => tx.selectFrom('forumRecap').select('toldAt').executeTakeFirstOrThrow())).toldAt;
  assert.equal(await as(convener, (scope) => publishRecap(scope, slug, new Date('2099-11-09T00:00:00Z'))), 0);
  assert.deepEqual((await read())?.toldAt, told);
  await as(convener, (scope) => removeMaterial(scope, slug, materialId));
  await assert.rejects(
    as(visitor, (scope) => materialFile(scope, slug, materialId)),
    /was not found/,
  );
});

test('of two who write a recap at once one is told, and a form that saw none does not write over one', async () => {
  const stands = (await as(convener, async (scope) => recapOf(scope, (await eventNamed(scope, slug)).id)))!.changedAt;
  const keep = (seen: Date) => as(convener, (scope) => keepRecap(scope, slug, { ...said, seen }));
  await assert.rejects(keep(new Date(0)), /changed this recap meanwhile/);
  const both = await Promise.allSettled([keep(stands), keep(stands)]);
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});

test('only who keeps the event writes its recap, and links lead to encrypted pages alone', async () => {
  await assert.rejects(
    as(lead, (scope) => keepRecap(scope, slug, said)),
    /may not change/,
  );
  await assert.rejects(
    as(lead, (scope) => addLink(scope, slug, MaterialLink.parse({ ...about, link: 'https://slides.example/1' }))),
    /may not change/,
  );
  for (const link of ['javascript:alert(1)', 'http://slides.example/1', 'data:text/html,x', '//slides.example'])
    assert.equal(MaterialLink.safeParse({ ...about, link }).success, false, link);
});
