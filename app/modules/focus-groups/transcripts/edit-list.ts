import { diffArrays } from 'diff';

/** A stretch [start, end) of a text, in UTF-16 units. */
export type Span = { readonly start: number; readonly end: number };

/** A stretch of the earlier text, in whose place `text` stands now. */
export type Edit = Span & { readonly text: string };

/** Edits of one text in its order, none touching another: what was corrected, and nothing else. */
export type EditList = readonly Edit[];

/**
 * What became of a span: `kept` where no edit touches it, so that it has its very words; `adjusted` where one does, and then it covers all that stands in the
 * place of what was edited; `gone` where nothing is left of it: an empty span where it was.
 */
export type Carried = Span & { readonly outcome: 'kept' | 'adjusted' | 'gone' };

/** Words, blanks and everything else one by one, so that a letter is never cut in two. */
const pieces = /[\p{L}\p{M}\p{N}]+|\s+|[\s\S]/gu;
/** The work of comparing grows with the square of what changed. Beyond so many, lines are compared one by one, and words are taken as written anew. */
const mostChanges = { lines: 500, words: 2000 };

/** The edits that make one text of another: of the lines that differ, the words that differ. The same texts have none. */
export function editsBetween(before: string, after: string): EditList {
  if (before === after) return [];
  const [a, b] = [linesWithEnds(before), linesWithEnds(after)];
  const lines = changesBetween(a, b, mostChanges.lines) ?? (a.length === b.length ? lineByLine(a, b) : [wholeEdit(a, b)]);
  const edits = lines.flatMap((line) => {
    const [from, to] = [piecesOf(before.slice(line.start, line.end)), piecesOf(line.text)];
    const words = changesBetween(from, to, mostChanges.words) ?? [wholeEdit(from, to)];
    return words.map(({ start, end, text }) => ({ start: start + line.start, end: end + line.start, text }));
  });
  return joined(edits);
}

/** Two edits without anything between them are one. */
function joined(edits: readonly Edit[]): Edit[] {
  const all: Edit[] = [];
  for (const edit of edits) {
    const last = all.at(-1);
    if (last?.end === edit.start) all[all.length - 1] = { start: last.start, end: edit.end, text: last.text + edit.text };
    else all.push(edit);
  }
  return all;
}

/** Each line that differs from the one in its place. */
function lineByLine(a: readonly string[], b: readonly string[]): Edit[] {
  let at = 0;
  return a.flatMap((line, index) => {
    const start = at;
    at += line.length;
    const text = b[index] ?? '';
    return text === line ? [] : [{ start, end: at, text }];
  });
}

function linesWithEnds(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function piecesOf(text: string): string[] {
  return text.match(pieces) ?? [];
}

/** How many of the things are the same at the front and, beyond these, at the back. */
function sharedEnds(a: readonly string[], b: readonly string[]): { front: number; back: number } {
  const most = Math.min(a.length, b.length);
  let front = 0;
  while (front < most && a[front] === b[front]) front += 1;
  let back = 0;
  while (back < most - front && a[a.length - 1 - back] === b[b.length - 1 - back]) back += 1;
  return { front, back };
}

/** The changes between two lists of texts as edits of the first ones put together; null where they are more than `most`. */
function changesBetween(a: readonly string[], b: readonly string[], most: number): Edit[] | null {
  const changes = diffArrays([...a], [...b], { maxEditLength: most });
  if (changes === undefined) return null;
  const edits: Edit[] = [];
  let at = 0;
  let isOpen = false;
  for (const { added, removed, value } of changes) {
    const text = value.join('');
    if (!added && !removed) {
      at += text.length;
      isOpen = false;
      continue;
    }
    const last = isOpen ? edits.pop() : undefined;
    const begun = last ?? { start: at, end: at, text: '' };
    edits.push(added ? { ...begun, text: begun.text + text } : { ...begun, end: begun.end + text.length });
    if (removed) at += text.length;
    isOpen = true;
  }
  return edits;
}

function wholeEdit(a: readonly string[], b: readonly string[]): Edit {
  const { front, back } = sharedEnds(a, b);
  const start = a.slice(0, front).join('').length;
  const middle = a.slice(front, a.length - back).join('').length;
  return { start, end: start + middle, text: b.slice(front, b.length - back).join('') };
}

/** The later text. Throws a `RangeError` for edits out of order or beyond the text: they were recorded for another one. */
export function edited(text: string, edits: EditList): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length)
      throw new RangeError(`An edit of [${edit.start}, ${edit.end}) does not fit a text of ${text.length} characters after ${at}.`);
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** The edits that lead back from the later text to `before`. */
export function reversed(before: string, edits: EditList): EditList {
  let shift = 0;
  return edits.map(({ start, end, text }) => {
    const at = start + shift;
    shift += text.length - (end - start);
    return { start: at, end: at + text.length, text: before.slice(start, end) };
  });
}

/** Carries spans across edits, each for itself, in the order in which they come; text put in at a border of a span stays outside. */
export function carriedAcross<S extends Span>(spans: readonly S[], edits: EditList): (S & Carried)[] {
  const shifts = shiftsOf(edits);
  return spans.map((span) => ({ ...span, ...carried(span, edits, shifts) }));
}

/** By how much what stands behind the first n edits has moved. */
function shiftsOf(edits: EditList): number[] {
  const shifts = [0];
  for (const { start, end, text } of edits) shifts.push((shifts.at(-1) ?? 0) + text.length - (end - start));
  return shifts;
}

function carried({ start, end }: Span, edits: EditList, shifts: readonly number[]): Carried {
  // The edits that reach into the span: behind all that end at its front, before all that begin at its back.
  const first = firstAt(edits, (edit) => edit.end > start);
  const beyond = Math.max(
    first,
    firstAt(edits, (edit) => edit.start >= end),
  );
  const before = shifts[first] ?? 0;
  if (first === beyond) return { start: start + before, end: end + before, outcome: 'kept' };
  const [opening, closing] = [edits[first], edits[beyond - 1]];
  const later = {
    start: Math.min(start, opening?.start ?? start) + before,
    end: closing && closing.end > end ? closing.start + (shifts[beyond - 1] ?? 0) + closing.text.length : end + (shifts[beyond] ?? 0),
  };
  return { ...later, outcome: later.end > later.start ? 'adjusted' : 'gone' };
}

/** The first edit of which something holds that holds of all after it, too; their number where there is none. */
function firstAt(edits: EditList, holds: (edit: Edit) => boolean): number {
  let [low, high] = [0, edits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const edit = edits[middle];
    if (edit && holds(edit)) high = middle;
    else low = middle + 1;
  }
  return low;
}
