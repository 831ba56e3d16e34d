import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, isAccessible, phone, stage, wide } from './stage.ts';

const here = await stage();
const visitor = await browser();

for (const [name, viewport] of Object.entries({ wide, phone })) {
  test(`a visitor reads who, why, the four streams and the five competencies without script (${name})`, async () => {
    const { page, context } = await visitor({ viewport });
    const withoutScript = await visitor({ viewport, script: false });
    await withoutScript.page.goto(here.address);
    assert.match((await withoutScript.page.textContent('main')) ?? '', /goal-oriented conversations with seriously ill patients/);
    assert.equal(
      await withoutScript.page
        .getByRole('list')
        .filter({ has: withoutScript.page.getByText('Curriculum mapping') })
        .first()
        .isVisible(),
      true,
    );
    await withoutScript.page.getByRole('link', { name: 'Strong emotions' }).click();
    assert.match(withoutScript.page.url(), /\/competencies\/2$/);
    assert.match((await withoutScript.page.textContent('main')) ?? '', /BMC Medical Education 2022;22:654/);
    for (const path of [
      '/',
      '/work',
      '/members',
      '/competencies',
      '/competencies/1',
      '/publications',
      '/publications/reidy-2024-call',
      '/search?q=students',
      '/search?q=the+of',
      '/definitions',
      '/accessibility',
      '/privacy',
      '/sign-in',
      '/look',
      '/nothing-here',
    ]) {
      await page.goto(here.address + path);
      await isAccessible(page);
      assert.ok(await page.title(), `${path} has a title`);
    }
    await context.close();
    await withoutScript.context.close();
  });
}
test('public pages send no script and are kept until something public changes', async () => {
  for (const path of ['/', '/work', '/members', '/competencies', '/competencies/3', '/definitions', '/accessibility', '/privacy']) {
    const first = await fetch(here.address + path);
    assert.equal(first.status, 200, path);
    assert.doesNotMatch(await first.text(), /<script(?! type="application\/ld\+json">)/, path);
    const etag = first.headers.get('etag');
    assert.ok(etag, `${path} has an etag`);
    assert.equal((await fetch(here.address + path, { headers: { 'if-none-match': etag } })).status, 304, path);
  }
});
test('no real person is named on a public page', async () => {
  const members = await (await fetch(`${here.address}/members`)).text();
  assert.match(members, /Tufts University School of Medicine/);
  assert.doesNotMatch(members, /Reidy|Goldman|Brizzi|Epstein/);
});
