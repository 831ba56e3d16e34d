import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, actingFor, visitor } from '#app/platform/actor.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { draft, setBack } from '../../../../tests/occasions.ts';
import { actor, person, school } from '../../../../tests/people.ts';
import { cancelTogether, changeTogether, makeOccasion, publishOccasion } from '../commands.server.ts';
import type { OccasionDraft } from '../occasion.ts';
import { datesTogether, occasionOf } from '../queries.server.ts';
import { askForPlace, cancelOwnPlace, cancelPlace, forgetHolder, openOwnPlace, takePlace } from './commands.server.ts';
import { ownPlaceAt } from './queries.server.ts';

const ashby = await school('ashby');
const brook = await school('brook');
const convener = await actor('Ines', ['convener']);
const lead = await actor('Rena', ['lead'], ashby);
const member = async (name: string, at = ashby) => actingFor(await person(name, ['faculty'], at), at.slug);
const ada = await member('Ada');
const cy = await member('Cyrus');
const wei = await member('Wei', brook);

const week = 7 * 86_400_000;
const later = (weeks: number, more: Partial<OccasionDraft> = {}) => {
  const first = draft({ audience: 'members', page: '/faculty/x', ...more });
  return { ...first, startsAt: new Date(first.startsAt.getTime() + weeks * week), endsAt: new Date(first.endsAt.getTime() + weeks * week) };
};
/** Three dates that go together, a week apart, with so many places. */
const three = (who: Actor, capacity: number | null, more: Partial<OccasionDraft> = {}) =>
  as(who, async (scope) => {
    const ids = [await makeOccasion(scope, later(0, { ...more, capacity }))];
    for (const at of [1, 2]) ids.push(await makeOccasion(scope, later(at, { ...more, followsId: ids[0]! })));
    for (const id of ids) await publishOccasion(scope, id);
    return ids as [string, string, string];
  });
const statesOf = (who: Actor, ids: readonly string[]) =>
  as(who, async (scope) => {
    const states = [];
    for (const id of ids) states.push((await ownPlaceAt(scope, id))?.state ?? null);
    return states;
  });
const noticesOf = (ids: readonly string[], kind: string) =>
  asSystem(({ tx }) =>
    tx
      .selectFrom('occasionNotice')
      .select('detail')
      .where('occasionId', 'in', ids)
      .where('kind', '=', kind as 'changed')
      .execute(),
  );
const take = (who: Actor, id: string) => as(who, (scope) => takePlace(scope, id, { needs: '' }));

