import { diffArrays } from 'diff';
import type { Block, Inline } from './markdown.ts';

type Kind = 'added' | 'removed';
/** Edits after which two texts have too little in common to be compared; it bounds the work on long ones. */
const mostEdits = 400;
/** The part of its words that a part shares with the one that took its place; with less, one left and another came. */
const leastInCommon = 0.3;

/** Two texts as one that a reader reads, with what left (`removed`) and what came (`added`) where it stood: part by part, and within a part word by word. */
export function partsBetween(before: readonly Block[], after: readonly Block[]): Block[] {
  return between(before, after, { isPair: isSimilar, merged: mergedParts, marked });
}

/** How a sequence is compared: which two of what left and what came belong together, what becomes of them, and how one alone is marked. */
type Manner<Each> = {
  readonly isPair: (one: Each, other: Each) => boolean;
  readonly merged: (one: Each, other: Each) => Each[];
  readonly marked: (each: Each, kind: Kind) => Each;
};

function between<Each>(before: readonly Each[], after: readonly Each[], { isPair, merged, marked: mark }: Manner<Each>): Each[] {
  const changes = diffArrays(before.map(keyOf), after.map(keyOf), { maxEditLength: mostEdits });
  if (!changes) return [...before.map((each) => mark(each, 'removed')), ...after.map((each) => mark(each, 'added'))];
  const found: Each[] = [];
  let [from, to] = [0, 0];
  for (let at = 0; at < changes.length; at++) {
    const { added, removed, count } = changes[at]!;
    if (!added && !removed) {
      found.push(...after.slice(to, to + count));
      from += count;
      to += count;
      continue;
    }
    const next = changes[at + 1];
    const left = removed ? count : next?.removed ? next.count : 0;
    const came = added ? count : next?.added ? next.count : 0;
    if (left > 0 && came > 0) at += 1;
    const waiting = after.slice(to, to + came);
    for (const old of before.slice(from, from + left)) {
      const pair = waiting.findIndex((each) => isPair(old, each));
      if (pair === -1) found.push(mark(old, 'removed'));
      else {
        found.push(...waiting.splice(0, pair).map((each) => mark(each, 'added')), ...merged(old, waiting[0]!));
        waiting.shift();
      }
    }
    found.push(...waiting.map((each) => mark(each, 'added')));
    from += left;
    to += came;
  }
  return found;
}

function keyOf(each: unknown): string {
  return JSON.stringify(each);
}

function mergedParts(one: Block, other: Block): Block[] {
  if ('inside' in one && 'inside' in other) return [{ ...other, inside: linesBetween(one.inside, other.inside) }];
  if (one.kind === 'quote' && other.kind === 'quote') return [{ ...other, blocks: partsBetween(one.blocks, other.blocks) }];
  if (one.kind === 'list' && other.kind === 'list')
    return [
      {
        ...other,
        items: between<readonly Block[]>(one.items, other.items, {
          isPair: (old, now) => share(wordsOf(old), wordsOf(now)) >= leastInCommon,
          merged: (old, now) => [partsBetween(old, now)],
          marked: (item, kind) => item.map((part) => marked(part, kind)),
        }),
      },
    ];
  return [marked(one, 'removed'), marked(other, 'added')];
}

/** A part that left or came as a whole. Words carry the mark, so that lists, quotes and tables stay what they are. */
function marked(part: Block, kind: Kind): Block {
  const line = (inside: readonly Inline[]): Inline[] => (inside.length > 0 ? [{ kind, inside }] : []);
  if (part.kind === 'quote') return { ...part, blocks: part.blocks.map((each) => marked(each, kind)) };
  if (part.kind === 'list') return { ...part, items: part.items.map((item) => item.map((each) => marked(each, kind))) };
  if (part.kind === 'table') return { ...part, head: part.head.map(line), rows: part.rows.map((row) => row.map(line)) };
  return 'inside' in part ? { ...part, inside: line(part.inside) } : { kind, blocks: [part] };
}

