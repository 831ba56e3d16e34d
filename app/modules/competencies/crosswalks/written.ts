import { csvText } from '#app/platform/csv.ts';
import type { Crosswalk } from './queries.server.ts';

/** A crosswalk as CSV: a row for each relation, read from the first framework to the second. */
export function crosswalkCsv({ from, to, lines }: Pick<Crosswalk, 'from' | 'to' | 'lines'>): string {
  return csvText([
    ['from_framework', 'from_code', 'from', 'relation', 'to_framework', 'to_code', 'to', 'note', 'from_id', 'to_id'],
    ...lines.map((line) => [
      ...[from.title, line.from.code, line.from.text, line.relation],
      ...[to.title, line.to.code, line.to.text, line.note, line.from.stableId, line.to.stableId],
    ]),
  ]);
}

/** A crosswalk as a document for programs. `relation` speaks of the second item: broader means that it asks for more. */
export function crosswalkDocument({ from, to, lines }: Pick<Crosswalk, 'from' | 'to' | 'lines'>) {
  const end = ({ stableId, code, text }: { stableId: string; code: string | null; text: string }) => ({ id: stableId, code, text });
  return {
    from: { framework: from.title, version: from.number },
    to: { framework: to.title, version: to.number },
    relations: lines.map((line) => ({ from: end(line.from), relation: line.relation, to: end(line.to), note: line.note })),
  };
}
