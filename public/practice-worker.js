// On a student's own phone: the page to note a conversation opens without network. What is kept here is that page and what it is made of, nothing that anybody wrote.
const kept = 'concord-practice';
const page = '/w/practice/offline';

addEventListener('install', (event) => {
  event.waitUntil(keepPage());
  skipWaiting();
});
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (origin !== location.origin || request.method !== 'GET') return;
  if (request.mode === 'navigate') event.respondWith(fetchOr(event));
  else if (pathname.startsWith('/assets/')) event.respondWith(caches.match(request).then((found) => found ?? fetch(request)));
});

/** The page that is asked for; without network the one that is kept. When the network is there, what is kept is looked at again. */
async function fetchOr(event) {
  try {
    const answer = await fetch(event.request);
    if (new URL(event.request.url).pathname === '/w/practice') event.waitUntil(keepPage().catch(() => undefined));
    return answer;
  } catch (error) {
    const found = await caches.match(page);
    if (!found) throw error;
    // A page's script asks what stands at its own address, so it is shown at no other.
    return new URL(event.request.url).pathname === page ? found : Response.redirect(page);
  }
}

/** Keeps the page with its scripts, styles and fonts, and drops what an older one was made of. A page that was not given as it is (signed out, a fault) changes nothing. */
async function keepPage() {
  const answer = await fetch(page, { cache: 'no-store', redirect: 'manual' });
  if (!answer.ok) throw new Error(`The page to keep answered ${answer.status}.`);
  const parts = namedIn(await answer.clone().text());
  const cache = await caches.open(kept);
  await addMissing(cache, parts);
  for (const style of [...parts].filter((each) => each.endsWith('.css'))) {
    const fonts = namedIn(await (await cache.match(style)).text());
    await addMissing(cache, fonts);
    for (const font of fonts) parts.add(font);
  }
  await cache.put(page, answer);
  for (const old of await cache.keys()) {
    const { pathname } = new URL(old.url);
    if (pathname !== page && !parts.has(pathname)) await cache.delete(old);
  }
}

function namedIn(text) {
  return new Set([...text.matchAll(/["'(](\/assets\/[^"'()\s\\]+)/g)].map(([, path]) => path));
}

async function addMissing(cache, paths) {
  for (const path of paths) if (!(await cache.match(path))) await cache.add(path);
}
