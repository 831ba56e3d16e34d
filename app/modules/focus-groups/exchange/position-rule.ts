import { type LineEnds, placesIn, plainText } from './text-places.ts';
import { writable } from './xml-text.ts';

/** How a file counts: whether the last character belongs to a selection, what a line end counts, and whether a byte order mark does. */
export type PositionRule = { readonly ends: 'exclusive' | 'inclusive'; readonly lineEnds: LineEnds; readonly isMarkCounted: boolean };

/** A text as written with its selections, whose names are usually what was selected, whole or cut. */
export type NamedText = {
  readonly written: string;
  readonly selections: readonly { readonly name: string | null; readonly from: number | null; readonly to: number | null }[];
};

/** The rule for which most names of selections speak, and how many speak for and against. */
export type InferredRule = {
  readonly rule: PositionRule;
  /** Unknown where the names say nothing about it, or as much for the one as for the other. */
  readonly ends: PositionRule['ends'] | 'unknown';
  /** Whether any name told how line ends, or a byte order mark, are counted, and it mattered. */
  readonly isLineRuleTold: boolean;
  readonly selections: number;
  /** Names that are the text with an exclusive end, with an inclusive one, and those that are it with both, or cut. */
  readonly exclusive: number;
  readonly inclusive: number;
  readonly cut: number;
};

/** `either`: the name is the text whether or not the last character belongs to it, which is then half a line end or a blank. */
type Votes = { exclusive: number; inclusive: number; either: number; cut: number };

/** A name shorter than this is taken for the whole of what was selected, not for a cut one. */
const shortestCut = 12;
/** So many names tell enough, and so many characters of each. */
const mostAsked = 20_000;
const longestCompared = 2000;

/** Tries every rule on all names. `lineEnds` is what holds where nothing tells. */
export function inferredRule(texts: readonly NamedText[], lineEnds: LineEnds = 'as written'): InferredRule {
  const named = texts.filter(({ selections }) => selections.length > 0).map((text) => ({ ...text, plain: plainText(text.written) }));
  const isMarked = named.some(({ written }) => written.startsWith('\ufeff'));
  const hasLines = named.some(({ written }) => /[\r\n]/.test(written));
  const orders: LineEnds[] = [lineEnds, ...(['as written', 'one', 'two'] as const).filter((each) => each !== lineEnds)];
  const tried = (hasLines ? orders : [lineEnds]).flatMap((each) =>
    (isMarked ? [false, true] : [false]).map((isMarkCounted) => ({ lineEnds: each, isMarkCounted })),
  );
  const results = tried.map((variant) => ({ variant, votes: votesOf(named, variant) }));
  // A whole name weighs more than a cut one, which is also the beginning of a stretch that is too long.
  const total = ({ exclusive, inclusive, either, cut }: Votes) => 2 * (Math.max(exclusive, inclusive) + either) + cut;
  const best = results.reduce((a, b) => (total(b.votes) > total(a.votes) ? b : a));
  const { exclusive, inclusive, either, cut } = best.votes;
  const ends = exclusive === inclusive ? 'unknown' : exclusive > inclusive ? 'exclusive' : 'inclusive';
  return {
    rule: { ...best.variant, ends: ends === 'unknown' ? 'exclusive' : ends },
    ends,
    isLineRuleTold: results.some(({ votes }) => total(votes) < total(best.votes)),
    selections: named.reduce((sum, { selections }) => sum + selections.length, 0),
    ...{ exclusive, inclusive, cut: either + cut },
  };
}

function votesOf(texts: readonly (NamedText & { plain: string })[], variant: Omit<PositionRule, 'ends'>): Votes {
  const votes: Votes = { exclusive: 0, inclusive: 0, either: 0, cut: 0 };
  let asked = 0;
  for (const { written, plain, selections } of texts) {
    const places = placesIn(written, variant.lineEnds);
    const shift = variant.isMarkCounted && written.startsWith('\ufeff') ? 1 : 0;
    for (const { name, from, to } of selections) {
      if (name === null || from === null || to === null || name.trim() === '') continue;
      asked += 1;
      if (asked > mostAsked) return votes;
      const [start, end, after] = [places[from - shift], places[to - shift], places[to - shift + 1]];
      if (start === undefined) continue;
      const upTo = (last: number | undefined) => (last === undefined ? '' : plain.slice(start, Math.min(last, start + longestCompared)));
      const vote = voteOf(name, { exclusive: upTo(end), inclusive: upTo(after) });
      if (vote) votes[vote] += 1;
    }
  }
  return votes;
}

/** Which text a name is: to the letter, else without looking at blanks. What it is of both says nothing about the end. */
function voteOf(name: string, { exclusive, inclusive }: Record<PositionRule['ends'], string>): keyof Votes | null {
  for (const like of name.length > longestCompared ? [] : [spaced, collapsed]) {
    const wanted = like(name);
    const isOf = (text: string) => text !== '' && text.length <= 2 * name.length + 20 && like(text) === wanted;
    if (isOf(exclusive) && isOf(inclusive)) return 'either';
    if (isOf(exclusive)) return 'exclusive';
    if (isOf(inclusive)) return 'inclusive';
  }
  const start = collapsed(name.slice(0, longestCompared / 2).replace(/(?:…|\.{3})\s*$/, ''));
  return start.length >= shortestCut && collapsed(exclusive.slice(0, 2 * start.length + 200)).startsWith(start) ? 'cut' : null;
}

/** Whether a selection is named by its text, whole or cut. */
export function isNamedBy(name: string, text: string): boolean {
  const compared = text.slice(0, longestCompared);
  return voteOf(name, { exclusive: compared, inclusive: compared }) !== null;
}

/** As an attribute of XML may hold it: every blank is a space. */
function spaced(text: string): string {
  return writable(text).replace(/\r\n?/g, '\n').replace(/\s/g, ' ');
}
function collapsed(text: string): string {
  return writable(text).replace(/\s+/g, ' ').trim();
}

/** The stretch of the plain text that positions mean under a rule; null where they mean none. An end beyond the text is the text's end, and `isCut`. */
export function stretchOf(
  positions: { from: number | null; to: number | null },
  places: Uint32Array,
  { ends, shift }: { ends: PositionRule['ends']; shift: number },
): { start: number; end: number; isCut: boolean } | null {
  if (positions.from === null || positions.to === null) return null;
  const start = places[positions.from - shift];
  const last = positions.to - shift + (ends === 'inclusive' ? 1 : 0);
  if (start === undefined || last < 0) return null;
  const end = places[last];
  const stretch = { start, end: end ?? places.at(-1) ?? 0, isCut: end === undefined };
  return stretch.end > stretch.start ? stretch : null;
}
