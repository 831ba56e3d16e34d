import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import type { Page } from 'playwright-core';
import { operator } from '#app/platform/actor.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { browser, isAccessible, phone, signIn, stage } from './stage.ts';

const here = await stage();
const visitor = await browser();
here.concord('person', 'add', 'cora@collaborative.example', '--name', 'Cora', '--role', 'convener');
const { page: cora } = await visitor();
await signIn(here, cora, 'cora@collaborative.example');
const { page: vera } = await visitor({ viewport: phone, script: false });
const { page: reader } = await visitor({ viewport: phone });
const meeting = 'https://zoom.example/j/5550123?pwd=not-for-everybody';
const event = '/forum/sitting-with-silence';
const over = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 86_400_000);
let ownPage = '';

/** The newest mail to Vera whose subject says this: what it says, and the calendar that comes with it. */
async function mailWith(subject: RegExp): Promise<{ text: string; calendar: string }> {
  const outbox = join(here.dataDir, 'outbox');
  for (let tries = 0; tries < 200; tries++) {
    const names = readdirSync(outbox).filter((name) => /^[^.].*\.eml$/.test(name));
    const sources = names
      .map((name) => readFileSync(join(outbox, name), 'utf8'))
      .filter((source) => source.includes('To: vera@clinic.example'));
    const mails = await Promise.all(sources.map((source) => simpleParser(source)));
    const found = mails.findLast((mail) => subject.test(mail.subject ?? ''));
    if (found) return { text: found.text ?? '', calendar: found.attachments[0]?.content.toString() ?? '' };
    await sleep(50);
  }
  throw new Error(`Vera got no mail with ${subject}.`);
}
/** The address of Vera's own page that a mail says; each opens the same place. */
function ownPageIn({ text }: { text: string }): string {
  const [link] = /http\S+\/places\/[\w-]+/.exec(text) ?? [];
  return here.address + new URL(link!).pathname;
}
/** axe is a script, which Vera's browser runs none of: another phone opens the same page. */
async function isAccessibleFor(page: Page): Promise<void> {
  await reader.goto(page.url());
  await isAccessible(reader);
}
async function said(page: Page): Promise<string> {
  return (await page.textContent('main')) ?? '';
}

test('the coordinator plans an event in a few fields, and publishes it', async () => {
  await cora.goto(`${here.address}/w/forum`);
  await isAccessible(cora);
  await cora.getByRole('link', { name: 'Plan an event' }).click();
  await cora.getByLabel('Title').fill('Sitting with silence');
  await cora.getByLabel('What it is about').fill('What **silence** does.');
  await cora.getByLabel('Day', { exact: true }).fill('2099-11-11');
  await cora.getByLabel('Link to join').fill(meeting);
  await isAccessible(cora);
  await cora.getByRole('button', { name: 'Keep as a draft' }).click();
  await cora.getByText('The draft is kept').waitFor();
  await cora.getByText('Veterans Day is a federal holiday').waitFor();
  assert.equal((await fetch(here.address + event)).status, 404);
  await cora.getByRole('button', { name: /Publish/ }).click();
  await cora.getByText('The event is public').waitFor();
  await isAccessible(cora);
});

test('a visitor on a phone without script sees it at the own hour, asks a question and registers', async () => {
  await vera.goto(`${here.address}/forum`);
  await isAccessibleFor(vera);
  await vera.getByLabel('Also show times in').selectOption('America/Phoenix');
  await vera.getByRole('button', { name: 'Show', exact: true }).click();
  assert.match(await said(vera), /11 November 2099, 10:00 to 11:00 Mountain/);
  await vera.getByRole('link', { name: 'Sitting with silence' }).click();
  assert.match(vera.url(), /zone=America\/Phoenix/);
  await vera.getByLabel('Your question').fill('How long is a long silence?');
  await vera.getByRole('button', { name: 'Send the question' }).click();
  assert.match(await said(vera), /Your question has arrived/);
  assert.doesNotMatch(await said(vera), /How long is/);
  await isAccessibleFor(vera);
  await vera.getByRole('link', { name: 'Register' }).click();
  await vera.getByLabel('Your name').fill('Vera Lindqvist');
  await vera.getByLabel('Email address').fill('vera@clinic.example');
  await vera.getByLabel('School or organisation').fill('A clinic');
  await vera.getByRole('button', { name: 'Register' }).click();
  await vera.goto(ownPageIn(await mailWith(/Confirm/)));
  await vera.getByRole('button', { name: 'Confirm my place' }).click();
  assert.match(await said(vera), /You have a place/);
  await isAccessibleFor(vera);
});

