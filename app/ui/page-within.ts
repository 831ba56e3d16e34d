/** The page asked for of a list (from 1), or its last one where the list has become shorter. */
export function pageWithin(asked: number, total: number, size: number): number {
  return Math.min(asked, lastPage(total, size));
}

/** The last page of a list; one that is empty has one. */
export function lastPage(total: number, size: number): number {
  return Math.max(1, Math.ceil(total / size));
}

/** The rows of one page of a list that is there whole, with which page it is and how many rows there are in all. */
export function pageOf<Row>(rows: readonly Row[], asked: number, size: number): { rows: Row[]; page: number; total: number } {
  const page = pageWithin(asked, rows.length, size);
  return { rows: rows.slice((page - 1) * size, page * size), page, total: rows.length };
}
