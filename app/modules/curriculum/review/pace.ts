/** A longer break between two answers is a pause, not the time that an answer takes. */
const longestAnswer = 5 * 60_000;

/**
 * Whole minutes that the open hits take at the pace of a person's last answers: the median time between two of them, pauses left out.
 * Null when there are fewer than three such times to go by. `answeredAt` in any order.
 */
export function minutesLeft(answeredAt: readonly Date[], open: number): number | null {
  const times = answeredAt.map((at) => at.getTime()).sort((a, b) => a - b);
  const gaps = times
    .slice(1)
    .map((time, at) => time - times[at]!)
    .filter((gap) => gap <= longestAnswer)
    .sort((a, b) => a - b);
  if (gaps.length < 3) return null;
  const middle = gaps.length / 2;
  const median = (gaps[Math.ceil(middle) - 1]! + gaps[Math.floor(middle)]!) / 2;
  return Math.ceil((median * open) / 60_000);
}
