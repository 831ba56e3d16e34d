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

/** Letters, digits and single hyphens out of a title: "Who we are" is `who-we-are`; a title of none of these is `page`. */
export function slugFrom(title: string): string {
  const letters = title.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’']/g, '').toLowerCase();
  const slug = letters.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const short = slug.length <= 60 ? slug : slug.slice(0, slug.lastIndexOf('-', 60) > 20 ? slug.lastIndexOf('-', 60) : 60);
  return short === '' ? 'page' : isTaken(short) ? `${short}-page` : short;
}

/** True for what is an address of Concord itself. */
export function isTaken(slug: string): boolean {
  return taken.includes(slug);
}
