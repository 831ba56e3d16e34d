import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, isAccessibleAtBothSizes, phone, signInByPage, stage } from './stage.ts';

const here = await stage();
const person = await browser();
here.concord('person', 'add', 'cleo@collaborative.example', '--name', 'Cleo', '--role', 'convener');

test('a convener signs in by a code from the outbox and invites a lead, who accepts with a code of their own', async () => {
  const convener = await person({ viewport: phone });
  await signInByPage(here, convener.page, 'cleo@collaborative.example');
  await isAccessibleAtBothSizes(convener.page);
  for (const path of [
    '/w/members',
    '/w/members/profile',
    '/w/members/me',
    '/w/members/record',
    '/w/members/tufts',
    '/w/competencies',
    '/w/curriculum',
  ]) {
    await convener.page.goto(here.address + path);
    await isAccessibleAtBothSizes(convener.page);
  }
  await convener.page.goto(`${here.address}/w/members`);
  const mail = 'noor@school.example';
  await convener.page.getByLabel('Mail').fill('not an email address');
  await convener.page.getByRole('button', { name: 'Send the invitation' }).click();
  await convener.page.getByRole('alert').waitFor();
  await isAccessibleAtBothSizes(convener.page);
  assert.equal(await convener.page.getByLabel('Mail').inputValue(), 'not an email address', 'nothing that was typed is lost');
  await convener.page.getByLabel('Mail').fill(mail);
  await convener.page.getByLabel('Name').fill('Noor');
  await convener.page.getByLabel('Role').selectOption('lead');
  await convener.page.getByLabel('School', { exact: true }).selectOption({ label: 'Tufts University School of Medicine' });
  await convener.page.getByRole('button', { name: 'Send the invitation' }).click();
  await convener.page.getByText(mail).first().waitFor();
  await isAccessibleAtBothSizes(convener.page);

  const link = (await here.mailTo(mail)).match(/\/invitation\/[\w-]{36}/)![0];
  const lead = await person({ viewport: phone, script: false });
  await lead.page.goto(here.address + link);
  await lead.page.getByRole('button', { name: 'Send me the code' }).click();
  await lead.page.getByLabel('Code').fill('WRONG-CODE');
  await lead.page.getByRole('button', { name: 'Sign in' }).click();
  assert.match((await lead.page.textContent('main')) ?? '', /This is not the code/);
  const code = (await here.mailTo(mail)).match(/[A-Z2-9]{4}-[A-Z2-9]{4}/)![0];
  await lead.page.getByLabel('Code').fill(code);
  await lead.page.getByRole('button', { name: 'Sign in' }).click();
  await lead.page.waitForURL(/\/home/);
  assert.match((await lead.page.textContent('main')) ?? '', /Tufts University School of Medicine/);
  await lead.page.goto(here.address + link);
  assert.match((await lead.page.textContent('main')) ?? '', /closed|used/, 'an invitation is accepted once');
  await lead.context.close();
  await convener.context.close();
});
test('who signs out is out, also with the old cookie', async () => {
  const convener = await person();
  await signInByPage(here, convener.page, 'cleo@collaborative.example');
  const cookies = await convener.context.cookies();
  await convener.page.getByRole('button', { name: 'Sign out' }).first().click();
  await convener.page.waitForURL(`${here.address}/`);
  const old = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const answer = await fetch(`${here.address}/home`, { headers: { cookie: old }, redirect: 'manual' });
  assert.equal(answer.status, 302);
  await convener.context.close();
});
