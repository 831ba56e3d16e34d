import { type CsvValue, csvText } from '#app/platform/csv.ts';
import type { FrameworkFile } from './framework-file.ts';

const relations = ['replacedBy', 'exactMatchOf', 'ext:broader', 'ext:narrower', 'isRelatedTo'] as const;
const relationNames: Readonly<Record<string, string>> = { 'ext:broader': 'broader', 'ext:narrower': 'narrower' };

/** The columns of an item as CSV: names that the import reads back. */
export const itemColumns = [
  'identifier',
  'code',
  'shortTitle',
  'text',
  'kind',
  'phase',
  'itemType',
  'parent',
  'order',
  'publishedText',
] as const;

/** A framework as CSV: one row an item, in outline order; parents and relations by identifier, several with "; " between. */
export function frameworkCsv({ items, associations }: Pick<FrameworkFile, 'items' | 'associations'>): string {
  const related = Map.groupBy(associations, ({ originStableId, type }) => `${originStableId} ${type}`);
  const rows = items.map((item): CsvValue[] => [
    item.stableId,
    item.code,
    item.shortTitle,
    item.text,
    item.kind,
    item.phase,
    item.itemType,
    item.parentStableId,
    item.position,
    item.publishedText,
    ...relations.map(
      (type) =>
        related
          .get(`${item.stableId} ${type}`)
          ?.map(({ destinationStableId }) => destinationStableId)
          .join('; ') ?? null,
    ),
  ]);
  return csvText([[...itemColumns, ...relations.map((relation) => relationNames[relation] ?? relation)], ...rows]);
}
