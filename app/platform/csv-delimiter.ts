/** What may stand between the cells of a CSV file. */
const delimiters = [',', ';', '\t', '|'] as const;

/** One of the four. */
export type Delimiter = (typeof delimiters)[number];

const mostLines = 50;

/**
 * Tells what stands between the cells, from the first lines of a file: what the first line says (`sep=;`), else what cuts most lines into the same
 * number of cells, at least two. Null for a file of one column, also one whose texts have commas in them.
 */
export function delimiterOf(start: string): Delimiter | null {
  const said = /^sep=([,;\t|])\r?\n/i.exec(start)?.[1];
  if (said) return said as Delimiter;
  let best: { delimiter: Delimiter; share: number; cells: number } | null = null;
  for (const delimiter of delimiters) {
    const counts = cellCounts(start, delimiter);
    const [first = 1] = counts;
    const usual = mostFrequent(counts);
    const share = counts.filter((count) => count === usual).length / counts.length;
    // A heading with it is the best sign. Below a heading without one, it takes a table: titles may well have a comma each.
    if (first < 2 && (usual < 3 || share < 0.8)) continue;
    const cells = Math.max(first, usual);
    if (!best || share * Math.log2(cells) > best.share * Math.log2(best.cells)) best = { delimiter, share, cells };
  }
  return best?.delimiter ?? null;
}

/** Cells of each of the first lines, blank ones aside, minding quotation marks. */
function cellCounts(start: string, delimiter: Delimiter): number[] {
  const counts: number[] = [];
  let cells = 1;
  let isBlank = true;
  let isQuoted = false;
  for (const letter of start) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (letter === '\n' || letter === '\r')) {
      if (!isBlank) counts.push(cells);
      if (counts.length >= mostLines) return counts;
      cells = 1;
      isBlank = true;
      continue;
    } else if (!isQuoted && letter === delimiter) cells += 1;
    isBlank &&= letter === ' ';
  }
  // The last line may be cut, so it counts only where it is all there is.
  if (counts.length === 0 && !isBlank) counts.push(cells);
  return counts;
}

function mostFrequent(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  return [...times].reduce((best, each) => (each[1] > best[1] ? each : best), [1, 0])[0];
}
