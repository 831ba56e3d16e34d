import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { stage } from './stage.ts';

const here = await stage({ DEMO: '1' });
const [kit, ines, lena, britta] = ['Kit Navarro', 'Ines Marlow', 'Lena Brandt', 'Britta Owusu'] as const;
const offering = '/w/faculty/offerings/winter-course-at-ashby';
const programme = '/w/faculty/programmes/teaching-serious-illness-conversations';

const people = await (await fetch(`${here.address}/sign-in`)).text();
const idOf = (name: string) => people.match(new RegExp(`value="([\\w-]{36})"[^>]*>${name}<`))![1]!;
const cookies = new Map<string, string>();
for (const name of [kit, ines, lena, britta]) {
  const answer = await send('', '/sign-in', { intent: 'sample', person: idOf(name) });
  cookies.set(name, answer!.headers.get('set-cookie')!.split(';')[0]!);
}

/** What came back; null when the server was gone before it could. */
function send(who: string, path: string, fields: Record<string, string>): Promise<Response | null> {
  const headers = { cookie: cookies.get(who) ?? '', origin: here.address };
  return fetch(here.address + path, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' }).catch(() => null);
}
/** How often words stand on a page. */
async function count(who: string, path: string, words: string): Promise<number> {
  const answer = await fetch(here.address + path, { headers: { cookie: cookies.get(who)! } });
  assert.equal(answer.status, 200, path);
  return (await answer.text()).split(words).length - 1;
}

/** Four acts of four people, each with how often it stands written. */
async function acts(round: number) {
  const [entry, key] = [v7(), v7()];
  const words = `Round ${round} of ${entry.replaceAll('-', ' ')}`;
  const page = await (await send(kit, '/w/practice/ask', { id: v7(), days: '3' }))!.text();
  const [, observer] = page.match(/(\/f\/[\w-]{20,})/)!;
  const since = new Date(Date.now() - (40 - round) * 86_400_000).toISOString().slice(0, 10);
  const step = { act: 'confirm', person: idOf(britta), step: 'facilitator', since, ground: 'Seen.' };
  return {
    entry: {
      send: () => send(kit, '/w/practice/new', { entry, kind: 'real', month: '2026-03', part: 'led', selfWords: words }),
      count: () => count(kit, '/w/practice/entries.json', words),
    },
    observation: {
      send: () => send('', `${observer}/send`, { key, name: 'Ada Quill', role: 'attending', wentWell: words }),
      count: () =>
        count(kit, '/w/practice/everything.json', `"${words}"`).then(
          async (all) => all - (await count(kit, '/w/practice/entries.json', `"${words}"`)),
        ),
    },
    place: { send: () => send(lena, offering, { act: 'enrol', needs: '' }), count: () => count(ines, `${offering}/enrolment.json`, lena) },
    step: {
      send: () => send(ines, `${programme}/people/${step.person}`, step),
      // The step and its certificate: both or neither.
      count: async () => {
        const steps = await count(ines, `${programme}/people.json`, `"since":"${since}"`);
        assert.equal((await count(britta, '/w/places.json', since)) > 0, steps > 0);
        return steps;
      },
    },
  };
}

/** Kills while all four are on their way; what was acknowledged is there afterwards, whole, and nothing is there twice, also when it is sent again. */
async function killed(round: number, wait: number, kill: () => Promise<void>): Promise<void> {
  const all = Object.entries(await acts(round));
  const sent = all.map(([, act]) => act.send());
  await sleep(wait);
  await kill();
  for (const [at, [what, act]] of all.entries()) {
    const answer = await sent[at];
    const done = await act.count();
    if (answer && answer.status < 400) assert.equal(done, 1, `${what} that was acknowledged was lost after ${wait} ms`);
    else assert.ok(done <= 1, `${what} is there ${done} times`);
    await act.send();
    assert.equal(await act.count(), 1, `${what}, sent again`);
  }
  await send(lena, offering, { act: 'leave' });
}

test('what a student, an observer, an educator and a trainer were told is kept outlives kill -9 of Node, once and whole', async () => {
  for (const [round, wait] of [2, 12, 25, 60].entries())
    await killed(round, wait, async () => {
      const gone = new Promise((resolve) => here.server().once('exit', resolve));
      here.server().kill('SIGKILL');
      await gone;
      await here.restart();
    });
});
test('and kill -9 of PostgreSQL', async () => {
  for (const [round, wait] of [2, 12, 25, 60].entries()) await killed(10 + round, wait, here.killPostgres);
});
