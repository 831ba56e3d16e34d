import { type Fraction, fraction } from './fraction.ts';

/** So much of something, for whichever of the needs at these positions it is given to. */
export type Pool = { readonly amount: bigint; readonly to: readonly number[] };

/**
 * How pools that several needs may draw on are shared out: of every need the part that is met, 0 for nothing, 1 for all, above 1 where more is there than needed. Everything that may be given is given,
 * and no need is worse met than it must be: the part of the need that is worst met is as large as can be, then that of the next, and so on. There is one such answer, and it is exact. Null for a need of nothing.
 *
 * It is found as sets of needs whose pools are the scarcest: the least of all (pools that reach the set) ÷ (its needs), by the cut of a greatest flow; these take their pools, and the others share the rest.
 * Megiddo N. Optimal flows in networks with multiple sources and sinks. Math Program 1974;7:97-107. Fujishige S. Lexicographically optimal base of a polymatroid with respect to a weight vector.
 * Math Oper Res 1980;5:186-196. The cut: Ford LR, Fulkerson DR. Maximal flow through a network. Can J Math 1956;8:399-404.
 */
export function fairShares(pools: readonly Pool[], needs: readonly bigint[]): (Fraction | null)[] {
  return sharingOf(pools, needs.length)(needs);
}

/** Up to so many needs every set of them is looked at, which is quicker than a flow. */
const fewNeeds = 8;

/** `fairShares` of the same pools for several lists of `length` needs: what the pools hold for every set of needs is summed once. */
export function sharingOf(pools: readonly Pool[], length: number): (needs: readonly bigint[]) => (Fraction | null)[] {
  if (length > fewNeeds) return (needs) => sharesByFlow(pools, needs, openOf(needs));
  const reach = reachOf(pools, length);
  return (needs) => sharesOfFew(reach, needs);
}

function openOf(needs: readonly bigint[]): number[] {
  return needs.flatMap((need, at) => (need > 0n ? [at] : []));
}

/** What reaches each set of needs, the sets as bits of a number: all but what is within the others, which is summed for all sets at once. */
function reachOf(pools: readonly Pool[], length: number): bigint[] {
  const every = 2 ** length - 1;
  const within = new Array<bigint>(every + 1).fill(0n);
  for (const { amount, to } of pools) within[to.reduce((set, at) => set | (1 << at), 0)]! += amount;
  for (let bit = 1; bit <= every; bit *= 2) for (let set = 0; set <= every; set++) if (set & bit) within[set]! += within[set ^ bit]!;
  return within.map((_, set) => within[every]! - within[every ^ set]!);
}

function sharesOfFew(reach: readonly bigint[], needs: readonly bigint[]): (Fraction | null)[] {
  const needed = [0n];
  for (const need of needs)
    for (let set = needed.length - 1, size = needed.length; set >= 0; set--) needed[size + set] = needed[set]! + need;
  const shares: (Fraction | null)[] = needs.map(() => null);
  const all = openOf(needs).reduce((set, at) => set | (1 << at), 0);
  for (let settled = 0; settled !== all; ) {
    const [rest, before] = [all ^ settled, reach[settled]!];
    let [scarce, over, under] = [rest, reach[all]! - before, needed[rest]!];
    for (let set = (rest - 1) & rest; set > 0; set = (set - 1) & rest) {
      const here = reach[set | settled]! - before;
      const [mine, best] = [here * under, over * needed[set]!];
      // Of sets that are as scarce the union is, too.
      if (mine === best) scarce |= set;
      else if (mine < best) [scarce, over, under] = [set, here, needed[set]!];
    }
    const share = fraction(over, under);
    for (const at of needs.keys()) if (scarce & (1 << at)) shares[at] = share;
    settled |= scarce;
  }
  return shares;
}

/** The same by flows, for any number of needs. */
export function sharesByFlow(pools: readonly Pool[], needs: readonly bigint[], among: readonly number[]): (Fraction | null)[] {
  const shares: (Fraction | null)[] = needs.map(() => null);
  let open = among;
  let left = reaching(pools, open);
  while (open.length > 0) {
    const { scarce, share } = scarcest(left, needs, open);
    for (const at of scarce) shares[at] = share;
    open = open.filter((at) => !scarce.includes(at));
    left = reaching(
      left.filter(({ to }) => !to.some((at) => scarce.includes(at))),
      open,
    );
  }
  return shares;
}

