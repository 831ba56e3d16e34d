/** How the shelf of the collaborative's own items is called in an address; the others are called like their school. */
export const ownShelfName = 'collaborative';

/** The school that one acts for on a shelf; undefined on the collaborative's. */
export function schoolOfShelf(shelf: string): string | undefined {
  return shelf === ownShelfName ? undefined : shelf;
}

/** The address of an item on the shelf acted for. */
export function itemAddress(shelf: string, slug: string): string {
  return `/w/library/${shelf}/${slug}`;
}
