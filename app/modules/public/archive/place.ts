/** Own addresses that only a host can answer: they are for one reader, or ask for something. */
const forAHost =
  /^\/(?:w|home|sign-in|sign-out|invitation|theme|speaker|places|certificates|occasions|search|look|healthz|updates\/(?:subscribe|confirm|leave))(?:\/|$)/;

/** Whether an address is our own, and only a host can answer it. */
export function needsHost(href: string, base: string): boolean {
  const url = URL.parse(href, base);
  return url?.origin === new URL(base).origin && forAHost.test(url.pathname);
}

/** An address as a file is asked for: a calendar to subscribe to is one, too. */
export function asFile(href: string, base: string): string {
  return href.replace(/^webcals?:/i, new URL(base).protocol);
}

/** What of a search is another page: a page of a list, and two versions to compare. */
const searched: Readonly<Record<string, RegExp>> = { page: /^[2-9]$|^[1-9]\d{1,4}$/, from: /^(?:source|\d{1,4})$/, to: /^\d{1,4}$/ };

/** An address of our own as the archive asks for it: its path, and of its search what is another page; null for what is no page of ours, or needs a host. */
export function askedAs(said: string, base: string): string | null {
  const href = asFile(said, base);
  const url = URL.parse(href, base);
  if (!url || url.origin !== new URL(base).origin || !/^https?:$/.test(url.protocol)) return null;
  if (forAHost.test(url.pathname) || url.pathname.length > 500) return null;
  const asks = Object.entries(searched).flatMap(([name, form]) => {
    const value = url.searchParams.get(name) ?? '';
    return form.test(value) ? `${name}=${value}` : [];
  });
  return url.pathname.replace(/(?<=.)\/+$/, '') + (asks.length > 0 ? `?${asks.join('&')}` : '');
}

const endings: Readonly<Record<string, string>> = {
  'application/json': 'json',
  'application/ld+json': 'jsonld',
  'application/feed+json': 'json',
  'application/xml': 'xml',
  'application/atom+xml': 'atom',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'image/webp': 'webp',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'text/plain': 'txt',
  'text/vtt': 'vtt',
};

/**
 * The file that keeps what was answered at a path: a page as `index.html` in a folder of its own, everything else under its own name, with an ending where it has none (a web
 * server tells types by it, and a folder may stand under the same name). Every part is a safe name on any file system.
 */
export function fileOf(asked: string, type: string): string {
  const [path = '/', search] = asked.split('?');
  const parts = path.split('/').filter(Boolean).map(safeName);
  const [media = ''] = type.split(';');
  if (media.trim() === 'text/html')
    return [...parts, ...(search ? [`_${search.replaceAll('=', '-').replaceAll('&', '_')}`] : []), 'index.html'].join('/');
  const last = parts.pop() ?? 'file';
  const ending = endings[media.trim()] ?? 'bin';
  return [...parts, /\.[A-Za-z0-9]{1,8}$/.test(last) ? last : `${last}.${ending}`].join('/');
}

/** A part of an address as a name of a file: as it is read, without what a file system would take for something else. */
function safeName(part: string): string {
  let name = part;
  try {
    name = decodeURIComponent(part);
  } catch {
    // As it stands.
  }
  const safe = shortened(name.replace(/[^\p{L}\p{N}._~@+-]/gu, '_').replace(/^\.+/, '_'));
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(safe) ? `_${safe}` : safe || '_';
}

/** At most 120 bytes of UTF-8, whole letters and the ending: a file system counts bytes, and a name of other letters than ours has two or more in each. */
function shortened(name: string): string {
  const [ending = ''] = /\.[A-Za-z0-9]{1,8}$/.exec(name) ?? [];
  const bytes = (text: string) => new TextEncoder().encode(text).length;
  if (bytes(name) <= 120) return name;
  let short = '';
  for (const letter of name.slice(0, name.length - ending.length)) {
    if (bytes(short + letter + ending) > 120) break;
    short += letter;
  }
  return short + ending;
}

/** How a file of the archive is named from another: `../../work/index.html`. */
export function relative(from: string, to: string): string {
  const [here, there] = [from.split('/').slice(0, -1), to.split('/')];
  let same = 0;
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same++;
  return [...here.slice(same).map(() => '..'), ...there.slice(same)].map(encodeURIComponent).join('/');
}
