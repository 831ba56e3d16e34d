import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { keepChoices, releaseFigures } from '#app/modules/curriculum/release/commands.server.ts';
import { roundNamed } from '#app/modules/curriculum/rounds/queries.server.ts';
import { answerInstrument } from '#app/modules/faculty/evaluation/commands.server.ts';
import { enrol, planOffering, publishOffering } from '#app/modules/faculty/offerings/commands.server.ts';
import { offeringNamed } from '#app/modules/faculty/offerings/queries.server.ts';
import { OfferingForm } from '#app/modules/faculty/offerings/schema.ts';
import { beginProgramme, setProgrammeState } from '#app/modules/faculty/programmes/commands.server.ts';
import { ProgrammeForm } from '#app/modules/faculty/programmes/schema.ts';
import { actorOfCommandLine } from '#app/modules/members/queries.server.ts';
import { operator, visitor } from '#app/platform/actor.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { hexOf, newSecret } from '#app/platform/secret.server.ts';
import { taughtAndSubmitted } from '../releases.ts';
import { acceptedBy, openedRound } from '../rounds.ts';
import { browser, isAccessible, isAccessibleAtBothSizes, signIn, stage } from './stage.ts';

const here = await stage();
const person = await browser();
// The journey begins where a school released a figure and a programme is offered: written through the same commands, in this process.
process.env.DATA_DIR = here.dataDir;
delete process.env.DATABASE_URL;
const teachers = ['Ann', 'Bob', 'Cay', 'Dee', 'Eli', 'Fay'].map((name) => ({
  name: `${name} Teacher`,
  mail: `${name.toLowerCase()}@harvard.example`,
}));
for (const [mail, name, role, school] of [
  ['cora@collaborative.example', 'Cora Lind', 'convener', undefined],
  ['bo@harvard.example', 'Bo Ferris', 'lead', 'harvard'],
  ['tom@tufts.example', 'Tom Reed', 'lead', 'tufts'],
  ...teachers.map((each) => [each.mail, each.name, 'faculty', 'harvard'] as const),
] as const)
  here.concord('person', 'add', mail, '--name', name, '--role', role, ...(school ? ['--school', school] : []));
const schools = await as(operator(), ({ tx }) =>
  tx.selectFrom('school').select(['id', 'slug', 'name']).where('slug', 'in', ['harvard', 'tufts']).orderBy('slug').execute(),
);
const [harvard, tufts] = schools.map((row) => operator(row)) as [ReturnType<typeof operator>, ReturnType<typeof operator>];
for (const each of [harvard, tufts]) await taughtAndSubmitted(each, { 1: 90, 2: 120 });
const { id: roundId, slug } = await openedRound(
  schools.map(({ id }) => id),
  {
    figures: {
      required: { form: 'named', audience: 'public' },
      electives: { form: 'private', audience: 'round' },
      assessment: { form: 'private', audience: 'round' },
    },
  },
);
await acceptedBy([harvard, tufts], roundId);
await as(harvard, async (scope) => {
  const round = await roundNamed(scope, slug);
  await keepChoices(scope, { round, choices: [{ group: 'required', competency: '', form: 'named' }] });
  await releaseFigures(scope, { round, reason: '' });
});
const convener = await actorOfCommandLine('cora@collaborative.example', undefined);
const offering = await as(convener, async (scope) => {
  const programme = await beginProgramme(
    scope,
    ProgrammeForm.parse({ title: 'Teaching to sit with silence', 'session.0.title': 'Silence', 'session.0.minutes': '90' }),
  );
  await setProgrammeState(scope, programme, 'open');
  const planned = await planOffering(
    scope,
    programme,
    OfferingForm.parse({
      title: 'At Harvard in autumn',
      opensTo: 'all',
      timeZone: 'America/New_York',
      'date.0.day': '2099-10-08',
      'date.0.time': '13:00',
      'date.0.minutes': '90',
    }),
  );
  await publishOffering(scope, planned);
  return planned;
});
for (const { mail } of teachers) {
  const teacher = await actorOfCommandLine(mail, 'harvard');
  await as(teacher, (scope) => enrol(scope, offering, { needs: '' }));
}

async function asPerson(mail: string): Promise<Page> {
  const { page } = await person();
  await signIn(here, page, mail);
  return page;
}
async function said(page: Page): Promise<string> {
  return (await page.textContent('main')) ?? '';
}
const cora = await asPerson('cora@collaborative.example');
let need = '';

test('a convener writes down a need that is without evidence, and adds the figure that shows the gap', async () => {
  await cora.goto(`${here.address}/w/faculty/needs`);
  await isAccessible(cora);
  await cora.getByRole('link', { name: 'Write down a need' }).click();
  await cora.getByLabel('Title').fill('Teachers who can sit with silence');
  await cora.getByRole('button', { name: 'Keep this need' }).click();
  await cora.getByRole('link', { name: /Competency: Choose/ }).waitFor();
  await isAccessible(cora);
  assert.equal(await cora.getByLabel('Title').inputValue(), 'Teachers who can sit with silence', 'nothing typed is lost');
  await cora.getByLabel('Competency').selectOption({ index: 1 });
  await cora.getByLabel('What is lacking').fill('Ninety minutes in four years, and nobody who was shown how to teach it.');
  await cora.getByRole('button', { name: 'Keep this need' }).click();
  await cora.getByText('This need is without evidence').waitFor();
  await isAccessibleAtBothSizes(cora);
  need = new URL(cora.url()).pathname;
  await cora.getByRole('link', { name: 'Add evidence' }).click();
  await cora.getByLabel(/Required, pre-clerkship/).check();
  await isAccessibleAtBothSizes(cora);
  await cora.getByRole('button', { name: 'Add this evidence' }).click();
  await cora.getByText('The evidence is added').waitFor();
  assert.match(await said(cora), /1\.5 h/);
  await isAccessibleAtBothSizes(cora);
});

