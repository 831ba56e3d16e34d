import type { LicenceId } from '../licences.ts';
import type { ItemKind, Phase } from '../schema.ts';
import type { ListSearch } from './schema.ts';

/** An item as a list narrows and sorts it; `rank` says how well it fits the words that were searched for. */
export type Shelved = {
  readonly itemId: string;
  readonly title: string;
  readonly kind: ItemKind;
  readonly phases: readonly Phase[];
  readonly competencies: readonly string[];
  readonly minutes: number | null;
  readonly licence: LicenceId | null;
  /** Milliseconds since 1970. */
  readonly publishedAt: number;
  readonly rank: number;
};

/** Items on one page of a list. */
export const listSize = 50;

/** Lengths that a list can be narrowed to, in minutes: from (without) and to (with). */
export const durations = [
  { id: 'half-hour', label: 'Up to half an hour', over: 0, to: 30 },
  { id: 'hour', label: 'Up to an hour', over: 30, to: 60 },
  { id: 'half-day', label: 'Up to half a day', over: 60, to: 240 },
  { id: 'longer', label: 'Longer', over: 240, to: Number.POSITIVE_INFINITY },
] as const;

const alphabet = new Intl.Collator('en');

/** Competencies by the code that an address says. */
export type Codes = ReadonlyMap<string, string>;
/** What a list can be narrowed by, in the order of its choices. */
export const facets = ['kind', 'competency', 'phase', 'duration', 'licence'] as const;
/** One of them. */
export type Facet = (typeof facets)[number];

function hasValue(item: Shelved, facet: Facet, value: string, codes: Codes): boolean {
  if (facet === 'kind' || facet === 'licence') return item[facet] === value;
  if (facet === 'phase') return item.phases.some((phase) => phase === value);
  if (facet === 'competency') return item.competencies.includes(codes.get(value) ?? '');
  const length = durations.find(({ id }) => id === value);
  return length !== undefined && item.minutes !== null && item.minutes > length.over && item.minutes <= length.to;
}

function fits(item: Shelved, search: ListSearch, { codes, but }: { codes: Codes; but?: Facet }): boolean {
  return facets.every((facet) => facet === but || search[facet] === undefined || hasValue(item, facet, search[facet], codes));
}

/** The items that an address asks for, in its order: by title, by date or by length, and by how well they fit where words were searched for. */
export function narrowed(items: readonly Shelved[], search: ListSearch, codes: Codes): Shelved[] {
  const found = items.filter((item) => fits(item, search, { codes }));
  const order = search.sort ?? (search.q === '' ? 'title' : 'rank');
  const by: Readonly<Record<string, (one: Shelved, other: Shelved) => number>> = {
    title: (one, other) => alphabet.compare(one.title, other.title) || (one.itemId < other.itemId ? -1 : 1),
    published: (one, other) => one.publishedAt - other.publishedAt,
    minutes: (one, other) => (one.minutes ?? Number.POSITIVE_INFINITY) - (other.minutes ?? Number.POSITIVE_INFINITY),
    rank: (one, other) => other.rank - one.rank,
  };
  const isTurned = order.startsWith('-');
  const compare = by[order.replace('-', '')]!;
  return found.sort((one, other) => (isTurned ? compare(other, one) : compare(one, other)) || by.title!(one, other));
}

/** How many items each value of a facet would leave, the other facets as they stand; values without any are left out. */
export function countsOf(
  items: readonly Shelved[],
  search: ListSearch,
  { codes, facet, values }: { codes: Codes; facet: Facet; values: readonly string[] },
) {
  const others = items.filter((item) => fits(item, search, { codes, but: facet }));
  return values
    .map((value) => ({ value, count: others.filter((item) => hasValue(item, facet, value, codes)).length }))
    .filter(({ value, count }) => count > 0 || search[facet] === value);
}
