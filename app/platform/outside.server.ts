import { lookup } from 'node:dns/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
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

/** How to go out: `resolve` gives the addresses of a name, `mayReach` says which of them, at which port, are connected to. */
export type WayOut = {
  readonly resolve: (name: string) => Promise<readonly string[]>;
  readonly mayReach: (address: string, port: number) => boolean;
};
/** The one way out of this machine: the open internet, on the ports of the web. */
export const wayOut: WayOut = {
  resolve: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
  mayReach: (address, port) => isOfTheWorld(address) && (port === 80 || port === 443),
};
/** Why an address was not asked: its name is nobody's, could not be looked up, or leads where we do not go. */
export class NotAsked extends Error {
  readonly because: 'unknown' | 'unresolved' | 'closed';
  constructor(because: NotAsked['because']) {
    super(`Not asked: ${because}`);
    this.because = because;
  }
}
type Ask = { readonly headers: Record<string, string>; readonly signal: AbortSignal; readonly method?: 'GET' | 'HEAD' };

/**
 * Connects to an address of the web, and is the only place that does. The name is looked up once; where any of its addresses may not be reached none is, and the connection goes to those
 * that were looked at, whatever the name means a moment later. It follows nothing. Ends with `NotAsked`, with the signal's reason, or with the connection's own error.
 */
export async function connectOutside(url: URL, { headers, signal, method = 'GET' }: Ask, way: WayOut = wayOut): Promise<Response> {
  refuseInScope('An address outside was asked');
  const isSecure = url.protocol === 'https:';
  if ((!isSecure && url.protocol !== 'http:') || url.username !== '' || url.password !== '') throw new NotAsked('closed');
  const addresses = await addressesOf(url, way, signal);
  if (!addresses.every((each) => way.mayReach(each, Number(url.port || (isSecure ? 443 : 80))))) throw new NotAsked('closed');
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return new Promise((resolve, reject) => {
    const asked = (isSecure ? https : http).request(
      url,
      {
        ...{ method, headers, signal, agent: false },
        lookup: (_name, { all }, answer) => {
          if (all) answer(null, found);
          else answer(null, found[0]!.address, found[0]!.family);
        },
      },
      (incoming) => resolve(answerOf(incoming, method)),
    );
    asked.on('error', reject);
    asked.end();
  });
}

/** What a name is looked up to; a number is not looked up. */
async function addressesOf(url: URL, { resolve }: WayOut, signal: AbortSignal): Promise<readonly string[]> {
  const name = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(name)) return [name];
  signal.throwIfAborted();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const addresses = await Promise.race([resolve(name), late]);
    if (addresses.length === 0) throw new NotAsked('unknown');
    return addresses;
  } catch (error) {
    if (error instanceof NotAsked || signal.aborted) throw error;
    throw new NotAsked((error as NodeJS.ErrnoException).code === 'ENOTFOUND' ? 'unknown' : 'unresolved');
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function answerOf(incoming: IncomingMessage, method: 'GET' | 'HEAD'): Response {
  const { statusCode = 502 } = incoming;
  const isBare = method === 'HEAD' || statusCode === 204 || statusCode === 205 || statusCode === 304 || statusCode < 200;
  const said = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) if (typeof value === 'string') said.set(name, value);
  if (isBare) incoming.resume();
  const status = statusCode < 200 || statusCode > 599 ? 502 : statusCode;
  return new Response(isBare ? null : (Readable.toWeb(incoming) as ReadableStream), { status, headers: said });
}

/** Asks one address of the world, in words for the person where it is not asked. */
export async function reachWorld(url: URL, ask: Ask, way: WayOut = wayOut): Promise<Response> {
  return connectOutside(url, ask, way).catch((error: unknown) => {
    if (!(error instanceof NotAsked) || error.because === 'unresolved') throw error;
    throw invalid(`${url.hostname} is not an address of the world, so it is not asked.`);
  });
}
