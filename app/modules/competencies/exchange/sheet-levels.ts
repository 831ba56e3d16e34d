import type { Desk } from './desk.ts';
import type { Json } from './framework-file.ts';
import { phaseOf } from './kinds.ts';
import type { SheetItem } from './sheet-item.ts';

/**
 * Rows of a sheet that has a column for each level (domain, competency, milestone) as items: each name of a domain becomes one above the rows that name it, each
 * milestone one below its competency. An empty cell means the one above.
 */
export function byColumns(desk: Desk, items: readonly SheetItem[]): SheetItem[] {
  const made = new Set<string>();
  let domain: string | null = null;
  let competency: string | null = null;
  return items.flatMap((item) => {
    const { domain: named, milestone, ...concord } = item.concord;
    const { humanCodingScheme: code, educationLevel, ...values } = item.values;
    const hasStatement =
      values.fullStatement !== undefined && (values.fullStatement !== code || (named === undefined && milestone === undefined));
    const rows: SheetItem[] = [];
    /** Beside the row's own item: without an id; the code is of what stands lowest in the row. */
    function beside(key: string, of: Readonly<Record<string, Json | undefined>>, more: Pick<SheetItem, 'parentKey' | 'concord'>) {
      const full = Object.fromEntries(Object.entries(of).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
      rows.push({ line: item.line, key, hasId: false, values: full, sequence: null, relations: [], ...more });
    }
    if (typeof named === 'string') {
      domain = `domain ${named}`;
      const own = hasStatement || milestone !== undefined || code === undefined ? {} : { humanCodingScheme: code };
      if (!made.has(named)) beside(domain, { fullStatement: named, ...own }, { parentKey: null, concord: { kind: 'domain' } });
      made.add(named);
      if (!hasStatement) competency = null;
    }
    if (hasStatement) {
      competency = item.hasId || domain === null ? item.key : `${domain}, ${item.key}`;
      if (domain !== null && named === undefined)
        desk.say(
          {
            severity: 'note',
            line: item.line,
            found: 'A row without its domain',
            expected: 'The domain in each row',
            did: 'It belongs to the one above.',
          },
          'domain above',
        );
      const { educationLevel: _, ...plain } = item.values;
      rows.push({ ...item, key: competency, values: milestone === undefined ? item.values : plain, concord, parentKey: domain });
    }
    if (typeof milestone === 'string') {
      const above: string | null = competency ?? domain;
      const phase = typeof educationLevel === 'string' ? phaseOf([educationLevel]) : null;
      const own = {
        ...(hasStatement || code === undefined ? {} : { humanCodingScheme: code }),
        ...(educationLevel === undefined ? {} : { educationLevel }),
      };
      beside(
        `${above} ${milestone}`,
        { fullStatement: milestone, ...own },
        { parentKey: above, concord: { kind: 'milestone', ...(phase === null ? {} : { phase }) } },
      );
    }
    return rows;
  });
}
