import { type CsvValue, csvText } from '#app/platform/csv.ts';
import { itemColumns } from '../exchange/framework-csv.ts';
import type { Outlined } from '../outline.ts';
import type { Cited } from './citation.ts';
import { frameworkAddress, itemAddress } from './document.ts';
import type { ItemReading, Reading } from './queries.server.ts';

/** What a citation of a version, or of one of its items, is made of. */
export function cited(base: string, read: Pick<Reading, 'version'> | Pick<ItemReading, 'version' | 'item'>): Cited {
  const { slug, title, creator, number, adoptedOn } = read.version;
  const whole = { slug, title, creator, number, adoptedOn };
  if (!('item' in read)) return { ...whole, address: frameworkAddress(base, read.version) };
  const { code, text, stableId } = read.item;
  return { ...whole, address: itemAddress(base, slug, stableId), item: { code, text } };
}

/** Items as CSV, in outline order; parents by identifier. The import reads these columns back. */
export function readingCsv(version: Reading['version'], items: readonly Outlined[]): string {
  const stableIdOf = new Map(items.map(({ id, stableId }) => [id, stableId]));
  const rows = items.map((item): CsvValue[] => {
    const { stableId, code, shortTitle, text, kind, phase, itemType, parentId, position, publishedText } = item;
    const parent = stableIdOf.get(parentId ?? '') ?? null;
    return [stableId, code, shortTitle, text, kind, phase, itemType, parent, position, publishedText, version.slug, version.number];
  });
  return csvText([[...itemColumns, 'framework', 'version'], ...rows]);
}

/** The list of frameworks as CSV. */
export function frameworksCsv(base: string, versions: readonly Reading['version'][]): string {
  const rows = versions.map((version): CsvValue[] => {
    const { frameworkStableId, slug, title, creator, number, adoptedOn, items } = version;
    return [frameworkStableId, slug, title, creator, number, adoptedOn, items, frameworkAddress(base, version)];
  });
  return csvText([['identifier', 'framework', 'title', 'creator', 'version', 'adoptedOn', 'items', 'address'], ...rows]);
}

/** Items as one text: on the way to a page, thousands of small objects would be packed one by one for a script that never comes. */
export function outlineText(items: readonly Outlined[]): string {
  return JSON.stringify(items);
}

/** The items of an `outlineText`. */
export function outlineOf(text: string): Outlined[] {
  return JSON.parse(text) as Outlined[];
}
