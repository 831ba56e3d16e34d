import { createIndex } from './candidates.ts';
import { contained, likenessOf, type Read, type Reason } from './score.ts';
import { bulkFrom, proposedFrom } from './thresholds.ts';
import { createLexicon, type Likable } from './words.ts';

/** Two activities that may be the same one, by their keys, with their likeness in whole per cent and what speaks for and against it. */
export type LikePair = { readonly old: string; readonly new: string; readonly likeness: number; readonly why: readonly Reason[] };

/** A pair whose rival is not further away than this is never for bulk: its likeness is lowered below that threshold. */
const rivalWithin = 4;
/** A part has so much of its words in the whole, and parts and whole are so near in minutes. */
const part = { contained: 0.7, minutes: 0.15 } as const;

type Scored = { old: number; new: number; likeness: number; why: Reason[] };

/**
 * Pairs the activities of two files one to one, the most alike first; a tie goes to those that stand at the same place of their files. What is left over and
 * is contained in an activity that has its pair already is proposed as its part (`split`, `merge`). Yields the share that is done, 0..1, about every
 * hundredth, so that the caller can let others work; returns the pairs, the most alike first.
 */
export function* likePairs(old: readonly Likable[], fresh: readonly Likable[]): Generator<number, LikePair[]> {
  const lexicon = createLexicon();
  const read = (activity: Likable): Read => ({ activity, words: lexicon.read(activity) });
  const olds: Read[] = [];
  const news: Read[] = [];
  const step = Math.max(50, Math.ceil((old.length + fresh.length) / 100));
  for (const [side, activities, from] of [
    [olds, old, 0],
    [news, fresh, 0.1],
  ] as const)
    for (const activity of activities) {
      side.push(read(activity));
      if (side.length % step === 0) yield from + (0.1 * side.length) / activities.length;
    }
  const rarity = lexicon.weights();
  const candidates = createIndex(olds, rarity);
  yield 0.3;
  const scored: Scored[] = [];
  for (const [at, one] of news.entries()) {
    for (const candidate of candidates(one)) {
      const { likeness, why } = likenessOf(olds[candidate]!, one, rarity);
      const percent = Math.floor(likeness * 100);
      if (percent >= proposedFrom - 15) scored.push({ old: candidate, new: at, likeness: percent, why });
    }
    if (at % step === 0) yield 0.3 + (0.6 * at) / news.length;
  }
  const apart = ({ old: a, new: b }: Scored) => Math.abs(a / olds.length - b / news.length);
  scored.sort((a, b) => b.likeness - a.likeness || apart(a) - apart(b) || a.old - b.old || a.new - b.new);
  yield 0.95;
  const chosen = oneToOne(scored);
  return [...chosen, ...parts({ scored, chosen, olds, news, rarity })]
    .map(({ old: a, new: b, likeness, why }) => ({ old: olds[a]!.activity.key, new: news[b]!.activity.key, likeness, why }))
    .sort((a, b) => b.likeness - a.likeness);
}

/** The best pairs, each activity once; a rival lowers a pair below what is accepted in bulk. */
function oneToOne(scored: readonly Scored[]): Scored[] {
  const [pairOfOld, pairOfNew] = [new Map<number, Scored>(), new Map<number, Scored>()];
  const chosen: Scored[] = [];
  const rivals = new Set<Scored>();
  for (const each of scored) {
    const held = [pairOfOld.get(each.old), pairOfNew.get(each.new)];
    for (const pair of held) if (pair && pair.likeness - each.likeness <= rivalWithin) rivals.add(pair);
    if (held.some(Boolean) || each.likeness < proposedFrom) continue;
    pairOfOld.set(each.old, each);
    pairOfNew.set(each.new, each);
    chosen.push(each);
  }
  return chosen.map((each) =>
    rivals.has(each) ? { ...each, likeness: Math.min(each.likeness, bulkFrom - 1), why: [...each.why, 'rival'] } : each,
  );
}

type Parts = { scored: readonly Scored[]; chosen: readonly Scored[]; olds: readonly Read[]; news: readonly Read[]; rarity: Float64Array };

/** What has no pair, and is by its words and its minutes a part of what has one. */
function parts({ scored, chosen, olds, news, rarity }: Parts): Scored[] {
  const [byOld, byNew] = [new Map(chosen.map((each) => [each.old, each])), new Map(chosen.map((each) => [each.new, each]))];
  const found: Scored[] = [];
  const [seenOld, seenNew] = [new Set<number>(), new Set<number>()];
  for (const each of scored) {
    const isSplit = !byNew.has(each.new) && byOld.has(each.old) && !seenNew.has(each.new);
    const isMerge = !byOld.has(each.old) && byNew.has(each.new) && !seenOld.has(each.old);
    if (isSplit) {
      const sibling = news[byOld.get(each.old)!.new]!;
      if (!isPart({ piece: news[each.new]!, sibling, whole: olds[each.old]! }, rarity)) continue;
      seenNew.add(each.new);
    } else if (isMerge) {
      const sibling = olds[byNew.get(each.new)!.old]!;
      if (!isPart({ piece: olds[each.old]!, sibling, whole: news[each.new]! }, rarity)) continue;
      seenOld.add(each.old);
    } else continue;
    found.push({ ...each, likeness: Math.min(each.likeness, bulkFrom - 1), why: [...each.why, isSplit ? 'split' : 'merge'] });
  }
  return found;
}

function isPart({ piece, sibling, whole }: { piece: Read; sibling: Read; whole: Read }, rarity: Float64Array): boolean {
  const [a, b, all] = [piece.activity.minutes, sibling.activity.minutes, whole.activity.minutes];
  if (a === null || b === null || all === null || Math.abs(a + b - all) > part.minutes * all) return false;
  const [own, theirs] = [wordsOf(piece), wordsOf(whole)];
  return contained(own, theirs, rarity) >= part.contained;
}

function wordsOf({ words }: Read): Int32Array {
  return Int32Array.from(new Set([...words.title, ...words.text, ...words.objectives])).sort();
}
