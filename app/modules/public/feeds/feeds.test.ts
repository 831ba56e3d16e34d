import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFeed } from '@rowanmanning/feed-parser';
import * as z from 'zod';
import { robots, sitemap } from './sitemap.ts';
import { updatesFeed } from './updates-feed.ts';

const site = { origin: 'https://concord.example', name: 'Collaborative & Friends', about: 'Four schools <together>.' };
const update = (number: number, more: object = {}) => ({
  id: `01900000-0000-7000-8000-00000000000${number}`,
  slug: `update-${number}`,
  title: `Update ${number} <b>& more</b>`,
  summary: 'In short.',
  body: 'It *began* [here](/work) & <script>alert(1)</script> [no](javascript:alert(1))\n\n![Four people](/files/pictures/1)\n\n]]>',
  dated: '2024-06-25',
  publishedAt: new Date('2026-11-26T12:00:00Z'),
  firstPublishedAt: new Date('2026-11-20T12:00:00Z'),
  ...more,
});
const updates = [update(1), update(2, { dated: '2024-04', publishedAt: new Date('2026-11-27T12:00:00Z') }), update(3, { body: '' })];

test('another program reads the Atom feed: stable ids, whole addresses, dates, nothing active', () => {
  const { atom } = updatesFeed(site, updates);
  const read = parseFeed(atom);
  assert.equal(read.meta.type, 'atom');
  assert.equal(read.self, 'https://concord.example/updates.atom');
  assert.equal(read.title, 'Updates of the Collaborative & Friends');
  assert.deepEqual(
    read.items.map(({ id, url, published, updated }) => [id, url, published?.toISOString(), updated?.toISOString()]),
    [
      [
        'urn:uuid:01900000-0000-7000-8000-000000000001',
        'https://concord.example/updates/update-1',
        '2024-06-25T12:00:00.000Z',
        '2026-11-26T12:00:00.000Z',
      ],
      [
        'urn:uuid:01900000-0000-7000-8000-000000000002',
        'https://concord.example/updates/update-2',
        '2024-04-01T12:00:00.000Z',
        '2026-11-27T12:00:00.000Z',
      ],
      [
        'urn:uuid:01900000-0000-7000-8000-000000000003',
        'https://concord.example/updates/update-3',
        '2024-06-25T12:00:00.000Z',
        '2026-11-26T12:00:00.000Z',
      ],
    ],
  );
  assert.equal(read.updated?.toISOString(), '2026-11-27T12:00:00.000Z');
  const content = read.items[0]!.content!;
  assert.match(content, /<em>began<\/em> <a href="https:\/\/concord\.example\/work">here<\/a>/);
  assert.match(content, /<img src="https:\/\/concord\.example\/files\/pictures\/1" alt="Four people">/);
  assert.doesNotMatch(atom, /<script|<b>|javascript:/);
  assert.equal(read.items[0]!.title, 'Update 1 <b>& more</b>');
});
test('a text pasted with characters that no XML may hold leaves the feed readable', () => {
  const pasted = 'A line\u000bbroken\ufffe \ud800here &#1;';
  const { atom } = updatesFeed({ ...site, name: 'Four\u0002 schools' }, [update(1, { title: pasted, summary: pasted, body: pasted })]);
  assert.doesNotMatch(atom, /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  assert.match(atom, /A linebroken here/);
});
test('the JSON feed is one of version 1.1', () => {
  const author = z.strictObject({ name: z.string(), url: z.url().optional(), avatar: z.url().optional() });
  const item = z.strictObject({
    id: z.string(),
    url: z.url(),
    title: z.string().optional(),
    content_html: z.string().min(1),
    summary: z.string().optional(),
    image: z.url().optional(),
    date_published: z.iso.datetime(),
    date_modified: z.iso.datetime(),
    authors: z.array(author).optional(),
    tags: z.array(z.string()).optional(),
    language: z.string().optional(),
  });
  const schema = z.strictObject({
    version: z.literal('https://jsonfeed.org/version/1.1'),
    title: z.string(),
    home_page_url: z.url(),
    feed_url: z.url(),
    description: z.string(),
    language: z.literal('en'),
    favicon: z.url().optional(),
    icon: z.url().optional(),
    authors: z.array(author),
    items: z.array(item),
  });
  const read = schema.parse(JSON.parse(updatesFeed(site, updates).json));
  assert.equal(read.feed_url, 'https://concord.example/updates.json');
  assert.deepEqual(
    read.items.map(({ id }) => id),
    updates.map(({ id }) => `urn:uuid:${id}`),
  );
});
test('a feed of nothing is a feed', () => {
  assert.deepEqual(parseFeed(updatesFeed(site, []).atom).items, []);
  assert.deepEqual(JSON.parse(updatesFeed(site, []).json).items, []);
});
test('the map of the site says every page once, whole and escaped; robots read no workspace', () => {
  const map = sitemap('https://concord.example', [
    { path: '/' },
    { path: '/a?b=1&c=2', changed: new Date('2026-11-26T12:00:00Z') },
    { path: '/' },
  ]);
  assert.deepEqual(
    [...map.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address),
    ['https://concord.example/', 'https://concord.example/a?b=1&amp;c=2'],
  );
  assert.match(map, /<lastmod>2026-11-26T12:00:00.000Z<\/lastmod>/);
  assert.match(robots('https://concord.example'), /Disallow: \/w\/\n[\s\S]*Sitemap: https:\/\/concord\.example\/sitemap\.xml/);
});
