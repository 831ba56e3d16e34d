/** An activity of the queue with how many suggestions of it are to be answered. */
export type Share = { readonly activityId: string; readonly hits: number };

/**
 * Splits a queue among people so that each stays in one stretch of it and answers about as many suggestions: the part of each ends where the running total
 * passes that person's share. Activities keep their order and are never cut. At least one person.
 */
export function splitEvenly(shares: readonly Share[], people: readonly string[]): Map<string, string[]> {
  const total = shares.reduce((sum, { hits }) => sum + hits, 0);
  const parts = new Map<string, string[]>(people.map((person) => [person, []]));
  let before = 0;
  for (const { activityId, hits } of shares) {
    // By its middle, so that a large activity at a border goes where most of it lies.
    const at = total === 0 ? 0 : Math.floor(((before + hits / 2) / total) * people.length);
    parts.get(people[Math.min(at, people.length - 1)]!)!.push(activityId);
    before += hits;
  }
  return parts;
}
