import { commonPhases, type Kind, kinds, type Outlined } from '../outline.ts';
import type { EditorItem } from './queries.server.ts';

/**
 * An outline as one text, for the way to the browser: a line an item, its fields parted by tabs, in the order in which the outline is read, so that a depth says what
 * the parent and the place are. A third of the bytes and of the work that as many objects take. Null is an empty field: no field of ours is an empty text.
 */
export function packed(outline: readonly Outlined<EditorItem>[]): string {
  return outline
    .map(({ id, depth, kind, phase, code, shortTitle, text, itemType, changedAt }) =>
      [
        id,
        depth,
        kinds.indexOf(kind),
        phase === null ? '' : commonPhases.indexOf(phase),
        changedAt.toString(36),
        field(code),
        field(shortTitle),
        field(itemType),
        field(text),
      ].join('\t'),
    )
    .join('\n');
}

/** The items of a packed outline. */
export function unpacked(text: string): EditorItem[] {
  if (text === '') return [];
  const open: { id: string; children: number }[] = [{ id: '', children: 0 }];
  return text.split('\n').map((line) => {
    const [id, depth, kind, phase, changedAt, code, shortTitle, itemType, words] = line.split('\t') as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    open.length = Number(depth) + 1;
    const parent = open.at(-1)!;
    parent.children += 1;
    open.push({ id, children: 0 });
    return {
      id,
      parentId: parent.id || null,
      position: parent.children,
      kind: kinds[Number(kind)] as Kind,
      phase: phase === '' ? null : commonPhases[Number(phase)]!,
      changedAt: Number.parseInt(changedAt, 36),
      code: value(code),
      shortTitle: value(shortTitle),
      itemType: value(itemType),
      text: value(words) ?? '',
    };
  });
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n' };

function field(text: string | null): string {
  return (text ?? '').replace(/[\\\t\n]/g, (character) => escapes[character]!);
}

function value(text: string): string | null {
  return text === '' ? null : text.replace(/\\(.)/g, (_, letter: string) => (letter === 't' ? '\t' : letter === 'n' ? '\n' : letter));
}
