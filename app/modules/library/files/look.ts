import * as z from 'zod';

/** What lies in a file that one does not see when one reads it: names of its makers, comments, changes, what is hidden, notes, where a picture was taken, files and answers within it. */
const traceKinds = ['maker', 'comment', 'change', 'hidden', 'notes', 'place', 'attachment', 'field'] as const;
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

/** Bytes of a name that every file system takes, with room for a number and an ending. */
const longestName = 180;
/** What Windows takes for a machine rather than a file, whatever the ending. */
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;

/**
 * The name under which a file is kept, one that every computer takes: no folder, no control characters and half letters, no name of a machine, not too long, the ending that its bytes ask
 * for, and none that another file of the version has, in whatever case.
 */
export function keptName(said: string, extension: string, taken: readonly string[]): string {
  const last = said.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    // A joiner within a letter of several, such as a family of four, stays; what only turns or hides letters goes.
    .replace(/[\p{Cc}\p{Cs}<>:"|?*]|(?!\u200d)\p{Cf}/gu, '')
    .replace(/^(?:[.\s~-]|\u200d)+/u, '')
    .trim();
  const isRight = plain.toLowerCase().endsWith(`.${extension}`) || (extension === 'jpg' && /\.jpeg$/i.test(plain));
  const whole = shortened(isRight ? plain.slice(0, plain.lastIndexOf('.')) : plain).replace(/[.\s]+$/, '') || 'file';
  const base = devices.test(whole) ? `_${whole}` : whole;
  const others = new Set(taken.map((name) => name.toLowerCase()));
  for (let at = 1; ; at++) {
    const name = at === 1 ? `${base}.${extension}` : `${base} (${at}).${extension}`;
    if (!others.has(name.toLowerCase())) return name;
  }
}

/** As many whole letters as fit; one of several code points, such as an emoji, is never cut. */
function shortened(name: string): string {
  let bytes = 0;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en').segment(name)) {
    bytes += new TextEncoder().encode(segment).length;
    if (bytes > longestName) return kept;
    kept += segment;
  }
  return kept;
}
