/**
 * What schools may see of each other in aggregate: the whole rule, and nothing else (its argument: docs/disclosure.md). That a figure which was in a pool is not named
 * any more, and that a year is released on one framework version, `releaseFigures` refuses.
 *
 * 1. Schools that share a figure in aggregate wait until at least four can form a pool. A pool never changes: it is shown or it is retired, and nobody who was in a
 *    pool, or whose figure was once named, enters a pool of that figure and year again. So every set that is ever shown is a union of whole pools.
 * 2. A pool keeps the values that its schools had released when it was formed. A correction does not reach into it.
 * 3. A cell of a pool counts only when at least three of its schools differ from its most common value: whichever two of them read together, two who differ are left.
 * 4. What is shown of the pools that count is alike for everybody (how many, mean, smallest, largest), the reader's own school left out.
 */

/** A value of one cell in whole numbers: one, or the least and the most. Null: not known. */
export type Value = readonly number[] | null;
/** The cells of one figure of one school, by name. Every school's figure has the same cells, and none follows from the others. */
export type Cells = Readonly<Record<string, Value>>;

/** The numbers of the rule. Tests weaken them one by one to see the attack bite. */
export const rule = {
  /** A pool has at least so many schools: two readers in it, and two others. */
  pool: 4,
  /** With so many waiting, a pool is formed although more may come. */
  enough: 8,
  /** In a cell that counts, so many differ from the most common value. */
  differ: 3,
  /** The smallest and the largest are shown of at least so many others. */
  extremes: 5,
};
/** A rule of other numbers: what the tests weaken. */
export type Rule = typeof rule;

/** Schools whose values of one figure are shown together, each with the release that the value is taken from. */
export type Pool<Release = string> = {
  readonly members: readonly { readonly school: string; readonly release: Release }[];
  readonly isRetired: boolean;
};
/** What happened to one figure of one academic year so far: its pools, and the schools that were once named. */
export type Ledger<Release = string> = { readonly pools: readonly Pool<Release>[]; readonly named: readonly string[] };
/** How a school shares a figure now, and by which release; a school without one shares nothing. Who asked first comes first. */
export type Wish<Release = string> = { readonly school: string; readonly form: 'aggregate' | 'named'; readonly release: Release };

/**
 * The ledger of a round after what its schools wish now. `isAwaited`: a school of the round has not released yet and still may, so that a pool of few waits for it.
 * `elsewhere`: schools in a pool of another round on the same year, which are the same figures. Nothing here looks at a value.
 */
export function nextLedger<Release>(
  { pools, named }: Ledger<Release>,
  wishes: readonly Wish<Release>[],
  { isAwaited, elsewhere = [], numbers = rule }: { isAwaited: boolean; elsewhere?: readonly string[]; numbers?: Rule },
): Ledger<Release> {
  const formOf = new Map(wishes.map(({ school, form }) => [school, form]));
  const kept = pools.map((pool) => ({
    ...pool,
    isRetired: pool.isRetired || pool.members.some(({ school }) => formOf.get(school) !== 'aggregate'),
  }));
  const known = [...new Set([...named, ...wishes.filter(({ form }) => form === 'named').map(({ school }) => school)])];
  const spent = new Set([...known, ...elsewhere, ...pools.flatMap(({ members }) => members.map(({ school }) => school))]);
  const waiting = wishes.filter(({ school, form }) => form === 'aggregate' && !spent.has(school));
  const isTime = waiting.length >= (isAwaited ? numbers.enough : numbers.pool);
  return { pools: [...kept, ...(isTime ? poolsOf(waiting, numbers) : [])], named: known };
}

/** As many pools as have `enough` each, of about equal size; one when they are fewer. */
function poolsOf<Release>(waiting: readonly Wish<Release>[], { enough }: Rule): Pool<Release>[] {
  const many = Math.max(1, Math.floor(waiting.length / enough));
  return Array.from({ length: many }, (_, at) => ({
    members: waiting
      .slice(Math.floor((waiting.length * at) / many), Math.floor((waiting.length * (at + 1)) / many))
      .map(({ school, release }) => ({ school, release })),
    isRetired: false,
  }));
}

