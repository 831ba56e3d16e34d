import { median } from '../measuring.ts';
import { type Coded, withCoded } from './coded.ts';

const n = 200;

/**
 * A coding from the click's request to the server's answer that it is kept, on the embedded database, in a text of 100,000 words with 5,000 codings; the limit of the median is
 * 30 ms. Reference: the smallest question of the same server to the same database (`/healthz`).
 */
export async function* run() {
  yield* withCoded(5000, measured);
}

async function* measured({ address, token, codeId }: Coded) {
  const { origin } = new URL(address);
  const kept = await times(async (at) => {
    const body = new URLSearchParams({ codeId, passage: `${at * 37}-${at * 37 + 20 + at}`, memo: '', id: crypto.randomUUID() });
    const answer = await fetch(`${address}.json`, { method: 'POST', body, headers: { cookie: `concord=${token}`, origin } });
    const { coding } = (await answer.json()) as { coding?: { begins: number } };
    if (coding?.begins !== at * 37) throw new Error(`A coding was not kept: ${answer.status}.`);
  });
  const asked = await times(async () => void (await (await fetch(`${origin}/healthz`)).text()));
  yield {
    n,
    ms: median(kept),
    slowestMs: Math.max(...kept),
    limitMs: 30,
    reference: 'the smallest question of the same server to the same database',
    referenceMs: median(asked),
    ratio: Number((median(kept) / median(asked)).toFixed(1)),
  };
}

/** The time of each in milliseconds, after twenty to warm up. */
async function times(work: (at: number) => Promise<void>): Promise<number[]> {
  const taken: number[] = [];
  for (let at = 0; at < n + 20; at++) {
    const start = performance.now();
    await work(at);
    if (at >= 20) taken.push(Number((performance.now() - start).toFixed(1)));
  }
  return taken;
}
