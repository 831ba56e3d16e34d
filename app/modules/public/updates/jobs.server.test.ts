import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simpleParser } from 'mailparser';
import { visitor } from '#app/platform/actor.ts';
import { outboxMails } from '#app/platform/mail.server.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { mailServer } from '../../../../tests/mail-server.ts';
import { actor } from '../../../../tests/people.ts';
import { editProfile } from '../../members/commands.server.ts';
import { collaborativeProfile } from '../../members/queries.server.ts';
import { Profile } from '../../members/schema.ts';
import { beginPage, publishPage } from '../site/commands.server.ts';
import { Writing } from '../site/schema.ts';
import { mailDigests } from './jobs.server.ts';
import { publishedUpdates } from './queries.server.ts';
import { Subscription } from './schema.ts';
import { confirmationOf, confirmSubscription, leave, subscribe, subscriberCount } from './subscription-commands.server.ts';

const convener = await actor('Ines', ['convener']);
const ask = (mail: string, network = '192.0.2.1') => subscribe({ mail, network, name: 'Collaborative' });
const day = 24 * 3600_000;
/** The next morning after now, and then day by day. */
const morning = (days: number) => new Date(Math.ceil(Date.now() / day) * day + 13 * 3600_000 + days * day);
async function publishUpdate(title: string): Promise<void> {
  const pageId = await as(convener, (scope) => beginPage(scope, 'update', Writing.parse({ title, body: 'News.' })));
  await as(convener, (scope) => publishPage(scope, { pageId, upon: 1 }));
}
async function join(mail: string): Promise<void> {
  const asked = await ask(mail, mail);
  await confirmSubscription(/confirm\/([\w-]+)/.exec(asked!.text)![1]!);
}
const mailsTo = async (mail: string) =>
  (await outboxMails()).filter(({ source }) => source.includes(`To: ${mail}`)).map(({ source }) => source);

