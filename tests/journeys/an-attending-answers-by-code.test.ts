import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actorOfCommandLine } from '#app/modules/members/queries.server.ts';
import { keepLog } from '#app/modules/practice/log/commands.server.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { browser, isAccessible, isAccessibleAtBothSizes, openBeforeScript, signIn, stage } from './stage.ts';

const here = await stage();
const visitor = await browser();
for (const [name, role] of [
  ['Lena', 'lead'],
  ['Fay', 'faculty'],
  ['Kit', 'student'],
] as const)
  here.concord('person', 'add', `${name.toLowerCase()}@tufts.example`, '--name', name, '--role', role, '--school', 'tufts');
process.env.DATA_DIR = here.dataDir;
delete process.env.DATABASE_URL;
const student = await actorOfCommandLine('kit@tufts.example', 'tufts');
await as(student, (scope) => keepLog(scope, { school: student.school!.id, graduates: 2028, counts: false }));
await closeDatabase();

const handheld = { width: 390, height: 844 };
const { page: kit } = await visitor({ viewport: handheld });
const { page: lena } = await visitor();
const { page: ada, context: phone } = await visitor({ viewport: handheld });
await signIn(here, kit, 'kit@tufts.example');
await signIn(here, lena, 'lena@tufts.example');

const keptOnPhone = () => ada.evaluate(() => Object.keys(localStorage));
async function code(): Promise<string> {
  await kit.goto(`${here.address}/w/practice/ask`);
  await kit.getByLabel(/^Strong emotions/).check();
  await kit.getByLabel('What it is about').fill('A family meeting');
  await kit.getByRole('button', { name: 'Make the code' }).click();
  await kit.getByRole('img', { name: /Opens the page where your observer writes/ }).waitFor();
  return (await kit.getByRole('link', { name: /\/f\// }).getAttribute('href'))!;
}
let link = '';

test('a lead says where the school’s mail is, and who helps its students', async () => {
  await lena.goto(`${here.address}/w/practice/school`);
  await lena.getByLabel('Whom you name').fill('Student counselling');
  await lena.getByLabel('Phone').fill('555 0100');
  await lena.getByRole('button', { name: 'Name this contact' }).click();
  await lena.getByText('The contact is named').waitFor();
  await lena.getByLabel('Domain of your school’s mail').fill('@tufts.example');
  await lena.getByRole('button', { name: 'Add this domain' }).click();
  await lena.getByText('The domain is added').waitFor();
  await isAccessibleAtBothSizes(lena);
});

test('a student shows a code on their phone', async () => {
  await kit.goto(`${here.address}/w/practice/ask`);
  await isAccessible(kit);
  link = await code();
  assert.match(link, /\/f\/[\w-]{43}$/);
  await isAccessible(kit);
});

test('the attending answers without an account while the network is away; what they wrote waits on that phone, arrives once, and leaves nothing there', async () => {
  const letScript = await openBeforeScript(ada, link);
  await ada.getByLabel('What could they try next time?').fill('Ask first.');
  letScript();
  await ada.getByText('What you write stays on this phone until it has arrived').waitFor();
  await isAccessible(ada);
  await ada.getByLabel(/I was near/).check();
  // Opened again, words that come before the script go before those that were kept.
  const letAgain = await openBeforeScript(ada, link);
  await ada.getByLabel('What could they try next time?').fill('Ask first what they know.');
  letAgain();
  await ada.getByText('What you write stays on this phone until it has arrived').waitFor();
  assert.equal(await ada.getByLabel('What could they try next time?').inputValue(), 'Ask first what they know.');
  assert.ok(await ada.getByLabel(/I was near/).isChecked());
  await phone.setOffline(true);
  await ada.getByLabel('What went well?').fill('You told Mrs. Alvarez plainly, and waited.');
  await ada.getByLabel(/left silence before going on/).check();
  await ada.getByLabel('Your name').fill('Ada Quill');
  await ada.getByLabel('Your role').fill('attending');
  await ada.getByLabel('Your address at the school').fill('ada@tufts.example');
  await ada.getByRole('button', { name: 'Send to Kit' }).click();
  await ada.getByText('“Mrs. Alvarez” looks like a name').waitFor();
  await isAccessible(ada);
  await ada.getByLabel('What went well?').fill('You told her plainly, and waited.');
  await ada.getByRole('button', { name: 'Send to Kit' }).click();
  await ada.getByText('It waits on this phone').waitFor();
  assert.equal((await keptOnPhone()).length, 1);
  await isAccessible(ada);
  await phone.setOffline(false);
  await ada.getByText('Thank you: it has arrived').waitFor();
  assert.deepEqual(await keptOnPhone(), []);
  assert.equal(await ada.title(), 'Thank you');
  await isAccessible(ada);
  await ada.goto(link);
  await ada.getByRole('heading', { name: 'This was answered' }).waitFor();
  await isAccessible(ada);
});

test('the button behind the mail confirms it, and no opening of the link does', async () => {
  const mail = (await here.mailTo('ada@tufts.example')).replaceAll('=\r\n', '').replaceAll('=\n', '');
  assert.doesNotMatch(mail, /plainly|Ask first/);
  const [, path] = /(\/f\/confirm\/[\w-]{43})/.exec(mail)!;
  for (let opened = 0; opened < 2; opened++) assert.equal((await fetch(here.address + path)).status, 200);
  await kit.goto(`${here.address}/w/practice/feedback`);
  await kit.getByText('Nobody has confirmed who wrote this').waitFor();
  await ada.goto(here.address + path);
  await isAccessible(ada);
  await ada.getByRole('button', { name: 'Yes, it was mine' }).click();
  await ada.getByText('Confirmed: thank you').waitFor();
  assert.equal((await fetch(`${here.address}/f/confirm/${'x'.repeat(43)}`)).status, 404);
});

test('the student reads it once, with its words and who confirmed it, and answers', async () => {
  await kit.goto(`${here.address}/w/practice/feedback`);
  await kit.getByText('1 observation.').waitFor();
  for (const words of [
    'You told her plainly, and waited.',
    'Ask first what they know.',
    'They did it; I was near',
    'left silence',
    'mail at tufts.example',
  ])
    await kit.getByText(words).waitFor();
  await kit.getByText('Answer, for myself').click();
  await kit.getByLabel('What you answer').fill('I will ask first.');
  await kit.getByRole('button', { name: 'Keep my answer' }).click();
  await kit.getByText('Your answer is kept').waitFor();
  await isAccessible(kit);
});

test('without script it is a plain form: words of a patient come back as a question, and it arrives', async () => {
  const { page } = await visitor({ viewport: handheld, script: false });
  await page.goto(await code());
  await page.getByRole('button', { name: 'Send to Kit' }).click();
  await page.getByText(/things need your hand/).waitFor();
  await page.getByLabel('What went well?').fill('You asked Mrs. Alvarez what she knew.');
  await page.getByLabel('Your name').fill('Bo');
  await page.getByLabel('Your role').fill('nurse');
  await page.getByRole('button', { name: 'Send to Kit' }).click();
  await page.getByRole('link', { name: /looks like a name/ }).waitFor();
  await isAccessible(page);
  await page.getByRole('button', { name: 'It tells of no patient: send it' }).click();
  await page.getByRole('heading', { name: 'Thank you' }).first().waitFor();
  await isAccessible(page);
  assert.equal((await fetch(`${here.address}/f/${'x'.repeat(43)}`)).status, 404);
});

test('what was told is written down by the student, and marked so', async () => {
  await kit.goto(`${here.address}/w/practice/told`);
  await isAccessible(kit);
  await kit.getByLabel('Who told you').fill('resident');
  await kit.getByLabel('What they said went well').fill('I listened.');
  await kit.getByRole('button', { name: 'Note it' }).click();
  await kit.getByText('It is noted, and marked as told').waitFor();
  await kit.getByText('I was told this, and wrote it down in my words.').waitFor();
});

test('after a hard encounter who helps stands first, and nothing is kept unless the student says so', async () => {
  await kit.goto(`${here.address}/w/practice/debrief`);
  await kit.getByText('Student counselling').waitFor();
  await isAccessible(kit);
  await kit.getByLabel('What do I carry with me?').fill('The quiet.');
  await kit.getByRole('link', { name: 'Finish without keeping' }).waitFor();
  await kit.reload();
  assert.doesNotMatch((await kit.textContent('main')) ?? '', /The quiet/);
  await kit.getByLabel('What do I need now?').fill('Some air.');
  await kit.getByRole('button', { name: 'Keep it for me' }).click();
  await kit.getByText('It is kept, for you alone').waitFor();
  await isAccessible(kit);
});

test('a course asks; the student decides, and the course sees nothing before the day is over', async () => {
  const { page: fay } = await visitor();
  await signIn(here, fay, 'fay@tufts.example');
  await fay.goto(`${here.address}/w/practice/asks`);
  await fay.getByText('Ask for observed conversations', { exact: true }).click();
  await fay.getByLabel('For which course').fill('Medicine clerkship');
  await fay.getByLabel('How many observed conversations').fill('2');
  await fay.getByLabel('Until which day').fill('2098-06-30');
  await fay.getByLabel('Of the class that graduates in').fill('2028');
  await isAccessibleAtBothSizes(fay);
  await fay.getByRole('button', { name: 'Ask the students' }).click();
  await fay.getByText('The students see it now').waitFor();
  await kit.goto(`${here.address}/w/practice/asks`);
  await isAccessible(kit);
  await kit.getByRole('button', { name: /Take part in Medicine/ }).click();
  await kit.getByText('You take part').first().waitFor();
  await fay.getByRole('link', { name: 'Medicine clerkship' }).click();
  await fay.getByText(/Before that there is nothing to see/).waitFor();
  assert.doesNotMatch((await fay.textContent('main')) ?? '', /Kit/);
  await isAccessibleAtBothSizes(fay);
});
