import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { startEmbedded } from '#app/platform/embedded-postgres.server.ts';
import { browser, isAccessible, phone, signIn, stage } from './stage.ts';

const here = await stage();
const person = await browser();
const people = [
  ['lena@harvard.example', 'Lena', 'faculty', 'harvard'],
  ['mira@tufts.example', 'Mira', 'staff', 'tufts'],
  ['rena@tufts.example', 'Rena', 'lead', 'tufts'],
  ['kim@harvard.example', 'Kim', 'staff', 'harvard'],
  ['rio@harvard.example', 'Rio', 'staff', 'harvard'],
  ['stan@harvard.example', 'Stan', 'lead', 'harvard'],
] as const;
for (const [mail, name, role, school] of people) here.concord('person', 'add', mail, '--name', name, '--role', role, '--school', school);
await heard();
const study = `${here.address}/w/focus-groups/heard`;
const secret = /Wilhelmina|Abernathy|Oakes|Dr\. Ash|zoom-of-wilhelmina/;

/** A study that Lena leads, with a group at Tufts; Mira is its research staff, Kim codes, Rio reads, and Rena is named although she leads at Tufts. */
async function heard(): Promise<void> {
  const { config } = await startEmbedded(here.dataDir);
  const client = new pg.Client({ ...config, database: 'concord' });
  await client.connect();
  await client.query(`insert into study (slug, title, begun_by) select 'heard', 'Heard', id from person where name = 'Lena'`);
  const ofStudy = `(select id from study where slug = 'heard')`;
  await client.query(
    `insert into protocol_version (study_id, number, approach, question, design, guide) values (${ofStudy}, 1, 'thematic', 'What?', '', '')`,
  );
  await client.query(
    `insert into study_site (study_id, for_school_id, approved_on) select ${ofStudy}, id, '2020-01-01' from school where slug = 'tufts'`,
  );
  await client.query(
    `insert into group_session (study_id, site_id, title, protocol_number) select study_id, id, 'Group 1', 1 from study_site`,
  );
  await client.query(`insert into participant (study_id, site_id, pseudonym) select study_id, id, 'Willow' from study_site`);
  for (const [name, role] of [
    ['Mira', 'staff'],
    ['Rena', 'moderator'],
    ['Kim', 'coder'],
    ['Rio', 'reader'],
  ])
    await client.query(`insert into study_role (study_id, person_id, role) select ${ofStudy}, id, $2 from person where name = $1`, [
      name,
      role,
    ]);
  await client.end();
}

async function of(mail: string, options: Parameters<typeof person>[0] = {}): Promise<Page> {
  const { page } = await person(options);
  await signIn(here, page, mail);
  return page;
}
function file(text: string, name = 'zoom-of-wilhelmina.vtt') {
  return { name, mimeType: 'text/vtt', buffer: Buffer.from(text) };
}
const vtt = `WEBVTT

1
00:00:01.000 --> 00:00:04.000
Wilhelmina Oakes: I sat with Mrs. Abernathy.

2
00:00:05.000 --> 00:00:07.000
Dr. Ash: And then?

3
00:00:08.000 --> 00:00:09.000
W. Oakes: I waited.

4
00:00:10.000 --> 00:00:12.000
Dr. Ash: For how long?

5
00:00:13.000 --> 00:00:14.000
W. Oakes: Until she spoke.
`;

const mira = await of('mira@tufts.example');
let transcript = '';

test('research staff bring a transcript in, and a file that is none is told so with nothing typed lost', async () => {
  await mira.goto(`${study}/transcripts`);
  await isAccessible(mira);
  await mira.getByRole('link', { name: 'Bring a transcript in' }).click();
  await mira.getByRole('button', { name: 'Bring it in' }).click();
  await mira.getByRole('alert').getByText('Choose the session').waitFor();
  await isAccessible(mira);
  await mira.getByLabel('Session').selectOption({ label: 'Group 1, Tufts University School of Medicine' });
  await mira.getByLabel('Title').fill('Group 1, whole');
  await mira.getByLabel('File').setInputFiles(file('%PDF-1.7', 'a.vtt'));
  await mira.getByRole('button', { name: 'Bring it in' }).click();
  await mira
    .getByRole('alert')
    .getByText(/not read as a transcript: A PDF/)
    .waitFor();
  assert.equal(await mira.getByLabel('Title').inputValue(), 'Group 1, whole');
  await mira.getByLabel('File').setInputFiles(file(vtt));
  await mira.getByRole('button', { name: 'Bring it in' }).click();
  await mira.getByText('The transcript is here.').waitFor();
  await isAccessible(mira);
  transcript = mira.url().replace(/\/speakers.*/, '');
});

