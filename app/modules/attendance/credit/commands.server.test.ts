import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitor } from '#app/platform/actor.ts';
import { csvText } from '#app/platform/csv.ts';
import { as } from '#app/platform/scope.server.ts';
import { mailOf, published, registered, setBack } from '../../../../tests/occasions.ts';
import { actor, school } from '../../../../tests/people.ts';
import { forgetHolder } from '../places/commands.server.ts';
import { placeHeldBy } from '../places/queries.server.ts';
import { correctPresence } from '../presence/commands.server.ts';
import { askForCredit, takeBackCredit } from './commands.server.ts';
import { creditRequests, ownCredit } from './queries.server.ts';
import { creditHead, creditLine } from './written.ts';

const convener = await actor('Ines', ['convener']);
const otherLead = await actor('Ben', ['lead'], await school('brook'));
const said = { firstName: 'Noor', lastName: 'Aziz', degree: 'MD', profession: 'Physician' };

async function occasion(creditBy = 'An invented office') {
  const id = await published(convener, { creditBy });
  const tokens = [await registered(id, 'Noor'), await registered(id, 'Sam'), await registered(id, 'Tao')];
  await setBack(id, 90);
  return { id, tokens };
}
const own = (token: string) => as(visitor, async (scope) => ownCredit(scope, (await placeHeldBy(scope, token)).place.id));

test('only who asked for credit is in the file, in the provider’s columns, and never as a formula', async () => {
  const { id, tokens } = await occasion();
  await as(visitor, (scope) => askForCredit(scope, tokens[0]!, { ...said, lastName: '=HYPERLINK("x")' }));
  await as(visitor, (scope) => askForCredit(scope, tokens[1]!, { ...said, firstName: 'Sam', degree: '' }));
  for (const name of ['Noor', 'Tao'])
    await as(convener, (scope) =>
      correctPresence(scope, id, { mail: mailOf(name, id), came: true, minutes: name === 'Noor' ? 58 : 60, reason: 'In the room' }),
    );
  const rows = await as(convener, (scope) => creditRequests(scope, { id }));
  assert.deepEqual(
    rows.map(({ firstName, came }) => [firstName, came]),
    [
      ['Noor', true],
      ['Sam', null],
    ],
  );
  const [head, line] = csvText([creditHead, creditLine(rows[0]!)]).split('\r\n');
  assert.equal(head, 'first_name,last_name,degree,email,profession,time_spent_minutes');
  assert.equal(line, `Noor,"'=HYPERLINK(""x"")",MD,${mailOf('Noor', id)},Physician,58`);
});
test('what was written for a provider is its holder’s to change and to take back, and goes with their place', async () => {
  const { tokens } = await occasion();
  await as(visitor, (scope) => askForCredit(scope, tokens[0]!, said));
  await as(visitor, (scope) => askForCredit(scope, tokens[0]!, { ...said, degree: 'MD, MPH' }));
  assert.equal((await own(tokens[0]!))?.degree, 'MD, MPH');
  await as(visitor, (scope) => takeBackCredit(scope, tokens[0]!));
  assert.equal(await own(tokens[0]!), null);
  await as(visitor, (scope) => askForCredit(scope, tokens[1]!, said));
  await as(visitor, (scope) => forgetHolder(scope, tokens[1]!));
  assert.equal(await own(tokens[1]!), null);
});
test('where nobody gives credit none is asked for, and for who does not run the event there is no list', async () => {
  const { id, tokens } = await occasion();
  const none = await occasion('');
  await assert.rejects(
    as(visitor, (scope) => askForCredit(scope, none.tokens[0]!, said)),
    { kind: 'conflict' },
  );
  await as(visitor, (scope) => askForCredit(scope, tokens[0]!, said));
  for (const who of [visitor, otherLead]) assert.deepEqual(await as(who, (scope) => creditRequests(scope, { id })), []);
  await assert.rejects(
    as(visitor, async (scope) => {
      const { place } = await placeHeldBy(scope, none.tokens[0]!);
      await scope.tx
        .insertInto('creditRequest')
        .values({ placeId: place.id, occasionId: place.occasionId, ...said })
        .execute();
    }),
    /row-level security/,
  );
});
