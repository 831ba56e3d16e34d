import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { taggedPdf } from '#app/platform/tagged-pdf.server.ts';
import { browser, isAccessibleAtBothSizes, phone, signIn, stage } from './stage.ts';

const here = await stage();
const visitor = await browser();
for (const [school, name] of [
  ['tufts', 'Ada'],
  ['harvard', 'Ben'],
] as const)
  here.concord('person', 'add', `${name}@${school}.example`.toLowerCase(), '--name', name, '--role', 'faculty', '--school', school);
const pdf = await taggedPdf({ title: 'A guide', author: 'Ada Quill', language: 'en', madeAt: new Date() }, [
  { kind: 'heading', level: 1, text: 'Sitting with silence' },
  { kind: 'paragraph', text: 'Wait for half a minute.' },
]);
const { page: ada } = await visitor();
const { page: ben } = await visitor();
await signIn(here, ada, 'ada@tufts.example');
await signIn(here, ben, 'ben@harvard.example');
const shelf = `${here.address}/w/library/tufts`;
const item = `${shelf}/sitting-with-silence`;

async function main(page: Page): Promise<string> {
  return (await page.textContent('main')) ?? '';
}

test('an author begins an item, says what it is and brings a file', async () => {
  await ada.goto(shelf);
  await isAccessibleAtBothSizes(ada);
  await ada.getByRole('link', { name: 'Begin an item' }).click();
  await ada.getByLabel('Title').fill('Sitting with silence');
  await ada.getByRole('button', { name: 'Begin it' }).click();
  await ada.getByText('The draft is begun').waitFor();
  await isAccessibleAtBothSizes(ada);
  await ada.getByLabel('In a sentence').fill('A session on bearing silence.');
  await ada.getByLabel('2 Strong emotions').check();
  await ada.getByLabel(/^Minutes/).fill('45');
  await ada.getByLabel('Author 1', { exact: true }).fill('Ada Quill');
  await ada.getByLabel(/^ORCID of author 1/).fill('0000-0002-1825-0098');
  await ada.getByLabel('Creative Commons Attribution 4.0 International').check();
  await ada.getByLabel('Everybody', { exact: true }).check();
  await ada.getByRole('button', { name: 'Save, and go on' }).click();
  await ada
    .getByRole('alert')
    .getByText(/its last digit does not fit/)
    .waitFor();
  await isAccessibleAtBothSizes(ada);
  await ada.getByLabel(/^ORCID of author 1/).fill('0000-0002-1825-0097');
  await ada.getByRole('button', { name: 'Save, and go on' }).click();
  await ada.getByText('The draft is kept').waitFor();
  await ada
    .getByLabel('File', { exact: true })
    .setInputFiles({ name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<script>1</script>') });
  await ada.getByRole('button', { name: 'Bring it' }).click();
  await ada
    .getByRole('alert')
    .getByText(/none that we take/)
    .waitFor();
  await ada.getByLabel('File', { exact: true }).setInputFiles({ name: 'Guide.pdf', mimeType: 'application/pdf', buffer: pdf });
  await ada.getByRole('button', { name: 'Bring it' }).click();
  await ada.getByText('The file is here').waitFor();
  await isAccessibleAtBothSizes(ada);
});

test('the checklist asks for what only a person knows, and then lets the item be published', async () => {
  await ada.getByRole('link', { name: 'Go on to the checklist' }).click();
  await ada.getByText('Nobody has said whether pictures or texts of others are in it').waitFor();
  await isAccessibleAtBothSizes(ada);
  await ada.getByRole('button', { name: 'Publish version 1' }).click();
  await ada
    .getByRole('alert')
    .getByText(/Nothing was published/)
    .waitFor();
  await ada.goto(`${item}/files`);
  await ada.getByLabel(/^No: every picture/).check();
  await ada.getByRole('button', { name: 'Keep what I said of Guide.pdf' }).click();
  await ada.getByText('What you said of the file is kept').waitFor();
  for (let tries = 0; tries < 40; tries++) {
    await ada.goto(`${item}/check`);
    if (/Nothing stands in the way/.test(await main(ada))) break;
    await ada.waitForTimeout(250);
  }
  await ada.getByRole('button', { name: 'Publish version 1' }).click();
  await ada.getByText('The version is published').waitFor();
  await isAccessibleAtBothSizes(ada);
});

test('a visitor finds, reads and takes it without script, on a phone', async () => {
  const { page } = await visitor({ viewport: phone });
  const { page: plain } = await visitor({ viewport: phone, script: false });
  for (const path of ['/library', '/library/sitting-with-silence']) {
    await page.goto(here.address + path);
    await isAccessibleAtBothSizes(page);
    assert.doesNotMatch(await (await fetch(here.address + path)).text(), /<script(?! type="application\/ld\+json")/);
  }
  await plain.goto(`${here.address}/library`);
  await plain.getByLabel('Words').fill('half a minute');
  await plain.getByText('Narrow the list').click();
  await plain.getByLabel('Kind').selectOption('session');
  await plain.getByRole('button', { name: 'Show these items' }).click();
  await plain.getByRole('link', { name: 'Take away: Kind: Session' }).click();
  await plain.getByRole('link', { name: 'Sitting with silence' }).click();
  assert.match(await main(plain), /Ada Quill.*not verified.*45 minutes/s);
  const ld = JSON.parse((await plain.locator('script[type="application/ld+json"]').textContent()) ?? '');
  assert.deepEqual(
    [ld['@type'], ld.timeRequired, ld.license],
    ['LearningResource', 'PT45M', 'https://creativecommons.org/licenses/by/4.0/'],
  );
  const file = await fetch(new URL((await plain.getByRole('link', { name: 'Guide.pdf' }).getAttribute('href'))!, here.address));
  assert.deepEqual(Buffer.from(await file.arrayBuffer()), pdf);
  assert.match(file.headers.get('content-disposition') ?? '', /^attachment/);
  assert.match(file.headers.get('content-security-policy') ?? '', /script-src 'none'.*sandbox/);
  const picture = await fetch(new URL((await plain.locator('.previews img').first().getAttribute('src'))!, here.address));
  assert.equal(picture.headers.get('content-type'), 'image/webp');
  const packed = unzipSync(new Uint8Array(await (await fetch(`${here.address}/library/sitting-with-silence/package.zip`)).arrayBuffer()));
  assert.deepEqual(Object.keys(packed).sort(), ['LICENCE-TEXT.txt', 'LICENCE.txt', 'SHA256SUMS', 'files/Guide.pdf', 'metadata.json']);
  assert.deepEqual(Buffer.from(packed['files/Guide.pdf']!), pdf);
});

test('another school notes its use and adapts the item; its draft is its own', async () => {
  await ben.goto(`${here.address}/w/library`);
  await isAccessibleAtBothSizes(ben);
  await ben.getByRole('link', { name: 'Sitting with silence' }).click();
  await ben.getByRole('link', { name: 'Note that we use it' }).click();
  await ben.getByLabel('Course or occasion').fill('Clerkship orientation');
  await isAccessibleAtBothSizes(ben);
  await ben.getByRole('button', { name: 'Note the use' }).click();
  await ben.getByText('The use is noted').waitFor();
  await ben.goto(`${here.address}/w/library/harvard/sitting-with-silence`);
  await ben.getByRole('button', { name: 'Adapt it' }).click();
  await ben.getByText('The adaptation is begun').waitFor();
  await ben.getByLabel('Title').fill('Sitting with silence, shorter');
  await ben.getByLabel(/^Minutes/).fill('30');
  await ben.getByLabel('What you changed of the source').fill('One round instead of two.');
  await ben.getByLabel('Everybody', { exact: true }).check();
  await ben.getByRole('button', { name: 'Save, and go on' }).click();
  await ben.getByText('The draft is kept').waitFor();
  const draft = ben.url().replace(/\/files.*/, '');
  const [, slug] = /harvard\/([^/]+)$/.exec(draft)!;
  assert.equal((await ada.request.get(`${here.address}/w/library/tufts/${slug}`)).status(), 404);
  await ben.goto(`${draft}/check`);
  await ben.getByRole('button', { name: 'Publish version 1' }).click();
  await ben.getByText('The version is published').waitFor();
  await ben.getByRole('link', { name: 'Compare it with its source' }).click();
  assert.match(await main(ben), /45 minutes.*30 minutes/s);
  await isAccessibleAtBothSizes(ben);
});

test('the author updates; the adopter hears of it by mail and at home, sees what differs, and decides', async () => {
  await ada.goto(item);
  await ada.getByRole('link', { name: 'Sitting with silence, shorter' }).waitFor();
  await ada.getByRole('button', { name: 'Write the next version' }).click();
  await ada.getByLabel(/^What changed since/).fill('It begins with the exercise.');
  await ada.getByLabel(/^Minutes/).fill('40');
  await ada.getByRole('button', { name: 'Save, and go on' }).click();
  await ada.goto(`${item}/check`);
  await ada.getByRole('button', { name: 'Publish version 2' }).click();
  await ada.getByText('The version is published').waitFor();
  assert.match(await main(ada), /fewer than three schools/);
  let mail = '';
  for (let tries = 0; tries < 40 && !/It begins with the exercise/.test(mail); tries++) {
    await ada.waitForTimeout(100);
    mail = await here.mailTo('ben@harvard.example');
  }
  assert.match(mail, /Subject: Version 2: Sitting with silence/);
  await ben.goto(`${here.address}/home`);
  await ben.getByText('Version 2 of “Sitting with silence” is here').waitFor();
  await isAccessibleAtBothSizes(ben);
  await ben.getByRole('link', { name: 'See what differs, and decide' }).click();
  assert.match(await main(ben), /It begins with the exercise/);
  await isAccessibleAtBothSizes(ben);
  await ben.getByLabel('We take version 2').check();
  await ben.getByRole('button', { name: 'Keep our choice' }).click();
  await ben.getByText('Your choice is kept').waitFor();
  assert.match(await main(ben), /Version 2: taken/);
  await ben.goto(`${here.address}/home`);
  assert.doesNotMatch(await main(ben), /Version 2 of/);
});

test('the author withdraws it; the adopter reads why, and leaves it', async () => {
  await ada.goto(`${item}#review`);
  await ada.getByLabel('It is withdrawn').check();
  await ada.getByRole('textbox', { name: 'Your words' }).fill('A newer one by others is better.');
  await ada.getByRole('button', { name: 'Keep the review' }).click();
  await ada.getByText(/^Withdrawn on/).waitFor();
  await ben.goto(`${here.address}/home`);
  await ben.getByText('“Sitting with silence” is withdrawn').waitFor();
  await ben.getByRole('link', { name: 'Read why, and decide' }).click();
  assert.match(await main(ben), /A newer one by others is better/);
  await isAccessibleAtBothSizes(ben);
  await ben.getByLabel('We leave it').check();
  await ben.getByRole('button', { name: 'Keep our choice' }).click();
  await ben.getByText('Your choice is kept').waitFor();
  assert.match(await main(ben), /Ended/);
});
