/** The page asked for of a list (from 1), or its last one where the list has become shorter. */
export function pageWithin(asked: number, total: number, size: number): number {
  return Math.min(asked, lastPage(total, size));
}

/** The last page of a list; one that is empty has one. */
export function lastPage(total: number, size: number): number {
  return Math.max(1, Math.ceil(total / size));
}
