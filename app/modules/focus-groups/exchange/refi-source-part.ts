import { counted } from '#app/platform/kept-text.ts';
import type { QdaCoding, QdaMemo, QdaSelection, QdaSource } from './qda-project.ts';
import { valuesIn } from './refi-case-part.ts';
import { idOf } from './refi-id.ts';
import { attribute, childrenNamed, type Desk, integer, madeBy, nameOf, pathOf, targets, textIn } from './refi-node.ts';
import type { RefiNode } from './refi-walker.ts';

/** Where the text of a source or a memo stands: in the file itself, or in another one of the project. */
export type WrittenText = { readonly content: string | null; readonly path: string | null; readonly richPath: string | null };

/** A selection with its positions as written, null where they are no numbers. */
export type WrittenSelection = Omit<QdaSelection, 'start' | 'end'> & { from: number | null; to: number | null; line: number };

/** A source as written: its text is not there yet, and its selections are not counted out in it. `kind` is its element. */
export type WrittenSource = Omit<QdaSource, 'text' | 'selections'> & {
  kind: string;
  written: WrittenText;
  selections: WrittenSelection[];
  line: number;
};

/** A memo as written; QualCoder marks the place that one speaks of in the memo itself. */
export type WrittenMemo = Omit<QdaMemo, 'text'> & { written: WrittenText; marks: WrittenSelection[]; line: number };

const noText: WrittenText = { content: null, path: null, richPath: null };

/** A memo, which is written as a source is. */
export function memoOf(node: RefiNode, desk: Desk): WrittenMemo {
  lose(desk, node, childrenNamed(node, 'Coding').length, { key: 'codings', found: (all) => `${counted(all, 'coding')} of memos` });
  lose(desk, node, childrenNamed(node, 'NoteRef').length, { key: 'memos', found: (all) => `${counted(all, 'memo')} of memos` });
  return {
    id: desk.ids.own('memo', node),
    name: nameOf(node, '') || null,
    description: textIn(node, 'Description'),
    ...madeBy(node, desk),
    written: textOf(node),
    marks: childrenNamed(node, 'PlainTextSelection').map((child) => selectionOf(child, desk)),
    line: node.line,
  };
}

/** The texts of a source: one, or none of a picture or a recording without words, or several transcripts of a recording. */
export function sourcesOf(node: RefiNode, desk: Desk): WrittenSource[] {
  const id = desk.ids.own('source', node);
  const whole: WrittenSource = {
    id,
    kind: node.name,
    name: nameOf(node, '') || null,
    description: textIn(node, 'Description'),
    ...madeBy(node, desk),
    written: node.name === 'TextSource' ? textOf(node) : noText,
    selections: node.name === 'TextSource' ? selectionsIn(node, desk) : [],
    codings: codingsIn(node, desk, null),
    memoIds: targets(node, 'NoteRef'),
    values: valuesIn(node),
    line: node.line,
  };
  if (node.name === 'TextSource') return [whole];
  const onMedia = node.children.filter(({ name }) => /^(?:Picture|PDF|Audio|Video)Selection$/.test(name));
  const lost = onMedia.reduce((sum, child) => sum + childrenNamed(child, 'Coding').length, 0);
  const where = 'of pictures, pages or recordings';
  lose(desk, node, onMedia.length, { key: 'media', found: (all) => `${counted(all, 'selection')} ${where}` });
  lose(desk, node, lost, { key: 'media codings', found: (all) => `${counted(all, 'coding')} ${where}` });
  const texts = node.children.filter(({ name }) => ['Representation', 'TextDescription', 'Transcript'].includes(name));
  if (texts.length === 0) {
    lose(desk, node, whole.codings.length, {
      key: 'wordless codings',
      found: (all) => `${counted(all, 'coding')} of sources without words`,
    });
    lose(desk, node, 1, { key: 'wordless', found: (all) => `${counted(all, 'source')} without words (a picture, a PDF or a recording)` });
    return [];
  }
  return texts.map((text, at) => {
    const inner = { written: textOf(text), selections: selectionsIn(text, desk), line: text.line };
    const memoIds = targets(text, 'NoteRef');
    if (at === 0)
      return {
        ...whole,
        ...inner,
        memoIds: [...new Set([...whole.memoIds, ...memoIds])],
        codings: [...whole.codings, ...codingsIn(text, desk, null)],
      };
    const name = nameOf(text, '') || `${whole.name ?? 'Transcript'} (${at + 1})`;
    return { ...whole, ...inner, id: desk.ids.own('source', text), name, memoIds, codings: [], values: [] };
  });
}

function textOf(node: RefiNode): WrittenText {
  return {
    content: childrenNamed(node, 'PlainTextContent')[0]?.text ?? null,
    path: attribute(node, 'plainTextPath'),
    richPath: attribute(node, 'richTextPath'),
  };
}

function selectionsIn(node: RefiNode, desk: Desk): WrittenSelection[] {
  const points = new Map(childrenNamed(node, 'SyncPoint').map((point) => [idOf(point.attributes.guid), integer(point, 'position')]));
  const did = 'The times were left out; the places were used.';
  lose(desk, node, points.size, {
    key: 'times',
    severity: 'note',
    found: (all) => `The times of ${counted(all, 'place')} in transcripts`,
    did,
  });
  const at = (written: string | undefined) => points.get(idOf(written)) ?? null;
  return [
    ...childrenNamed(node, 'PlainTextSelection').map((child) => selectionOf(child, desk)),
    ...childrenNamed(node, 'TranscriptSelection').map((child) => ({
      ...selectionOf(child, desk),
      from: at(child.attributes.fromSyncPoint),
      to: at(child.attributes.toSyncPoint),
    })),
  ];
}

function selectionOf(node: RefiNode, desk: Desk): WrittenSelection {
  const made = madeBy(node, desk);
  return {
    id: desk.ids.own('selection', node),
    name: attribute(node, 'name'),
    from: integer(node, 'startPosition'),
    to: integer(node, 'endPosition'),
    description: textIn(node, 'Description'),
    ...made,
    codings: codingsIn(node, desk, made.userId),
    memoIds: targets(node, 'NoteRef'),
    line: node.line,
  };
}

/** Codings that say nothing about who made them are those of the person who made the selection. */
function codingsIn(node: RefiNode, desk: Desk, selectedBy: string | null): QdaCoding[] {
  return childrenNamed(node, 'Coding').flatMap((child) => {
    const codeId = targets(child, 'CodeRef')[0];
    if (codeId === undefined) {
      lose(desk, child, 1, { key: 'codeless', found: (all) => `${counted(all, 'coding')} without a code` });
      return [];
    }
    const { userId, at } = madeBy(child, desk);
    return [{ id: desk.ids.own('coding', child), codeId, userId: userId ?? selectedBy, at, memoIds: targets(child, 'NoteRef') }];
  });
}

type Lost = { key: string; found(all: number): string; severity?: 'note'; did?: string };

/** Tells what there is no place for here. */
function lose({ findings }: Desk, node: RefiNode, count: number, { key, found, severity, did = 'Left out.' }: Lost) {
  const place = { line: node.line, path: pathOf(node.name, node.attributes.name) };
  const words = (all: number) => ({ found: found(all), expected: 'Codings of texts', did });
  findings.tell({ severity: severity ?? 'warning', key: `lost ${key}`, words }, place, count);
}
