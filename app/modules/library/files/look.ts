import * as z from 'zod';

/** What a program saw in a file. `without`: the places of pictures that have no words in their stead; `failed`: why it could not be read, in words. */
export const Look = z.object({
  pages: z.number().int().nullable(),
  isTagged: z.boolean().nullable(),
  hasScript: z.boolean(),
  pictures: z.number().int(),
  without: z.array(z.string()),
  links: z.array(z.string()),
  failed: z.string().nullable(),
});
export type Look = z.infer<typeof Look>;

/** What is said of a file that nothing is to be seen in, or that could not be read. */
export function noLook(failed: string | null = null): Look {
  return { pages: null, isTagged: null, hasScript: false, pictures: 0, without: [], links: [], failed };
}

/** A look as a row holds it; null while nobody has looked, or where it cannot be read. */
export function lookOf(row: unknown): Look | null {
  return Look.nullable()
    .catch(null)
    .parse(row ?? null);
}

/** How much of a file is looked at: letters for the search, pages for the preview and for the text, links and places of pictures. */
export const lookBounds = { letters: 100_000, previews: 3, pages: 200, links: 200, places: 100 } as const;

/** Files of a version, and how long a name may be. */
export const mostFiles = 20;

/** The name under which a file is kept: no folder, no control characters, the ending that its bytes ask for, and none that another file of the version has. */
export function keptName(said: string, extension: string, taken: readonly string[]): string {
  const last = said.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/^\.+/, '')
    .trim();
  const isRight = plain.toLowerCase().endsWith(`.${extension}`) || (extension === 'jpg' && /\.jpeg$/i.test(plain));
  const base = (isRight ? plain.slice(0, plain.lastIndexOf('.')) : plain).slice(0, 150).trim() || 'file';
  const others = new Set(taken.map((name) => name.toLowerCase()));
  for (let at = 1; ; at++) {
    const name = at === 1 ? `${base}.${extension}` : `${base} (${at}).${extension}`;
    if (!others.has(name.toLowerCase())) return name;
  }
}
