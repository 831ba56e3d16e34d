/** A whole number over a whole number; the denominator is above zero. */
type Fraction = { readonly over: bigint; readonly under: bigint };
/** The sum of these unknowns (by name) is `total`. */
export type Equation = { readonly unknowns: readonly string[]; readonly total: number };

/** The unknowns that the equations alone determine, with their values: Gauss and Jordan over exact fractions, so that nothing is a matter of rounding. */
export function determinedBy(equations: readonly Equation[]): Map<string, number> {
  const names = [...new Set(equations.flatMap(({ unknowns }) => unknowns))];
  const columnOf = new Map(names.map((name, column) => [name, column]));
  const rows = equations.map(({ unknowns, total }) => {
    const row = Array.from({ length: names.length + 1 }, () => whole(0));
    for (const name of unknowns) row[columnOf.get(name)!] = plus(row[columnOf.get(name)!]!, whole(1));
    row[names.length] = whole(total);
    return row;
  });
  let top = 0;
  for (let column = 0; column < names.length; column++) {
    const found = rows.findIndex((row, at) => at >= top && row[column]!.over !== 0n);
    if (found < 0) continue;
    [rows[top], rows[found]] = [rows[found]!, rows[top]!];
    const pivot = rows[top]![column]!;
    rows[top] = rows[top]!.map((each) => times(each, { over: pivot.over < 0n ? -pivot.under : pivot.under, under: abs(pivot.over) }));
    for (const [at, row] of rows.entries()) {
      const factor = row[column]!;
      if (at === top || factor.over === 0n) continue;
      rows[at] = row.map((each, position) => plus(each, times(rows[top]![position]!, { over: -factor.over, under: factor.under })));
    }
    top++;
  }
  const determined = new Map<string, number>();
  for (const row of rows) {
    const there = names.filter((_, column) => row[column]!.over !== 0n);
    const [total] = row.slice(-1);
    if (there.length === 1) determined.set(there[0]!, Number(total!.over) / Number(total!.under));
  }
  return determined;
}

function whole(number: number): Fraction {
  return { over: BigInt(number), under: 1n };
}
function plus(a: Fraction, b: Fraction): Fraction {
  return reduced(a.over * b.under + b.over * a.under, a.under * b.under);
}
function times(a: Fraction, b: Fraction): Fraction {
  return reduced(a.over * b.over, a.under * b.under);
}
function reduced(over: bigint, under: bigint): Fraction {
  let [a, b] = [abs(over), under];
  while (b > 0n) [a, b] = [b, a % b];
  return a === 0n ? { over: 0n, under: 1n } : { over: over / a, under: under / a };
}
function abs(number: bigint): bigint {
  return number < 0n ? -number : number;
}

/** The same numbers for the same seed, each from 0 to below `below`. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/**
 * The unknowns that have one value only in all worlds in which everything published is the same: found by trying every world, by the rule itself.
 * `published` says what a world publishes; `truth` is the real one; `choices` are the values that an unknown may have.
 */
export function determinedByTrying<Value>(
  truth: ReadonlyMap<string, Value>,
  {
    unknowns,
    choices,
    published,
  }: { unknowns: readonly string[]; choices: readonly Value[]; published: (world: ReadonlyMap<string, Value>) => string },
): string[] {
  const said = published(truth);
  const determined = new Set(unknowns);
  const world = new Map(truth);
  const counter = unknowns.map(() => 0);
  for (;;) {
    for (const [at, name] of unknowns.entries()) world.set(name, choices[counter[at]!]!);
    const isNews = [...determined].some((name) => world.get(name) !== truth.get(name));
    if (isNews && published(world) === said)
      for (const name of [...determined]) if (world.get(name) !== truth.get(name)) determined.delete(name);
    if (determined.size === 0) return [];
    let at = 0;
    while (at < counter.length && counter[at] === choices.length - 1) counter[at++] = 0;
    if (at === counter.length) return [...determined];
    counter[at]!++;
  }
}
