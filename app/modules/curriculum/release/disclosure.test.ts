import assert from 'node:assert/strict';
import { test } from 'node:test';
import { determinedBy, determinedByTrying, type Equation, seeded } from '../../../../tests/solver.ts';
import { leastForRange, leastPool } from '../rounds/appearing.ts';
import {
  doesCount,
  type Ledger,
  nextLedger,
  openFigure,
  type Pool,
  type Rule,
  rule,
  type Seen,
  type Value,
  type Wish,
} from './disclosure.ts';

const emptyLedger: Ledger = { pools: [], named: [] };

type Form = Wish['form'] | 'private';
/** A school releases (again: a correction, another value), or withdraws. */
type Act = { readonly school: string; readonly form: Form };
/** How the publications come about: our rule, or one with a part left out. */
type Regime = {
  readonly numbers: Rule;
  /** `forgets`: pools are made anew from who shares now. `cuts`: who leaves takes three others along, the rest is shown on. `corrects`: a correction reaches into the pool. */
  readonly ledger: 'kept' | 'forgets' | 'cuts' | 'corrects';
  readonly namesLate: boolean;
};
/** What is open at one time: pools of (school, value's name), and the names of values that are shown by name. */
type Moment = { readonly pools: readonly (readonly { school: string; value: string }[])[]; readonly named: readonly string[] };

const ours: Regime = { numbers: rule, ledger: 'kept', namesLate: false };
const weakened: Readonly<Record<string, Regime>> = {
  'no rule for a cell': { ...ours, numbers: { ...rule, differ: 0 } },
  'two who differ are enough': { ...ours, numbers: { ...rule, differ: 2 } },
  // Three of three never differ from their most common value: with pools of three the rule for a cell must be two.
  'pools of three': { ...ours, numbers: { ...rule, pool: 3, enough: 6, differ: 2 } },
  'no ledger': { ...ours, ledger: 'forgets' },
  'pools are cut into parts of four': { ...ours, ledger: 'cuts' },
  'corrections reach into a pool': { ...ours, ledger: 'corrects' },
  'a pooled figure may be named': { ...ours, namesLate: true },
};

/** Every moment of a history, without looking at a value. From the act `patience` on nobody is waited for. */
function momentsOf(acts: readonly Act[], { regime, patience }: { regime: Regime; patience: number }): Moment[] {
  let ledger: Ledger = emptyLedger;
  const wishes = new Map<string, Wish>();
  const releases = new Map<string, number>();
  const shown = new Set<string>();
  const moments: Moment[] = [];
  for (const [at, { school, form }] of acts.entries()) {
    // What `releaseFigures` refuses.
    const wasPooled = ledger.pools.some(({ members }) => members.some((member) => member.school === school));
    if (form === 'named' && !regime.namesLate && wasPooled) continue;
    // Who names what was shared in aggregate shows the same value.
    if (form !== 'named' || !wishes.has(school)) releases.set(school, (releases.get(school) ?? 0) + 1);
    const release = `${school}${releases.get(school)}`;
    if (form === 'private') wishes.delete(school);
    else wishes.set(school, { school, form, release });
    ledger = stepOf(ledger, [...wishes.values()], { regime, isAwaited: at < patience });
    for (const wish of wishes.values()) if (wish.form === 'named') shown.add(wish.release);
    moments.push({
      pools: ledger.pools
        .filter(({ isRetired }) => !isRetired)
        .map(({ members }) => members.map((each) => ({ school: each.school, value: each.release }))),
      named: [...shown],
    });
  }
  const differing = new Map(moments.map((moment) => [JSON.stringify(moment), moment]));
  return [...differing.values()];
}

