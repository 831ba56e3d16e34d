import { slugOf } from '#app/platform/slug.ts';

/** What is written for the public: a free page, an update, or the words of a page that Concord composes. */
export const pageKinds = ['page', 'update', 'home', 'work', 'members'] as const;
export type PageKind = (typeof pageKinds)[number];

/** Where a page stands. */
export function pathOfPage({ kind, slug }: { kind: PageKind; slug: string }): string {
  if (kind === 'page') return `/pages/${slug}`;
  if (kind === 'update') return `/updates/${slug}`;
  return kind === 'home' ? '/' : `/${kind}`;
}

/** A page has an address of its own to choose, unless Concord composes it. */
export function hasOwnAddress(kind: PageKind): kind is 'page' | 'update' {
  return kind === 'page' || kind === 'update';
}

/** Where the bytes of pictures lie in the data folder. */
export const pictureFolder = 'site-pictures';

/** The address of a picture, as texts name it. */
export function pathOfPicture(id: string): string {
  return `/files/pictures/${id}`;
}

/** The id in the address of a picture of ours; null for any other address. */
export function pictureIn(path: string): string | null {
  return /^\/files\/pictures\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(path)?.[1] ?? null;
}

/** Addresses below `/updates` that are no update. */
const taken = ['subscribe', 'confirm', 'leave'];

/** The short name of a page by its title, which is no address of ours. */
export function slugFrom(title: string): string {
  const slug = slugOf(title, 'page');
  return isTaken(slug) ? `${slug}-page` : slug;
}

/** True for what is an address of Concord itself. */
export function isTaken(slug: string): boolean {
  return taken.includes(slug);
}
