import { type CodeShown, nameToCome } from './coding-acts.ts';

/** [begins, ends) of a text, in UTF-16 units. */
type Place = { readonly begins: number; readonly ends: number };

/** Codings by the positions of the turns that they meet; both stand in their order. */
export function byTurn<Coding extends Place>(
  turns: readonly (Place & { readonly position: number })[],
  codings: readonly Coding[],
): Map<number, Coding[]> {
  const found = new Map<number, Coding[]>();
  let from = 0;
  for (const coding of codings) {
    while (from < turns.length && turns[from]!.ends <= coding.begins) from++;
    for (let at = from; at < turns.length && turns[at]!.begins < coding.ends; at++) {
      const { position } = turns[at]!;
      found.set(position, [...(found.get(position) ?? []), coding]);
    }
  }
  return found;
}

/** The code that a coding counts as, by the id that it was given; one that is on its way, or that somebody added a moment ago, has a stand-in. */
export function codeFinder(codes: readonly CodeShown[]): (id: string) => CodeShown {
  const byId = new Map(codes.map((code) => [code.id, code]));
  return (id) => {
    const code = byId.get(id);
    return (code && byId.get(code.countsAs)) ?? code ?? standIn(id);
  };
}

function standIn(id: string): CodeShown {
  return { id, name: nameToCome(id) ?? 'a new code', depth: 0, colour: 0, isInUse: true, countsAs: id };
}
