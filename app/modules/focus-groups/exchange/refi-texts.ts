import { counted, quoted } from '#app/platform/kept-text.ts';
import { UnreadableFile } from '#app/platform/sheet.ts';
import type { Findings } from './findings.ts';
import { pathOf } from './refi-node.ts';
import type { WrittenText } from './refi-source-part.ts';

/** A text of one of the project's own files, or why there is none. */
export type LoadedText = { readonly text: string } | { readonly problem: string };

type Thing = { readonly name: string | null; readonly written: WrittenText; readonly line: number; readonly kind?: string };

/** All texts together, in characters; one file may be the text of many sources. */
const mostText = 64 * 1024 ** 2;

/** The texts as written of sources or memos, each beside what it is of; one that cannot be had is empty, and told. */
export function writtenTexts<T extends Thing>(
  things: readonly T[],
  loaded: ReadonlyMap<string, LoadedText>,
  findings: Findings,
): { thing: T; text: string }[] {
  let total = 0;
  return things.map((thing) => {
    const text = textOf(thing, loaded, findings);
    total += text.length;
    if (total > mostText)
      throw new UnreadableFile(
        `Texts of more than ${mostText.toLocaleString('en-US')} characters together`,
        'A project of a size that people read',
      );
    return { thing, text };
  });
}

function textOf({ name, written, line, kind }: Thing, loaded: ReadonlyMap<string, LoadedText>, findings: Findings): string {
  const { content, path, richPath } = written;
  const noun = kind === undefined ? 'memo' : 'source';
  const place = { line, path: pathOf(kind ?? 'Note', name) };
  const tell = (severity: 'error' | 'warning' | 'note', found: (count: number) => string, told: { expected: string; did: string }) =>
    findings.tell({ severity, key: `text ${found(0)}`, words: (count) => ({ found: found(count), ...told }) }, place);
  if (richPath !== null)
    tell('note', (count) => `${counted(count, noun)} with a formatted copy of the text`, {
      expected: 'Plain text',
      did: 'The copy was not opened; the plain text is what codings stand on.',
    });
  if (content !== null && path !== null)
    tell('warning', (count) => `${counted(count, noun)} with a text both in the project and in a file`, {
      expected: 'One of both',
      did: 'The one in the project was taken.',
    });
  const text = content !== null ? { text: content } : path === null ? null : (loaded.get(path) ?? { problem: 'was not read' });
  const did = noun === 'memo' ? 'It came in empty.' : 'It came in empty, and its selections have no place.';
  if (text === null) {
    const found = richPath === null ? 'without a text' : 'with a formatted text only';
    tell(noun === 'memo' ? 'warning' : 'error', (count) => `${counted(count, noun)} ${found}`, {
      expected: 'A plain text, in the project or in a file',
      did,
    });
  } else if ('problem' in text)
    tell('error', () => `The text at ${quoted(path ?? '')} ${text.problem}`, {
      expected: 'A file in the folder sources of the project',
      did,
    });
  else if (text.text.trim() === '' && noun === 'source')
    tell('warning', (count) => `${counted(count, 'source')} without a word in the text`, {
      expected: 'The words of each source. NVivo for Mac is known to leave them out; bring such a text on its own',
      did: 'They came in empty.',
    });
  return text && 'text' in text ? text.text : '';
}
