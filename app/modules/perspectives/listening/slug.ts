const own = ['new', 'goal'];

/** A short name for a round's address, out of its title; another round, or an address of ours, never has the same. */
export function roundSlug(title: string, taken: readonly string[]): string {
  const words =
    title
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50)
      .replace(/-+$/, '') || 'round';
  const isFree = (slug: string) => !own.includes(slug) && !taken.includes(slug);
  if (isFree(words)) return words;
  for (let at = 2; ; at++) if (isFree(`${words}-${at}`)) return `${words}-${at}`;
}