/** The pools that reach one of these needs, and which of them. */
function reaching(pools: readonly Pool[], among: readonly number[]): Pool[] {
  return pools.flatMap(({ amount, to }) => {
    const here = to.filter((at) => among.includes(at));
    return here.length > 0 && amount > 0n ? [{ amount, to: here }] : [];
  });
}

/** The largest set of needs whose part met is the least, and that part (Dinkelbach's way: a set that is scarcer than the last, until there is none). */
function scarcest(pools: readonly Pool[], needs: readonly bigint[], open: readonly number[]) {
  let scarce = open;
  for (;;) {
    const here = reaching(pools, scarce);
    const share = fraction(
      here.reduce((sum, { amount }) => sum + amount, 0n),
      scarce.reduce((sum, at) => sum + needs[at]!, 0n),
    );
    const unmet = unmetAt(share, { pools: here, needs, open: scarce });
    if (unmet.length === 0 || unmet.length === scarce.length) return { scarce, share };
    scarce = unmet;
  }
}

type Asked = { readonly pools: readonly Pool[]; readonly needs: readonly bigint[]; readonly open: readonly number[] };

/** Of needs that are to be met to this part: the largest set that a greatest flow leaves at, or on, its limit. */
function unmetAt(share: Fraction, { pools, needs, open }: Asked): number[] {
  const flow: Flow = {
    to: pools.map(({ to }) => to.map((need) => open.indexOf(need))),
    left: pools.map(({ amount }) => amount * share.under),
    room: open.map((need) => needs[need]! * share.over),
    given: pools.map(() => open.map(() => 0n)),
  };
  // What needs no giving back goes first: the search is for the rest.
  for (const [pool, to] of flow.to.entries()) for (const need of to) give(flow, [{ pool, need }]);
  for (;;) {
    const { reached, path } = search(flow);
    if (path === null) return open.filter((_, at) => !reached[at]);
    give(flow, path);
  }
}

/** A flow on its way: to which needs each pool may give, what is left of it, what room each need has, and what each pool gave to each. */
type Flow = { readonly to: readonly (readonly number[])[]; readonly left: bigint[]; readonly room: bigint[]; readonly given: bigint[][] };
type Step = { readonly pool: number; readonly need: number };

/** Gives as much as the way lets: each step's pool to its need, instead of what the next step's pool gave there. */
function give({ left, room, given }: Flow, path: readonly Step[]): void {
  const [first, last] = [path[0]!.pool, path.at(-1)!.need];
  let most = smaller(left[first]!, room[last]!);
  for (let at = 1; at < path.length; at++) most = smaller(most, given[path[at]!.pool]![path[at - 1]!.need]!);
  if (most === 0n) return;
  left[first]! -= most;
  room[last]! -= most;
  for (const [at, { pool, need }] of path.entries()) {
    given[pool]![need]! += most;
    if (at > 0) given[pool]![path[at - 1]!.need]! -= most;
  }
}

/** A shortest way from a pool with something left to a need with room; without one, which needs could be reached. */
function search({ to, left, room, given }: Flow): { reached: readonly boolean[]; path: Step[] | null } {
  const cameBy = room.map(() => -1); // a need, by the pool that may give to it
  const tookFrom = left.map(() => -1); // a pool, by the need it gave to
  const waiting = left.flatMap((amount, pool) => (amount > 0n ? [pool] : []));
  const isSeen = left.map((amount) => amount > 0n);
  for (let next = 0; next < waiting.length; next++) {
    const pool = waiting[next]!;
    for (const need of to[pool]!) {
      if (cameBy[need] !== -1) continue;
      cameBy[need] = pool;
      if (room[need]! > 0n) return { reached: [], path: wayTo(need, { cameBy, tookFrom }) };
      for (let other = 0; other < given.length; other++) {
        if (isSeen[other] || given[other]![need] === 0n) continue;
        isSeen[other] = true;
        tookFrom[other] = need;
        waiting.push(other);
      }
    }
  }
  return { reached: cameBy.map((pool) => pool !== -1), path: null };
}

function wayTo(last: number, { cameBy, tookFrom }: { cameBy: readonly number[]; tookFrom: readonly number[] }): Step[] {
  const path: Step[] = [];
  for (let need = last; need !== -1; need = tookFrom[path[0]!.pool]!) path.unshift({ pool: cameBy[need]!, need });
  return path;
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
