import { Feed } from 'feed';
import { escaped } from '#app/platform/html.ts';
import { feedMarkup } from './markup.ts';

/** An update as a feed tells it. `dated`: the day or month it is about. */
export type FeedUpdate = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly dated: string;
  readonly publishedAt: Date | null;
  readonly firstPublishedAt: Date | null;
};
/** Whose feed it is, and where. */
export type FeedSite = { readonly origin: string; readonly name: string; readonly about: string };

/** How many updates a feed holds; the list on the site holds all. */
export const updatesInFeed = 50;

/** Characters that no XML may hold (XML 1.0, 2.2), even written as entities: a text pasted from a word processor has some, and one of them would end the feed for every reader. */
const notInXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** The updates as Atom (RFC 4287) and as JSON Feed 1.1. An update keeps its id when its address or our host changes, and says when it was last published. */
export function updatesFeed(site: FeedSite, updates: readonly FeedUpdate[]): { atom: string; json: string } {
  // Titles and summaries are HTML in the Atom of the library, and plain words in JSON.
  return { atom: feedOf(site, updates, escaped).atom1().replace(notInXml, ''), json: jsonFeed(feedOf(site, updates, (text) => text)) };
}

function feedOf({ origin, name, about }: FeedSite, updates: readonly FeedUpdate[], said: (text: string) => string): Feed {
  const feed = new Feed({
    id: `${origin}/updates`,
    title: `Updates of the ${name}`,
    description: about,
    link: `${origin}/updates`,
    language: 'en',
    favicon: `${origin}/icon.svg`,
    author: { name, link: `${origin}/` },
    feedLinks: { atom: `${origin}/updates.atom`, json: `${origin}/updates.json` },
    generator: 'Concord',
    // An empty feed has not changed since the day on which Concord had none.
    updated: new Date(Math.max(Date.UTC(2026, 0, 1), ...updates.map((update) => (update.publishedAt ?? begun(update)).getTime()))),
  });
  for (const update of updates.slice(0, updatesInFeed)) {
    const address = `${origin}/updates/${update.slug}`;
    feed.addItem({
      id: `urn:uuid:${update.id}`,
      guid: `urn:uuid:${update.id}`,
      title: said(update.title),
      link: address,
      description: said(update.summary),
      content: feedMarkup(update.body, origin) || `<p>${escaped(update.summary)}</p>`,
      published: begun(update),
      date: update.publishedAt ?? begun(update),
      author: [{ name, link: `${origin}/` }],
    });
  }
  return feed;
}

/** What an update is about lies before the day on which it was written down here; so it stands in its place among others. */
function begun({ dated, firstPublishedAt }: FeedUpdate): Date {
  const day = new Date(`${/^\d{4}-\d{2}$/.test(dated) ? `${dated}-01` : dated}T12:00:00Z`);
  return firstPublishedAt !== null && firstPublishedAt < day ? firstPublishedAt : day;
}

/** The library writes version 1.0, whose single author 1.1 made a list. */
function jsonFeed(feed: Feed): string {
  const { author, items, ...rest } = JSON.parse(feed.json1()) as { author?: object; items: Array<{ author?: object }> };
  const authors = (one: object | undefined) => (one ? { authors: [one].flat() } : {});
  return JSON.stringify(
    {
      ...rest,
      version: 'https://jsonfeed.org/version/1.1',
      language: 'en',
      ...authors(author),
      items: items.map(({ author: by, ...item }) => ({ ...item, ...authors(by) })),
    },
    null,
    2,
  );
}
