/** What stands in a JSON text beside its values. `lines`: the line of each element of the lists at the top, as `CFItems[12]`. */
export type JsonFacts = {
  readonly depth: number;
  readonly repeated: readonly { readonly name: string; readonly line: number }[];
  readonly lines: ReadonlyMap<string, number>;
};

type Level = { readonly names: Set<string> | null; readonly list: string; at: number };

/**
 * Walks through a JSON text once, without making values: how deep it nests, which names stand twice in one object (the last wins when it is parsed), and on
 * which line each element begins. A text that is not JSON gives whatever stands before the mistake. Stops beyond `limit` levels.
 */
export function jsonFacts(text: string, limit: number): JsonFacts {
  const levels: Level[] = [];
  const repeated: { name: string; line: number }[] = [];
  const lines = new Map<string, number>();
  let [depth, line, name, isName] = [0, 1, '', false];
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i);
    if (sign === 10) line++;
    else if (sign === 34) {
      const end = endOfString(text, i);
      const above = levels.at(-1);
      if (isName && above?.names) {
        name = text.slice(i + 1, end);
        if (above.names.has(name)) repeated.push({ name, line });
        above.names.add(name);
        isName = false;
      }
      i = end;
    } else if (sign === 123 || sign === 91) {
      const above = levels.at(-1);
      if (levels.length === 2 && above?.list) lines.set(`${above.list}[${above.at}]`, line);
      const isList = sign === 91;
      levels.push({ names: isList ? null : new Set(), list: isList && levels.length === 1 ? name : '', at: 0 });
      isName = !isList;
      depth = Math.max(depth, levels.length);
      if (depth > limit) break;
    } else if (sign === 125 || sign === 93) {
      levels.pop();
      isName = false;
    } else if (sign === 44) {
      const above = levels.at(-1);
      isName = above?.names != null;
      if (above) above.at++;
    }
  }
  return { depth, repeated, lines };
}

/** Where a string ends (at its closing quotation mark, or with the text), given where it begins. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

/** A JSON value without what PostgreSQL cannot keep in a text: NUL and halves of a surrogate pair. The same value when there is nothing of the kind. */
export function keepable<Value>(value: Value): Value {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed() as Value;
  if (Array.isArray(value)) return value.map(keepable) as Value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [keepable(name), keepable(each)])) as Value;
}
