import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import ICAL from 'ical.js';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { visitor } from '#app/platform/actor.ts';
import { outboxMails } from '#app/platform/mail.server.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { asked, draft, mailOf, published, registered } from '../../../../tests/occasions.ts';
import { actor } from '../../../../tests/people.ts';
import { cancelOccasion, changeOccasion, writeToPlaces } from '../commands.server.ts';
import { cancelPlace, confirmPlace } from '../places/commands.server.ts';
import { placeHeldBy } from '../places/queries.server.ts';
import { joinLinkOf } from '../queries.server.ts';
import { beginNotices, forgetPlaces, sendNotices } from './jobs.server.ts';

const convener = await actor('Ines', ['convener']);
const folder = mkdtempSync(join(tmpdir(), 'concord-notices-'));
process.env.DATA_DIR = folder;
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** What a person of an occasion was mailed, oldest first. */
async function mailsTo(name: string, occasionId: string) {
  const mails = await Promise.all((await outboxMails()).reverse().map(({ source }) => simpleParser(source)));
  return mails.filter((mail) => (Array.isArray(mail.to) ? '' : (mail.to?.text ?? '')).includes(mailOf(name, occasionId)));
}
const subjects = async (name: string, occasionId: string) => (await mailsTo(name, occasionId)).map((mail) => mail.subject?.split(':')[0]);
const linkIn = (text = '') => /\/places\/([\w-]{43})/.exec(text)![1]!;
const before = (starts: Date, minutes: number) => new Date(starts.getTime() - minutes * 60_000);
/** As if they had registered so long before. */
const backdate = (occasionId: string, at: Date) =>
  asSystem(({ tx }) => tx.updateTable('place').set({ madeAt: at, confirmedAt: at }).where('occasionId', '=', occasionId).execute());

