import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { asNumber, compared, type Fraction, fraction } from '#app/maths/fraction.ts';
import { freely, type Licence } from '../registry/licence.ts';
import { type Asked, capacityOf, type FractionRange } from './capacity.ts';
import { mostGroups } from './places.ts';
import type { Facilitator, Range } from './ready.ts';

const year = { from: '2025-07-01', to: '2026-06-30' };
const exactly = (n: number): Range => ({ low: n, high: n });
const whole = (n: number): FractionRange => ({ low: fraction(n), high: fraction(n) });
const asked = (said: Partial<Asked> = {}): Asked => ({
  ...{ schoolId: 'ashby', year, learners: 96, groupSize: exactly(6), perGroup: exactly(1), newSessions: exactly(4), materials: [] },
  competencies: [{ code: 'A', encounters: whole(1) }],
  ...said,
});
let next = 0;
function facilitator(
  codes: string[],
  sessions: Range | null,
  more: { licence?: Partial<Licence>; until?: string; at?: string; comes?: boolean } = {},
) {
  return {
    ...{ id: `f${next++}`, schoolId: more.at ?? 'ashby', comesElsewhere: more.comes ?? false, sessions },
    preparations: [{ competencies: codes, until: more.until ?? null, licence: { ...freely, ...more.licence } }],
  } satisfies Facilitator;
}
const numbers = (range: FractionRange | null) => range && [asNumber(range.low), asNumber(range.high)];

