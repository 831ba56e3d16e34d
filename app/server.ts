import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { sql } from 'kysely';
import { loadSample } from '../demo/sample.ts';
import { answer } from './answer.server.ts';
import { prepareBadges } from './modules/attendance/badges/jobs.server.ts';
import { occasionJobs } from './modules/attendance/notices/jobs.server.ts';
import { askingJobs } from './modules/curriculum/asking/jobs.server.ts';
import { calibrationJobs } from './modules/curriculum/calibration/jobs.server.ts';
import { pieceBytes } from './modules/curriculum/intake/fingerprint.ts';
import { intakeJobs } from './modules/curriculum/intake/jobs.server.ts';
import { keepStarterList } from './modules/curriculum/keywords/commands.server.ts';
import { releaseJobs } from './modules/curriculum/release/jobs.server.ts';
import { roundJobs } from './modules/curriculum/rounds/jobs.server.ts';
import { facultyEvaluationJobs } from './modules/faculty/evaluation/jobs.server.ts';
import { facultyPathJobs } from './modules/faculty/path/jobs.server.ts';
import { transcriptJobs } from './modules/focus-groups/transcripts/jobs.server.ts';
import { forumJobs } from './modules/forum/programme/jobs.server.ts';
import { questionJobs } from './modules/forum/questions/jobs.server.ts';
import { lessonJobs } from './modules/lessons/jobs.server.ts';
import { libraryAdoptionJobs } from './modules/library/adoption/jobs.server.ts';
import { libraryCheckJobs } from './modules/library/checking/jobs.server.ts';
import { libraryFileJobs } from './modules/library/files/jobs.server.ts';
import { libraryKeepingJobs } from './modules/library/keeping/jobs.server.ts';
import { libraryLinkJobs } from './modules/library/links/jobs.server.ts';
import { libraryReviewJobs } from './modules/library/reviewing/jobs.server.ts';
import { waysIn } from './modules/members/sign-in/queries.server.ts';
import { listeningJobs } from './modules/perspectives/listening/jobs.server.ts';
import { cohortJobs } from './modules/practice/cohort/jobs.server.ts';
import { logJobs } from './modules/practice/log/jobs.server.ts';
import { reportJobs } from './modules/practice/reports/jobs.server.ts';
import { siteJobs } from './modules/public/site/jobs.server.ts';
import { updateJobs } from './modules/public/updates/jobs.server.ts';
import { operator, visitor } from './platform/actor.ts';
import { config } from './platform/config.server.ts';
import { closeDatabase, database } from './platform/db.server.ts';
import { dropForgotten } from './platform/files.server.ts';
import { startJobs, stopJobs } from './platform/jobs.server.ts';
import { listen } from './platform/listen.server.ts';
import { logFault, logRequest, say } from './platform/log.server.ts';
import { networkOf } from './platform/network.ts';
import { keepPublicPages } from './platform/public-pages.server.ts';
import { as } from './platform/scope.server.ts';

// What nobody caught ends the process: its sentence for whoever started it, the rest for the log.
process.on('uncaughtException', (error) => {
  say(error.message);
  logFault('uncaught', error);
  process.exit(1);
});

const settings = config();
const publicPages = keepPublicPages();
const headersOfPublic = protecting(`'none'`);
const headersOfFile = protecting(`'none'`, 'sandbox');
const ownOrigin = settings.publicUrl && new URL(settings.publicUrl).origin;
let isStopping = false;

/** Twelve hexadecimal digits. Node draws them from a supply, where asking for six bytes is a call of the system for every request. */
const requestId = () => randomUUID().slice(-12);

type Host = { Variables: { id: string; nonce: string } };
const host = new Hono<Host>();

host.use(async (c, next) => {
  const started = performance.now();
  c.set('id', requestId());
  c.set('nonce', randomBytes(16).toString('base64'));
  await next();
  publicPages.goesOut(addressOf(c));
  securityHeaders(c);
  if (settings.logsRequests)
    logRequest({
      id: c.get('id'),
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(performance.now() - started),
    });
});
host.onError((error, c) => {
  logFault(c.get('id'), error);
  securityHeaders(c);
  return c.text(`Something went wrong (${c.get('id')}). What you just sent was not saved. Go back and try again.`, 500);
});
host.use(compress());

host.get('/healthz', async (c) => {
  try {
    const { kysely, version } = await database();
    await sql`select 1`.execute(kysely);
    return c.json({ ok: true, postgres: version });
  } catch {
    return c.json({ ok: false }, 503);
  }
});

