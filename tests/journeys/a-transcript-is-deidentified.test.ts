import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { startEmbedded } from '#app/platform/embedded-postgres.server.ts';
import { browser, isAccessible, phone, signIn, stage } from './stage.ts';

const here = await stage();
const person = await browser();
const add = (mail: string, name: string, role: string, school: string) =>
  here.concord('person', 'add', mail, '--name', name, '--role', role, '--school', school);
add('lena@harvard.example', 'Lena', 'faculty', 'harvard');
add('mira@tufts.example', 'Mira', 'staff', 'tufts');
add('max@tufts.example', 'Max', 'staff', 'tufts');
add('coda@harvard.example', 'Coda', 'faculty', 'harvard');
const [site, session, willow, transcript] = ['11', '22', '33', '44'].map((each) => `01900000-0000-7000-8000-0000000000${each}`);
const base = `${here.address}/w/focus-groups/voices`;
const pages = `${base}/transcripts/${transcript}`;
const turns = [
  ['Interviewer', 'Katherine, what was hard that day?'],
  ['Katherine Oakes', 'On March 14th nobody told me. My friend from the rowing club did.'],
] as const;
await brought();

/** A study at Tufts with a transcript of two turns, whose speakers are known. */
async function brought(): Promise<void> {
  const { config } = await startEmbedded(here.dataDir);
  const client = new pg.Client({ ...config, database: 'concord' });
  await client.connect();
  const study = `(select id from study where slug = 'voices')`;
  const personOf = (name: string) => `(select id from person where name = '${name}')`;
  await client.query(`insert into study (slug, title, begun_by) values ('voices', 'Student voices', ${personOf('Lena')})`);
  await client.query(
    `insert into protocol_version (study_id, number, approach, question, design, guide) values (${study}, 1, 'immersion', 'What?', '', '')`,
  );
  await client.query(
    `insert into study_site (study_id, id, for_school_id, approved_on) values (${study}, '${site}', (select id from school where slug = 'tufts'), '2020-01-01')`,
  );
  for (const [name, role] of [
    ['Mira', 'staff'],
    ['Max', 'moderator'],
    ['Coda', 'coder'],
  ] as const)
    await client.query(`insert into study_role (study_id, person_id, role) values (${study}, ${personOf(name)}, '${role}')`);
  await client.query(`insert into group_session (study_id, id, site_id, title) values (${study}, '${session}', '${site}', 'Group 1')`);
  await client.query(`insert into participant (study_id, id, site_id, pseudonym) values (${study}, '${willow}', '${site}', 'Willow')`);
  await client.query(`insert into participant_key (study_id, participant_id, name) values (${study}, '${willow}', 'Katherine Oakes')`);
  await client.query(
    `insert into transcript (study_id, id, session_id, site_id, title) values (${study}, '${transcript}', '${session}', '${site}', 'Group 1')`,
  );
  const text = turns.map(([, words]) => words).join('\n');
  let start = 0;
  const placed = turns.map(([speaker, words]) => {
    const turn = { speaker, start, end: start + words.length, from: null, to: null, cues: [] };
    start += words.length + 1;
    return turn;
  });
  await client.query(
    `insert into transcript_original (study_id, transcript_id, site_id, version, file_name, format, text, hash, turns) values (${study}, $1, $2, 1, 'a.vtt', 'vtt', $3, '', $4)`,
    [transcript, site, text, JSON.stringify(placed)],
  );
  await client.query(`insert into transcript_speaker (study_id, transcript_id, site_id, label, kind, participant_id)
    values (${study}, '${transcript}', '${site}', 'Interviewer', 'moderator', null), (${study}, '${transcript}', '${site}', 'Katherine Oakes', 'participant', '${willow}')`);
  await client.end();
}

async function of(mail: string, options: Parameters<typeof person>[0] = {}): Promise<Page> {
  const { page } = await person(options);
  await signIn(here, page, mail);
  return page;
}
async function main(page: Page): Promise<string> {
  return (await page.textContent('main')) ?? '';
}

test('staff answer what a program proposes by keyboard, mark what it missed, and make the text', async () => {
  const mira = await of('mira@tufts.example');
  await mira.goto(`${base}/roster`);
  await isAccessible(mira);
  await mira.getByLabel('Names, one a line').fill('Dr. Quill');
  await mira.getByLabel('What stands for them').fill('Dr. Birch');
  await mira.getByRole('button', { name: 'Add to the roster' }).press('Enter');
  await mira.getByText('It is on the roster').waitFor();
  await isAccessible(mira);
  await mira.goto(`${pages}/deidentify`);
  await isAccessible(mira);
  await mira.getByRole('button', { name: 'Look for passages' }).press('Enter');
  await mira.getByText('The newest original is looked through').waitFor();
  assert.equal(await mira.getByLabel('What stands there instead').inputValue(), 'Willow');
  await isAccessible(mira);
  await mira.keyboard.press('r');
  await mira.getByText('Replaced', { exact: true }).waitFor();
  await mira.keyboard.press('u');
  await mira.getByText('The answer is taken back').waitFor();
  await isAccessible(mira);
  await mira.keyboard.press('r');
  for (let tries = 0; tries < 20 && (await mira.getByRole('button', { name: 'Make the text' }).count()) === 0; tries++) {
    await mira.getByRole('status').waitFor();
    await mira.keyboard.press('r');
    await mira.waitForLoadState('load');
  }
  await mira.getByRole('link', { name: 'Read the whole text' }).press('Enter');
  await mira.getByLabel('Words as they stand in the text').fill('rowing club');
  await mira.getByLabel('What stands there instead').fill('[a club]');
  await isAccessible(mira);
  await mira.getByRole('button', { name: 'Mark these words' }).press('Enter');
  await mira.getByText('Marked, everywhere').waitFor();
  await mira.goto(`${pages}/deidentify`);
  await mira.getByRole('button', { name: 'Make the text' }).press('Enter');
  await mira.getByText('The text is made').waitFor();
  await isAccessible(mira);
  assert.equal(await mira.getByRole('button', { name: 'Sign the text' }).count(), 0, 'nobody signs what they made');
});