test('worked by hand: 96 learners once, groups of 6, one facilitator each: 10 + 4 sessions serve 84 seats, 12 are missing, 2 sessions, 1 person', () => {
  const { whole: all } = capacityOf(asked(), [facilitator(['A'], exactly(10)), facilitator(['A'], exactly(4))]);
  assert.deepEqual(numbers(all.needed), [96, 96]);
  assert.deepEqual(numbers(all.seats), [84, 84]);
  assert.deepEqual(numbers(all.shortSeats), [12, 12]);
  assert.deepEqual(numbers(all.shortSessions), [2, 2]);
  assert.deepEqual(all.shortPeople, exactly(1));
});
test('worked by hand: ranges keep both ends: 8 to 10 sessions, groups of 4 to 6, one or two facilitators', () => {
  // At least 8 × 4 ÷ 2 = 16, but one alone fills no group of two: none. With a second one of the same, 2 × 8 × 4 ÷ 2 = 32; at most 2 × 10 × 6 ÷ 1 = 120.
  const ranged = asked({ groupSize: { low: 4, high: 6 }, perGroup: { low: 1, high: 2 } });
  const one = facilitator(['A'], { low: 8, high: 10 });
  assert.deepEqual(numbers(capacityOf(ranged, [one]).whole.seats), [0, 60]);
  const two = capacityOf(ranged, [one, facilitator(['A'], { low: 8, high: 10 })]).whole;
  assert.deepEqual(numbers(two.seats), [32, 120]);
  assert.deepEqual(numbers(two.shortSeats), [0, 64]);
  assert.deepEqual(two.shortPeople, { low: 0, high: 8 }); // 64 seats are 16 sessions of two: 32 places, 4 a person
});
test('the published figures of a course for trainers: 22 trainers taught 297 clinicians, 13.5 each, two in a session', () => {
  // Ariadne Labs, J Palliat Med 2019, doi 10.1089/jpm.2019.0334: 27 places of two trainers each are 13.5 seats a trainer.
  const trainers = Array.from({ length: 22 }, () => facilitator(['A'], exactly(27)));
  const { whole: all } = capacityOf(asked({ learners: 297, groupSize: exactly(1), perGroup: exactly(2) }), trainers);
  assert.deepEqual(numbers(all.seats), [297, 297]);
  assert.equal(asNumber(all.seats!.low) / 22, 13.5);
});
test('whoever is ready for two has one pool of sessions, and it is shared so that neither is left', () => {
  const two = asked({
    learners: 30,
    competencies: [
      { code: 'A', encounters: whole(1) },
      { code: 'B', encounters: whole(1) },
    ],
  });
  // 4 sessions of 6 are 24 seats for both; 2 of 6 are 12 for A alone: 18 and 18 of 30, never 30 and 6.
  const { competencies, whole: all } = capacityOf(two, [facilitator(['A', 'B'], exactly(4)), facilitator(['A'], exactly(2))]);
  assert.deepEqual(
    competencies.map(({ seats }) => numbers(seats)),
    [
      [18, 18],
      [18, 18],
    ],
  );
  assert.deepEqual(numbers(all.shortSeats), [24, 24]);
});
test('a readiness that ends within the year counts for its days, and says so', () => {
  const half = facilitator(['A'], exactly(10), { until: '2025-12-30' }); // 183 of 365 days
  const { whole: all } = capacityOf(asked(), [half]);
  assert.equal(compared(all.seats!.low, fraction(10 * 6 * 183, 365)), 0);
  assert.equal(all.partOfYear, 1);
  assert.equal(capacityOf(asked(), [facilitator(['A'], exactly(10), { until: '2025-06-30' })]).whole.ready, 0);
});
test('a licence is obeyed: the own learners only, named material only, and no more once it should have been renewed', () => {
  const owns = facilitator(['A'], exactly(10), { at: 'brook', comes: true, licence: { ownLearnersOnly: true } });
  assert.deepEqual(numbers(capacityOf(asked(), [owns], { visitors: true }).whole.seats), [0, 0]);
  assert.deepEqual(numbers(capacityOf(asked({ schoolId: 'brook' }), [owns]).whole.seats), [60, 60]);
  const named = facilitator(['A'], exactly(10), { licence: { materials: ['The Conversation Guide'] } });
  const without = capacityOf(asked(), [named]).whole;
  assert.deepEqual([without.ready, without.heldBack], [0, 1]);
  assert.equal(capacityOf(asked({ materials: ['the conversation  guide'] }), [named]).whole.ready, 1);
  assert.equal(capacityOf(asked(), [facilitator(['A'], exactly(10), { licence: { renewBy: '2025-06-30' } })]).whole.ready, 0);
});
test('people of other schools count only where they are asked for, and only those who come', () => {
  const guests = [facilitator(['A'], exactly(5), { at: 'brook' }), facilitator(['A'], exactly(5), { at: 'brook', comes: true })];
  assert.equal(capacityOf(asked(), guests).whole.ready, 0);
  assert.deepEqual(numbers(capacityOf(asked(), guests, { visitors: true }).whole.seats), [30, 30]);
});
test('what nobody has said is not zero: it is counted apart, or the figure says why there is none', () => {
  const silent = capacityOf(asked(), [facilitator(['A'], null)]).whole;
  assert.deepEqual([silent.ready, silent.notSaid], [1, 1]);
  const unknown = capacityOf(asked({ learners: null, newSessions: null }), [facilitator(['A'], exactly(10))]);
  assert.deepEqual([unknown.whole.needed, unknown.whole.shortPeople], [null, null]);
  assert.deepEqual(unknown.unsaid, ['learners', 'sessions of somebody new']);
  assert.equal(capacityOf(asked({ groupSize: null }), [facilitator(['A'], exactly(10))]).whole.seats, null);
});
test('one more workshop: two who hold 4 sessions each serve 48 seats more', () => {
  const before = capacityOf(asked(), [facilitator(['A'], exactly(4))]).whole;
  const after = capacityOf(asked(), [facilitator(['A'], exactly(4))], { workshop: { people: 2, codes: ['A'] } }).whole;
  assert.equal(asNumber(after.seats!.low) - asNumber(before.seats!.low), 48);
});
test('where a group needs two, the busiest can only be as busy as the others together', () => {
  assert.equal(mostGroups(44, [40], 2), 4);
  assert.equal(mostGroups(15, [5], 2), 7.5);
  assert.equal(mostGroups(9, [9], 2), 0);
  assert.equal(mostGroups(21, [10, 10], 3), 1);
  const lopsided = [facilitator(['A'], exactly(40)), facilitator(['A'], exactly(4))];
  assert.deepEqual(numbers(capacityOf(asked({ perGroup: exactly(2) }), lopsided).whole.seats), [24, 24]);
});

const codes = ['A', 'B', 'C'];
const aRange = (most: number, least = 0) =>
  fc.tuple(fc.integer({ min: least, max: most }), fc.integer({ min: 0, max: 5 })).map(([low, more]) => ({ low, high: low + more }));
const aFacilitator = fc
  .record({
    sessions: fc.option(aRange(12), { freq: 6 }),
    codes: fc.subarray(codes, { minLength: 1 }),
    until: fc.constantFrom(undefined, '2025-10-01', '2026-03-31'),
  })
  .map(({ sessions, codes: of, until }) => facilitator(of, sessions, { until }));