test('the link to join is in her mail, and nowhere public', async () => {
  assert.ok((await mailWith(/You have a place/)).text.includes('zoom.example'));
  for (const path of ['/forum', event, `${event}.ics`, '/forum.ics', '/', '/sitemap.xml']) {
    const answer = await fetch(here.address + path);
    assert.equal(answer.status, 200, path);
    assert.doesNotMatch(await answer.text(), /zoom\.example|not-for-everybody/, path);
  }
});

test('the date moves: the page says so, and she is told, and her calendar with her', async () => {
  await cora.getByRole('link', { name: 'Change, or move the date' }).click();
  await cora.getByLabel('Day', { exact: true }).fill('2099-11-18');
  await cora.getByLabel('Attendance is recorded').check();
  await cora.getByLabel('Minutes there, at least').fill('45');
  await cora.getByLabel('A certificate of attendance is given').check();
  await cora.getByRole('button', { name: 'Save the event' }).click();
  await cora.getByText('The event is saved').waitFor();
  const told = await mailWith(/New time/);
  assert.match(told.text, /18 November 2099/);
  assert.match(told.calendar, /SEQUENCE:1\r.*DTSTART:20991118T170000Z/s);
  await vera.goto(here.address + event);
  assert.match(await said(vera), /This event has moved/);
  assert.match((await vera.locator('script[type="application/ld+json"]').textContent()) ?? '', /EventRescheduled.*|previousStartDate/);
  const calendar = await (await fetch(`${here.address}${event}.ics`)).text();
  assert.match(calendar, /DTSTART:20991118T170000Z/);
  assert.match(calendar, /SEQUENCE:1/);
});

test('a question that the coordinator accepts stands on the page', async () => {
  await cora.goto(`${here.address}/w/forum/sitting-with-silence/questions`);
  await isAccessible(cora);
  await cora.getByRole('button', { name: /^Show: How long/ }).click();
  await cora.getByText('shown on the event’s page').waitFor();
  await vera.reload();
  assert.match(await said(vera), /How long is a long silence/);
});

test('the coordinator asks a few questions afterwards', async () => {
  await cora.goto(`${here.address}/w/forum/sitting-with-silence`);
  await cora.getByRole('link', { name: 'Who comes' }).click();
  await cora.getByText('Vera Lindqvist').waitFor();
  await isAccessible(cora);
  await cora.getByRole('link', { name: 'Evaluation' }).click();
  await isAccessible(cora);
  await cora.getByRole('button', { name: 'Ask these questions' }).click();
  await cora.getByText('These questions are asked').waitFor();
});

test('afterwards she is told of the recap, which says that nothing was recorded', async () => {
  process.env.DATA_DIR = here.dataDir;
  delete process.env.DATABASE_URL;
  await as(operator(), ({ tx }) =>
    tx
      .updateTable('occasion')
      .set({ startsAt: new Date(over.getTime() - 3_600_000), endsAt: over })
      .where('title', '=', 'Sitting with silence')
      .execute(),
  );
  await closeDatabase();
  await cora.goto(`${here.address}/w/forum/sitting-with-silence/recap`);
  await cora.getByLabel('What was said and done').fill('We sat **still**.');
  await cora.getByLabel('One thing to try').fill('Count to ten');
  await cora.getByLabel('Recording', { exact: true }).selectOption({ label: 'was not recorded' });
  await isAccessible(cora);
  await cora.getByRole('button', { name: 'Save and publish' }).click();
  await cora.getByText('The recap stands on the event’s page').waitFor();
  const mail = await mailWith(/recap is there/);
  assert.match(mail.text, /Count to ten/);
  ownPage = ownPageIn(mail);
  await vera.goto(here.address + event);
  assert.match(await said(vera), /One thing to try.*Count to ten.*This event was not recorded/s);
  await isAccessibleFor(vera);
});

