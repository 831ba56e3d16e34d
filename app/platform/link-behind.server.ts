import { connectOutside, NotAsked, type WayOut as WayOutside, wayOut } from './outside.server.ts';
import { refuseInScope } from './scope.server.ts';

/** What is behind an address of the web: it is there, it is not, we do not go there, or nobody answered. `words` say which, for a person. */
export type Behind = { readonly outcome: 'works' | 'broken' | 'refused' | 'unanswered'; readonly words: string };

/** How to go out, and how long one answer is waited for. */
export type WayOut = WayOutside & { readonly milliseconds: number };

const usual: WayOut = { ...wayOut, milliseconds: 10_000 };
const mostRedirects = 5;

/**
 * Asks whether there is something behind an address that somebody wrote. Only the web, only the open internet: every name is resolved by us and we connect to the very
 * address that was looked at, after every redirect again. Nothing of the answer but its status is read; nobody's name or cookie goes along.
 */
export async function lookBehind(address: string, way: WayOut = usual): Promise<Behind> {
  refuseInScope('The web was asked');
  let url = URL.parse(address);
  for (let turn = 0; turn <= mostRedirects; turn++) {
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return refused('It is no plain address of the web.');
    const found = await ask(url, way);
    if (!('to' in found)) return found;
    url = URL.parse(found.to, url);
  }
  return { outcome: 'broken', words: 'It leads from one address to the next without end.' };
}

function refused(words: string): Behind {
  return { outcome: 'refused', words };
}

async function ask(url: URL, way: WayOut): Promise<Behind | { to: string }> {
  if (/(^|\.)(example|test|invalid|localhost|local|internal|onion|home\.arpa)\.?$/i.test(url.hostname))
    return refused('Its name is one that never leads anywhere on the internet.');
  try {
    const head = await statusOf(url, 'HEAD', way);
    // Some servers know no HEAD, or answer it otherwise than they answer a reader.
    const said = head === null || head.status >= 400 ? await statusOf(url, 'GET', way) : head;
    return said === null ? { outcome: 'unanswered', words: 'Nobody answered.' } : meaningOf(said);
  } catch (error) {
    if (!(error instanceof NotAsked)) throw error;
    if (error.because === 'closed') return refused('It leads into a private network, or to an unusual door of a machine.');
    if (error.because === 'unknown') return { outcome: 'broken', words: 'Nobody has this name on the internet.' };
    return { outcome: 'unanswered', words: 'Its name could not be looked up.' };
  }
}

type Said = { readonly status: number; readonly location: string | null };

function meaningOf({ status, location }: Said): Behind | { to: string } {
  if (status >= 300 && status < 400 && location) return { to: location };
  if (status < 400) return { outcome: 'works', words: 'It is there.' };
  if ([401, 403, 405, 429].includes(status))
    return { outcome: 'unanswered', words: `It does not answer a program (${status}). Look for yourself.` };
  const isGone = status === 404 || status === 410;
  return { outcome: 'broken', words: isGone ? 'The page is not there.' : `It answers with a fault (${status}).` };
}

/** The status of one answer; null where none came in time. Nothing of its body is read. */
async function statusOf(url: URL, method: 'GET' | 'HEAD', way: WayOut): Promise<Said | null> {
  const headers = { 'user-agent': 'Concord (looks whether a link works)', accept: '*/*', range: 'bytes=0-0' };
  try {
    const answer = await connectOutside(url, { method, headers, signal: AbortSignal.timeout(way.milliseconds) }, way);
    await answer.body?.cancel();
    return { status: answer.status, location: answer.headers.get('location') };
  } catch (error) {
    if (error instanceof NotAsked) throw error;
    return null;
  }
}
