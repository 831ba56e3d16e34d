import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTranscript } from '#app/modules/focus-groups/transcripts/transcript-file.server.ts';
import { median, timed } from '../measuring.ts';
import { captions } from '../transcripts/vtt.ts';
import { heardStudy, withServer } from './coded.ts';

const n = 11;

/**
 * A megabyte of captions from the request with the file to the answer that it is kept, on the embedded database: sent, read, and written as an original with its turns and passages
 * (limit: 300 ms). Reference: the same file read, and nothing kept.
 */
export async function* run() {
  yield* withServer(() => heardStudy('Sam'), measured);
}

async function* measured({ origin, slug, token, sessionId }: Awaited<ReturnType<typeof heardStudy>> & { origin: string }) {
  const { text } = captions(1024 ** 2);
  const address = `${origin}/w/focus-groups/${slug}/transcripts/new`;
  const taken: number[] = [];
  for (let at = 0; at <= n; at++) {
    const body = new FormData();
    body.set('sessionId', sessionId);
    body.set('title', `Part ${at}`);
    body.set('file', new Blob([text], { type: 'text/vtt' }), 'session.vtt');
    const start = performance.now();
    const answer = await fetch(address, { method: 'POST', body, redirect: 'manual', headers: { cookie: `concord=${token}`, origin } });
    await answer.text();
    taken.push(Number((performance.now() - start).toFixed(1)));
    if (!answer.headers.get('location')?.endsWith('?done=bring')) throw new Error(`The captions were not kept: ${answer.status}.`);
  }
  const [coldMs, ...warm] = taken;
  const read = await readAlone(text);
  yield {
    n: Buffer.byteLength(text),
    unit: 'bytes',
    ...{ ms: median(warm), slowestMs: Math.max(...warm), coldMs, limitMs: 300 },
    ...{ reference: 'the same file read, and nothing kept', referenceMs: read, ratio: Number((median(warm) / read).toFixed(2)) },
  };
}

async function readAlone(text: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'concord-bench-'));
  try {
    const path = join(folder, 'session.vtt');
    await writeFile(path, text);
    return (await timed(() => readTranscript(path))).ms;
  } finally {
    await rm(folder, { recursive: true });
  }
}