/** True when a cell of a pool counts: every value is known, and in each of its numbers at least three schools differ from the most common one. */
export function doesCount(values: readonly Value[], { differ }: Rule = rule): boolean {
  const width = values[0]?.length ?? 0;
  for (let at = 0; at < width; at++) {
    const times = new Map<number, number>();
    for (const value of values) {
      if (value === null) return false;
      times.set(value[at]!, (times.get(value[at]!) ?? 0) + 1);
    }
    if (values.length - Math.max(...times.values()) < differ) return false;
  }
  return width > 0;
}

/** Why a cell is not shown: too few schools share the figure, or too many of them are alike (or unknown) in it. */
export type WhyNot = 'too-few' | 'too-alike';
/** What a reader sees of the others in one cell; numbers as the cell has them. The smallest and the largest are null where the others are too few. */
export type Seen =
  | { readonly others: number; readonly mean: readonly number[]; readonly smallest: Value; readonly largest: Value }
  | { readonly why: WhyNot };

/** A pool that is shown, with the value of each school in each cell. */
export type OpenPool = readonly { readonly school: string; readonly cells: Cells }[];

/** Two smallest and two largest of each number: enough to leave any one school out. */
type Sum = { schools: number; readonly sums: number[]; readonly low: [number, number][]; readonly high: [number, number][] };

/**
 * Reads the pools of one figure that are not retired, once; what it answers tells any reader (null: whoever is in none) what the others share.
 * The work for a reader does not grow with the schools.
 */
export function openFigure(
  pools: readonly OpenPool[],
  cells: readonly string[],
  numbers: Rule = rule,
): (reader: string | null) => Record<string, Seen> {
  const own = new Map(pools.flatMap((pool, at) => pool.map((member) => [member.school, { at, cells: member.cells }] as const)));
  const sums = cells.map((cell) => {
    const counting = pools.map((pool) =>
      doesCount(
        pool.map((member) => member.cells[cell] ?? null),
        numbers,
      ),
    );
    const sum: Sum = { schools: 0, sums: [], low: [], high: [] };
    for (const [at, pool] of pools.entries()) if (counting[at]) for (const member of pool) add(sum, member.cells[cell]!);
    return { cell, counting, sum };
  });
  const whole = sums.map(({ sum }): Seen => {
    if (pools.length === 0) return { why: 'too-few' };
    return sum.schools === 0 ? { why: 'too-alike' } : seen(sum, null, numbers);
  });
  return (reader) => {
    const mine = reader === null ? undefined : own.get(reader);
    const answer: Record<string, Seen> = {};
    for (const [at, { cell, counting, sum }] of sums.entries())
      answer[cell] = mine !== undefined && counting[mine.at] ? seen(sum, mine.cells[cell]!, numbers) : whole[at]!;
    return answer;
  };
}

function add(sum: Sum, value: readonly number[]): void {
  sum.schools++;
  for (const [at, number] of value.entries()) {
    sum.sums[at] = (sum.sums[at] ?? 0) + number;
    sum.low[at] ??= [Infinity, Infinity];
    sum.high[at] ??= [-Infinity, -Infinity];
    const [low, high] = [sum.low[at], sum.high[at]];
    if (number < low[0]) [low[0], low[1]] = [number, low[0]];
    else if (number < low[1]) low[1] = number;
    if (number > high[0]) [high[0], high[1]] = [number, high[0]];
    else if (number > high[1]) high[1] = number;
  }
}

function seen({ schools, sums, low, high }: Sum, mine: Value, { extremes }: Rule): Seen {
  const others = mine === null ? schools : schools - 1;
  const mean: number[] = [];
  const [smallest, largest]: [number[], number[]] = [[], []];
  for (let at = 0; at < sums.length; at++) {
    const own = mine === null ? null : mine[at]!;
    mean.push((sums[at]! - (own ?? 0)) / others);
    smallest.push(low[at]![own === low[at]![0] ? 1 : 0]);
    largest.push(high[at]![own === high[at]![0] ? 1 : 0]);
  }
  return others >= extremes ? { others, mean, smallest, largest } : { others, mean, smallest: null, largest: null };
}

/** In plain words, why others are not shown. */
export const whyNotWords: Readonly<Record<WhyNot, string>> = {
  'too-few':
    'Not shown: fewer than four schools share this in aggregate together. With fewer, two who know their own figures could work out another’s.',
  'too-alike':
    'Not shown: of the schools that share this, too many have the same value, or one is not known, so that an average would say what single schools have.',
};
