import { type Cells, openFigure, type Seen } from '#app/modules/curriculum/release/disclosure.ts';
import { timed } from '../measuring.ts';

const [schools, figures, poolSize] = [155, 200, 8];
const cells = ['pre-clerkship', 'clerkship', 'post-clerkship', 'other', 'introduced', 'practised'];

/**
 * What each of 155 schools may see of the others in 200 figures of six cells each, by the rule; the limit is 200 ms.
 * Reference: for every figure and cell the plain sum over all schools, once, with no rule and no reader.
 */
export async function* run() {
  const pools = sample();
  const readers = Array.from({ length: schools }, (_, at) => `s${at}`);
  const ours = await timed(() => {
    let shown = 0;
    let last: Record<string, Seen> = {};
    for (const figure of pools) {
      const seenBy = openFigure(figure, cells);
      for (const reader of readers) {
        last = seenBy(reader);
        for (const cell of cells) if ('mean' in last[cell]!) shown++;
      }
    }
    return { shown, last };
  });
  const reference = await timed(() =>
    pools.reduce((total, figure) => total + cells.reduce((sum, cell) => sum + plainSum(figure.flat(), cell), 0), 0),
  );
  check(pools, readers);
  yield {
    bench: 'curriculum/disclosure',
    n: schools * figures,
    cells: schools * figures * cells.length,
    shown: ours.result.shown,
    ms: ours.ms,
    reference: 'the plain sum of every figure and cell over all schools, once',
    referenceMs: reference.ms,
    ratio: Number((ours.ms / reference.ms).toFixed(2)),
  };
}

type Figure = { school: string; cells: Cells }[][];

/** Always the same values: minutes of many sizes, some ranges, and few who say yes. */
function sample(): Figure[] {
  return Array.from({ length: figures }, (_, figure) => {
    const members = Array.from({ length: schools }, (_, at) => ({ school: `s${at}`, cells: valuesOf(figure, at) }));
    return Array.from({ length: Math.ceil(schools / poolSize) }, (_, at) => members.slice(at * poolSize, (at + 1) * poolSize)).filter(
      (pool) => pool.length >= 4,
    );
  });
}

function valuesOf(figure: number, school: number): Cells {
  return Object.fromEntries(
    cells.map((cell, at) => {
      const mixed = (figure * 7919 + school * 104_729 + at * 1_299_709) % 9973;
      if (at >= 4) return [cell, [mixed % 3 === 0 ? 1 : 0]];
      return [cell, [mixed % 600, (mixed % 600) + (mixed % 5 === 0 ? 60 : 0)]];
    }),
  );
}

function plainSum(members: Figure[number], cell: string): number {
  return members.reduce((sum, each) => sum + each.cells[cell]![0]!, 0);
}

/** A reader's mean times the others and the own value are the plain sum of the pools that count. */
function check(pools: readonly Figure[], readers: readonly string[]): void {
  for (const figure of pools.slice(0, 5))
    for (const reader of readers) {
      const seen = openFigure(figure, cells)(reader)['pre-clerkship']!;
      const all = openFigure(figure, cells)(null)['pre-clerkship']!;
      if (!('mean' in seen) || !('mean' in all)) continue;
      const own = seen.others === all.others ? 0 : figure.flat().find(({ school }) => school === reader)!.cells['pre-clerkship']![0]!;
      if (Math.round(seen.mean[0]! * seen.others + own) !== Math.round(all.mean[0]! * all.others))
        throw new Error('A reader is shown another mean than that of the others.');
    }
}
