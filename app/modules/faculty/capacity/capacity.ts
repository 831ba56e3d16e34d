import { sharingOf } from '#app/maths/fair-shares.ts';
import { ceiling, compared, type Fraction, fraction, plus, times } from '#app/maths/fraction.ts';
import { type Frame, type Held, heldBy, type Places, placesOf, withNew } from './places.ts';
import { daysOf, type Facilitator, type Range, type ReadyYear, readyYear, type Year } from './ready.ts';

/** From the least to the most, exact. */
export type FractionRange = { readonly low: Fraction; readonly high: Fraction };

/**
 * What a school's year asks for, each null while nobody has said. `encounters`: how many small-group sessions every learner is required to have for a competency (a session for two competencies is half
 * a one for each). `perGroup`: facilitators who hold one group together. `newSessions`: what somebody newly prepared would hold in a year.
 */
export type Asked = {
  readonly schoolId: string;
  readonly year: Year;
  readonly learners: number | null;
  readonly groupSize: Range | null;
  readonly perGroup: Range | null;
  readonly newSessions: Range | null;
  readonly materials: readonly string[];
  readonly competencies: readonly { readonly code: string; readonly encounters: FractionRange | null }[];
};

/** What may be added: one more workshop with so many people, who are then ready for these competencies; and those of other schools who would come, all of whose sessions are given here. */
export type Added = { readonly workshop?: { readonly people: number; readonly codes: readonly string[] }; readonly visitors?: boolean };

/** Who stands behind a figure. `notSaid`: ready, and they have not said how many sessions, so that nothing of theirs is in the seats. `heldBack`: their licence keeps them from it here. */
export type People = { readonly ready: number; readonly notSaid: number; readonly partOfYear: number; readonly heldBack: number };
/** Seats needed, seats that can be served, and what is missing in seats, in sessions of a group, and in people; null where it cannot be computed. */
export type Seats = {
  readonly needed: FractionRange | null;
  readonly seats: FractionRange | null;
  readonly shortSeats: FractionRange | null;
  readonly shortSessions: FractionRange | null;
  readonly shortPeople: Range | null;
};
/** What keeps a figure from being computed. */
export type Unsaid = 'learners' | 'group size' | 'facilitators per group' | 'encounters' | 'sessions of somebody new';
/** A school's capacity. `whole` is over the competencies whose need is known; `unsaid` is what is missing. */
export type Capacity = {
  readonly competencies: readonly (People & Seats & { readonly code: string })[];
  readonly whole: People & Seats;
  readonly unsaid: readonly Unsaid[];
};

/** One end of all ranges: the best for whoever plans (most sessions, largest groups, fewest facilitators in one, least needed), or the worst. */
type Corner = { readonly isBest: boolean; readonly group: number; readonly perGroup: number };
type Needs = readonly (Fraction | null)[];
type Ground = {
  readonly held: Held;
  readonly frame: Frame;
  readonly needs: Readonly<Record<'low' | 'high', Needs>>;
};

/**
 * Seats that ready facilitators can serve in a year, against what is required. A facilitator's seats are sessions × group size ÷ facilitators per group. Whoever is ready for several competencies has one
 * pool of sessions for them all; the pools are shared out so that the competency that is worst served is served as well as can be (`app/maths/fair-shares.ts`), which also serves as many in all as can be. Groups are
 * taken as full. Sessions are spread evenly over the year: a readiness that ends within it counts for its days. Where a group needs several facilitators, nobody is counted for more sessions than
 * others can fill beside them. Both ends of every range are carried through exactly; nothing is rounded but people, upwards.
 */
export function capacityOf(asked: Asked, facilitators: readonly Facilitator[], added: Added = {}): Capacity {
  const codes = asked.competencies.map(({ code }) => code);
  const { groupSize, perGroup, newSessions } = asked;
  const frame = { days: daysOf(asked.year), codes: codes.length, perGroup: perGroup?.high ?? 1 };
  const there = { ...asked, codes, days: frame.days };
  const people: ReadyYear[] = [];
  for (const each of facilitators) {
    const own = added.visitors === true || each.schoolId === asked.schoolId ? readyYear(each, there) : null;
    if (own !== null) people.push(own);
  }
  const ready = codes.flatMap((code, at) => (added.workshop?.codes.includes(code) ? [at] : []));
  const one: ReadyYear = { sessions: newSessions, pieces: [{ ready, days: frame.days }], endsWithin: false, isHeldBack: [] };
  for (let each = 0; each < (added.workshop?.people ?? 0); each++) people.push(one);
  const ground: Ground = { held: heldBy(people, frame), frame, needs: { low: needsOf(asked, 'low'), high: needsOf(asked, 'high') } };
  const unsaid = unsaidOf(asked);
  const { each: behind, whole } = peopleOf(people, codes.length);
  if (groupSize === null || perGroup === null) {
    const nothing = { seats: null, shortSeats: null, shortSessions: null, shortPeople: null };
    const needed = codes.map((_, at) => neededOf(ground, [at]));
    return {
      competencies: codes.map((code, at) => ({ code, ...behind[at]!, needed: needed[at]!, ...nothing })),
      whole: { ...whole, needed: neededOf(ground, known(ground)), ...nothing },
      unsaid,
    };
  }
  const worst: Corner = { isBest: false, group: groupSize.low, perGroup: perGroup.high };
  const best: Corner = { isBest: true, group: groupSize.high, perGroup: perGroup.low };
  const figures = figuresOf(ground, { worst, best, newSessions });
  return {
    competencies: codes.map((code, at) => ({ code, ...behind[at]!, ...figures.each(at, behind[at]!.ready) })),
    whole: { ...whole, ...figures.whole() },
    unsaid,
  };
}

