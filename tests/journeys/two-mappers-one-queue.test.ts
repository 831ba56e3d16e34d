import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { browser, isAccessible, phone, signIn, stage } from './stage.ts';

const here = await stage({ DEMO: '1' });
const person = await browser();
const review = `${here.address}/w/curriculum/ashby/review`;

here.concord('person', 'add', 'ada@ashby.example', '--name', 'Ada', '--role', 'mapper', '--school', 'ashby');
here.concord('person', 'add', 'ben@ashby.example', '--name', 'Ben', '--role', 'mapper', '--school', 'ashby');

const sessions = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>();

/** Signs in with the code from the outbox, once for each email address, or as a person of the sample by name. */
async function enter(page: Page, who: { mail?: string; sample?: string }): Promise<void> {
  const session = who.mail && sessions.get(who.mail);
  if (session) return page.context().addCookies(session);
  if (who.mail) await signIn(here, page, who.mail);
  else {
    await page.goto(`${here.address}/sign-in`);
    await page.getByRole('button', { name: new RegExp(who.sample!) }).click();
    await page.waitForURL(/\/home/);
  }
  if (who.mail) sessions.set(who.mail, await page.context().cookies());
}

async function answered(page: Page): Promise<number> {
  return Number((await page.textContent('main'))?.match(/(\d+) of \d+ answered/)?.[1]);
}

async function isUnsaved(page: Page): Promise<void> {
  await page
    .getByText(/Not saved yet/)
    .first()
    .waitFor();
}