function stepOf(
  before: Ledger,
  wishes: Wish[],
  { regime: { numbers, ledger }, isAwaited }: { regime: Regime; isAwaited: boolean },
): Ledger {
  if (ledger === 'forgets') return nextLedger(emptyLedger, wishes, { isAwaited, numbers });
  const wishOf = new Map(wishes.map((wish) => [wish.school, wish]));
  const isIn = ({ school }: { school: string }) => wishOf.get(school)?.form === 'aggregate';
  function changed(pool: Pool): Pool[] {
    if (ledger === 'corrects')
      return [
        {
          ...pool,
          members: pool.members.map((each) => ({ ...each, ...(isIn(each) ? { release: wishOf.get(each.school)!.release } : {}) })),
        },
      ];
    const away = pool.members.filter((each) => !isIn(each));
    if (ledger !== 'cuts' || away.length === 0 || pool.isRetired || pool.members.length < 8) return [pool];
    const hidden = [...away, ...pool.members.filter(isIn)].slice(0, Math.max(4, away.length));
    const rest = pool.members.filter((each) => !hidden.includes(each));
    return rest.length < 4
      ? [pool]
      : [
          { members: hidden, isRetired: true },
          { members: rest, isRetired: false },
        ];
  }
  return nextLedger({ ...before, pools: before.pools.flatMap(changed) }, wishes, { isAwaited, numbers });
}

/** What these readers and whoever has no school can open, at every moment of a world. */
function publishedIn(moments: readonly Moment[], { readers, numbers }: { readers: readonly string[]; numbers: Rule }) {
  return (world: ReadonlyMap<string, Value>): { moment: Moment; reader: string | null; seen: Seen }[] =>
    moments.flatMap((moment) => {
      const pools = moment.pools.map((pool) => pool.map(({ school, value }) => ({ school, cells: { cell: world.get(value)! } })));
      const seenBy = openFigure(pools, ['cell'], numbers);
      return [...readers, null].map((reader) => ({ moment, reader, seen: seenBy(reader).cell! }));
    });
}

/** Everybody's values of every release that a pool ever held, with what the readers know of themselves and what was named. */
function attack(
  acts: readonly Act[],
  aim: { regime: Regime; patience: number; readers: readonly string[]; choices: readonly Value[]; choose: () => Value },
) {
  const { regime, readers, choices, choose } = aim;
  const moments = momentsOf(acts, aim);
  const names = [...new Set(moments.flatMap(({ pools }) => pools.flatMap((pool) => pool.map(({ value }) => value))))];
  const known = new Set(moments.flatMap(({ named }) => named));
  const unknowns = names.filter((name) => !known.has(name) && !readers.some((reader) => name.startsWith(reader)));
  const truth = new Map(names.map((name) => [name, choose()]));
  const published = publishedIn(moments, { readers, numbers: regime.numbers });
  return { truth, unknowns, published, choices };
}

/** The unknowns that the published sums alone determine: for each number of the value an equation from every reader at every moment. */
function solved({ truth, unknowns, published }: ReturnType<typeof attack>, numbers: Rule): string[] {
  const equations: Equation[] = [...truth]
    .filter(([name, value]) => !unknowns.includes(name) && value !== null)
    .map(([name, value]) => ({ unknowns: [name], total: value![0]! }));
  for (const { moment, reader, seen } of published(truth)) {
    if ('why' in seen) continue;
    const counted = moment.pools
      .filter((pool) =>
        doesCount(
          pool.map(({ value }) => truth.get(value)!),
          numbers,
        ),
      )
      .flat();
    const others = counted.filter(({ school }) => school !== reader).map(({ value }) => value);
    assert.equal(seen.others, others.length);
    equations.push({ unknowns: others, total: Math.round(seen.mean[0]! * seen.others) });
  }
  const determined = determinedBy(equations);
  return unknowns.filter((name) => determined.has(name));
}

/** One school after the other, some again, some withdrawing; at least so many acts as schools. */
function historyOf(schools: readonly string[], random: (below: number) => number): Act[] {
  const forms: Form[] = ['aggregate', 'aggregate', 'aggregate', 'aggregate', 'aggregate', 'named', 'private'];
  const later = Array.from({ length: 1 + random(3) }, () => schools[random(schools.length)]!);
  return [
    ...schools.map((school) => ({ school, form: forms[random(forms.length)]! })),
    ...later.map((school) => ({ school, form: forms[random(forms.length)]! })),
  ];
}