test('she sees what speaks for the rule, joins two labels of one person by keyboard, and looks before anything changes', async () => {
  await mira.getByRole('link', { name: 'nobody is named' }).click();
  await mira.getByText('Nobody is named: everything counts as said by nobody known.').waitFor();
  await isAccessible(mira);
  await mira.getByRole('link', { name: /^Name: text/ }).click();
  await mira.getByLabel('Whom W. Oakes counts as').focus();
  await mira.keyboard.press('ControlOrMeta+a');
  await mira.keyboard.type('Wilhelmina Oakes');
  await mira.keyboard.press('Tab');
  while (!(await mira.getByRole('button', { name: 'See what it gives' }).evaluate((button) => button === document.activeElement)))
    await mira.keyboard.press('Tab');
  await mira.keyboard.press('Enter');
  await mira.getByRole('heading', { name: 'What it would give' }).waitFor();
  assert.match((await mira.getByRole('table', { name: 'Turns by speaker' }).textContent()) ?? '', /Wilhelmina Oakes.*3/);
  await isAccessible(mira);
  assert.equal(await mira.getByLabel('Whom W. Oakes counts as').inputValue(), 'Wilhelmina Oakes', 'what was typed is there');
  await mira.getByRole('button', { name: 'Divide it so, as version 2' }).click();
  await mira.getByText('The transcript is divided by this rule now').waitFor();
});

test('on a phone she says who speaks, and corrects the words of a turn; the version before stays', async () => {
  const page = await of('mira@tufts.example', { viewport: phone });
  await page.goto(`${transcript}/speakers`);
  await page.getByLabel('Who Wilhelmina Oakes is').selectOption({ label: 'Willow' });
  await page.getByLabel('Who Dr. Ash is').selectOption({ label: 'a moderator' });
  await page.getByRole('button', { name: 'Save who they are' }).click();
  await page.getByText('Who the speakers are is saved').waitFor();
  await isAccessible(page);
  await page.getByRole('link', { name: 'Read the transcript' }).click();
  await page.getByText('Wilhelmina Oakes (Willow)').first().waitFor();
  await isAccessible(page);
  await page.getByRole('link', { name: 'Correct turn 3' }).click();
  await page.getByLabel('Words of turn 3').fill('I waited and waited.');
  await page.getByRole('button', { name: 'Make it version 3' }).click();
  await page.getByText('The words are corrected in version 3').waitFor();
  await page.getByText('I waited and waited.').waitFor();
  await isAccessible(page);
  await page.getByRole('link', { name: 'Version 1', exact: true }).click();
  await page.getByText('This is version 1; the newest is 3').waitFor();
  await page.getByText('I waited.', { exact: true }).waitFor();
  await isAccessible(page);
});

test('two who correct at once: the second is told, and what she wrote is still there', async () => {
  const second = await of('mira@tufts.example');
  await second.goto(`${transcript}?turn=4`);
  await mira.goto(`${transcript}?turn=0`);
  await mira.getByLabel('Words of turn 1').fill('I sat with Mrs. Abernathy all night.');
  await mira.getByRole('button', { name: 'Make it version 4' }).click();
  await mira.getByText('The words are corrected in version 4').waitFor();
  await second.getByLabel('Words of turn 5').fill('Until she spoke to me.');
  await second.getByRole('button', { name: 'Make it version 4' }).click();
  await second.getByText(/Version 4 was made while you had version 3 open/).waitFor();
  assert.equal(await second.getByLabel('Words of turn 5').inputValue(), 'Until she spoke to me.');
});