test('each school’s lead says how soon, and what they say stands side by side', async () => {
  for (const [mail, word] of [
    ['bo@harvard.example', 'Now'],
    ['tom@tufts.example', 'Later'],
  ] as const) {
    const lead = await asPerson(mail);
    await lead.goto(here.address + need);
    await lead.getByLabel(word, { exact: false }).first().check();
    await lead.getByLabel('Why').first().fill('As we see it from here.');
    await lead.getByRole('button', { name: /^Say this for/ }).click();
    await lead.getByText('What your school says stands beside the others').waitFor();
    if (word === 'Later') await isAccessibleAtBothSizes(lead);
  }
  await cora.goto(here.address + need);
  assert.match(await said(cora), /1 of the 2 schools that said a word said “now”/);
});

test('a programme answers it; around its offering a few questions are asked, answered on a phone without script, and read once closed', async () => {
  await cora.getByLabel('A programme that answers it').selectOption({ label: 'Teaching to sit with silence' });
  await cora.getByRole('button', { name: 'Put it beside this need' }).click();
  await cora.getByText('not evaluated yet').waitFor();
  await cora.getByRole('link', { name: 'At Harvard in autumn' }).click();
  await cora.getByRole('link', { name: 'Evaluation' }).click();
  await isAccessible(cora);
  await cora.getByLabel('Questions').fill('Silence is easy');
  await cora.getByRole('button', { name: 'Ask these questions' }).click();
  await cora.getByRole('link', { name: /Line 1 does not begin/ }).waitFor();
  await isAccessibleAtBothSizes(cora);
  await cora.getByLabel('Questions').fill('1: I can sit with silence');
  await cora.getByRole('button', { name: 'Ask these questions' }).click();
  await cora.getByText('These questions are asked').waitFor();
  const tokens = await asked(60);
  const { page: phone } = await person({ viewport: { width: 390, height: 844 }, script: false });
  await phone.goto(`${here.address}/places/${tokens[0]}/questions`);
  await phone.getByRole('group', { name: 'Before, as you see it now' }).getByLabel('Not yet').check();
  await phone.getByRole('group', { name: /^Now/ }).getByLabel('On my own', { exact: true }).check();
  await phone.getByLabel(/What do you mean to do differently/).fill('Wait ten seconds.');
  await phone.getByRole('button', { name: 'Send my answers' }).click();
  await phone.getByText('Thank you: what you answered is kept').waitFor();
  for (const token of tokens.slice(1)) await as(visitor, (scope) => answerInstrument(scope, token, { 'then.q1': '2', 'now.q1': '3' }));
  await cora.reload();
  assert.match(await said(cora), /6 of 6 with a place/);
  assert.doesNotMatch(await said(cora), /moved up/, 'nothing is read before it closes');
  await asked(-1);
  await cora.reload();
  assert.match(await said(cora), /6 of 6 moved up, 0 down, 0 stayed/);
  assert.match(await said(cora), /says nothing about what patients\s+meet/);
  await isAccessibleAtBothSizes(cora);
  await cora.getByRole('button', { name: 'Show the figures to the collaborative' }).click();
  await cora.getByText('Whoever reads needs reads these figures now').waitFor();
  await closeDatabase();
});

test('the board leads from the need to what came of it, for another school’s lead too, and to nobody’s words', async () => {
  const tom = await asPerson('tom@tufts.example');
  await tom.goto(`${here.address}/w/faculty/needs`);
  assert.match(await said(tom), /I can sit with silence: 6 of 6 moved up/);
  await isAccessibleAtBothSizes(tom);
  await tom.goto(`${here.address}/w/faculty/offerings/${offering}/evaluation`);
  assert.match(await said(tom), /6 of 6 moved up/);
  assert.doesNotMatch(await said(tom), /Wait ten seconds/);
  const file = await tom.context().request.get(`${here.address}/w/faculty/offerings/${offering}/evaluation.csv`);
  assert.match(await file.text(), /d_z/);
});

/** Sets what is asked afterwards to now, for so many minutes more; answers a link of each place. */
async function asked(minutes: number): Promise<string[]> {
  const { occasionId } = await as(convener, (scope) => offeringNamed(scope, offering));
  return asSystem(async ({ tx }) => {
    await tx
      .updateTable('instrumentAsking')
      .set({ opensAt: new Date(Date.now() - 3_600_000), closesAt: new Date(Date.now() + minutes * 60_000) })
      .where('occasionId', '=', occasionId)
      .where('phase', '=', 'after')
      .execute();
    const places = await tx.selectFrom('place').select('id').where('occasionId', '=', occasionId).execute();
    const links = places.map(({ id }) => ({ placeId: id, token: newSecret() }));
    await tx
      .insertInto('placeLink')
      .values(links.map(({ placeId, token }) => ({ placeId, tokenHash: hexOf(token) })))
      .execute();
    return links.map(({ token }) => token);
  });
}
