import { type Item, inOutline, type Outlined } from '../outline.ts';

/**
 * What became of an item in another version: `reclassified` is another kind of item now (a competency that became a domain), `retitled` has another short title
 * and the same text, `replaced` has one successor of its own, `merged` shares its successor with others, `split` has several.
 */
export const changeKinds = [
  'unchanged',
  'moved',
  'recoded',
  'retitled',
  'reworded',
  'reclassified',
  'replaced',
  'merged',
  'split',
  'removed',
  'added',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What an association says, as far as a comparison reads it; ends are stable ids. */
export type Succession = { readonly type: string; readonly originStableId: string; readonly destinationStableId: string };

/** What became of one item of the earlier version. */
export type Change = {
  readonly stableId: string;
  /** The change that weighs most for whoever mapped to the item; the others stand in `also`. */
  readonly kind: Exclude<ChangeKind, 'added'>;
  readonly also: readonly ChangeKind[];
  /** Stable ids in the later version of what stands in its place, of the same kind of item; empty when nothing does. */
  readonly to: readonly string[];
};

/** Whether a link carries over without a person: the item is the same in other clothes, or exactly one took its place. New words, a choice of several and an end ask a person. */
export function carriesOver({ kind, to }: Pick<Change, 'kind' | 'to'>): boolean {
  return to.length === 1 && kind !== 'reworded' && kind !== 'split';
}

/** What became of each item of an earlier version in a later one, by stable id. Items are matched by their stable ids, else by what replaced them, over versions between. */
export function changesBetween(
  from: readonly Item[],
  to: readonly Item[],
  associations: readonly Succession[],
): ReadonlyMap<string, Change> {
  const [before, after] = [byStableId(from), byStableId(to)];
  const successorsOf = successions(associations, after);
  const replaced = new Map(
    from.filter(({ stableId }) => !after.has(stableId)).map(({ stableId }) => [stableId, successorsOf(stableId)] as const),
  );
  const sharing = Map.groupBy(
    [...replaced].flatMap(([origin, ends]) => ends.map((end) => ({ origin, end }))),
    ({ end }) => end,
  );
  const moved = movedBetween(from, to, (stableId) => (after.has(stableId) ? [stableId] : (replaced.get(stableId) ?? [])));
  const changes = new Map<string, Change>();
  for (const old of before.values()) {
    const now = after.get(old.stableId);
    if (now) {
      const kinds = kindsOf(old, now, moved.has(old.stableId));
      changes.set(old.stableId, {
        stableId: old.stableId,
        kind: kinds[0] ?? 'unchanged',
        also: kinds.slice(1),
        to: now.kind === old.kind ? [now.stableId] : [],
      });
      continue;
    }
    const ends = replaced.get(old.stableId)!;
    const shared = ends.some((end) => sharing.get(end)!.length > 1 || before.has(end));
    const kind = ends.length === 0 ? 'removed' : ends.length > 1 ? 'split' : shared ? 'merged' : 'replaced';
    changes.set(old.stableId, {
      stableId: old.stableId,
      kind,
      also: kind === 'split' && shared ? ['merged'] : [],
      to: ends.filter((end) => after.get(end)!.kind === old.kind),
    });
  }
  return changes;
}

function kindsOf(old: Item, now: Item, isMoved: boolean): Exclude<ChangeKind, 'added'>[] {
  const kinds: Exclude<ChangeKind, 'added'>[] = [];
  if (old.kind !== now.kind || old.phase !== now.phase) kinds.push('reclassified');
  if (plain(old.text) !== plain(now.text)) kinds.push('reworded');
  if (plain(old.shortTitle) !== plain(now.shortTitle)) kinds.push('retitled');
  if (plain(old.code) !== plain(now.code)) kinds.push('recoded');
  if (isMoved) kinds.push('moved');
  return kinds;
}

function plain(text: string | null): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

function byStableId(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.stableId, item]));
}

/** Follows "replaced by" until the items that stand in the later version; a circle ends where it began. */
function successions(associations: readonly Succession[], after: ReadonlyMap<string, Item>): (stableId: string) => string[] {
  const next = Map.groupBy(
    associations.filter(({ type }) => type === 'replacedBy'),
    ({ originStableId }) => originStableId,
  );
  return (stableId) => {
    const ends = new Set<string>();
    const seen = new Set([stableId]);
    const waiting = [stableId];
    while (waiting.length > 0) {
      for (const { destinationStableId } of next.get(waiting.shift()!) ?? []) {
        if (seen.has(destinationStableId)) continue;
        seen.add(destinationStableId);
        if (after.has(destinationStableId)) ends.add(destinationStableId);
        else waiting.push(destinationStableId);
      }
    }
    return [...ends];
  };
}