test('who has a place is mailed the time in their zone, the link to join, a page of their own and an invitation for their calendar', async () => {
  const id = await published(convener, { startsAt: new Date('2027-04-08T16:00:00Z') });
  await registered(id, 'Noor');
  await sendNotices();
  const [mail, ...more] = await mailsTo('Noor', id);
  assert.deepEqual([mail!.subject, more.length], ['You have a place: Sitting with silence', 0]);
  assert.match(mail!.text!, /8 April 2027, 12:00 to 13:00 Eastern Time/);
  assert.match(mail!.text!, /https:\/\/meet\.example\/j\/81234\?pwd=Zq9\nPasscode 5150/);
  const held = await as(visitor, (scope) => placeHeldBy(scope, linkIn(mail!.text)));
  assert.equal(held.place.name, 'Noor');
  const file = mail!.attachments.find(({ contentType }) => contentType.includes('calendar'))!.content.toString();
  const event = new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent('vevent')!;
  assert.equal(String(event.getFirstPropertyValue('dtstart')), '2027-04-08T16:00:00Z');
  assert.match(String(event.getFirstPropertyValue('description')), /Join: https:\/\/meet\.example/);
});
test('a move is told with what stood before and what stands now, and who only waits is told without the link', async () => {
  const id = await published(convener, { capacity: 1, startsAt: new Date('2027-03-11T17:00:00Z') });
  await registered(id, 'Noor');
  await registered(id, 'Sam');
  await as(convener, (scope) => changeOccasion(scope, id, draft({ capacity: 1, startsAt: new Date('2027-04-08T16:00:00Z') })));
  await sendNotices();
  assert.deepEqual(await subjects('Noor', id), ['You have a place', 'New time']);
  assert.deepEqual(await subjects('Sam', id), ['You are on the waiting list', 'New time']);
  const [, noor] = await mailsTo('Noor', id);
  assert.match(
    noor!.text!,
    /Time, before: 11 March 2027, 12:00 to 13:00 Eastern Time\nTime, now: {4}8 April 2027, 12:00 to 13:00 Eastern Time/,
  );
  assert.match(noor!.attachments[0]!.content.toString(), /SEQUENCE:1\r/);
  const [, sam] = await mailsTo('Sam', id);
  assert.doesNotMatch(sam!.text!, /meet\.example/);
  assert.equal(sam!.attachments.length, 0);
});
test('a cancelled occasion is told with its reason, and leaves the calendar', async () => {
  const id = await published(convener);
  await registered(id, 'Noor');
  await as(convener, (scope) => cancelOccasion(scope, id, 'Our speaker is ill.'));
  await sendNotices();
  const mail = (await mailsTo('Noor', id)).at(-1)!;
  assert.match(mail.subject!, /^Cancelled: /);
  assert.match(mail.text!, /Our speaker is ill\./);
  assert.match(mail.attachments[0]!.content.toString(), /METHOD:CANCEL/);
  assert.deepEqual(await subjects('Noor', id), ['Cancelled']); // nobody is told first that they have a place in what will not be
});
test('reminders come a week, a day and an hour before, once each, however often the job runs', async () => {
  const startsAt = new Date('2027-05-13T16:00:00Z');
  const id = await published(convener, { startsAt });
  await registered(id, 'Noor');
  await sendNotices();
  await backdate(id, before(startsAt, 20_000));
  for (const minutes of [10_081, 10_080, 9000, 1441, 1440, 1000, 60, 59, 1]) {
    await beginNotices(before(startsAt, minutes));
    await beginNotices(before(startsAt, minutes));
    await sendNotices();
  }
  const kinds = await asSystem(({ tx }) =>
    tx.selectFrom('occasionNotice').select('kind').where('occasionId', '=', id).orderBy('id').execute(),
  );
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['confirmed', 'week', 'day', 'hour'],
  );
  assert.deepEqual(await subjects('Noor', id), ['You have a place', 'Reminder', 'Reminder', 'Reminder']);
});
test('nobody is reminded who registered after that moment, gave their place back, or whose occasion was cancelled', async () => {
  const startsAt = new Date('2027-06-10T16:00:00Z');
  const id = await published(convener, { startsAt });
  const token = await registered(id, 'Noor');
  await backdate(id, before(startsAt, 5000)); // after the week's moment
  assert.equal(await beginNotices(before(startsAt, 4000)), 0);
  assert.equal(await beginNotices(before(startsAt, 1440)), 1);
  await as(visitor, (scope) => cancelPlace(scope, token));
  assert.equal(await beginNotices(before(startsAt, 60)), 0);
  await sendNotices();
  assert.deepEqual(await subjects('Noor', id), ['You gave your place back']);
  const other = await published(convener, { startsAt: new Date('2027-06-11T16:00:00Z') });
  await registered(other, 'Noor');
  await backdate(other, before(startsAt, 20_000));
  await as(convener, (scope) => cancelOccasion(scope, other, 'Snow'));
  assert.equal(await beginNotices(new Date('2027-06-11T15:30:00Z')), 0);
});
test('after a move the reminders of the new time come, and none for the old one', async () => {
  const startsAt = new Date('2027-07-08T16:00:00Z');
  const id = await published(convener, { startsAt });
  await registered(id, 'Noor');
  await backdate(id, before(startsAt, 30_000));
  await beginNotices(before(startsAt, 9000));
  const later = new Date('2027-08-12T16:00:00Z');
  await as(convener, (scope) => changeOccasion(scope, id, draft({ startsAt: later })));
  await sendNotices();
  assert.equal(await beginNotices(before(startsAt, 60)), 0);
  assert.equal(await beginNotices(before(later, 9000)), 1);
  await sendNotices();
  assert.deepEqual(await subjects('Noor', id), ['You have a place', 'New time', 'Reminder']);
});
test('a mail that a killed process may have sent is the same mail when it is sent again', async () => {
  const id = await published(convener);
  await registered(id, 'Noor');
  await sendNotices();
  // Killed between the sending and writing it down.
  await asSystem(({ tx }) =>
    tx
      .updateTable('occasionNotice')
      .set({ sentAt: null, leasedUntil: new Date(Date.now() - 1) })
      .where('occasionId', '=', id)
      .execute(),
  );
  await sendNotices();
  const mails = await mailsTo('Noor', id);
  assert.equal(mails.length, 1);
  assert.match(mails[0]!.messageId!, /^<[0-9a-f-]{36}@/);
  assert.equal(readdirSync(join(folder, 'outbox')).filter((name) => name.startsWith('.')).length, 0);
});
test('a process that is killed while it sends leaves nobody untold: everybody is told once, and whoever it was about to tell may have the same mail again', async (context) => {
  const id = await published(convener);
  const names = ['Noor', 'Sam', 'Tao', 'Uma', 'Vic'];
  for (const name of names) await registered(id, name);
  const arrived: Array<{ to: string; message: string }> = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: async (stream, { envelope }, done) => {
      const { messageId = '' } = await simpleParser(await text(stream));
      arrived.push({ to: envelope.rcptTo[0]!.address, message: messageId });
      if (arrived.length === 3) child.kill('SIGKILL'); // the mail has arrived, and nobody is left to hear so
      done();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.MAIL_FROM = 'Concord <concord@school.example>';
  process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}`;
  context.after(() => {
    server.close();
    delete process.env.SMTP_URL;
    delete process.env.MAIL_FROM;
  });
  const sender = `const { sendNotices } = await import(${JSON.stringify(import.meta.resolve('./jobs.server.ts'))}); await sendNotices();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', sender], { stdio: ['ignore', 'ignore', 'inherit'] });
  await once(child, 'exit');
  assert.equal(child.signalCode, 'SIGKILL');
  await sendNotices();
  assert.equal(arrived.length, 5); // the one that was in hand is left to the killed process for a while
  await asSystem(({ tx }) =>
    tx
      .updateTable('occasionNotice')
      .set({ leasedUntil: new Date(0) })
      .where('sentAt', 'is', null)
      .execute(),
  );
  await Promise.all([sendNotices(), sendNotices()]);
  const of = Map.groupBy(arrived, ({ to }) => to);
  assert.deepEqual([...of.keys()].toSorted(), names.map((name) => mailOf(name, id)).toSorted());
  assert.deepEqual([...of.values()].map((mails) => mails.length).toSorted(), [1, 1, 1, 1, 2]);
  for (const mails of of.values()) assert.equal(new Set(mails.map(({ message }) => message)).size, 1);
});
test('two processes that send at once send each mail once', async () => {
  const id = await published(convener);
  for (const name of ['Noor', 'Sam', 'Tao', 'Uma']) await registered(id, name);
  const sent = await Promise.all([sendNotices(), sendNotices(), sendNotices()]);
  assert.equal(
    sent.reduce((one, other) => one + other),
    4,
  );
});
test('no word that somebody typed becomes a header of a mail or a line of a calendar', async () => {
  const title = 'Silence\r\nBcc: all@school.example\r\nBEGIN:VEVENT';
  const id = await published(convener, { title });
  const hostile = 'Noor";X-EVIL=1:mailto:x@y.example\\nEND:VCALENDAR';
  const mail = mailOf('Noor', id);
  const token = await asked(id, hostile, { mail });
  await as(visitor, (scope) => confirmPlace(scope, token));
  await sendNotices();
  const [told] = await mailsTo('Noor', id);
  assert.equal(told!.bcc, undefined);
  assert.equal(told!.subject, 'You have a place: Silence Bcc: all@school.example BEGIN:VEVENT');
  const calendar = new ICAL.Component(ICAL.parse(told!.attachments[0]!.content.toString()));
  const [event, ...more] = calendar.getAllSubcomponents('vevent');
  assert.equal(more.length, 0);
  const attendee = event!.getFirstProperty('attendee')!;
  assert.equal(attendee.getParameter('x-evil'), undefined);
  assert.equal(attendee.getFirstValue(), `MAILTO:${mail}`);
});
test('a message of the hosts reaches whom it is for, and no line of it becomes a header', async () => {
  const id = await published(convener, { capacity: 1 });
  await registered(id, 'Noor');
  await registered(id, 'Sam');
  await as(convener, (scope) => writeToPlaces(scope, id, { subject: 'Slides', words: 'The slides are on the page.', to: 'confirmed' }));
  await sendNotices();
  assert.ok((await subjects('Noor', id)).includes('Slides'));
  assert.ok(!(await subjects('Sam', id)).includes('Slides'));
});
test('after it was held, who had a place is thanked, once; on its day names and addresses are erased', async () => {
  const startsAt = new Date('2027-09-09T16:00:00Z');
  const id = await published(convener, { startsAt, keepsMailDays: 30 });
  const token = await registered(id, 'Noor');
  await sendNotices();
  const over = new Date(startsAt.getTime() + 2 * 3_600_000);
  await beginNotices(over);
  await beginNotices(new Date(over.getTime() + 3_600_000));
  await sendNotices();
  assert.deepEqual(await subjects('Noor', id), ['You have a place', 'Thank you for coming']);
  assert.equal(await as(visitor, (scope) => joinLinkOf(scope, id)), null);
  await forgetPlaces(new Date('2027-10-08T00:00:00Z'));
  assert.equal((await as(visitor, (scope) => placeHeldBy(scope, token))).place.name, 'Noor');
  assert.equal(await forgetPlaces(new Date('2027-10-10T00:00:00Z')), 1);
  const { place } = await as(visitor, (scope) => placeHeldBy(scope, token));
  assert.deepEqual([place.name, place.mail], [null, null]);
});
