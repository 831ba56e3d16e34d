import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { stage } from './stage.ts';

const here = await stage({ DEMO: '1' });
const review = `${here.address}/w/curriculum/ashby/review`;
const cookie = await signInAsLead();

async function signInAsLead(): Promise<string> {
  const page = await (await fetch(`${here.address}/sign-in`)).text();
  const person = page.match(/value="([\w-]{36})"[^>]*>Rena Okafor</)![1]!;
  const answer = await fetch(`${here.address}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ intent: 'sample', person }),
    headers: { origin: here.address },
    redirect: 'manual',
  });
  return answer.headers.get('set-cookie')!.split(';')[0]!;
}

async function look(): Promise<{ answered: number; hitId: string }> {
  const page = (await (await fetch(review, { headers: { cookie } })).text()).replaceAll('<!-- -->', '');
  return { answered: Number(page.match(/(\d+) of \d+ answered/)![1]), hitId: page.match(/name="hitId" value="([\w-]{36})"/)![1]! };
}

/** The status of the answer that came back; 0 when the server was gone before it could. */
function answer(hitId: string): Promise<number> {
  const body = new URLSearchParams({ act: 'reject', hitId });
  const sent = fetch(`${review}?hit=${hitId}`, { method: 'POST', body, headers: { cookie, origin: here.address }, redirect: 'manual' });
  return sent.then(
    ({ status }) => status,
    () => 0,
  );
}

/** Kills while an answer is on its way; what was acknowledged is there afterwards, and nothing is there twice. */
async function killed(wait: number, kill: () => Promise<void>): Promise<void> {
  const before = await look();
  const sent = answer(before.hitId);
  await sleep(wait);
  await kill();
  const status = await sent;
  const { answered } = await look();
  if (status === 302) assert.equal(answered, before.answered + 1, `an acknowledged answer was lost after ${wait} ms`);
  else assert.ok([before.answered, before.answered + 1].includes(answered), `one answer became ${answered - before.answered}`);
}

test('an answer that was acknowledged outlives kill -9 of Node, and no answer counts twice', async () => {
  for (const wait of [0, 5, 15, 200])
    await killed(wait, async () => {
      const gone = new Promise((resolve) => here.server().once('exit', resolve));
      here.server().kill('SIGKILL');
      await gone;
      await here.restart();
    });
});
test('an answer that was acknowledged outlives kill -9 of PostgreSQL, and no answer counts twice', async () => {
  for (const wait of [0, 5, 15, 200]) await killed(wait, here.killPostgres);
});