const forever = 'public, max-age=31536000, immutable';
host.use('/assets/*', serveStatic({ root: './build/client', onFound: (_path, c) => c.header('cache-control', forever) }));
for (const name of ['/icon.svg', '/icon-180.png', '/icon-512.png', '/practice.webmanifest'])
  host.use(name, serveStatic({ root: './build/client', onFound: (_path, c) => c.header('cache-control', 'public, max-age=86400') }));
// A worker that browsers keep is asked for again each time, so that it can be mended.
host.use('/practice-worker.js', serveStatic({ root: './build/client', onFound: (_path, c) => c.header('cache-control', 'no-cache') }));

/** The pages that read a file: they ask who sends it before they read any of it. */
const takesFiles =
  /^(\/speaker\/[\w-]{43}|\/w\/(occasions\/[^/]+\/attendance|pages\/pictures(\.json)?|curriculum\/[^/]+\/imports\/new|competencies\/import|focus-groups\/[^/]+\/(transcripts\/new|exchange)|library\/[^/]+\/[^/]+\/files|forum\/[^/]+\/recap|forum\/speakers\/[^/]+))$/;
/** Where a large file arrives in pieces, each a little larger than other bodies may be. */
const takesPieces = /^\/w\/(curriculum\/[^/]+|library\/[^/]+\/[^/]+)\/arriving\/[^/]+$/;
/** Where something else than a form is sent. */
const takesJson = /^\/w\/(curriculum\/[^/]+|library\/[^/]+\/[^/]+)\/arriving$/;
/**
 * What a mail program posts to when its reader ends such mails by one click (RFC 8058): from no page of ours, without a session, and in either form of a form. The address
 * holds a secret that only that mail says, and all it does is end the mails: updates, or the reminders of a listening round.
 */
const endsMails = /^\/(updates\/leave\/[\w-]{43}|perspective\/[\w-]{43}\/stop)$/;
const smallBody = bodyLimit({ maxSize: 1024 * 1024, onError: tooLarge });
const pieceBody = bodyLimit({ maxSize: pieceBytes, onError: tooLarge });
host.use(async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
  if (endsMails.test(c.req.path) && c.req.method === 'POST') return smallBody(c, next);
  if (!isFromOurOwnPage(c)) return c.text('This was not sent from one of our own pages. Open the page again and send it from there.', 403);
  // Uploads stream to disk and count for themselves; everything else is small, also what calls itself a file.
  if (takesFiles.test(c.req.path) && c.req.header('content-type')?.startsWith('multipart/form-data')) return next();
  if (takesPieces.test(c.req.path) && c.req.method === 'PUT') return pieceBody(c, next);
  return smallBody(c, isForm(c) ? next : notAForm(c));
});

host.all('*', async (c) => {
  const url = addressOf(c);
  const { method, body, signal } = c.req.raw;
  const headers = new Headers(c.req.raw.headers);
  // The pages refuse forms of another origin, too; that this one may come from anywhere is decided above.
  if (endsMails.test(url.pathname)) headers.delete('origin');
  const request = new Request(url, { method, headers, body, signal, ...(body ? { duplex: 'half' } : {}) } as RequestInit);
  const facts = { id: c.get('id'), nonce: c.get('nonce'), address: callerOf(c), isSecure: url.protocol === 'https:' };
  const version = publicPages.version;
  const answered = await answer(request, facts);
  if (method !== 'GET' && method !== 'HEAD') await renewWhatChanged();
  return publicPages.keep({ url, method }, answered, version);
});

let lastVersion: number | undefined;
/** Whoever takes something back is answered when nobody reads it here any more: what the database notifies may arrive a moment after the answer. */
async function renewWhatChanged(): Promise<void> {
  const { version } = await as(visitor, ({ tx }) => tx.selectFrom('publicVersion').select('version').executeTakeFirstOrThrow());
  if (version === lastVersion) return;
  lastVersion = version;
  publicPages.renew();
}

function isForm(c: Context): boolean {
  const type = c.req.header('content-type') ?? '';
  return type.startsWith('application/x-www-form-urlencoded') || (takesJson.test(c.req.path) && type.startsWith('application/json'));
}

/** Only the pages that read a file take another kind of form. */
function notAForm(c: Context) {
  return async () => {
    c.res = c.text('This was not sent as a form of our pages sends it. Open the page again and send it from there.', 415);
  };
}

/** The rest of the body is not read, so the connection cannot serve another request. */
function tooLarge(c: Context) {
  return c.text('What you sent is too large. Send less at once.', 413, { connection: 'close' });
}

/** The address as people type it, without slashes before its first one: behind a proxy that ends TLS, what the request says of itself is wrong. */
function addressOf(c: Context): URL {
  const { origin, pathname, search } = new URL(c.req.url);
  return new URL(pathname.replace(/^\/+/, '/') + search, settings.publicUrl ?? origin);
}

