import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, operator, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { currentVersionId, frameworks, itemsOf, versionNamed } from '../queries.server.ts';
import { changeDraft, type OutlineAct, stepDraft } from './commands.server.ts';
import { comparedVersions, draftState, openVersion } from './queries.server.ts';
import { adoptVersion, describeDraft, discardDraft, startDraft, startFramework } from './version-commands.server.ts';

const slug = 'serious-illness-communication';
const ines = await actor('Ines', ['convener']);
const omar = await actor('Omar', ['convener']);
const ashby = await school('ashby');
const lead = await actor('Rena', ['lead'], ashby);
const first = await as(visitor, currentVersionId);
await as(ines, (scope) => startDraft(scope, { versionId: first, number: '2' }));
const open = (person: Actor = ines) => as(person, (scope) => openVersion(scope, { slug, number: '2' }));
const versionId = (await open()).version.id;
const words = { code: null, shortTitle: null, kind: 'competency', phase: null, itemType: null } as const;

async function item(code: string) {
  const { items } = await open();
  const { id, changedAt } = items.find((each) => each.code === code)!;
  return { id, seen: changedAt };
}
const act = (sent: OutlineAct, person = ines) => as(person, (scope) => changeDraft(scope, { versionId, sent }));
const undo = async (person = ines) =>
  as(person, async (scope) =>
    stepDraft(scope, { versionId, changeId: (await draftState(scope, { slug, number: '2' })).last!.id, way: 'undo' }),
  );
const whole = () =>
  as(ines, async ({ tx }) => {
    const items = await tx.selectFrom('frameworkItem').selectAll().where('frameworkVersionId', '=', versionId).orderBy('id').execute();
    const associations = await tx
      .selectFrom('frameworkAssociation')
      .selectAll()
      .where('frameworkVersionId', '=', versionId)
      .orderBy('id')
      .execute();
    return [...items, ...associations].map(({ changedAt, ...row }) => row);
  });
const outline = async () => (await open()).items.map(({ code, depth, text }) => `${'.'.repeat(depth)}${code ?? text}`);

