/** A stretch [start, end) of whole positions. */
export type Span = { readonly start: number; readonly end: number };

/**
 * The spans in order, those that overlap made one; empty ones left out. What one coder marked twice is marked once. Those that only touch are made one too,
 * unless they are to stay units of their own.
 */
export function mergedSpans(spans: readonly Span[], touching: 'joined' | 'apart' = 'joined'): Span[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of spans.filter((span) => span.end > span.start).sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last && (start < last.end || (start === last.end && touching === 'joined'))) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** A stretch that the same lines cover from its first position to its last: line 0 is bit 1, line 1 bit 2, line 2 bit 4 … */
export type Covered = Span & { readonly lines: number };

/** The elementary intervals of up to 30 lines of merged spans: the stretches between borders that at least one line covers, in order. */
export function elementary(lines: readonly (readonly Span[])[]): Covered[] {
  const borders: { at: number; bit: number }[] = [];
  for (const [line, spans] of lines.entries())
    for (const { start, end } of spans) borders.push({ at: start, bit: 1 << line }, { at: end, bit: 1 << line });
  borders.sort((a, b) => a.at - b.at);
  const found: Covered[] = [];
  let [covering, from] = [0, 0];
  for (const { at, bit } of borders) {
    if (covering !== 0 && at > from) found.push({ start: from, end: at, lines: covering });
    covering ^= bit;
    from = at;
  }
  return found;
}

/** Pieces of covered stretches that lie in one frame (a turn, say), by the frame's position in the list. */
export type Piece = Covered & { readonly frame: number };

/** The covered stretches cut at the borders of frames, both in order and neither overlapping; what lies in no frame is left out. */
export function piecesIn(frames: readonly Span[], covered: readonly Covered[]): Piece[] {
  const pieces: Piece[] = [];
  let frame = 0;
  for (const { start, end, lines } of covered) {
    while (frame < frames.length && frames[frame]!.end <= start) frame++;
    for (let at = frame; at < frames.length && frames[at]!.start < end; at++) {
      const piece = { start: Math.max(start, frames[at]!.start), end: Math.min(end, frames[at]!.end), lines, frame: at };
      if (piece.end > piece.start) pieces.push(piece);
    }
  }
  return pieces;
}

/** The length of all spans together. */
export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}