test('the lead, a coder, a reader, a moderator who leads at the site and a stranger read no word, label or file name, on any page or file', async () => {
  const addresses = [
    ...['', '/transcripts', '/transcripts.csv', '/transcripts.json', '/transcripts/new', '/trail', '/trail.csv', '/trail.json'].map(
      (path) => study + path,
    ),
    ...['', '?turn=0', '?version=1', '.data', '/speakers', '/speakers?mark=colon', '/speakers.data'].map((path) => transcript + path),
    ...['/sessions.csv', '/sessions.json', '/participants.csv', '/participants.json', '/coding', '/codebook'].map((path) => study + path),
  ];
  for (const [name, mail] of people.map(([mail, name]) => [name, mail] as const).filter(([name]) => name !== 'Mira')) {
    const page = await of(mail);
    for (const address of addresses) {
      const answer = await page.request.get(address);
      assert.doesNotMatch(await answer.text(), secret, `${name} ${address}`);
      if (name === 'Stan') assert.equal(answer.status(), 404, address);
      else if (/\/new$|\/speakers/.test(address)) assert.equal(answer.status(), 403, `${name} ${address}`);
    }
    const headers = { origin: here.address };
    const refused = name === 'Stan' ? 404 : 403;
    const posts = [
      page.request.post(transcript, { headers, form: { seen: '4', turn: '0', words: 'Mine' } }),
      page.request.post(`${transcript}/speakers`, {
        headers,
        form: { act: 'preview', seen: '4', mark: 'colon', 'label-0': 'Dr. Ash', 'name-0': 'x' },
      }),
      page.request.post(`${transcript}/speakers`, { headers, form: { act: 'rule', seen: '4', mark: 'none' } }),
      page.request.post(`${transcript}/speakers`, { headers, form: { act: 'link', seen: '4' } }),
      page.request.post(`${study}/transcripts/new`, { headers, multipart: { sessionId: '', title: 'Mine', file: file(vtt) } }),
    ];
    for (const answer of await Promise.all(posts)) {
      assert.equal(answer.status(), refused, `${name} ${answer.url()}`);
      assert.doesNotMatch(await answer.text(), /Wilhelmina|Abernathy/, name);
    }
  }
});

test('whoever may not read it is told why, and everybody knows its state', async () => {
  const rena = await of('rena@tufts.example');
  await rena.goto(`${study}/transcripts`);
  await rena.getByText('Brought in, not de-identified yet').waitFor();
  assert.equal(await rena.getByRole('link', { name: 'Bring a transcript in' }).count(), 0);
  await rena.getByRole('link', { name: 'Group 1, whole' }).click();
  await rena.getByText(/whoever teaches where something was said never reads it/).waitFor();
  await isAccessible(rena);
  const kim = await of('kim@harvard.example', { viewport: phone });
  await kim.goto(transcript);
  await kim.getByText(/You read it when it is signed/).waitFor();
  await isAccessible(kim);
});

test('the lead sets the day on which originals go', async () => {
  const lena = await of('lena@harvard.example');
  await lena.goto(`${study}/protocol`);
  await lena.getByLabel('Last day of the originals').fill('2020-01-01');
  await lena.getByRole('button', { name: 'Save the day' }).click();
  await lena.getByRole('alert').getByText('This day has passed').waitFor();
  await isAccessible(lena);
  await lena.getByLabel('Last day of the originals').fill('2099-12-31');
  await lena.getByRole('button', { name: 'Save the day' }).click();
  await lena.getByText('The day of the originals is saved').waitFor();
  await lena.getByText(/is erased after 31 December 2099/).waitFor();
  await isAccessible(lena);
});

test('without script a transcript comes in, too, and is read', async () => {
  const page = await of('mira@tufts.example', { script: false, viewport: phone });
  await page.goto(`${study}/transcripts/new`);
  await page.getByLabel('Session').selectOption({ index: 1 });
  await page.getByLabel('Title').fill('Group 1, again');
  await page.getByLabel('File').setInputFiles(file('Ana: Hi.\nBo: Oh.\nAna: Yes.\nBo: No.', 'b.txt'));
  await page.getByRole('button', { name: 'Bring it in' }).click();
  await page.getByText('The transcript is here.').waitFor();
  await page.getByRole('link', { name: 'Read the transcript' }).click();
  await page.getByText('4 turns, 4 words').waitFor();
});