function isSimilar(one: Block, other: Block): boolean {
  if (one.kind !== other.kind) return false;
  if (one.kind === 'list' && other.kind === 'list' && (one.start === null) !== (other.start === null)) return false;
  return share(wordsOf(one), wordsOf(other)) >= leastInCommon;
}

/** Two lists of words: the part of the longer that both have. */
function share(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of one) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of other) {
    const count = left.get(word) ?? 0;
    if (count > 0) common += 1;
    left.set(word, count - 1);
  }
  return common / Math.max(1, one.length, other.length);
}

/** The words of anything made of parts and pieces, whatever stands around them. */
function wordsOf(of: unknown): string[] {
  if (Array.isArray(of)) return of.flatMap(wordsOf);
  if (of === null || typeof of !== 'object') return [];
  return Object.entries(of).flatMap(([name, value]) =>
    name === 'text' && typeof value === 'string' ? (value.match(/[\p{L}\p{N}]+/gu) ?? []) : wordsOf(value),
  );
}

/** A word, a space or a sign with what is set around it, from the outside in; or a piece without words, such as a picture. */
type Bit = { readonly piece: Inline; readonly around: readonly Around[] };
type Around = Extract<Inline, { inside: unknown }>;

function bitsOf(pieces: readonly Inline[], around: readonly Around[] = []): Bit[] {
  return pieces.flatMap((piece): Bit[] => {
    if ('inside' in piece) return bitsOf(piece.inside, [...around, { ...piece, inside: [] }]);
    if (piece.kind !== 'text') return [{ piece, around }];
    return (piece.text.match(/\s+|[\p{L}\p{N}’'-]+|[^\s\p{L}\p{N}]/gu) ?? []).map((text) => ({ piece: { kind: 'text', text }, around }));
  });
}

function linesBetween(before: readonly Inline[], after: readonly Inline[]): Inline[] {
  const [one, other] = [bitsOf(before), bitsOf(after)];
  const changes = diffArrays(one.map(keyOf), other.map(keyOf), { maxEditLength: mostEdits });
  if (!changes) return [...piecesOf(one, 'removed'), ...piecesOf(other, 'added')];
  type Stretch = { same: Bit[]; removed: Bit[]; added: Bit[] };
  const stretches: Stretch[] = [{ same: [], removed: [], added: [] }];
  let [from, to] = [0, 0];
  for (const [at, { added, removed, count }] of changes.entries()) {
    const last = stretches.at(-1)!;
    const bits = removed ? one.slice(from, from + count) : other.slice(to, to + count);
    if (removed) last.removed.push(...bits);
    else if (added) last.added.push(...bits);
    // A space between two changed words belongs to the change: read by itself it would tear it apart.
    else if (at > 0 && at < changes.length - 1 && bits.every(isSpace)) {
      last.removed.push(...bits);
      last.added.push(...bits);
    } else stretches.push({ same: [...bits], removed: [], added: [] });
    if (!added) from += count;
    if (!removed) to += count;
  }
  return stretches.flatMap((each) => [...piecesOf(each.same), ...piecesOf(each.removed, 'removed'), ...piecesOf(each.added, 'added')]);
}

function isSpace({ piece }: Bit): boolean {
  return piece.kind === 'text' && piece.text.trim() === '';
}

/** Bits put together again; those with the same around them as one piece. */
function piecesOf(bits: readonly Bit[], kind?: Kind): Inline[] {
  const pieces: Inline[] = [];
  for (let at = 0; at < bits.length; ) {
    const { around } = bits[at]!;
    const key = keyOf(around);
    const inside: Inline[] = [];
    for (; at < bits.length && keyOf(bits[at]!.around) === key; at++) {
      const { piece } = bits[at]!;
      const last = inside.at(-1);
      if (piece.kind === 'text' && last?.kind === 'text') inside[inside.length - 1] = { kind: 'text', text: last.text + piece.text };
      else inside.push(piece);
    }
    pieces.push(...around.reduceRight<Inline[]>((within, outer) => [{ ...outer, inside: within }], inside));
  }
  return kind === undefined || pieces.length === 0 ? pieces : [{ kind, inside: pieces }];
}
