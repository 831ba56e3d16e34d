import { setImmediate as others } from 'node:timers/promises';
import type { Proposal } from './proposal.ts';

/** Read at once; a whole transcript would keep every word's analysis in memory. */
const pieceLength = 20_000;

/**
 * People, places and organisations that compromise (MIT, a lexicon and rules of its own, offline) takes for such. Proposals: in four committee transcripts it found 70 to
 * 92 % of the speakers' names, beside many others. By position; a piece of the text is read at a time, cut at line ends, and between two of them others are answered.
 */
export async function proposedNames(text: string): Promise<Proposal[]> {
  // Loaded when it is asked for: its lexicon takes a third of a second and tens of megabytes, and most servers never need it.
  const { default: nlp } = await import('compromise');
  const found: Proposal[] = [];
  for (let from = 0; from < text.length; ) {
    const limit = Math.min(text.length, from + pieceLength);
    const lineEnd = limit === text.length ? limit : text.lastIndexOf('\n', limit);
    const to = lineEnd > from ? lineEnd : limit;
    const piece = nlp(text.slice(from, to));
    for (const [category, view] of [
      ['name', piece.people()],
      ['place', piece.places()],
      ['place', piece.organizations()],
    ] as const)
      for (const { offset } of view.json({ offset: true }) as { offset: { start: number; length: number } }[])
        found.push(trimmed(text, { start: from + offset.start, end: from + offset.start + offset.length, category, by: 'compromise' }));
    from = to;
    await others();
  }
  return found.filter(({ start, end }) => end > start).sort((one, other) => one.start - other.start || one.end - other.end);
}

/** Without the signs and spaces around its words, and without a possessive's end. */
function trimmed(text: string, proposal: Proposal): Proposal {
  const passage = text.slice(proposal.start, proposal.end);
  const lead = /^[^\p{L}\p{N}]*/u.exec(passage)![0].length;
  const tail = /(?:[’'][sS])?[^\p{L}\p{N}]*$/u.exec(passage.slice(lead))![0].length;
  return { ...proposal, start: proposal.start + lead, end: Math.max(proposal.start + lead, proposal.end - tail) };
}