test('the published updates stand from the start, by the day or month they are about', async () => {
  const updates = await as(visitor, (scope) => publishedUpdates(scope));
  assert.deepEqual(
    updates.map(({ dated }) => dated),
    ['2024-06-25', '2024-05', '2024-04', '2024-02'],
  );
  for (const { sourceUrl } of updates) assert.match(sourceUrl ?? '', /^https:/);
});
test('whoever asks is written to once, and receives nothing before the button of that mail is pressed', async () => {
  const mail = await ask('unsure@a.example');
  const token = /confirm\/([\w-]{43})/.exec(mail!.text)![1]!;
  await publishUpdate('Before it is confirmed');
  assert.equal(await mailDigests(morning(0)), 0);
  assert.equal(await confirmationOf(token), 'waits');
  assert.equal(await confirmSubscription(token), true);
  assert.equal(await confirmationOf(token), 'done');
  assert.equal(await confirmSubscription(token), true);
  assert.equal(await confirmSubscription('x'.repeat(43)), false);
  assert.equal(await mailDigests(morning(1)), 0);
  await leave(/leave\/([\w-]{43})/.exec((await ask('unsure@a.example'))!.text)![1]!);
});
test('an address is written to three times a day at most, and a network asks twenty times an hour', async () => {
  for (let time = 0; time < 3; time++) assert.ok(await ask('often@a.example', '192.0.2.7'));
  assert.equal(await ask('often@a.example', '192.0.2.7'), null);
  for (let time = 4; time < 20; time++) await ask(`a${time}@a.example`, '192.0.2.7');
  await assert.rejects(ask('one-more@a.example', '192.0.2.7'), { kind: 'invalid' });
});
test('a digest tells what is new once, at most weekly, with a button to leave that is in the head of the mail', async () => {
  await join('reader@b.example');
  await publishUpdate('A new half-day');
  await publishUpdate('The forum of May');
  assert.equal(await mailDigests(new Date()), 0);
  assert.equal(await mailDigests(morning(0)), 1);
  assert.equal(await mailDigests(morning(0)), 0);
  const [mail] = await mailsTo('reader@b.example');
  assert.match(mail!, /2_updates/);
  assert.match(mail!, /A new half-day/);
  assert.match(mail!, /^List-Unsubscribe:\s+<http:\/\/localhost:\d+\/updates\/leave\/[\w-]{43}>\r?$/m);
  assert.match(mail!, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
  await publishUpdate('Sooner than a week');
  assert.equal(await mailDigests(morning(3)), 0);
  assert.equal(await mailDigests(morning(7)), 1);
});
test('a mail server gets a digest in words and in links, from us to one reader; no title, name or address writes into its head or its page', async (context) => {
  await join('first@d.example');
  await join('refused@d.example');
  const attack = '\r\nBcc: everybody@evil.example\r\n\r\n<script>alert(1)</script>';
  const { name: before, ...profile } = await as(visitor, collaborativeProfile);
  const rename = (name: string) => as(convener, (scope) => editProfile(scope, Profile.parse({ ...profile, name })));
  await rename(`Ünited${attack}`);
  await publishUpdate(`Practice & “silence” ☕${attack}`);
  const arrived = await mailServer(context, { from: 'Updates <updates@sic.example>', refuses: (mail) => mail.startsWith('refused') });
  const sent = await mailDigests(morning(40));
  await rename(before);
  const own = arrived.filter(({ to }) => to[0]!.endsWith('@d.example'));
  assert.equal(arrived.length, sent);
  assert.deepEqual(
    own.map(({ from, to }) => [from, ...to]),
    [['updates@sic.example', 'first@d.example']],
  );
  const { source } = own[0]!;
  const mail = await simpleParser(source, { skipTextToHtml: true });
  assert.deepEqual([mail.from?.text, (mail.to as { text: string }).text], ['"Updates" <updates@sic.example>', 'first@d.example']);
  assert.match(mail.messageId!, /^<[^<>@\s]+@sic\.example>$/);
  assert.ok(mail.date);
  assert.equal(mail.bcc, undefined);
  assert.match(mail.subject!, /^Ünited Bcc: everybody@evil\.example/);
  const headers = Object.fromEntries(mail.headerLines.map(({ key, line }) => [key, line.replace(/\r?\n\s+/g, ' ').split(': ')[1]]));
  assert.equal(headers['list-unsubscribe-post'], 'List-Unsubscribe=One-Click');
  const [, leaves] = /^<(http:\/\/localhost:\d+\/updates\/leave\/[\w-]{43})>$/.exec(headers['list-unsubscribe']!)!;
  assert.ok(mail.text!.includes(`\n${leaves}`));
  assert.match(mail.text!, /Practice & “silence” ☕/);
  assert.ok((mail.html as string).includes(`<a href="${leaves}">End these mails`));
  assert.match(mail.html as string, /Practice &amp; “silence” ☕/);
  assert.doesNotMatch(mail.html as string, /<script|<img|<link/);
  // Whoever could not be reached is told the next time, and whoever was told is not told again.
  const next = await mailServer(context, { from: 'updates@sic.example' });
  await mailDigests(morning(40));
  assert.deepEqual(
    next.map(({ to }) => to),
    [['refused@d.example']],
  );
});
test('whoever leaves is forgotten, whoever leaves again is told the same, and nobody can see who is here', async () => {
  await join('leaver@c.example');
  const before = await subscriberCount(convener);
  const again = await ask('leaver@c.example', '192.0.2.9');
  const token = /leave\/([\w-]{43})/.exec(again!.text)![1]!;
  await leave(token);
  await leave(token);
  assert.equal(await subscriberCount(convener), before - 1);
  const rows = await asSystem(({ tx }) => tx.selectFrom('subscriber').selectAll().where('mail', '=', 'leaver@c.example').execute());
  assert.deepEqual(rows, []);
  for (const someone of [visitor, convener])
    await assert.rejects(
      as(someone, ({ tx }) => tx.selectFrom('subscriber').selectAll().execute()),
      /permission denied/,
    );
  assert.throws(() => subscriberCount(visitor), { kind: 'forbidden' });
});
test('nothing typed as an address adds a head or a receiver to a mail', () => {
  for (const mail of ['a@b.example\r\nBcc: c@d.example', 'a@b.example, c@d.example', '<a@b.example>', 'a@b.example\0', '"x\ny"@b.example'])
    assert.equal(Subscription.safeParse({ mail }).success, false, JSON.stringify(mail));
});