const few: readonly Value[] = [[0], [1], [2], [3]];
const orUnknown: readonly Value[] = [[0], [1], [2], null];
const ranges: readonly Value[] = [
  [0, 0],
  [0, 1],
  [1, 1],
  [0, 2],
  [1, 2],
  [2, 2],
];
const yesOrNo: readonly Value[] = [[0], [1]];

/** Histories that go for one weakness: all share in aggregate, then one of them does this. */
function thenOne(form: Form): typeof historyOf {
  return (schools) => [...schools.map((school) => ({ school, form: 'aggregate' as const })), { school: schools[2]!, form }];
}

/** Runs the attack over seeds; answers how many worlds were attacked, how often something was shown, and every value that was found. */
function campaign(
  regime: Regime,
  {
    seeds,
    sizes,
    choices,
    history = historyOf,
    worlds = 5_000,
  }: { seeds: number; sizes: readonly number[]; choices: readonly Value[]; history?: typeof historyOf; worlds?: number },
) {
  const found = { bySolving: 0, byTrying: 0, shown: 0, attacks: 0 };
  for (const size of sizes) {
    for (let seed = 0; seed < seeds; seed++) {
      const random = seeded(size * 1000 + seed);
      const schools = 'ABCDEFGHIJKLMNOPQRST'.slice(0, size).split('');
      const acts = history(schools, random);
      // Colluding readers are often those who share too: they know most.
      const sharing = schools.filter((school) => acts.some((act) => act.school === school && act.form === 'aggregate'));
      const readers = [[], sharing.slice(0, 1), sharing.slice(0, 2), sharing.slice(-2)][random(4)]!;
      const isSkewed = random(2) === 0;
      const choose = () => choices[isSkewed ? random(choices.length) % (1 + random(choices.length)) : random(choices.length)]!;
      const patience = random(2) === 0 ? size - 1 : Math.floor(size / 2);
      const one = attack(acts, { regime, patience, readers, choices, choose });
      if (one.unknowns.length === 0) continue;
      found.attacks++;
      if (one.published(one.truth).some(({ seen }) => 'mean' in seen)) found.shown++;
      if (solved(one, regime.numbers).length > 0) found.bySolving++;
      if (choices.length ** one.unknowns.length > worlds) continue;
      // Every world: none is determined means that another world with the same publications was found for each value.
      const said = (world: ReadonlyMap<string, Value>) => JSON.stringify(one.published(world).map(({ seen }) => seen));
      if (determinedByTrying(one.truth, { unknowns: one.unknowns, choices, published: said }).length > 0) found.byTrying++;
    }
  }
  return found;
}

test('whoever reads together, alone or two, with a school or without: no value of another school is determined', () => {
  for (const [choices, sizes, seeds] of [
    [few, [3, 4, 5, 6, 7, 8], 500],
    [orUnknown, [4, 5, 6], 500],
    [ranges, [4, 5, 6], 500],
    [yesOrNo, [4, 6, 7, 8], 500],
  ] as const) {
    // Every world of every size: up to eight unknown schools of four values, also when nobody or one reads.
    const found = campaign(ours, { seeds, sizes, choices, worlds: Infinity });
    assert.ok(found.attacks > 100 && found.shown > 0, JSON.stringify(found));
    assert.deepEqual([found.bySolving, found.byTrying], [0, 0], JSON.stringify(choices));
  }
});
for (const [weakness, regime] of Object.entries(weakened))
  test(`the same attack on a weaker rule finds values: ${weakness}`, () => {
    const aim = regime.namesLate
      ? { seeds: 3000, sizes: [5], history: thenOne('named') }
      : regime.ledger === 'cuts'
        ? { seeds: 1500, sizes: [8], history: thenOne('private') }
        : { seeds: 100, sizes: [4, 5, 6, 8] };
    const aimed = { ...aim, choices: few };
    const found = campaign(regime, aimed);
    assert.ok(found.bySolving + found.byTrying > 0, JSON.stringify(found));
    const same = campaign(ours, aimed);
    assert.deepEqual([same.bySolving, same.byTrying], [0, 0]);
  });

test('what schools are told before they accept terms goes by the numbers of the rule', () => {
  assert.deepEqual([leastPool, leastForRange], [rule.pool, rule.extremes]);
});
