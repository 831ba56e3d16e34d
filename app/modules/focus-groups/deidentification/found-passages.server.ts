import { identifyingShapes } from '#app/platform/identifying-shape.ts';
import { mergedPassages } from '#app/platform/merged-passages.ts';
import { cutAtTurns, folded, type Original } from './deidentified.ts';
import { indirectProposals } from './indirect.ts';
import type { Category, Proposal } from './proposal.ts';
import { proposedNames } from './proposed-names.server.ts';
import { bracketWords } from './replacement.ts';
import { type RosterEntry, rosterProposals } from './roster.ts';

/** Whom and what is looked for, and the one word that stands for each. */
export type RosterName = RosterEntry & { readonly pseudonym: string };
/** A passage that was found: [begins, ends) in UTF-16 units of the original. */
export type FoundPassage = {
  readonly begins: number;
  readonly ends: number;
  readonly category: Category;
  readonly foundBy: string;
  readonly suggestion: string;
};

/**
 * Every passage of an original that may identify somebody, by position, each within one turn; none overlaps another. It takes a second for a long transcript: call it outside
 * of a scope.
 */
export async function foundPassages({ text, turns }: Original, roster: readonly RosterName[]): Promise<FoundPassage[]> {
  const pseudonyms = new Map(roster.map(({ id, pseudonym }) => [id, pseudonym]));
  const shaped = identifyingShapes(text);
  const isAddress = ({ category }: Proposal) => ['mail', 'address', 'handle'].includes(category);
  // A name within an address is no name to be replaced by a pseudonym: the address goes as a whole.
  const layers = [
    shaped.filter(isAddress),
    rosterProposals(roster, text),
    shaped.filter((proposal) => !isAddress(proposal)),
    await proposedNames(text),
    indirectProposals(text),
  ];
  return mergedPassages(layers.map((proposals) => cutAtTurns(text, proposals, turns))).map(({ start, end, category, by, person }) => ({
    begins: start,
    ends: end,
    category,
    foundBy: by,
    suggestion: (person === undefined ? undefined : pseudonyms.get(person)) ?? bracketWords[category],
  }));
}

/** Whether words that the whole team sees, such as a title, name somebody of the roster; places are no matter there. */
export function namesSomebody(words: string, roster: readonly RosterName[]): boolean {
  const people = roster.filter(({ kind, pseudonym }) => kind === 'person' && !folded(words).includes(folded(pseudonym)));
  return rosterProposals(people, words).length > 0;
}
