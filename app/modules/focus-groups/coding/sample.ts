import { seededRandom, shuffled } from '#app/maths/random.ts';

/** How much of what was said a round asks for: a share of the turns in percent, or so many turns. */
export type Amount = { readonly percent: number } | { readonly turns: number };

/** Turns drawn without putting back, every one as likely as another, in the order in which they came; the same for the same seed and turns. A share is rounded up. */
export function sampledTurns<Turn>(turns: readonly Turn[], { amount, seed }: { amount: Amount; seed: string }): Turn[] {
  const most = 'percent' in amount ? Math.ceil((turns.length * amount.percent) / 100) : amount.turns;
  const drawn = shuffled(
    turns.map((_, at) => at),
    seededRandom(numberOf(seed)),
  ).slice(0, most);
  return drawn.toSorted((one, other) => one - other).map((at) => turns[at]!);
}

/** Words as a 32-bit number: FNV-1a (Fowler, Noll, Vo). */
function numberOf(words: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193);
  return hash;
}