test('one place is for all dates: of two who take the last at once one has every date, and the other waits for every date', async () => {
  const ids = await three(convener, 1);
  await Promise.all([take(ada, ids[0]), take(wei, ids[0])]);
  const both = [await statesOf(ada, ids), await statesOf(wei, ids)].sort();
  assert.deepEqual(both, [
    ['confirmed', 'confirmed', 'confirmed'],
    ['waiting', 'waiting', 'waiting'],
  ]);
  for (const id of ids) {
    const { confirmed, waiting } = await as(convener, (scope) => occasionOf(scope, id));
    assert.deepEqual([confirmed, waiting], [1, 1]);
  }
  assert.equal((await noticesOf(ids, 'confirmed')).length, 1, 'one mail tells of all of them');
});
test('who gives one date back gives all back, and whoever waits first has all of them', async () => {
  const ids = await three(convener, 1);
  await take(ada, ids[0]);
  await take(wei, ids[0]);
  const token = await as(ada, async (scope) => openOwnPlace(scope, (await ownPlaceAt(scope, ids[2]))!.id));
  await as(visitor, (scope) => cancelPlace(scope, token));
  assert.deepEqual(await statesOf(ada, ids), [null, null, null]);
  assert.deepEqual(await statesOf(wei, ids), ['confirmed', 'confirmed', 'confirmed']);
  await take(ada, ids[0]);
  await as(wei, (scope) => cancelOwnPlace(scope, ids[0]));
  assert.deepEqual(await statesOf(ada, ids), ['confirmed', 'confirmed', 'confirmed']);
});
test('nobody takes a place at one of several dates, nor moves one by hand', async () => {
  const ids = await three(convener, null);
  await assert.rejects(take(ada, ids[1]), /one of several dates/);
  const { mail } = await as(ada, ({ tx }) =>
    tx.selectFrom('person').select('mail').where('id', '=', ada.personId).executeTakeFirstOrThrow(),
  );
  await assert.rejects(
    as(ada, ({ tx }) =>
      tx
        .insertInto('place')
        .values({ occasionId: ids[1], personId: ada.personId, mail, name: 'Ada', organisation: '', needs: '', timeZone: 'UTC' })
        .execute(),
    ),
    /not for them to take/,
  );
  const place = await take(ada, ids[0]);
  await assert.rejects(
    as(ada, ({ tx }) =>
      tx.updateTable('place').set({ followsId: place }).where('personId', '=', ada.personId).where('occasionId', '=', ids[0]).execute(),
    ),
    /stays whose it is/,
  );
});
test('what was already held stays: who gives back the rest was there at the first date', async () => {
  const ids = await three(convener, null);
  await take(ada, ids[0]);
  await setBack(ids[0], 120);
  const token = await as(ada, async (scope) => openOwnPlace(scope, (await ownPlaceAt(scope, ids[1]))!.id));
  await as(visitor, (scope) => cancelPlace(scope, token));
  assert.deepEqual(await statesOf(ada, ids), ['confirmed', null, null]);
});
test('who is forgotten at one date is forgotten at all', async () => {
  const ids = await three(convener, null);
  await take(ada, ids[0]);
  const token = await as(ada, async (scope) => openOwnPlace(scope, (await ownPlaceAt(scope, ids[1]))!.id));
  await as(visitor, (scope) => forgetHolder(scope, token));
  const kept = await as(convener, ({ tx }) =>
    tx.selectFrom('place').select(['name', 'mail', 'personId']).where('occasionId', 'in', ids).execute(),
  );
  assert.deepEqual(kept, Array(3).fill({ name: null, mail: null, personId: null }));
});
test('a change of several dates is told once, and says what changed of each; so is calling all of it off', async () => {
  const ids = await three(convener, null);
  await take(ada, ids[0]);
  const drafts = ids.map((id, at) => ({
    id,
    draft: later(at, { title: 'Sitting with silence, twice', place: at === 0 ? '' : 'Room 2', ...(at > 0 && { followsId: ids[0] }) }),
  }));
  assert.equal(await as(convener, (scope) => changeTogether(scope, drafts)), true);
  const [told, ...more] = await noticesOf(ids, 'changed');
  assert.equal(more.length, 0);
  const { title, dates } = told!.detail as { title: string[]; dates: Array<{ change: object }> };
  assert.deepEqual(
    [title[1], dates.map(({ change }) => change)],
    ['Sitting with silence, twice', Array(2).fill({ place: ['', 'Room 2'] })],
  );
  await as(convener, (scope) => cancelTogether(scope, ids[0], 'A storm.'));
  assert.equal((await noticesOf(ids, 'cancelled')).length, 1);
  const dated = await as(convener, async (scope) => datesTogether(scope, await occasionOf(scope, ids[1])));
  assert.deepEqual(
    dated.map(({ status }) => status),
    ['cancelled', 'cancelled', 'cancelled'],
  );
});
test('a date that is added comes to whoever has a place at the others', async () => {
  const ids = await three(convener, 1);
  await take(ada, ids[0]);
  await take(wei, ids[0]);
  const added = await as(convener, async (scope) => {
    const id = await makeOccasion(scope, later(5, { followsId: ids[0] }));
    await publishOccasion(scope, id);
    return id;
  });
  assert.deepEqual([await statesOf(ada, [added]), await statesOf(wei, [added])], [['confirmed'], ['waiting']]);
});
test('what is for one school alone does not exist for others, and nobody registers for it with an address', async () => {
  const ids = await three(lead, null, { audience: 'school', bySchoolId: ashby.id });
  for (const who of [visitor, wei])
    await assert.rejects(
      as(who, (scope) => occasionOf(scope, ids[0])),
      /was not found/,
    );
  await take(cy, ids[0]);
  assert.deepEqual(await statesOf(cy, ids), ['confirmed', 'confirmed', 'confirmed']);
  const outside = { ...cy, school: null, roles: [] };
  assert.deepEqual(
    await statesOf(outside, ids),
    ['confirmed', 'confirmed', 'confirmed'],
    'their own places are theirs wherever they act from',
  );
  const open = await three(convener, null);
  const said = {
    name: 'Noor',
    mail: 'noor@x.example',
    organisation: 'X',
    needs: '',
    timeZone: 'UTC',
    address: 'x',
    base: 'https://concord.example',
  };
  await assert.rejects(
    as(visitor, (scope) => askForPlace(scope, open[0], said)),
    /for members/,
  );
});
