import * as z from 'zod';

/** What lies in a file that one does not see when one reads it: names of its makers, comments, changes, what is hidden, notes, where a picture was taken, files and answers within it. */
export const traceKinds = ['maker', 'comment', 'change', 'hidden', 'notes', 'place', 'attachment', 'field'] as const;
export type TraceKind = (typeof traceKinds)[number];
/** One of them, with its place in the file (empty: the file as a whole) and its words, shortened. */
const Trace = z.object({ kind: z.enum(traceKinds), place: z.string(), words: z.string() });
export type Trace = z.infer<typeof Trace>;

/** What a program saw in a file. `without`: the places of pictures that have no words in their stead; `failed`: why it could not be read, in words. */
export const Look = z.object({
  pages: z.number().int().nullable(),
  isTagged: z.boolean().nullable(),
  hasScript: z.boolean(),
  pictures: z.number().int(),
  without: z.array(z.string()),
  links: z.array(z.string()),
  traces: z.array(Trace).default([]),
  failed: z.string().nullable(),
});
export type Look = z.infer<typeof Look>;

/** What is said of a file that nothing is to be seen in, or that could not be read. */
export function noLook(failed: string | null = null): Look {
  return { pages: null, isTagged: null, hasScript: false, pictures: 0, without: [], links: [], traces: [], failed };
}

/** A look as a row holds it; null while nobody has looked, or where it cannot be read. */
export function lookOf(row: unknown): Look | null {
  return Look.nullable()
    .catch(null)
    .parse(row ?? null);
}

/** How much of a file is looked at: letters for the search, pages for the preview and for the text, links and places of pictures. */
export const lookBounds = { letters: 100_000, previews: 3, pages: 200, links: 200, places: 100, traces: 100, traceLetters: 200 } as const;

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
