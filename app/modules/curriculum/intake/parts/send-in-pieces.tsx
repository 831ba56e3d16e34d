import { secondsBefore } from '../arriving.ts';
import { fingerprintOf, pieceBytes } from '../fingerprint.ts';

/** A mistake in what was announced; the field is '' when it is about the file as a whole. */
export type SendError = { readonly field: string; readonly message: string };

/** How far a file is: being read, being sent (with the most seconds until the next try, when one failed), or why it goes no further. */
export type Sending =
  | { readonly step: 'reading' | 'sending' | 'paused'; readonly done: number; readonly retryIn?: number; readonly isSignedOut?: boolean }
  | { readonly step: 'refused'; readonly errors: readonly SendError[] };

/** `about`: what is announced beside the file's name, size and fingerprint; `base`: the address below which files arrive. */
type Errand = {
  file: File;
  about: Readonly<Record<string, string>>;
  base: string;
  signal: AbortSignal;
  tell: (state: Sending) => void;
};

/** Whether this browser can send a file in pieces, and the file is worth it. */
export function isForPieces(file: File): boolean {
  return file.size > pieceBytes && globalThis.isSecureContext && globalThis.crypto?.subtle !== undefined;
}

/**
 * Sends a file in pieces, from where the server has it on, trying again as long as it takes. Answers the address of what it became; null when it was
 * stopped, refused, or the person is signed out (`tell` has said which).
 */
export async function sendInPieces({ file, about, base, signal, tell }: Errand): Promise<string | null> {
  let done = 0;
  try {
    const fingerprint = await fingerprintOf(piecesOf(file, { signal, tell }));
    const announced = JSON.stringify({ name: file.name, bytes: file.size, fingerprint, ...about });
    const ask = (path: string, init: RequestInit) =>
      patiently(() => fetch(`${base}/arriving${path}`, { ...init, signal, redirect: 'manual' }), {
        signal,
        tell: (retryIn) => tell({ step: 'sending', done, retryIn }),
      });
    for (;;) {
      const begun = await ask('', { method: 'POST', body: announced, headers: { 'content-type': 'application/json' } });
      const here = (await answerOf(begun)) as { id: string; offset: number };
      done = here.offset;
      tell({ step: 'sending', done });
      while (done < file.size) {
        const piece = file.slice(done, done + pieceBytes);
        const headers = { 'content-type': 'application/octet-stream', 'upload-offset': String(done) };
        const sent = await ask(`/${here.id}`, { method: 'PUT', body: piece, headers });
        if (sent.status === 404) break; // forgotten meanwhile: it is announced anew
        done = ((sent.status === 409 ? await sent.json() : await answerOf(sent)) as { offset: number }).offset;
        tell({ step: 'sending', done });
      }
      if (done < file.size) continue;
      const finished = await ask(`/${here.id}`, { method: 'POST', body: new URLSearchParams({ intent: 'finish' }) });
      return ((await answerOf(finished)) as { to: string }).to;
    }
  } catch (error) {
    if (error instanceof Refused) tell({ step: 'refused', errors: error.errors });
    else if (error instanceof SignedOut) tell({ step: 'paused', done, isSignedOut: true });
    else if (signal.aborted) tell({ step: 'paused', done });
    else if (error instanceof DOMException) tell({ step: 'refused', errors: [{ field: 'file', message: unreadable }] });
    else throw error;
    return null;
  }
}

const unreadable = 'This file can no longer be read on this computer. It may have been moved or changed; choose it again';

class Refused extends Error {
  readonly errors: readonly SendError[];
  constructor(errors: readonly SendError[]) {
    super('refused');
    this.errors = errors;
  }
}
class SignedOut extends Error {}

async function* piecesOf(file: File, { signal, tell }: Pick<Errand, 'signal' | 'tell'>): AsyncGenerator<ArrayBuffer> {
  for (let at = 0; at < file.size; at += pieceBytes) {
    signal.throwIfAborted();
    tell({ step: 'reading', done: at });
    yield await file.slice(at, at + pieceBytes).arrayBuffer();
  }
}

/** What an answer says, or why it is none. */
async function answerOf(answer: Response): Promise<unknown> {
  if (answer.type === 'opaqueredirect') throw new SignedOut();
  if (answer.ok) return answer.json();
  const said = (await answer.json().catch(() => null)) as { errors?: SendError[] } | null;
  throw new Refused(
    said?.errors ?? [{ field: '', message: `This file cannot be taken (${answer.status}). Open the page again and send it from there` }],
  );
}

/** Asks until there is an answer that means something: a lost network and a server that starts again are waited for. */
async function patiently(ask: () => Promise<Response>, { signal, tell }: { signal: AbortSignal; tell: (retryIn: number) => void }) {
  for (let failures = 1; ; failures++) {
    const answer = await ask().catch((error: unknown) => {
      signal.throwIfAborted();
      if (error instanceof TypeError) return null; // how fetch says that the network is away
      throw error;
    });
    if (answer && answer.status < 500) return answer;
    tell(secondsBefore(failures));
    await backOrAfter(secondsBefore(failures) * 1000, signal);
  }
}

/** Waits so many milliseconds, or until the browser says that it is online again. */
function backOrAfter(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = new AbortController();
    const end = () => {
      clearTimeout(timer);
      ended.abort();
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener('online', end, { signal: ended.signal });
    signal.addEventListener('abort', end, { signal: ended.signal });
  });
}
