/** What a passage may tell. `indirect`: it points at one person together with something else. */
export type Category =
  | 'name'
  | 'place'
  | 'phone'
  | 'mail'
  | 'address'
  | 'handle'
  | 'number'
  | 'date'
  | 'age'
  | 'zip'
  | 'street'
  | 'room'
  | 'indirect';

/** A passage of a text, [start, end) in UTF-16 units, that may identify somebody; `by`: what found it; `person`: whom of the roster it names. */
export type Proposal = {
  readonly start: number;
  readonly end: number;
  readonly category: Category;
  readonly by: string;
  readonly person?: string;
};

/**
 * One list of what several layers found, by position. Where two overlap the surer layer's stands (the lists come with the surest first), widened to both, so that no
 * part of a name is left standing.
 */
export function mergedProposals(layers: readonly (readonly Proposal[])[]): Proposal[] {
  const all = layers.flatMap((proposals, layer) => proposals.map((proposal) => ({ ...proposal, layer })));
  all.sort((one, other) => one.start - other.start || other.end - one.end);
  const merged: (Proposal & { layer: number })[] = [];
  for (const proposal of all) {
    const last = merged.at(-1);
    if (!last || proposal.start >= last.end) merged.push(proposal);
    else {
      const surer = proposal.layer < last.layer ? proposal : last;
      merged[merged.length - 1] = { ...surer, start: last.start, end: Math.max(last.end, proposal.end) };
    }
  }
  return merged.map(({ layer: _, ...proposal }) => proposal);
}
