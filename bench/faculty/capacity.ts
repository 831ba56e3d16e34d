import { asNumber, fraction } from '#app/maths/fraction.ts';
import { seededRandom } from '#app/maths/random.ts';
import { type Asked, capacityOf } from '#app/modules/faculty/capacity/capacity.ts';
import type { Facilitator } from '#app/modules/faculty/capacity/ready.ts';
import { freely } from '#app/modules/faculty/registry/licence.ts';
import { timed } from '../measuring.ts';

const [schools, most] = [155, 200];
const codes = ['1', '2', '3', '4', '5'];

/**
 * Seats against need at 155 schools of 20 to 200 facilitators each, five competencies, every input a range, two facilitators in some groups; the limit is 50 ms.
 * Reference: the plain sum of sessions × group size ÷ facilitators over the same people, for every competency they are ready for, with no pool shared out and no range.
 */
export async function* run() {
  const all = sample();
  const ours = await timed(() => all.map(({ asked, people }) => capacityOf(asked, people).whole));
  const plain = await timed(() => all.map(({ asked, people }) => codes.map((code) => plainSeats(asked, people, code))));
  for (const [at, { seats, shortSeats, needed }] of ours.result.entries()) {
    const [low, high] = [asNumber(seats!.low), asNumber(seats!.high)];
    if (!(low <= high && asNumber(shortSeats!.high) <= asNumber(needed!.high))) throw new Error(`School ${at} has a range that is none.`);
    if (low > plain.result[at]!.reduce((sum, each) => sum + each, 0)) throw new Error(`School ${at} serves more than its people can.`);
  }
  yield {
    n: all.reduce((sum, { people }) => sum + people.length, 0),
    schools,
    ms: ours.ms,
    limitMs: 50,
    reference: 'the plain sum of sessions × group size ÷ facilitators',
    referenceMs: plain.ms,
    ratio: Number((ours.ms / plain.ms).toFixed(1)),
  };
}

function plainSeats({ groupSize, perGroup }: Asked, people: readonly Facilitator[], code: string): number {
  return people.reduce(
    (sum, { sessions, preparations }) =>
      preparations.some(({ competencies }) => competencies.includes(code))
        ? sum + ((sessions?.high ?? 0) * groupSize!.high) / perGroup!.low
        : sum,
    0,
  );
}

/** Always the same schools. */
function sample(): { asked: Asked; people: Facilitator[] }[] {
  const random = seededRandom(12);
  const upTo = (n: number) => Math.floor(random() * n);
  return Array.from({ length: schools }, (_, school) => {
    const schoolId = `s${school}`;
    const people = Array.from({ length: 20 + upTo(most - 19) }, (_, at) => ({
      ...{ id: `${schoolId}f${at}`, schoolId, comesElsewhere: upTo(3) === 0 },
      sessions: upTo(8) === 0 ? null : { low: 2 + upTo(4), high: 6 + upTo(6) },
      preparations: Array.from({ length: 1 + upTo(2) }, () => ({
        competencies: codes.filter(() => upTo(5) < 2),
        until: upTo(6) === 0 ? '2026-02-28' : null,
        licence: { ...freely, ownLearnersOnly: upTo(4) === 0 },
      })),
    }));
    const needs = codes.map((code) => ({ code, encounters: { low: fraction(1 + upTo(8), 2), high: fraction(9 + upTo(4), 2) } }));
    const asked: Asked = {
      ...{ schoolId, year: { from: '2025-07-01', to: '2026-06-30' }, learners: 80 + upTo(200), materials: [], competencies: needs },
      ...{ groupSize: { low: 4, high: 6 }, perGroup: { low: 1, high: 1 + upTo(2) }, newSessions: { low: 3, high: 6 } },
    };
    return { asked, people };
  });
}
