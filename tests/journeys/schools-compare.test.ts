import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { keepChoices, releaseFigures } from '#app/modules/curriculum/release/commands.server.ts';
import { roundNamed } from '#app/modules/curriculum/rounds/queries.server.ts';
import { operator } from '#app/platform/actor.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { taughtAndSubmitted } from '../releases.ts';
import { acceptedBy, openedRound } from '../rounds.ts';
import { browser, isAccessible, phone, signIn, stage } from './stage.ts';

const here = await stage();
const person = await browser();
// The journey begins where four schools have mapped, submitted and accepted the terms, and three have released: written through the same commands, in this process.
process.env.DATA_DIR = here.dataDir;
delete process.env.DATABASE_URL;
const rows = await as(operator(), ({ tx }) =>
  tx
    .selectFrom('school')
    .select(['id', 'slug', 'name'])
    .where('slug', 'in', ['boston-university', 'harvard', 'tufts', 'umass-chan'])
    .orderBy('slug')
    .execute(),
);
const [boston, harvard, tufts, umass] = rows.map((row) => operator(row)) as [
  ReturnType<typeof operator>,
  ReturnType<typeof operator>,
  ReturnType<typeof operator>,
  ReturnType<typeof operator>,
];
const all = [boston, harvard, tufts, umass];
for (const [at, each] of all.entries()) await taughtAndSubmitted(each, { 1: 60 + 30 * at, 2: 120 + 60 * at });
const { id, slug } = await openedRound(
  rows.map((row) => row.id),
  {},
);
await acceptedBy(all, id);
const round = await as(harvard, (scope) => roundNamed(scope, slug));
for (const each of [boston, tufts, umass])
  await as(each, async (scope) => {
    await keepChoices(scope, { round, choices: [{ group: 'required', competency: '', form: 'aggregate' }] });
    await releaseFigures(scope, { round, reason: '' });
  });
await closeDatabase();
for (const { school } of [harvard, tufts])
  here.concord(
    'person',
    'add',
    `lead@${school!.slug}.example`,
    '--name',
    `Lead of ${school!.slug}`,
    '--role',
    'lead',
    '--school',
    school!.slug,
  );

async function leadOf(school: string, options: Parameters<typeof person>[0] = {}): Promise<Page> {
  const { page } = await person(options);
  await signIn(here, page, `lead@${school}.example`);
  return page;
}
async function main(page: Page): Promise<string> {
  return (await page.textContent('main')) ?? '';
}
const comparison = `${here.address}/w/curriculum/tufts/compare/${slug}`;

test('a lead chooses, sees it as each of the others would, and releases, without script', async () => {
  const page = await leadOf('harvard', { script: false });
  const address = `${here.address}/w/curriculum/harvard/release`;
  await page.goto(address);
  await page
    .getByRole('group', { name: 'Required teaching' })
    .getByLabel(/^In aggregate/)
    .check();
  await page.getByText('Exceptions for single competencies, required teaching').click();
  await page.getByLabel(/^1 .*required teaching$/).selectOption('named');
  await page.getByRole('button', { name: 'Keep these choices' }).click();
  assert.match(await main(page), /Nothing is released by them/);
  await page.getByRole('navigation', { name: 'Seen as' }).getByRole('link', { name: tufts.school!.name }).click();
  const seen = await main(page);
  assert.match(seen, /Required, pre-clerkship: 1\.5 h/);
  assert.match(seen, /A mean with at least three other schools/);
  const file = page.getByRole('link', { name: 'This table as CSV' });
  const seenCsv = await page.request.get(new URL((await file.getAttribute('href'))!, address).href);
  assert.match(await seenCsv.text(), new RegExp(`Seen as: ${tufts.school!.name}.*"?Required, pre-clerkship"?,1\\.5 h`, 's'));
  await page.getByRole('navigation', { name: 'Seen as' }).getByRole('link', { name: 'Everybody' }).click();
  assert.match(await main(page), /Everybody would see nothing of ours/);
  assert.doesNotMatch(await main(page), /1\.5 h|A mean with/);
  await page.getByRole('button', { name: 'Release to the others' }).click();
  assert.match(await main(page), /It is released.*[0-9a-f]{64}/s);
  await page.context().close();
  const { page: script } = { page: await leadOf('harvard') };
  await script.goto(address);
  await isAccessible(script);
  await script.setViewportSize(phone);
  await isAccessible(script);
  await script.context().close();
});

test('another school compares: its own number leads to its list, another’s to what it means, and the rest to why not', async () => {
  const page = await leadOf('tufts');
  await page.goto(comparison);
  await page.getByRole('heading', { name: 'Compare' }).waitFor();
  await page.getByText(`Mean of 3 others`).first().waitFor();
  await isAccessible(page);
  const text = await main(page);
  assert.ok(text.includes(harvard.school!.name), 'the named school stands there');
  assert.match(text, /fewer than four schools share this/);
  const row = await page.getByRole('region', { name: /^1 / }).textContent();
  assert.ok(row?.includes('Others: too few share it') && !row.includes('fewer than four'), 'a mark in the chart, its sentence below all');

  assert.match(text, /too many have the same value/);
  assert.ok(!text.includes(umass.school!.name), 'a school in an aggregate has no name');
  await page.getByText('As a table').first().click();
  await page.getByRole('link', { name: '2 h: see the list' }).click();
  await page.getByRole('link', { name: 'Session 1' }).waitFor();
  await page.goBack();
  await page.getByText('As a table').first().click();
  await page.getByRole('link', { name: 'Why it is not shown' }).first().click();
  await page.locator('#mean-of-others').waitFor();
  await page.goto(`${comparison}?group=required&competency=2`);
  await page.setViewportSize(phone);
  await isAccessible(page);
  for (const ending of ['csv', 'json', 'svg']) {
    const answer = await page.request.get(`${comparison}.${ending}?group=required`);
    assert.equal(answer.status(), 200);
    assert.ok((await answer.text()).includes(harvard.school!.name.replaceAll('&', '&amp;')), ending);
  }
  await page.context().close();
});

test('a school withdraws, and its figures are gone from every page and download', async () => {
  const page = await leadOf('harvard');
  await page.goto(`${here.address}/w/curriculum/harvard/release`);
  await page.getByLabel('Why it is withdrawn').fill('A course was counted twice');
  await page.getByRole('button', { name: 'Withdraw it from all others' }).click();
  await page.getByText('It is withdrawn').waitFor();
  assert.match(await main(page), /Withdrawn.*A course was counted twice.*[0-9a-f]{64}/s, 'the hash stays');
  const other = await leadOf('tufts');
  for (const ending of ['', '.csv', '.json', '.svg'])
    for (const group of ['required', 'electives', 'assessment']) {
      const text = await (await other.request.get(`${comparison}${ending}?group=${group}`)).text();
      assert.ok(!text.includes(harvard.school!.name) && !/Mean of \d+ others/.test(text), `${ending} ${group}`);
    }
});