test('the meeting’s own report is brought in: she is found by her confirmed address, and a person decides the rest by keyboard', async () => {
  await cora.goto(`${here.address}/w/forum/sitting-with-silence`);
  await cora.getByRole('link', { name: 'Who was there' }).click();
  const at = (minutes: number) =>
    new Date(over.getTime() - minutes * 60_000).toLocaleString('en-US', { timeZone: 'America/New_York' }).replace(',', '');
  const report = `Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)
V.,VERA@clinic.example,${at(58)},${at(2)},56
Vera Lindqvist,,${at(50)},${at(10)},40
Recorder,,${at(60)},${at(0)},60`;
  await cora
    .getByLabel('The meeting’s report')
    .setInputFiles({ name: 'participants.csv', mimeType: 'text/csv', buffer: Buffer.from(report) });
  await cora.getByRole('button', { name: 'Read the report' }).click();
  await cora.getByText('1 person found by their address').waitFor();
  await isAccessible(cora);
  await cora.getByRole('link', { name: 'Decide who they were' }).click();
  await cora.getByText('0 of 2 decided', { exact: true }).first().waitFor();
  await isAccessible(cora);
  for (const [key, says] of [
    ['n', '1 of 2 decided'],
    ['u', '0 of 2 decided'],
    ['n', '1 of 2 decided'],
    ['n', '2 of 2 decided'],
  ] as const) {
    await cora.keyboard.press(key);
    await cora.getByText(says, { exact: true }).first().waitFor();
  }
  assert.match(await said(cora), /Nobody of ours.*By: Cora/);
  await isAccessible(cora);
});

test('she says what she thinks of it, and has a certificate that anybody can check, until it is revoked', async () => {
  await cora.getByRole('link', { name: 'Certificates', exact: true }).click();
  await cora.getByRole('button', { name: 'Give the certificates' }).click();
  await cora.getByText('1 certificate is given').waitFor();
  await isAccessible(cora);

  await vera.goto(ownPage);
  await vera.getByRole('link', { name: 'Say what you think of it' }).click();
  await isAccessibleFor(vera);
  await vera
    .getByRole('group', { name: /worth your time/ })
    .getByLabel('5')
    .check();
  await vera.getByRole('button', { name: 'Send my answers' }).click();
  assert.match(await said(vera), /what you answered is kept/);
  await vera.getByRole('link', { name: 'Your place' }).click();
  await vera.getByRole('link', { name: 'Your attendance and certificate' }).click();
  assert.match(await said(vera), /You were there: 56 minutes/);
  await isAccessibleFor(vera);
  await vera.getByRole('link', { name: /^Certificate / }).click();
  assert.match(await said(vera), /This certificate stands.*Vera Lindqvist/s);
  await isAccessibleFor(vera);
  const address = vera.url();
  assert.ok((await mailWith(/Your certificate of attendance/)).text.includes(new URL(address).pathname));
  const pdf = Buffer.from(await (await fetch(`${address}.pdf`)).arrayBuffer()).toString('latin1');
  assert.match(pdf, /^%PDF-1\.7.*\/Marked true/s);

  await cora.getByRole('link', { name: 'Revoke' }).click();
  await cora.getByLabel('Why').fill('It was another meeting’s report.');
  await cora.getByRole('button', { name: 'Revoke it' }).click();
  await cora.getByText('The certificate is revoked').waitFor();
  assert.match((await mailWith(/revoked/)).text, /another meeting/);
  await vera.reload();
  assert.match(await said(vera), /was revoked on .*It was another meeting’s report/s);
});
