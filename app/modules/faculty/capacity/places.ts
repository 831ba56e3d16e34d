import type { Range, ReadyYear } from './ready.ts';

/** Places beside a group that people hold in a year, in parts of which `perSession` are one session. Those who are ready for the same competencies (by position) are one pool. */
export type Places = {
  readonly perSession: number;
  readonly pools: readonly { readonly amount: number; readonly to: readonly number[] }[];
  /** True when somebody could hold more than others can fill beside them, and is counted for less. */
  readonly isCapped: boolean;
};

type Ends = { readonly low: number; readonly high: number };
/** What those who are ready for a competency hold in all, and what the busiest of them hold each. */
type OfCode = { readonly all: number; readonly busiest: readonly number[] };
/** What people hold between them, once for both ends of their ranges; in sessions times the days they are held on. */
export type Held = {
  readonly people: readonly ReadyYear[];
  /** So many alike, beside them. */
  readonly newcomers: { readonly people: number; readonly one: ReadyYear } | null;
  readonly days: number;
  readonly pools: ReadonlyMap<string, Ends & { readonly to: readonly number[] }>;
  readonly largest: Ends;
  readonly byCode: { readonly low: readonly OfCode[]; readonly high: readonly OfCode[] };
};
/** How many days the year has, how many competencies there are, and at most how many hold one group together. */
export type Frame = { readonly days: number; readonly codes: number; readonly perGroup: number };

/** What these people hold between them. Who has not said how many sessions holds none here. */
export function heldBy(people: readonly ReadyYear[], { days, codes, perGroup }: Frame): Held {
  const pools = new Map<string, { low: number; high: number; to: readonly number[] }>();
  const largest = { low: 0, high: 0 };
  const own = { low: new Array<number>(codes).fill(0), high: new Array<number>(codes).fill(0) };
  const byCode = { low: noneOf(codes), high: noneOf(codes) };
  for (const { sessions, pieces } of people) {
    if (sessions === null) continue;
    for (const { ready, days: long } of pieces) {
      const [low, high] = [sessions.low * long, sessions.high * long];
      const key = ready.join();
      const pool = pools.get(key);
      if (pool) {
        pool.low += low;
        pool.high += high;
      } else pools.set(key, { low, high, to: ready });
      if (low > largest.low) largest.low = low;
      if (high > largest.high) largest.high = high;
      for (const code of ready) {
        own.low[code]! += low;
        own.high[code]! += high;
      }
    }
    // The first piece is the longest list: each later one lacks what has ended.
    for (const code of pieces[0]?.ready ?? []) {
      take(byCode.low[code]!, own.low, code);
      take(byCode.high[code]!, own.high, code);
    }
  }
  function take(of: { all: number; busiest: number[] }, from: number[], code: number) {
    of.all += from[code]!;
    keepBusiest(of.busiest, from[code]!, perGroup);
    from[code] = 0;
  }
  return { people, newcomers: null, days, pools, largest, byCode };
}

function noneOf(codes: number): { all: number; busiest: number[] }[] {
  return Array.from({ length: codes }, () => ({ all: 0, busiest: [] }));
}

/** Keeps as many of the largest, the largest first, as matter where so many hold a group together: one fewer. */
function keepBusiest(busiest: number[], held: number, perGroup: number): void {
  if (busiest.length >= perGroup - 1 && held <= (busiest.at(-1) ?? Number.POSITIVE_INFINITY)) return;
  busiest.push(held);
  for (let at = busiest.length - 1; at > 0 && busiest[at - 1]! < busiest[at]!; at--)
    [busiest[at - 1], busiest[at]] = [busiest[at]!, busiest[at - 1]!];
  if (busiest.length >= perGroup) busiest.pop();
}

/** The same with so many new people, each ready for these competencies all year. */
export function withNew(
  held: Held,
  { people, sessions, ready }: { people: number; sessions: Range; ready: readonly number[] },
  frame: Frame,
): Held {
  const one: ReadyYear = { sessions, pieces: [{ ready, days: frame.days }], endsWithin: false, isHeldBack: [] };
  const own = { low: sessions.low * frame.days, high: sessions.high * frame.days };
  const [key, before] = [ready.join(), held.pools.get(ready.join())];
  const pool = { low: (before?.low ?? 0) + people * own.low, high: (before?.high ?? 0) + people * own.high, to: ready };
  const ofCodes = (end: 'low' | 'high') =>
    held.byCode[end].map((of, code) => {
      if (!ready.includes(code)) return of;
      const busiest = [...of.busiest];
      for (let each = 0; each < Math.min(people, frame.perGroup); each++) keepBusiest(busiest, own[end], frame.perGroup);
      return { all: of.all + people * own[end], busiest };
    });
  return {
    ...{ people: held.people, newcomers: { people, one } },
    days: held.days,
    pools: new Map([...held.pools, [key, pool]]),
    largest: { low: Math.max(held.largest.low, own.low), high: Math.max(held.largest.high, own.high) },
    byCode: { low: ofCodes('low'), high: ofCodes('high') },
  };
}

/** The places that people hold at one end of their ranges. Where a group needs several, nobody is counted for more than others can fill beside them. */
export function placesOf(
  { people, newcomers, days, pools, largest, byCode }: Held,
  { end, perGroup }: { end: 'low' | 'high'; perGroup: number },
): Places {
  const scale = wholeFor(perGroup);
  const groups = byCode[end].map(({ all, busiest }) =>
    mostGroups(
      all * scale,
      busiest.map((each) => each * scale),
      perGroup,
    ),
  );
  const perSession = days * scale;
  if (perGroup === 1 || groups.every((most) => largest[end] * scale <= most))
    return { perSession, pools: [...pools.values()].map((pool) => ({ amount: pool[end] * scale, to: pool.to })), isCapped: false };
  let isCapped = false;
  const all = newcomers === null ? people : [...people, ...Array.from({ length: newcomers.people }, () => newcomers.one)];
  const together = new Map<string, { amount: number; to: readonly number[] }>();
  for (const { sessions, pieces } of all)
    for (const { ready, days: long } of pieces) {
      const amount = (sessions?.[end] ?? 0) * long * scale;
      const beside = ready.reduce((sum, code) => sum + groups[code]!, 0);
      isCapped ||= beside < amount;
      const pool = together.get(ready.join());
      if (pool) pool.amount += Math.min(amount, beside);
      else together.set(ready.join(), { amount: Math.min(amount, beside), to: ready });
    }
  return { perSession, pools: [...together.values()], isCapped };
}

/**
 * The most groups that people can hold, `perGroup` different ones in each, when everybody can be in so many: the least, over every number k of people below `perGroup`, of what is left without the k who
 * hold most, shared among the places they leave. (With G groups the busiest k fill k·G places at most, the others the rest.)
 */
export function mostGroups(all: number, busiest: readonly number[], perGroup: number): number {
  let [left, most] = [all, all / perGroup];
  for (let k = 1; k < perGroup; k++) {
    left -= busiest[k - 1] ?? 0;
    most = Math.min(most, left / (perGroup - k));
  }
  return most;
}

/** The least number that every number up to this one divides. */
function wholeFor(perGroup: number): number {
  let all = 1;
  for (let each = 2; each <= perGroup; each++) {
    let [one, other] = [all, each];
    while (other > 0) [one, other] = [other, one % other];
    all = (all / one) * each;
  }
  return all;
}