const anAsked = fc
  .record({
    learners: fc.integer({ min: 1, max: 120 }),
    groupSize: aRange(8, 1),
    perGroup: fc.constantFrom({ low: 1, high: 1 }, { low: 1, high: 2 }, { low: 2, high: 2 }, { low: 2, high: 3 }),
    newSessions: aRange(6, 1),
    encounters: fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 4 }))
        .map(([low, more]) => ({ low: fraction(low, 2), high: fraction(low + more, 2) })),
      { minLength: 3, maxLength: 3 },
    ),
  })
  .map(({ encounters, ...said }) => asked({ ...said, competencies: codes.map((code, at) => ({ code, encounters: encounters[at]! })) }));
const people = fc.array(aFacilitator, { maxLength: 7 });
const notLess = (a: Fraction, b: Fraction) => assert.ok(compared(a, b) >= 0, `${asNumber(a)} is less than ${asNumber(b)}`);

test('one more facilitator never lowers the seats of any competency, and never raises what is short', () => {
  fc.assert(
    fc.property(anAsked, people, aFacilitator, (what, who, one) => {
      const [before, after] = [capacityOf(what, who), capacityOf(what, [...who, one])];
      for (const [at, { seats, shortSeats, shortPeople }] of before.competencies.entries()) {
        const then = after.competencies[at]!;
        for (const end of ['low', 'high'] as const) {
          notLess(then.seats![end], seats![end]);
          notLess(shortSeats![end], then.shortSeats![end]);
        }
        assert.ok(then.shortPeople!.high <= shortPeople!.high);
      }
      assert.ok(after.whole.shortPeople!.low <= before.whole.shortPeople!.low);
    }),
    { numRuns: 200 },
  );
});
test('a school’s facilitators in two lists serve together what they serve in one, where each holds a group alone', () => {
  fc.assert(
    fc.property(anAsked, people, people, (said, some, others) => {
      const what = { ...said, perGroup: exactly(1), competencies: said.competencies.map(({ code }) => ({ code, encounters: whole(1) })) };
      const seats = (list: readonly Facilitator[]) => capacityOf(what, list).whole.seats!;
      for (const end of ['low', 'high'] as const) {
        const [one, other, both] = [seats(some)[end], seats(others)[end], seats([...some, ...others])[end]];
        assert.equal(both.over * one.under * other.under, (one.over * other.under + other.over * one.under) * both.under);
      }
    }),
    { numRuns: 200 },
  );
});
test('every figure for numbers within the ranges lies within the figure for the ranges', () => {
  const at = (range: Range, share: number) => exactly(range.low + Math.round((range.high - range.low) * share));
  fc.assert(
    fc.property(
      anAsked,
      people,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }),
      (what, who, shares) => {
        const inside = {
          ...what,
          groupSize: at(what.groupSize!, shares[0]!),
          perGroup: at(what.perGroup!, shares[1]!),
          newSessions: at(what.newSessions!, shares[2]!),
          competencies: what.competencies.map(({ code, encounters }, position) => ({
            code,
            encounters:
              shares[3 + position]! < 0.5
                ? { low: encounters!.low, high: encounters!.low }
                : { low: encounters!.high, high: encounters!.high },
          })),
        };
        const chosen = who.map((each, position) => ({
          ...each,
          sessions: each.sessions && at(each.sessions, shares[6 + (position % 6)]!),
        }));
        const [ranged, point] = [capacityOf(what, who), capacityOf(inside, chosen)];
        const all = [...ranged.competencies, ranged.whole].map(
          (range, position) => [range, [...point.competencies, point.whole][position]!] as const,
        );
        for (const [range, one] of all) {
          for (const figure of ['needed', 'seats', 'shortSeats', 'shortSessions'] as const) {
            notLess(one[figure]!.low, range[figure]!.low);
            notLess(range[figure]!.high, one[figure]!.high);
          }
          assert.ok(one.shortPeople!.low >= range.shortPeople!.low && one.shortPeople!.high <= range.shortPeople!.high);
        }
      },
    ),
    { numRuns: 300 },
  );
});
test('with as many new people as are said to be missing nothing is missing, and with one fewer something is', () => {
  fc.assert(
    fc.property(anAsked, people, (what, who) => {
      const exact = { ...what, newSessions: exactly(what.newSessions!.low) };
      const missing = capacityOf(exact, who).whole.shortPeople!.high;
      const short = (n: number) => capacityOf(exact, who, { workshop: { people: n, codes } }).whole.shortSeats!.high.over;
      assert.equal(short(missing), 0n);
      if (missing > 0) assert.ok(short(missing - 1) > 0n);
    }),
    { numRuns: 150 },
  );
});