/** Moves the focus with Tab until it is on what is meant. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let at = 0; at < 400; at++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab never reaches ${target}`);
}

test('a lead splits the queue, and each mapper sees their own part first', async () => {
  const { page, context } = await person();
  await enter(page, { sample: 'Rena Okafor' });
  await page.goto(`${review}/split`);
  await isAccessible(page);
  for (const box of await page.getByRole('group', { name: 'Among whom' }).getByRole('checkbox').all()) await box.uncheck();
  for (const name of ['Ada', 'Ben']) await page.getByRole('checkbox', { name, exact: true }).check();
  await page.getByRole('button', { name: 'Split evenly' }).click();
  await page.getByText(/activit(y|ies) changed hands/).waitFor();
  await isAccessible(page);
  await context.close();

  const mapper = await person({ viewport: phone });
  await enter(mapper.page, { mail: 'ada@ashby.example' });
  await mapper.page.goto(review);
  assert.equal(await mapper.page.getByRole('link', { name: /^Yours/ }).getAttribute('aria-current'), 'true');
  await isAccessible(mapper.page);
  for (const path of ['/list', '/split', '/map?q=family']) {
    await mapper.page.goto(review + path);
    await isAccessible(mapper.page);
  }
  await mapper.context.close();
});

test('on a phone the answers are in sight with the sentence, and never over what has the focus', async () => {
  const { page, context } = await person({ viewport: { width: 390, height: 780 } });
  await enter(page, { mail: 'ada@ashby.example' });
  await page.goto(review, { waitUntil: 'networkidle' });
  for (const name of ['Link it', 'Not this']) {
    const box = await page.getByRole('button', { name }).boundingBox();
    assert.ok(box && box.y + box.height <= 780, `${name} is in sight before anything is scrolled`);
  }
  for (const viewport of [{ width: 390, height: 780 }, phone]) {
    await page.setViewportSize(viewport);
    await page.reload({ waitUntil: 'networkidle' });
    for (let at = 0; at < 40; at++) {
      await page.keyboard.press('Tab');
      const covered = await page.evaluate(() => {
        const [bar, focused] = [document.querySelector('.acts-near')!, document.activeElement!];
        if (bar.contains(focused) || focused === document.body) return '';
        const [over, own] = [bar.getBoundingClientRect(), focused.getBoundingClientRect()];
        return own.bottom > over.top + 1 && own.top < over.bottom - 1 ? focused.outerHTML.slice(0, 200) : '';
      });
      assert.equal(covered, '', `at ${viewport.width} px`);
    }
  }
  await context.close();
});

test('by keyboard one activity is linked to two competencies, one skipped and found again, and the last answer undone', async () => {
  const { page, context } = await person();
  await enter(page, { mail: 'ada@ashby.example' });
  await page.goto(review, { waitUntil: 'networkidle' });
  const before = await answered(page);
  await page.keyboard.press('l');
  await page.getByRole('button', { name: 'Link this too' }).waitFor();
  await isAccessible(page);
  await page.keyboard.press('p');
  await page.keyboard.press('y');
  await page.getByText(/Linked to competency .* too\./).waitFor();
  assert.equal(
    await page
      .locator('.queue-item')
      .getByText(/^competency \d/)
      .count(),
    2,
  );
  await page.keyboard.press('u');
  await page.getByText('That answer is taken back.').waitFor();
  await page.keyboard.press('j');
  await page.getByText(/^Next\./).waitFor();
  await page.keyboard.press('j');
  await page.getByText(/^Skipped; it is on your list/).waitFor();
  await page.getByRole('link', { name: /^Skipped by you \(1 open\)/ }).click();
  await page.waitForURL(/whose=skipped/);
  await isAccessible(page);
  await page.goto(review);
  assert.equal(await answered(page), before + 1);
  await context.close();
});

test('two mappers answer one queue, one of them offline for a minute: nothing is lost, nothing doubled, each is told', async () => {
  const [one, two] = [await person(), await person()];
  await enter(one.page, { mail: 'ada@ashby.example' });
  await enter(two.page, { mail: 'ben@ashby.example' });
  await one.page.clock.install();
  for (const { page } of [one, two]) await page.goto(`${review}?whose=everybody`, { waitUntil: 'networkidle' });
  const title = await one.page.locator('.queue-item h2').textContent();
  assert.equal(await two.page.locator('.queue-item h2').textContent(), title, 'both look at the same suggestion');
  const before = await answered(one.page);

  // At first the network takes the answer and gives nothing back, then it is gone.
  let tries = 0;
  await one.page.route(/review\.data/, () => void tries++);
  await one.page.getByText('Say why not (optional)').click();
  await one.page.getByLabel('Why this does not fit').fill('Only named in passing');
  await one.page.getByRole('button', { name: 'Not this' }).click();
  await one.page.getByText('Saving…').waitFor();
  await one.page.clock.runFor(16_000);
  await isUnsaved(one.page);
  await one.context.setOffline(true);
  await one.page.unroute(/review\.data/);
  for (let at = 1; at <= 3; at++) {
    await two.page.keyboard.press('y');
    await two.page
      .getByText(new RegExp(`^${before + at} of \\d+ answered`))
      .first()
      .waitFor();
    await one.page.clock.runFor(16_000);
    await isUnsaved(one.page);
  }
  assert.equal(tries, 1, 'one sending hung, and the later ones never left');
  await one.context.setOffline(false);
  await one.page
    .getByText(/Ben linked this to competency .* before you, and that stands\. .*You had answered: not this, “Only named in passing”/)
    .first()
    .waitFor();
  await isAccessible(one.page);
  await one.page.reload();
  assert.equal(await answered(one.page), before + 3, 'three answers came, and three are there');

  await one.context.setOffline(true);
  await one.page.getByRole('button', { name: 'Not this' }).click();
  await isUnsaved(one.page);
  await one.page.clock.runFor(16_000);
  await one.context.setOffline(false);
  await one.page.getByText(/^Kept as not this\./).waitFor();
  await two.page.reload();
  assert.equal(await answered(two.page), before + 4, 'what waited is there once');
  await one.context.close();
  await two.context.close();
});

test('on a device marked as one’s own an answer survives closing the page, and signing out leaves nothing', async () => {
  const { page, context } = await person();
  await enter(page, { mail: 'ben@ashby.example' });
  await page.goto(review, { waitUntil: 'networkidle' });
  const before = await answered(page);
  await page.getByLabel('This is my own device').check();
  await context.setOffline(true);
  await page.keyboard.press('n');
  await page
    .getByText(/Not saved yet/)
    .first()
    .waitFor();
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(review);
  await again
    .getByText(/^Kept as not this\. \d+ of \d+ answered/)
    .first()
    .waitFor();
  await again.reload({ waitUntil: 'networkidle' });
  assert.equal(await answered(again), before + 1, 'sent once');

  const ada = await person();
  await enter(ada.page, { mail: 'ada@ashby.example' });
  await ada.page.goto(review, { waitUntil: 'networkidle' });
  const adaSees = await answered(ada.page);
  await ada.context.close();
  const own = await context.cookies();
  await context.setOffline(true);
  await again.keyboard.press('n');
  await isUnsaved(again);
  await context.clearCookies();
  await context.addCookies(sessions.get('ada@ashby.example')!);
  await context.setOffline(false);
  await again.getByText('You are not signed in here any more').waitFor();
  const others = await context.newPage();
  await others.goto(review, { waitUntil: 'networkidle' });
  assert.equal(await answered(others), adaSees, 'nobody else sends it');
  await others.waitForFunction('localStorage.length === 0', undefined, { timeout: 10_000 }); // none of it is left for them
  await others.close();
  await context.clearCookies();
  await context.addCookies(own);
  await again
    .getByText(/^Kept as not this\. /)
    .first()
    .waitFor();
  await again.reload({ waitUntil: 'networkidle' });
  assert.equal(await answered(again), before + 2);
  await again.keyboard.press('u');
  await again.getByText('That answer is taken back.').waitFor();
  await again.getByLabel('This is my own device').check();
  await again.getByRole('button', { name: 'Sign out' }).first().click();
  await again.waitForURL((url) => url.pathname === '/');
  assert.equal(await again.evaluate('localStorage.length'), 0);
  sessions.delete('ben@ashby.example');
  await context.close();
});

test('many are answered as a list, and taken back as a whole', async () => {
  const { page, context } = await person();
  await enter(page, { mail: 'ben@ashby.example' });
  await page.goto(`${review}/list?state=open`);
  const boxes = page.getByRole('checkbox', { name: /^Choose / });
  for (const at of [0, 1]) await boxes.nth(at).check();
  await page.getByLabel('How fully').selectOption('fully');
  await page.getByRole('button', { name: 'Link the chosen' }).click();
  await page.getByText('2 suggestions linked').waitFor();
  await isAccessible(page);
  await page.getByRole('button', { name: 'Take all of it back' }).click();
  await page.getByText('2 suggestions taken back').waitFor();
  const open = await page.request.get(`${review}/list.json?state=open`);
  assert.ok(((await open.json()) as { total: number }).total > 0);
  await page.getByRole('button', { name: 'Not this, for the chosen' }).click();
  await page.getByText('Choose at least one suggestion').waitFor();
  await isAccessible(page);
  await context.close();
});

test('without script an activity that no suggestion named is found, linked with own words, and taken back', async () => {
  const { page, context } = await person({ script: false, viewport: phone });
  await enter(page, { mail: 'ben@ashby.example' });
  await page.goto(`${review}/map`);
  await page.getByLabel('Words').fill('family meeting');
  await page.getByRole('button', { name: 'Find activities' }).click();
  await page.getByRole('link', { name: /Sitting with silence/ }).click();
  await page.waitForURL(/activity=/);
  const found = page.url();
  await page.getByLabel('What it rests on').fill('Said in my own words');
  await page.getByRole('button', { name: 'Link it' }).click();
  await page.getByText('“Said in my own words”').waitFor();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('That link is taken back').waitFor();
  assert.equal(await page.getByText('“Said in my own words”').count(), 0);
  await context.close();
  const { page: scripted, context: other } = await person({ viewport: phone });
  await enter(scripted, { mail: 'ben@ashby.example' });
  await scripted.goto(found);
  await isAccessible(scripted);
  await other.close();
});

test('by keyboard alone and on a phone two answer one course without seeing each other, and the lead decides where they differ', async () => {
  const lead = await person({ viewport: phone });
  await enter(lead.page, { sample: 'Rena Okafor' });
  await lead.page.goto(`${review}/list?state=open`);
  await tabTo(lead.page, lead.page.getByRole('checkbox', { name: /^Choose / }).first());
  await lead.page.keyboard.press('Space');
  await tabTo(lead.page, lead.page.getByLabel('Whose part'));
  await lead.page.keyboard.type('Ada');
  await tabTo(lead.page, lead.page.getByRole('button', { name: 'Give the chosen activities' }));
  await lead.page.keyboard.press('Enter');
  await lead.page
    .getByText(/changed hands|are given|now/)
    .first()
    .waitFor();
  await isAccessible(lead.page);

  await lead.page.goto(`${review}/split`);
  const give = lead.page.getByRole('button', { name: /^Give / }).first();
  const course = (await give.getAttribute('aria-label'))!.replace(/^Give /, '');
  await tabTo(lead.page, lead.page.getByLabel(`Who reviews ${course}`));
  await lead.page.keyboard.type('Ada');
  await tabTo(lead.page, lead.page.getByLabel(/^Who answers as well/).first());
  await lead.page.keyboard.type('Ben');
  await tabTo(lead.page, give);
  await lead.page.keyboard.press('Enter');
  await lead.page.getByText(/activit(y|ies) changed hands/).waitFor();
  await isAccessible(lead.page);

  for (const [mail, key] of [
    ['ada@ashby.example', 'y'],
    ['ben@ashby.example', 'n'],
  ] as const) {
    const { page, context } = await person({ viewport: phone });
    await enter(page, { mail });
    await page.goto(`${review}/list?state=mine`);
    await tabTo(page, page.locator('main table a').first());
    await page.keyboard.press('Enter');
    await page.waitForURL(/hit=/);
    await page.waitForLoadState('networkidle');
    await page.getByText(/who answer without seeing each other/).waitFor();
    assert.equal(await page.getByText(/linked this|answered by/).count(), 0, 'neither sees the other’s answer');
    await page.keyboard.press(key);
    await page.getByText(/^Your answer is kept; it counts when your colleague’s is there too\./).waitFor();
    await isAccessible(page);
    await context.close();
  }

  await lead.page.goto(`${review}/split`);
  await isAccessible(lead.page);
  const take = lead.page.getByRole('button', { name: 'Take Ada’s answer' });
  assert.equal(await take.count(), 1);
  await tabTo(lead.page, take);
  await lead.page.keyboard.press('Enter');
  await lead.page.getByText('That answer counts now').waitFor();
  await lead.page.getByText('Nothing waits for your decision.').waitFor();
  assert.match((await lead.page.getByRole('table', { name: 'Agreement of two' }).textContent())!, /Ada and Ben/);
  await isAccessible(lead.page);
  await lead.context.close();
});

test('a lead submits while two mappers answer, one of them offline: both are told, nothing is saved unseen, and no word is lost', async () => {
  const [one, two, bare] = [await person(), await person(), await person({ script: false, viewport: phone })];
  await enter(one.page, { mail: 'ada@ashby.example' });
  await enter(two.page, { mail: 'ben@ashby.example' });
  await enter(bare.page, { mail: 'ben@ashby.example' });
  for (const { page } of [one, two]) await page.goto(`${review}?whose=everybody`, { waitUntil: 'networkidle' });
  await bare.page.goto(`${review}?whose=everybody`);
  const before = await answered(one.page);
  await one.page.getByLabel('This is my own device').check();
  await one.context.setOffline(true);
  await one.page.getByLabel('What it rests on').fill('Words written on the train');
  await one.page.getByRole('button', { name: 'Link it' }).click();
  await isUnsaved(one.page);
  await one.page.close({ runBeforeUnload: false });

  const lead = await person();
  await enter(lead.page, { sample: 'Rena Okafor' });
  await lead.page.goto(`${here.address}/w/curriculum/ashby/submit`);
  await isAccessible(lead.page);
  await lead.page.getByRole('button', { name: /^Submit 20/ }).click();
  await lead.page.getByText(/is submitted by Rena Okafor/).waitFor();

  await two.page.getByText('Say why not (optional)').click();
  await two.page.getByLabel('Why this does not fit').fill('Said once, never taught');
  await two.page.getByRole('button', { name: 'Not this' }).click();
  await two.page.getByText('Your answer was not saved').waitFor();
  const told =
    /was submitted by Rena Okafor on .*A lead can take the submission back .*You had answered: not this, “Said once, never taught”/;
  assert.match((await two.page.textContent('main'))!, told);
  assert.equal(await two.page.getByLabel('Why this does not fit').inputValue(), 'Said once, never taught');
  await isAccessible(two.page);

  await one.context.setOffline(false);
  const again = await one.context.newPage();
  await again.goto(review);
  await again.getByText('Your answer was not saved').waitFor();
  assert.match((await again.textContent('main'))!, /was submitted by Rena Okafor.*resting on “Words written on the train”/);
  await isAccessible(again);

  await bare.page.getByLabel('What it rests on').fill('Words without script');
  await bare.page.getByRole('button', { name: 'Link it' }).click();
  await bare.page.getByText('Your answer was not saved').waitFor();
  assert.match((await bare.page.textContent('main'))!, /was submitted by Rena Okafor.*resting on “Words without script”/);

  await two.page.reload();
  await two.page.getByText(/^20.* is submitted$/).waitFor();
  assert.equal(await answered(two.page), before, 'nothing is answered in a submitted year');
  for (const path of ['', '/list', '/map?q=palliative', '/split']) {
    await two.page.goto(`${review}${path}`);
    await two.page.getByText(/^20.* is submitted$/).waitFor();
    await two.page.getByRole('link', { name: 'See the submission' }).waitFor();
    assert.equal(
      await two.page.getByRole('button', { name: /^(Link|Not this|Undo|Give|Split|Take)/ }).count(),
      0,
      'no act that is refused',
    );
    await isAccessible(two.page);
  }
  await two.page.goto(review);
  await lead.page.getByLabel('Why you take it back').fill('Two mappers were not done');
  await lead.page.getByRole('button', { name: 'Take the submission back' }).click();
  await lead.page.getByText('The submission is taken back.').waitFor();
  await two.page.reload({ waitUntil: 'networkidle' });
  await two.page.keyboard.press('n');
  await two.page.getByText(/^Kept as not this\./).waitFor();
  for (const { context } of [one, two, bare, lead]) await context.close();
});
