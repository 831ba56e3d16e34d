/** The query part of an address with one value set, or left out when it is null; the page number is left out as well, since the list has changed. */
export function withParam(search: string, name: string, value: string | null): string {
  const params = new URLSearchParams(search);
  if (name !== 'page') params.delete('page');
  if (value === null) params.delete(name);
  else params.set(name, value);
  return `?${params}`;
}

/** How a list is sorted by one of its columns: `?sort=hours` ascending, `?sort=-hours` descending, undefined when by another. */
export function sortedBy(search: string, key: string, otherwise?: string): 'ascending' | 'descending' | undefined {
  const sort = new URLSearchParams(search).get('sort') ?? otherwise;
  if (sort === key) return 'ascending';
  return sort === `-${key}` ? 'descending' : undefined;
}

/** The address that sorts by a column; a column that is already sorted turns round. */
export function sortLink(search: string, key: string, otherwise?: string): string {
  return withParam(search, 'sort', sortedBy(search, key, otherwise) === 'ascending' ? `-${key}` : key);
}
