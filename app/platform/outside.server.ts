import { lookup as lookupOf } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { BlockList, isIP } from 'node:net';
import { Readable } from 'node:stream';
import { invalid } from './problem.ts';
import { refuseInScope } from './scope.server.ts';

/** Asks one address, without following where it leads. */
export type Reach = (url: URL, ask: { readonly headers: Record<string, string>; readonly signal: AbortSignal }) => Promise<Response>;
type Wanted = { readonly accept: string; readonly limitBytes?: number; readonly timeoutMs?: number };

/** The networks that are nobody's own: everything in IPv6 but what is given out to the world, and of IPv4 what is not. */
const ours = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  ours.addSubnet(network, bits, 'ipv4');
const world = new BlockList();
world.addSubnet('2000::', 3, 'ipv6');
const passages = new BlockList();
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  passages.addSubnet(network, bits, 'ipv6');

/** Whether an IP address is one that anybody in the world may be asked at: not this machine, not its network, not what leads there by another name. */
export function isOfTheWorld(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !ours.check(address, 'ipv4');
  return family === 6 && world.check(address, 'ipv6') && !passages.check(address, 'ipv6');
}

/**
 * What an address outside answers, as text. It goes to https on its usual port alone, to addresses of the world alone (asked again at every step of a redirect, and connected to as it
 * was checked), and within a size and a time. Anything else is invalid, in words for the person. Never inside a scope.
 */
export async function readOutside(
  address: string,
  { accept, limitBytes = 512 * 1024, timeoutMs = 10_000 }: Wanted,
  reach: Reach = reachWorld,
): Promise<string> {
  refuseInScope('An address outside was asked');
  const signal = AbortSignal.timeout(timeoutMs);
  let url = new URL(address);
  for (let steps = 0; steps < 6; steps++) {
    if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '')
      throw invalid(`${url.host} sent us to an address that we do not follow.`);
    const answer = await reach(url, { headers: { accept, 'user-agent': 'Concord' }, signal }).catch((error: Error) => {
      if (error.name === 'Problem') throw error;
      throw invalid(signal.aborted ? `${url.host} did not answer in time.` : `${url.host} could not be reached from here.`);
    });
    const next = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && next !== null && URL.canParse(next, url)) {
      await answer.body?.cancel();
      url = new URL(next, url);
      continue;
    }
    if (!answer.ok) {
      await answer.body?.cancel();
      throw invalid(answer.status === 404 ? `${url.host} does not know this.` : `${url.host} answered with an error (${answer.status}).`);
    }
    return await textOf(answer, { limitBytes, signal, host: url.host });
  }
  throw invalid(`${new URL(address).host} sent us from one address to the next without an end.`);
}

async function textOf(
  answer: Response,
  { limitBytes, signal, host }: { limitBytes: number; signal: AbortSignal; host: string },
): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of answer.body ?? []) {
      bytes += part.length;
      if (bytes > limitBytes) throw invalid(`What ${host} answers is too large.`);
      parts.push(part);
      signal.throwIfAborted();
    }
  } catch (error) {
    if ((error as Error).name === 'Problem') throw error;
    throw invalid(signal.aborted ? `${host} did not answer in time.` : `The answer of ${host} broke off.`);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

/** Asks one address of the world over https. The name is looked up once, and only what was looked at is connected to. */
export function reachWorld(
  url: URL,
  { headers, signal }: { headers: Record<string, string>; signal: AbortSignal },
  lookUp: typeof lookupOf = lookupOf,
): Promise<Response> {
  const refusal = () => invalid(`${url.hostname} is not an address of the world, so it is not asked.`);
  // A number is not looked up.
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) && !isOfTheWorld(literal)) return Promise.reject(refusal());
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        headers,
        signal,
        agent: false,
        lookup: (name, options, answer) =>
          lookUp(name, { ...options, all: true }, (error, found) => {
            if (error) return answer(error, '');
            if (found.length === 0 || !found.every(({ address }) => isOfTheWorld(address))) return answer(refusal(), '');
            if (options.all) return answer(null, found);
            answer(null, found[0]!.address, found[0]!.family);
          }),
      },
      (incoming: IncomingMessage) => {
        const { statusCode = 502 } = incoming;
        const bare = statusCode === 204 || statusCode === 304 || statusCode < 200;
        const said = new Headers();
        for (const [name, value] of Object.entries(incoming.headers)) if (typeof value === 'string') said.set(name, value);
        if (bare) incoming.resume();
        resolve(
          new Response(bare ? null : (Readable.toWeb(incoming) as ReadableStream), {
            status: statusCode < 200 ? 502 : statusCode,
            headers: said,
          }),
        );
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}