/** The network that a request came from: of the nearest address that our own proxies did not add. */
function callerOf(c: Context): string {
  const forwarded = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
  return networkOf(forwarded.at(-settings.trustedProxies || forwarded.length) ?? getConnInfo(c).remote.address ?? 'unknown');
}

/** Cross-site request forgery: a write must say that it comes from our own origin. Every browser sends one of the two headers. */
function isFromOurOwnPage(c: Context): boolean {
  const origin = c.req.header('origin');
  if (origin) return origin === addressOf(c).origin;
  return c.req.header('sec-fetch-site') === 'same-origin';
}

function securityHeaders(c: Context<Host>) {
  const isPublic = c.res.headers.get('x-concord-public');
  const isFile = c.res.headers.get('x-concord-file');
  c.res.headers.delete('x-concord-public');
  c.res.headers.delete('x-concord-file');
  const says = isFile ? headersOfFile : isPublic ? headersOfPublic : protecting(`'nonce-${c.get('nonce')}' 'strict-dynamic'`);
  for (const [name, value] of Object.entries(says)) c.header(name, value);
  c.header('x-request-id', c.get('id'));
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
}

/** What every answer tells the browser to refuse; `script` is the source of scripts that it may run. */
function protecting(script: string, ...more: string[]): Record<string, string> {
  const policy = [
    `default-src 'none'`,
    `script-src ${script}`,
    `style-src 'self'`,
    `font-src 'self'`,
    `img-src 'self' data:`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `worker-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    ...more,
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    ...(settings.publicUrl?.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  };
}

const { notes } = await database();
for (const note of notes) say(note);
await as(operator(), keepStarterList);
await prepareBadges();
if (settings.wantsSample && (await loadSample())) say('An empty database: the sample collaborative was put in (DEMO=0 leaves it out).');
await dropForgotten();
const libraryJobs = [
  ...libraryFileJobs,
  ...libraryCheckJobs,
  ...libraryReviewJobs,
  ...libraryLinkJobs,
  ...libraryKeepingJobs,
  ...libraryAdoptionJobs,
];
await startJobs([
  ...occasionJobs,
  ...intakeJobs,
  ...roundJobs,
  ...calibrationJobs,
  ...askingJobs,
  ...releaseJobs,
  ...facultyEvaluationJobs,
  ...facultyPathJobs,
  ...transcriptJobs,
  ...listeningJobs,
  ...logJobs,
  ...cohortJobs,
  ...reportJobs,
  ...siteJobs,
  ...updateJobs,
  ...libraryJobs,
  ...forumJobs,
  ...questionJobs,
  ...lessonJobs,
]);
const stopListening = await listen('concord_public', () => publicPages.renew());
const others = getRequestListener(host.fetch, { hostname: settings.host });
// Public pages that are kept are answered before anything else looks at the request, since no step of the way would change them.
const server = createServer(async (request, response) => {
  const started = performance.now();
  const id = requestId();
  const origin = ownOrigin ?? `http://${request.headers.host}`;
  const isAnswered = () => publicPages.answer(request, response, { origin, headers: { ...headersOfPublic, 'x-request-id': id } });
  if (!isAnswered()) {
    await publicPages.turn(request, response, origin);
    if (!isAnswered()) return others(request, response);
  }
  if (settings.logsRequests)
    logRequest({
      id,
      method: request.method!,
      path: request.url!,
      status: response.statusCode,
      ms: Math.round(performance.now() - started),
    });
});
server.listen(settings.port, settings.host, async () => {
  const { port } = server.address() as AddressInfo;
  const address = settings.publicUrl ?? `http://localhost:${port}`;
  console.log(`Concord is ready at ${address}`);
  for (const line of await waysIn(address)) console.log(`  ${line}`);
});
server.on('error', async (error: NodeJS.ErrnoException) => {
  say(
    error.code === 'EADDRINUSE'
      ? `Port ${settings.port} is taken. Stop what uses it, or choose another: PORT=3001 npm start`
      : error.message,
  );
  await stop(1);
});

/** Lets running requests end, then the jobs, then the database; a second signal, or fifteen seconds, ends it at once. */
async function stop(code: number) {
  if (isStopping) process.exit(code);
  isStopping = true;
  setTimeout(() => process.exit(code), 15_000).unref();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 3_000).unref(); // progress streams never end by themselves
  await closed;
  await stopListening();
  await stopJobs();
  await closeDatabase();
  process.exit(code);
}
process.on('SIGINT', () => stop(0));
process.on('SIGTERM', () => stop(0));
