import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** The newest mail to Vera whose subject says this, as it is read. */
async function mailWith(subject: RegExp): Promise<string> {
  const outbox = join(here.dataDir, 'outbox');
  for (let tries = 0; tries < 200; tries++) {
    const mails = readdirSync(outbox).filter((name) => /^[^.].*\.eml$/.test(name));
    const found = mails
      .sort()
      .reverse()
      .map((name) =>
        readFileSync(join(outbox, name), 'utf8')
          .replace(/=\r?\n/g, '')
          .replaceAll('=3D', '='),
      )
      .find((source) => source.includes('To: vera@clinic.example') && subject.test(/^Subject: (.*)$/m.exec(source)?.[1] ?? ''));
    if (found) return found;
    await sleep(50);
  }
  throw new Error(`Vera got no mail with ${subject}.`);
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
  const [link] = /http\S+\/places\/[\w-]+/.exec(await mailWith(/Confirm/)) ?? [];
  await vera.goto(here.address + new URL(link!).pathname);
  await vera.getByRole('button', { name: 'Confirm my place' }).click();
  assert.match(await said(vera), /You have a place/);
});

test('the link to join is in her mail, and nowhere public', async () => {
  assert.ok((await mailWith(/You have a place/)).includes('zoom.example'));
  for (const path of ['/forum', event, `${event}.ics`, '/forum.ics', '/', '/sitemap.xml']) {
    const answer = await fetch(here.address + path);
    assert.equal(answer.status, 200, path);
    assert.doesNotMatch(await answer.text(), /zoom\.example|not-for-everybody/, path);
  }
});

test('the date moves: the page says so, and she is told', async () => {
  await cora.getByRole('link', { name: 'Change, or move the date' }).click();
  await cora.getByLabel('Day', { exact: true }).fill('2099-11-18');
  await cora.getByRole('button', { name: 'Save the event' }).click();
  await cora.getByText('The event is saved').waitFor();
  assert.match(await mailWith(/New time/), /18 November 2099/);
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

test('afterwards she is told of the recap, which says that nothing was recorded', async () => {
  process.env.DATA_DIR = here.dataDir;
  delete process.env.DATABASE_URL;
  const over = new Date(Date.now() - 86_400_000);
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
  assert.match(mail, /Count to ten/);
  assert.match(mail, /\/places\/[\w-]+/);
  await vera.goto(here.address + event);
  assert.match(await said(vera), /One thing to try.*Count to ten.*This event was not recorded/s);
  await isAccessibleFor(vera);
});
