import type { Message } from '#app/platform/message.ts';
import { doiOf, type PublicationRecord, recordOfCsl } from './record.ts';

/** What somebody pasted, by what it seems to be; nothing is asked of anybody to find out. */
export type Pasted =
  | { readonly format: 'doi'; readonly dois: readonly string[] }
  | { readonly format: 'bibtex' | 'ris'; readonly entries: ReadonlyArray<{ readonly line: number; readonly text: string }> }
  | { readonly format: 'csl-json'; readonly items: readonly unknown[] }
  | { readonly format: 'unknown' };

/** Bounds of one paste: of all of it, of one entry (letters), and how many come in at once. */
export const bounds = { letters: 600_000, entry: 60_000, publications: 200, dois: 20 };

/** What was read: records in their order, and what there is to say. */
export type Found = { readonly records: readonly PublicationRecord[]; readonly messages: readonly Message[] };

/** Tells apart a list of DOIs, BibTeX, RIS and CSL-JSON. */
export function pastedOf(text: string): Pasted {
  const trimmed = text.replace(/^\ufeff/, '').trim();
  const lines = trimmed.split(/\r\n?|\n/);
  if (/^[[{]/.test(trimmed)) {
    const items = jsonOf(trimmed);
    if (items) return { format: 'csl-json', items };
  }
  const words = trimmed.split(/[\s,;]+/).filter(Boolean);
  if (words.length > 0 && words.length <= 1000 && words.every((word) => doiOf(word) !== null || /^doi:?$/i.test(word)))
    return { format: 'doi', dois: [...new Set(words.flatMap((word) => doiOf(word) ?? []))] };
  if (lines.some((line) => /^\s*TY {1,2}- /.test(line))) return { format: 'ris', entries: ris(lines) };
  if (lines.some((line) => /^\s*@[a-zA-Z]+\s*[{(]/.test(line))) return { format: 'bibtex', entries: bibtex(lines) };
  return { format: 'unknown' };
}

function jsonOf(text: string): readonly unknown[] | null {
  try {
    const read: unknown = JSON.parse(text);
    if (Array.isArray(read)) return read;
    const items = (read as { items?: unknown }).items;
    return Array.isArray(items) ? items : [read];
  } catch {
    return null;
  }
}

/** An entry begins on its own line; so one that is broken spoils no other. Words that entries share go with each. */
function bibtex(lines: readonly string[]) {
  const entries: { line: number; text: string }[] = [];
  const shared: string[] = [];
  for (const [at, line] of lines.entries()) {
    if (/^\s*@[a-zA-Z]+\s*[{(]/.test(line)) entries.push({ line: at + 1, text: line });
    else if (entries.length) entries.at(-1)!.text += `\n${line}`;
  }
  // One that is joined of others could double twenty-five times into three hundred megabytes.
  const isPlain = (text: string) => /^\s*@string\b/i.test(text) && text.length < 500 && !text.includes('#');
  for (const { text } of entries) if (isPlain(text) && shared.length < 200) shared.push(text);
  const before = shared.length ? `${shared.join('\n')}\n` : '';
  return entries
    .filter(({ text }) => !/^\s*@(string|comment|preamble)\b/i.test(text))
    .map(({ line, text }) => ({ line, text: before + text }));
}

function ris(lines: readonly string[]) {
  const entries: { line: number; text: string }[] = [];
  for (const [at, said] of lines.entries()) {
    const line = said.trim();
    if (/^TY {1,2}- /.test(line)) entries.push({ line: at + 1, text: line.replace(/^TY +- /, 'TY  - ') });
    else if (entries.length && line) entries.at(-1)!.text += `\n${line}`;
  }
  return entries.map(({ line, text }) => ({ line, text: /\nER {1,2}-/.test(text) ? text : `${text}\nER  - ` }));
}

/** Records out of items of CSL-JSON. `at`: where each stood in what was pasted. */
export function recordsOf(items: readonly unknown[], at: (index: number) => Pick<Message, 'line' | 'path'>): Found {
  const read = items.slice(0, bounds.publications).map((item, index) => ({ index, record: recordOfCsl(item) }));
  const messages: Message[] = read
    .filter(({ record }) => record === null)
    .map(({ index }) => ({
      severity: 'error',
      ...at(index),
      found: 'no title',
      expected: 'a record of a publication',
      did: 'It was left out.',
    }));
  return { records: read.flatMap(({ record }) => record ?? []), messages: [...messages, ...tooMany(items.length)] };
}

/** What is said where more was pasted than comes in at once. */
export function tooMany(count: number): Message[] {
  if (count <= bounds.publications) return [];
  return [
    {
      severity: 'warning',
      found: `${count} records`,
      expected: `at most ${bounds.publications} at once`,
      did: `The first ${bounds.publications} were read; paste the others afterwards.`,
    },
  ];
}