test('a draft is a copy in which every item keeps its stable id', async () => {
  const [old, copy] = await as(ines, async (scope) => [await itemsOf(scope, first), await itemsOf(scope, versionId)]);
  const face = ({ stableId, code, text, depth }: (typeof old)[number]) => ({ stableId, code, text, depth });
  assert.deepEqual(copy.map(face), old.map(face));
  assert.equal(
    copy.some(({ id }) => old.some((each) => each.id === id)),
    false,
  );
});
test('of one framework one copy is edited at a time, and a number is given once', async () => {
  const begin = (number: string, person = ines) => as(person, (scope) => startDraft(scope, { versionId: first, number }));
  await assert.rejects(begin('3'), { kind: 'conflict', message: /Version 2 is being drafted already/ });
  await assert.rejects(begin('2018'), { kind: 'conflict', message: /has a version 2018 already/ });
  await assert.rejects(begin('3', lead), { kind: 'forbidden' });
});
test('a lead reads a draft and does not edit it; for everybody else it does not exist', async () => {
  const read = await open(lead);
  assert.deepEqual([read.items.length, read.mayEdit, read.mayAdopt], [6, false, false]);
  await assert.rejects(act({ act: 'up', ...(await item('2')) }, lead), { kind: 'forbidden' });
  const student = await actor('Kit', ['student'], ashby);
  for (const stranger of [visitor, student]) {
    await assert.rejects(open(stranger), { kind: 'missing' });
    assert.deepEqual(
      (await as(stranger, frameworks)).flat().map(({ number }) => number),
      ['2018'],
    );
  }
});
test('any sequence of acts is undone to exactly the rows that were, and done again', async () => {
  const before = await whole();
  await act({ act: 'up', ...(await item('2')) });
  await act({ act: 'indent', ...(await item('3')) });
  const added = await act({ act: 'add', where: 'after', id: (await item('4')).id, ...words, text: 'Something new' });
  assert.match(added.said, /^Added “Something new” below “4 Own emotions”$/);
  await act({ act: 'split', ...(await item('5')), parts: ['Philosophy of palliative care', 'Hospice'], codes: ['5a', '5b'] });
  const [one, two] = [await item('1'), await item('4')];
  await act({
    act: 'merge',
    ids: [one.id, two.id],
    seen: [one.seen, two.seen],
    code: '1',
    shortTitle: 'Both',
    text: 'Values, goals and own emotions',
  });
  await act({ act: 'remove', ...(await item('2')) });
  const after = await whole();
  assert.deepEqual(await outline(), ['Serious illness communication', '.1', '..3', '.Something new', '.5a', '.5b']);
  const stepped = [];
  for (let more = 0; more < 6; more++) stepped.push((await undo()).said);
  assert.match(stepped[0]!, /^Undone: Removed “2 Strong emotions”$/);
  assert.deepEqual(await whole(), before);
  for (let more = 0; more < 6; more++)
    await as(ines, async (scope) => {
      const { next } = await openVersion(scope, { slug, number: '2' });
      return stepDraft(scope, { versionId, changeId: next!.id, way: 'redo' });
    });
  assert.deepEqual(await whole(), after);
  for (let more = 0; more < 6; more++) await undo();
  assert.equal((await open()).last, null);
});
test('a new act ends what could be done again', async () => {
  await act({ act: 'up', ...(await item('2')) });
  await undo();
  await act({ act: 'down', ...(await item('2')) });
  assert.equal((await open()).next, null);
  await undo();
});
test('of two editors at one item the second is told who did what, and nothing of it is lost', async () => {
  const seen = await item('3');
  await act({ act: 'edit', ...seen, ...words, code: '3', shortTitle: 'Difficult news', text: 'Shares difficult news' }, omar);
  const late = act({ act: 'edit', ...seen, ...words, code: '3', shortTitle: null, text: 'Other words' });
  await assert.rejects(late, { kind: 'conflict', message: /Omar was faster: “Edited “3 Difficult news””/ });
  assert.equal((await open()).items.find(({ code }) => code === '3')!.text, 'Shares difficult news');
});
test('undo takes back the act that was seen, and not another that came meanwhile', async () => {
  const { last } = await open();
  await act({ act: 'up', ...(await item('5')) }, omar);
  await assert.rejects(
    as(ines, (scope) => stepDraft(scope, { versionId, changeId: last!.id, way: 'undo' })),
    { kind: 'conflict', message: /Omar, “Moved “5 / },
  );
  await undo();
});
test('a neighbour that only stands one further was not changed: both editors’ acts count', async () => {
  const [neighbour, moved] = [await item('1'), await item('4')];
  await act({ act: 'move', ...moved, where: 'after', target: '5' }, omar);
  await act({ act: 'edit', ...neighbour, ...words, code: '1', shortTitle: 'Values and goals', text: 'Explores values and goals' });
  await act({ act: 'add', where: 'after', id: neighbour.id, ...words, code: '1b', text: 'Explores understanding' }, omar);
});
test('twenty acts at once come one after the other', async () => {
  const before = (await open()).items.length;
  const { id } = await item('D').catch(async () => ({ id: (await open()).items[0]!.id }));
  await Promise.all(
    Array.from({ length: 20 }, (_, at) => act({ act: 'add', where: 'under', id, ...words, code: `n${at}`, text: `New ${at}` })),
  );
  const { items } = await open();
  assert.equal(items.length, before + 20);
  const siblings = items.filter(({ parentId }) => parentId === id).map(({ position }) => position);
  assert.deepEqual(
    siblings,
    siblings.map((_, at) => at + 1),
  );
  for (let more = 0; more < 20; more++) await undo();
});
test('a draft says what it is; the framework’s own name stays while a version is published', async () => {
  const said = { number: '2', title: 'Another', creator: 'Another', note: 'Shorter', sourceTitle: null, sourceUrl: null, sourceNote: null };
  await as(ines, (scope) => describeDraft(scope, { versionId, said }));
  const { version } = await open();
  assert.deepEqual([version.note, version.title.startsWith('Serious illness')], ['Shorter', true]);
});
test('a framework may begin empty, is refused for adoption while it is, and goes with its only draft', async () => {
  const address = await as(ines, (scope) =>
    startFramework(scope, { title: 'Team communication', creator: 'The collaborative', number: '1' }),
  );
  assert.deepEqual(address, { slug: 'team-communication', number: '1' });
  const { version, revision } = await as(ines, (scope) => openVersion(scope, address));
  await assert.rejects(
    as(ines, (scope) => adoptVersion(scope, { versionId: version.id, adoptedOn: '2026-08-01', makeCurrent: false, seen: revision })),
    { kind: 'invalid', message: /no competency yet/ },
  );
  await as(ines, (scope) => discardDraft(scope, version.id));
  await assert.rejects(
    as(ines, (scope) => openVersion(scope, address)),
    { kind: 'missing' },
  );
});
test('a version that schools map against is not adopted while two competencies cannot be told apart', async () => {
  const added = await act({ act: 'add', where: 'end', ...words, code: '1', text: 'Something else' });
  const adopt = async () =>
    as(ines, async (scope) =>
      adoptVersion(scope, {
        versionId,
        adoptedOn: '2026-08-01',
        makeCurrent: false,
        seen: (await draftState(scope, { slug, number: '2' })).revision,
      }),
    );
  await assert.rejects(adopt(), { kind: 'invalid', message: /has the code 1, like/ });
  const { changedAt } = added.rows.find(({ id }) => id === added.focus)!;
  await act({ act: 'remove', id: added.focus!, seen: changedAt });
  await assert.rejects(
    as(ines, (scope) => adoptVersion(scope, { versionId, adoptedOn: '2026-08-01', makeCurrent: false, seen: 1 })),
    { kind: 'conflict' },
  );
  await assert.rejects(
    as(lead, (scope) => adoptVersion(scope, { versionId, adoptedOn: '2026-08-01', makeCurrent: true, seen: 1 })),
    { kind: 'forbidden' },
  );
});
test('what adopting does: the version before is superseded, what schools map against moves along, and crosswalks come with their items', async () => {
  const { stableId } = (await as(visitor, (scope) => itemsOf(scope, first))).find(({ code }) => code === '2')!;
  await as(operator(), ({ tx }) =>
    tx
      .insertInto('frameworkAssociation')
      .values({
        frameworkVersionId: first,
        type: 'exactMatchOf',
        originStableId: stableId,
        destinationStableId: '01900000-0000-7000-8000-00000000ffff',
      })
      .execute(),
  );
  await as(ines, async (scope) =>
    adoptVersion(scope, {
      versionId,
      adoptedOn: '2026-08-01',
      makeCurrent: false,
      seen: (await draftState(scope, { slug, number: '2' })).revision,
    }),
  );
  const [versions] = await as(visitor, frameworks);
  assert.deepEqual(
    versions!.map(({ number, status, isCurrent }) => [number, status, isCurrent]),
    [
      ['2', 'adopted', true],
      ['2018', 'superseded', false],
    ],
  );
  const carried = await as(visitor, ({ tx }) =>
    tx
      .selectFrom('frameworkAssociation')
      .select('type')
      .where('frameworkVersionId', '=', versionId)
      .where('type', '=', 'exactMatchOf')
      .execute(),
  );
  assert.equal(carried.length, 1);
  await assert.rejects(act({ act: 'up', ...(await item('2')) }), { kind: 'conflict', message: /adopted versions never change/ });
  await assert.rejects(
    as(ines, (scope) => discardDraft(scope, versionId)),
    { kind: 'conflict' },
  );
});
test('two versions are compared by whoever may read both', async () => {
  const { comparison, from, to } = await as(visitor, (scope) => comparedVersions(scope, { slug }));
  assert.deepEqual([from.number, to.number, comparison.counts.reworded, comparison.counts.added], ['2018', '2', 2, 1]);
  await assert.rejects(
    as(visitor, (scope) => comparedVersions(scope, { slug, from: '7' })),
    { kind: 'missing' },
  );
  assert.equal((await as(visitor, (scope) => versionNamed(scope, { slug }))).number, '2');
});
test('frameworks that are begun or adopted at once have short names of their own, and one of them is what schools map against', async () => {
  const begun = { title: 'Begun at once', creator: 'Two conveners', number: '1' };
  const addresses = await Promise.all([ines, omar, ines, omar].map((person) => as(person, (scope) => startFramework(scope, begun))));
  assert.equal(new Set(addresses.map((address) => address.slug)).size, 4);
  const drafts = await Promise.all(
    addresses.map(async (address) => {
      const { version } = await as(ines, (scope) => openVersion(scope, address));
      const sent: OutlineAct = { act: 'add', where: 'end', ...words, code: '1', text: 'The only one' };
      const { revision } = await as(ines, (scope) => changeDraft(scope, { versionId: version.id, sent }));
      return { versionId: version.id, seen: revision.after };
    }),
  );
  const adopted = { adoptedOn: '2026-08-01', makeCurrent: true };
  await Promise.all(drafts.map((draft) => as(omar, (scope) => adoptVersion(scope, { ...draft, ...adopted }))));
  const current = (await as(visitor, frameworks)).flat().filter(({ isCurrent }) => isCurrent);
  assert.equal(current.length, 1);
});
