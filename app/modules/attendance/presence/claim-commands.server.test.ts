import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { mailOf, published, registered, setBack } from '../../../../tests/occasions.ts';
import { actor, school } from '../../../../tests/people.ts';
import { placeHeldBy } from '../places/queries.server.ts';
import { answerClaim, claimPresence } from './claim-commands.server.ts';
import { answerToClaim, claimsRead } from './claim-queries.server.ts';
import { correctPresence } from './commands.server.ts';
import { presenceOfPlace } from './queries.server.ts';
import { ClaimAnswer } from './schema.ts';

const convener = await actor('Ines', ['convener']);
const otherLead = await actor('Ben', ['lead'], await school('brook'));

async function claiming() {
  const id = await published(convener);
  const tokens = [await registered(id, 'Noor'), await registered(id, 'Sam')];
  await setBack(id, 90);
  const places = await Promise.all(tokens.map((token) => as(visitor, async (scope) => (await placeHeldBy(scope, token)).place.id)));
  await as(visitor, (scope) => claimPresence(scope, tokens[0]!, 'My phone was empty; I sat by the door.'));
  return { id, tokens, places };
}
const waiting = (id: string) => as(convener, (scope) => claimsRead(scope, id));
const answer = (id: string, said: Record<string, string>) => as(convener, (scope) => answerClaim(scope, id, ClaimAnswer.parse(said)));
const own = (token: string) =>
  as(visitor, async (scope) => {
    const { place } = await placeHeldBy(scope, token);
    return { answer: await answerToClaim(scope, place.id), presence: await presenceOfPlace(scope, place.id) };
  });

test('who says that they were there waits for a person’s yes, and is recorded with their own words as the reason', async () => {
  const { id, tokens, places } = await claiming();
  const { waiting: list, total } = await waiting(id);
  assert.deepEqual([list.map(({ name, claim }) => [name, claim]), total], [[['Noor', 'My phone was empty; I sat by the door.']], 1]);
  assert.equal((await own(tokens[0]!)).presence, null); // said is not recorded
  await answer(id, { place: places[0]!, answer: 'yes', minutes: '60', because: 'I saw them' });
  assert.deepEqual(await own(tokens[0]!), { answer: { isAccepted: true, because: 'I saw them' }, presence: { minutes: 60, came: true } });
  const [kept] = await as(convener, ({ tx }) => tx.selectFrom('presence').select('reason').where('placeId', '=', places[0]!).execute());
  assert.match(kept!.reason!, /^Said so themselves: “My phone was empty/);
  assert.equal((await waiting(id)).total, 0);
  await assert.rejects(answer(id, { place: places[0]!, answer: 'no', because: 'x' }), { kind: 'conflict' });
});
test('a no says why, and other words wait anew', async () => {
  const { id, tokens, places } = await claiming();
  assert.equal(ClaimAnswer.safeParse({ place: places[0], answer: 'no' }).success, false);
  assert.equal(ClaimAnswer.safeParse({ place: places[0], answer: 'yes' }).success, false);
  await answer(id, { place: places[0]!, answer: 'no', because: 'Nobody saw you there.' });
  assert.deepEqual(await own(tokens[0]!), { answer: { isAccepted: false, because: 'Nobody saw you there.' }, presence: null });
  assert.equal((await waiting(id)).total, 0);
  await as(visitor, (scope) => claimPresence(scope, tokens[0]!, 'Ask Tao, who sat beside me.'));
  assert.equal((await own(tokens[0]!)).answer, null);
  assert.equal((await waiting(id)).total, 1);
});
test('nobody answers for themself, for another school, or what is recorded already', async () => {
  const { id, tokens, places } = await claiming();
  const said = ClaimAnswer.parse({ place: places[0], answer: 'yes', minutes: '60' });
  for (const who of [visitor, otherLead])
    await assert.rejects(
      as(who, (scope) => answerClaim(scope, id, said)),
      { kind: 'forbidden' },
    );
  await assert.rejects(
    as(visitor, async (scope) => {
      const { place } = await placeHeldBy(scope, tokens[0]!);
      await scope.tx.insertInto('claimAnswer').values({ placeId: place.id, occasionId: id, isAccepted: true }).execute();
    }),
    /row-level security/,
  );
  await as(convener, (scope) => correctPresence(scope, id, { mail: mailOf('Noor', id), came: true, minutes: 60, reason: 'Seen' }));
  assert.equal((await waiting(id)).total, 0);
});
