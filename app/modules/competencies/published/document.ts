import type { Outlined } from '../outline.ts';
import type { ItemReading, Reading } from './queries.server.ts';

/** The public address of a version: the framework's own while it is the adopted one. `base`: our origin. */
export function frameworkAddress(base: string, { slug, number, status }: { slug: string; number: string; status: string }): string {
  const own = `${base}/frameworks/${slug}`;
  return status === 'adopted' ? own : `${own}/versions/${encodeURIComponent(number)}`;
}

/** The public address of an item. */
export function itemAddress(base: string, slug: string, stableId: string): string {
  return `${base}/frameworks/${slug}/items/${stableId}`;
}

function itemFacts(base: string, slug: string, item: Outlined) {
  const { stableId, kind, phase, code, shortTitle, text, publishedText, itemType, depth } = item;
  return {
    identifier: stableId,
    address: itemAddress(base, slug, stableId),
    kind,
    phase,
    code,
    shortTitle,
    text,
    publishedText,
    itemType,
    depth,
  };
}

function versionFacts(base: string, { version }: Pick<Reading, 'version'>) {
  const { slug, frameworkStableId, title, creator, number, status, adoptedOn, sourceTitle, sourceUrl } = version;
  const address = frameworkAddress(base, version);
  return {
    identifier: frameworkStableId,
    address,
    slug,
    title,
    creator,
    version: number,
    status,
    adoptedOn,
    source: { title: sourceTitle, url: sourceUrl },
  };
}

/** The list of frameworks as JSON. */
export function frameworksDocument(base: string, versions: readonly Reading['version'][]) {
  return { frameworks: versions.map((version) => ({ ...versionFacts(base, { version }), items: version.items })) };
}

/** A framework as JSON: its facts, its versions, and its items in outline order with their depth (0 at the top) and their parent. */
export function frameworkDocument(base: string, read: Reading) {
  const { version, items, versions } = read;
  const stableIdOf = new Map(items.map(({ id, stableId }) => [id, stableId]));
  return {
    ...versionFacts(base, read),
    versions: versions.map((each) => ({
      version: each.number,
      status: each.status,
      adoptedOn: each.adoptedOn,
      address: frameworkAddress(base, each),
    })),
    items: items.map((item) => ({ ...itemFacts(base, version.slug, item), parent: stableIdOf.get(item.parentId ?? '') ?? null })),
  };
}

/** An item as JSON: its facts, where it stands, what stands below it, its wordings and its relations. */
export function itemDocument(base: string, read: ItemReading) {
  const { version, item, above, below, wordings, replacedBy, relations } = read;
  const elsewhere = (to: ItemReading['replacedBy'][number]) => ({ ...to, address: itemAddress(base, to.slug, to.stableId) });
  return {
    framework: versionFacts(base, read),
    ...itemFacts(base, version.slug, item),
    above: above.map((each) => itemFacts(base, version.slug, each)),
    below: below.map((each) => itemFacts(base, version.slug, each)),
    wordings: wordings.map(({ number, status, code, text }) => ({ version: number, status, code, text })),
    replacedBy: replacedBy.map(elsewhere),
    relations: relations.map(({ relation, to, note }) => ({ relation, note, to: elsewhere(to) })),
  };
}