test('the team reads nothing before a second reader signed with the residual risk in words, and then by pseudonym, on a phone too', async () => {
  const coda = await of('coda@harvard.example', { viewport: phone });
  await coda.goto(`${pages}/read`);
  await coda.getByText('Not signed yet').waitFor();
  await isAccessible(coda);
  for (const path of ['deidentify', 'deidentify/text', 'sign']) assert.equal((await coda.goto(`${pages}/${path}`))?.status(), 403, path);
  const max = await of('max@tufts.example', { viewport: phone });
  await max.goto(`${pages}/sign`);
  await max.getByRole('button', { name: 'Sign the text' }).press('Enter');
  await max.getByRole('alert').getByText('Read the whole text first').waitFor();
  await isAccessible(max);
  await max.getByLabel('I read the whole text').check();
  await max.getByLabel('What may still tell who somebody is').fill('A club and a day are told of one student.');
  await max.getByRole('button', { name: 'Sign the text' }).press('Enter');
  await max.getByText('The text is signed').waitFor();
  await isAccessible(max);
  await coda.goto(`${pages}/read`);
  assert.match(await main(coda), /Moderator\s*Willow, what was hard that day\?/);
  assert.match(await main(coda), /\[a club\]/);
  assert.match(await main(coda), /A club and a day are told of one student/);
  assert.doesNotMatch(await coda.content(), /Katherine|Oakes|rowing|March/);
  await isAccessible(coda);
});

test('whoever read it once more notes the reading pass, and the notebook leads back to the text', async () => {
  const coda = await of('coda@harvard.example');
  await coda.goto(`${pages}/read`);
  await coda.getByRole('button', { name: 'Note the reading pass' }).press('Enter');
  await coda.getByRole('alert').getByText('Write the note').waitFor();
  await coda.getByLabel('Day').fill('2026-06-02');
  await coda.getByLabel('Minutes').fill('35');
  await coda.getByLabel('What you noticed this time').fill('Silence stands where I expected anger.');
  await coda.getByRole('button', { name: 'Note the reading pass' }).press('Enter');
  await coda.getByText('The reading pass is in the notebook').waitFor();
  assert.match(await main(coda), /Reading pass, 2 June 2026Coda · 35 minSilence stands/);
  await isAccessible(coda);
  await coda.goto(`${base}/notebook`);
  await coda.getByText('Silence stands where I expected anger.').waitFor();
  await isAccessible(coda);
  await coda.getByRole('link', { name: 'Group 1' }).last().click();
  await coda.waitForURL(`${pages}/read`);
});

test('who withdraws by a letter that removes is read no more, and staff take what they said out', async () => {
  const lena = await of('lena@harvard.example');
  await lena.goto(`${base}/participants/${willow}`);
  await lena.getByRole('button', { name: 'Willow withdraws' }).click();
  await lena.getByLabel('Day of the withdrawal').fill('2026-03-01');
  await lena.getByRole('button', { name: 'Note the withdrawal' }).click();
  await lena.getByRole('link', { name: 'Take out what they said' }).click();
  await lena.getByText('Research staff of the site take it out').waitFor();
  await isAccessible(lena);
  await lena.goto(`${pages}/read`);
  await lena.getByText('This text is closed for now').waitFor();
  await isAccessible(lena);
  const mira = await of('mira@tufts.example', { viewport: phone });
  await mira.goto(`${base}/participants/${willow}/removal`);
  assert.match(await main(mira), /Talk is shared/);
  await isAccessible(mira);
  await mira.getByRole('button', { name: 'Take out what Willow said' }).press('Enter');
  await mira.getByText('Their turns are taken out').waitFor();
  await isAccessible(mira);
  const max = await of('max@tufts.example');
  await max.goto(`${pages}/sign`);
  await max.getByLabel('I read the whole text').check();
  await max.getByLabel('What may still tell who somebody is').fill('Little is left.');
  await max.getByRole('button', { name: 'Sign the text' }).press('Enter');
  await max.getByText('The text is signed').waitFor();
  await lena.goto(`${pages}/read`);
  assert.match(await main(lena), /Willow, what was hard that day\?/);
  assert.doesNotMatch(await main(lena), /nobody told me/);
});