function figuresOf(ground: Ground, { worst, best, newSessions }: { worst: Corner; best: Corner; newSessions: Range | null }) {
  const { low: least, high: most } = ground.needs;
  const places = { worst: placesAt(ground, worst), best: placesAt(ground, best) };
  const served = { low: servedOf(places.worst, most), high: servedOf(places.best, least) };
  const ends = { low: most.map((_, at) => served.low(at)), high: least.map((_, at) => served.high(at)) };
  const short = { low: shortOf(least, ends.high), high: shortOf(most, ends.low) };
  const isRanged = least.some((need, at) => need !== null && compared(need, most[at]!) !== 0);
  // The more is needed of one and the less of others, the more of what they share goes to it.
  const seatsOf = (at: number): FractionRange =>
    isRanged
      ? {
          low: servedOf(places.worst, most.with(at, least[at]!))(at),
          high: servedOf(places.best, least.with(at, most[at]!))(at),
        }
      : { low: ends.low[at]!, high: ends.high[at]! };
  const inSessions = (seats: FractionRange) => ({
    low: times(seats.low, fraction(1, best.group)),
    high: times(seats.high, fraction(1, worst.group)),
  });
  return {
    each(at: number, ready: number): Seats {
      const needed = neededOf(ground, [at]);
      if (needed === null) return { needed, seats: null, shortSeats: null, shortSessions: null, shortPeople: null };
      const shortSeats = { low: short.low[at]!, high: short.high[at]! };
      const shortSessions = inSessions(shortSeats);
      const alone = (missing: Fraction, { perGroup }: Corner, sessions: number) =>
        missing.over === 0n ? 0 : Math.max(ceiling(times(missing, fraction(perGroup, sessions))), perGroup - ready);
      return {
        ...{ needed, seats: seatsOf(at), shortSeats, shortSessions },
        shortPeople: newSessions && {
          low: alone(shortSessions.low, best, newSessions.high),
          high: alone(shortSessions.high, worst, newSessions.low),
        },
      };
    },
    whole(): Seats {
      const all = known(ground);
      const needed = neededOf(ground, all);
      if (needed === null) return { needed, seats: null, shortSeats: null, shortSessions: null, shortPeople: null };
      const over = (list: readonly Fraction[]) => all.reduce((sum, at) => plus(sum, list[at]!), fraction(0));
      const shortSeats = { low: over(short.low), high: over(short.high) };
      return {
        ...{ needed, seats: { low: reachedBy(places.worst, least), high: reachedBy(places.best, most) } },
        ...{ shortSeats, shortSessions: inSessions(shortSeats) },
        shortPeople: newSessions && {
          low: fewestNew(ground, { corner: best, sessions: newSessions.high, short: shortSeats.low }),
          high: fewestNew(ground, { corner: worst, sessions: newSessions.low, short: shortSeats.high }),
        },
      };
    },
  };
}

/** The fewest new people, each ready for all that is needed, with whom nothing is short. */
function fewestNew(ground: Ground, { corner, sessions, short }: { corner: Corner; sessions: number; short: Fraction }): number {
  if (short.over === 0n) return 0;
  const wanted = ground.needs[corner.isBest ? 'low' : 'high'];
  const placesWith = (people: number) =>
    placesAt(
      {
        ...ground,
        held: withNew(ground.held, { people, sessions: { low: sessions, high: sessions }, ready: known(ground) }, ground.frame),
      },
      corner,
    );
  // As many as hold all that is short, and can fill a group among themselves, are always enough.
  const alone = ceiling(times(short, fraction(corner.perGroup, corner.group * sessions)));
  let most = Math.max(alone, corner.perGroup);
  // Where nobody is held up by a lack of others, neither before nor with them, fewer are never enough.
  if (!placesAt(ground, corner).isCapped && !placesWith(alone).isCapped) return alone;
  let least = 1;
  while (least < most) {
    const middle = Math.floor((least + most) / 2);
    const served = servedOf(placesWith(middle), wanted);
    const isEnough = wanted.every((need, at) => need === null || compared(served(at), need) >= 0);
    if (isEnough) most = middle;
    else least = middle + 1;
  }
  return most;
}

