/** Pairs below this likeness are not proposed. */
export const proposedFrom = 55;
/** Pairs from this likeness up may be accepted in bulk: `bench/curriculum/likeness.ts` measures how many of them are right. */
export const bulkFrom = 90;