/** The stable ids of items that hang elsewhere, or stand in another order among those that were their neighbours before. */
function movedBetween(from: readonly Item[], to: readonly Item[], standsFor: (stableId: string) => readonly string[]): Set<string> {
  const [oldParent, newParent] = [parentsOf(from), parentsOf(to)];
  const place = new Map(inOutline(from).map(({ stableId }, at) => [stableId, at]));
  const moved = new Set<string>();
  const staying = inOutline(to).filter(({ stableId }) => {
    if (!place.has(stableId)) return false;
    const [was, is] = [oldParent.get(stableId) ?? null, newParent.get(stableId) ?? null];
    const stays = was === null ? is === null : is !== null && standsFor(was).includes(is);
    if (!stays) moved.add(stableId);
    return stays;
  });
  for (const siblings of Map.groupBy(staying, ({ stableId }) => newParent.get(stableId) ?? null).values()) {
    const kept = longestRising(siblings.map(({ stableId }) => place.get(stableId)!));
    siblings.forEach(({ stableId }, at) => {
      if (!kept.has(at)) moved.add(stableId);
    });
  }
  return moved;
}

function parentsOf(items: readonly Item[]): Map<string, string | null> {
  const stableIdOf = new Map(items.map(({ id, stableId }) => [id, stableId]));
  return new Map(items.map(({ stableId, parentId }) => [stableId, parentId === null ? null : (stableIdOf.get(parentId) ?? null)]));
}

/** The places of the longest rising subsequence: the fewest others have moved (patience sorting, n log n). */
function longestRising(numbers: readonly number[]): Set<number> {
  const tails: number[] = [];
  const before: number[] = [];
  numbers.forEach((number, at) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[tails[middle]!]! < number) low = middle + 1;
      else high = middle;
    }
    before[at] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = at;
  });
  const kept = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at]!) kept.add(at);
  return kept;
}

/** One line of a comparison: an item of the later version with what it was, or one that is gone. `kinds` names every change, the weightiest first. */
export type Line = { readonly kinds: readonly ChangeKind[]; readonly olds: readonly Outlined[]; readonly now: Outlined | null };
/** Two versions beside each other, in the order of the later one; what is gone stands where it was. `counts` counts lines by their first kind. */
export type Comparison = { readonly lines: readonly Line[]; readonly counts: Readonly<Record<ChangeKind, number>> };

/** Two versions side by side, from what became of each item. */
export function comparison(from: readonly Item[], to: readonly Item[], associations: readonly Succession[]): Comparison {
  const changes = changesBetween(from, to, associations);
  const [olds, nows] = [inOutline(from), inOutline(to)];
  const before = new Map(olds.map((item) => [item.stableId, item]));
  const after = byStableId(to);
  const successorsOf = successions(associations, after);
  const predecessors = Map.groupBy(
    olds.filter(({ stableId }) => !after.has(stableId)).flatMap((old) => successorsOf(old.stableId).map((end) => ({ old, end }))),
    ({ end }) => end,
  );
  const goneAfter = goneLines(olds, changes);
  const lines: Line[] = [...(goneAfter.get(null) ?? [])];
  for (const now of nows) {
    const own = before.get(now.stableId);
    const parents = (predecessors.get(now.stableId) ?? []).map(({ old }) => old);
    const olds = own ? [own, ...parents] : parents;
    lines.push({ kinds: kindsOfLine(now, own, parents, changes), olds, now });
    for (const old of olds) {
      lines.push(...(goneAfter.get(old.stableId) ?? []));
      goneAfter.delete(old.stableId);
    }
  }
  const counts = Object.fromEntries(changeKinds.map((kind) => [kind, 0])) as Record<ChangeKind, number>;
  for (const { kinds } of lines) counts[kinds[0]!] += 1;
  return { lines, counts };
}

function kindsOfLine(
  now: Outlined,
  own: Outlined | undefined,
  parents: readonly Outlined[],
  changes: ReadonlyMap<string, Change>,
): ChangeKind[] {
  if (own) {
    const { kind, also } = changes.get(now.stableId)!;
    return parents.length > 0 ? ['merged', ...(kind === 'unchanged' ? [] : [kind]), ...also] : [kind, ...also];
  }
  if (parents.length === 0) return ['added'];
  const kinds = new Set(parents.flatMap(({ stableId }) => [changes.get(stableId)!.kind, ...changes.get(stableId)!.also]));
  return changeKinds.filter((kind) => kinds.has(kind)).toReversed();
}

/** What is gone without a successor, under the last item before it that is not (null: at the beginning). */
function goneLines(olds: readonly Outlined[], changes: ReadonlyMap<string, Change>): Map<string | null, Line[]> {
  const gone = new Map<string | null, Line[]>();
  let last: string | null = null;
  for (const old of olds) {
    if (changes.get(old.stableId)!.kind !== 'removed') {
      last = old.stableId;
      continue;
    }
    if (!gone.has(last)) gone.set(last, []);
    gone.get(last)!.push({ kinds: ['removed'], olds: [old], now: null });
  }
  return gone;
}