/** The places at one corner, with how they are shared out when so many of each competency are needed. */
type Shared = Places & { readonly corner: Corner; readonly share: (needs: readonly bigint[]) => readonly (Fraction | null)[] };

function placesAt({ held, frame }: Pick<Ground, 'held' | 'frame'>, corner: Corner): Shared {
  const places = placesOf(held, { end: corner.isBest ? 'high' : 'low', perGroup: corner.perGroup });
  const pools = places.pools.map(({ amount, to }) => ({ amount: BigInt(amount), to }));
  return { ...places, corner, share: sharingOf(pools, frame.codes) };
}

/** Seats that can be served of a competency, when so much is needed of each; zero where nothing is. */
function servedOf({ perSession, corner: { group, perGroup }, share }: Shared, wanted: Needs): (at: number) => Fraction {
  // A seat is so many parts of a place that a need's parts and the facilitators of a group come out whole.
  const parts = wanted.reduce((all, need) => (need === null ? all : all * (need.under / divisor(all, need.under))), 1n);
  const seat = BigInt(perGroup) * BigInt(perSession) * parts;
  const inPlace = fraction(BigInt(group) * parts);
  const shares = share(wanted.map((need) => (need === null ? 0n : (need.over * seat) / need.under)));
  return (at) => (shares[at] ? times(times(shares[at], inPlace), wanted[at]!) : fraction(0));
}

/** All seats that can be served of competencies of which something is needed. */
function reachedBy({ perSession, pools, corner: { group, perGroup } }: Shared, wanted: Needs): Fraction {
  const isWanted = wanted.map((need) => need !== null && need.over > 0n);
  const amount = pools.reduce((sum, pool) => (pool.to.some((at) => isWanted[at]) ? sum + pool.amount : sum), 0);
  return fraction(BigInt(amount) * BigInt(group), BigInt(perGroup) * BigInt(perSession));
}

function divisor(a: bigint, b: bigint): bigint {
  let [one, other] = [a, b];
  while (other > 0n) [one, other] = [other, one % other];
  return one;
}

function shortOf(needs: Needs, served: readonly Fraction[]): Fraction[] {
  return needs.map((need, at) => {
    if (need === null || compared(served[at]!, need) >= 0) return fraction(0);
    return plus(need, { over: -served[at]!.over, under: served[at]!.under });
  });
}

function needsOf({ learners, competencies }: Asked, end: 'low' | 'high'): (Fraction | null)[] {
  return competencies.map(({ encounters }) =>
    learners === null || encounters === null ? null : times(encounters[end], fraction(learners)),
  );
}
function known({ needs }: Ground): number[] {
  return needs.low.flatMap((need, at) => (need === null ? [] : [at]));
}
function neededOf({ needs }: Ground, positions: readonly number[]): FractionRange | null {
  if (positions.length === 0 || positions.some((at) => needs.low[at] === null)) return null;
  const over = (list: readonly (Fraction | null)[]) => positions.reduce((sum, at) => plus(sum, list[at]!), fraction(0));
  return { low: over(needs.low), high: over(needs.high) };
}

function peopleOf(people: readonly ReadyYear[], codes: number): { each: People[]; whole: People } {
  const none = () => ({ ready: 0, notSaid: 0, partOfYear: 0, heldBack: 0 });
  const [each, whole] = [Array.from({ length: codes }, none), none()];
  const add = (count: ReturnType<typeof none>, { sessions, endsWithin }: ReadyYear) => {
    count.ready++;
    if (sessions === null) count.notSaid++;
    if (endsWithin) count.partOfYear++;
  };
  for (const one of people) {
    for (const at of one.pieces[0]?.ready ?? []) add(each[at]!, one);
    if (one.pieces.length > 0) add(whole, one);
    for (const at of one.isHeldBack) each[at]!.heldBack++;
    if (one.isHeldBack.length > 0) whole.heldBack++;
  }
  return { each, whole };
}

function unsaidOf({ learners, groupSize, perGroup, newSessions, competencies }: Asked): Unsaid[] {
  return [
    ...(learners === null ? (['learners'] as const) : []),
    ...(groupSize === null ? (['group size'] as const) : []),
    ...(perGroup === null ? (['facilitators per group'] as const) : []),
    ...(competencies.some(({ encounters }) => encounters === null) ? (['encounters'] as const) : []),
    ...(newSessions === null ? (['sessions of somebody new'] as const) : []),
  ];
}
