import { lookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP, isIPv4 } from 'node:net';
import { isOfTheWorld } from './outside.server.ts';
import { refuseInScope } from './scope.server.ts';

/** What is behind an address of the web: it is there, it is not, we do not go there, or nobody answered. `words` say which, for a person. */
export type Behind = { readonly outcome: 'works' | 'broken' | 'refused' | 'unanswered'; readonly words: string };

/** How to go out: `resolve` gives the addresses of a name, `mayReach` says which of them we connect to. */
export type WayOut = {
  readonly resolve: (name: string) => Promise<readonly string[]>;
  readonly mayReach: (address: string, port: number) => boolean;
  readonly milliseconds: number;
};

const usual: WayOut = {
  resolve: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
  mayReach: (address, port) => isOfTheWorld(address) && (port === 80 || port === 443),
  milliseconds: 10_000,
};
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
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (/(^|\.)(example|test|invalid|localhost|local|internal|onion|home\.arpa)\.?$/i.test(name))
    return refused('Its name is one that never leads anywhere on the internet.');
  let addresses: readonly string[];
  try {
    addresses = isIP(name) ? [name] : await within(way.milliseconds, way.resolve(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTFOUND') return { outcome: 'broken', words: 'Nobody has this name on the internet.' };
    return { outcome: 'unanswered', words: 'Its name could not be looked up.' };
  }
  const [first] = addresses;
  if (first === undefined) return { outcome: 'broken', words: 'Nobody has this name on the internet.' };
  if (!addresses.every((each) => way.mayReach(each, port)))
    return refused('It leads into a private network, or to an unusual door of a machine.');
  const head = await statusOf(url, { method: 'HEAD', to: first, milliseconds: way.milliseconds });
  // Some servers know no HEAD, or answer it otherwise than they answer a reader.
  const said =
    head === null || head.status >= 400 ? await statusOf(url, { method: 'GET', to: first, milliseconds: way.milliseconds }) : head;
  if (said === null) return { outcome: 'unanswered', words: 'Nobody answered.' };
  if (said.status >= 300 && said.status < 400 && said.location) return { to: said.location };
  if (said.status < 400) return { outcome: 'works', words: 'It is there.' };
  if ([401, 403, 405, 429].includes(said.status))
    return { outcome: 'unanswered', words: `It does not answer a program (${said.status}). Look for yourself.` };
  return {
    outcome: 'broken',
    words: said.status === 404 || said.status === 410 ? 'The page is not there.' : `It answers with a fault (${said.status}).`,
  };
}

type Asked = { method: 'HEAD' | 'GET'; to: string; milliseconds: number };

/** The status of one answer; null where none came in time. The connection goes to the address that was looked at, whatever the name means a moment later. */
function statusOf(url: URL, { method, to, milliseconds }: Asked): Promise<{ status: number; location: string | undefined } | null> {
  return new Promise((resolve) => {
    const { request } = url.protocol === 'https:' ? https : http;
    const family = isIPv4(to) ? 4 : 6;
    const asked = request(
      url,
      {
        method,
        agent: false,
        headers: { 'user-agent': 'Concord (looks whether a link works)', accept: '*/*', range: 'bytes=0-0' },
        signal: AbortSignal.timeout(milliseconds),
        lookup: (_name, options, answer) => {
          if (options.all) answer(null, [{ address: to, family }]);
          else answer(null, to, family);
        },
      },
      (response) => {
        resolve({ status: response.statusCode ?? 0, location: response.headers.location });
        response.destroy();
      },
    );
    asked.on('error', () => resolve(null));
    asked.end();
  });
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('late')), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
