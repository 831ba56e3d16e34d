import { counted, quoted } from '#app/platform/kept-text.ts';
import type { SheetRow } from '#app/platform/sheet.ts';
import { readPackage } from './case-package.ts';
import { bounds, refusal } from './case-refusal.ts';
import { createDesk, type Desk } from './desk.ts';
import type { Json, Properties, ReadFramework } from './framework-file.ts';
import { identifierOf } from './identifier.ts';
import type { SheetItem } from './sheet-item.ts';
import { outlineItems, tableItems } from './sheet-items.ts';
import { sheetKind } from './sheet-kind.ts';
import { threeSheets } from './three-sheets.ts';

/** What is known of a spreadsheet beside its rows: its name without the ending, its format, and what the person said the framework is called. */
export type SheetName = { readonly name: string; readonly format: 'csv' | 'xlsx'; readonly title?: string; readonly creator?: string };

/** Reads a framework from the rows of a spreadsheet: a table of items, an outline, or the three sheets of CASE. Anything else is refused by what it seems to be. */
export function readFrameworkSheet(rows: readonly SheetRow[], name: SheetName): ReadFramework {
  const found = sheetKind(rows);
  if ('refused' in found) return { format: name.format, file: null, messages: [found.refused] };
  if (rows.length > bounds.items + 100)
    return {
      format: name.format,
      file: null,
      messages: [refusal(counted(rows.length, 'row'), `At most ${bounds.items.toLocaleString('en-US')}: no framework is larger`)],
    };
  if (found.kind === 'case') {
    const { value, lines } = threeSheets(rows);
    const desk = createDesk(lines, true);
    return { format: `${name.format}-case`, file: readPackage(desk, value), messages: desk.all() };
  }
  const lines = new Map<string, number>();
  const desk = createDesk(lines, true);
  const items = found.kind === 'table' ? tableItems(desk, rows, found.header) : outlineItems(rows);
  for (const [at, { line }] of items.entries()) lines.set(`CFItems[${at}]`, line);
  if (items.length === 0)
    return { format: name.format, file: null, messages: [refusal('A table with headers and no items below them', 'One item in each row')] };
  const title = name.title ?? name.name;
  if (name.creator === undefined)
    desk.say({
      severity: 'note',
      found: 'A spreadsheet, which does not say who made the framework',
      expected: 'Its makers',
      did: 'It says “Not stated”; correct it in the draft.',
    });
  const { value, made } = packageOf(desk, items, { title, creator: name.creator ?? 'Not stated' });
  const file = readPackage(desk, value);
  return {
    format: found.kind === 'table' ? name.format : `${name.format}-outline`,
    file: { ...file, stableId: null, items: file.items.map((item) => (made.has(item.stableId) ? { ...item, hasOwnId: false } : item)) },
    messages: desk.all(),
  };
}

/** The items as a CASE package, so that one reader reads all. `made`: the identifiers that the sheet did not have. */
function packageOf(
  desk: Desk,
  items: readonly SheetItem[],
  document: { title: string; creator: string },
): { value: Properties; made: Set<string> } {
  const idOf = new Map<string, string>();
  const made = new Set<string>();
  const documentId = identifierOf(`sheet ${document.title}`);
  const times = new Map<string, number>();
  const ids = items.map(({ key: said, hasId }) => {
    const time = (times.get(said) ?? 0) + 1;
    times.set(said, time);
    const key = hasId || time === 1 ? said : `${said} ${time}`;
    const isOwn = identifierOf(key) === key.toLowerCase();
    const id = isOwn ? key.toLowerCase() : identifierOf(`${document.title}\n${key}`);
    if (!isOwn) made.add(id);
    for (const name of [key, folded(key)]) if (!idOf.has(name)) idOf.set(name, id);
    return id;
  });
  items.forEach(({ values }, at) => {
    const code = values.humanCodingScheme;
    if (typeof code === 'string') for (const name of [code, folded(code)]) if (!idOf.has(name)) idOf.set(name, ids[at]!);
  });
  if (made.size > 0)
    desk.say({
      severity: 'note',
      found: `${counted(made.size, 'row')} without a UUID`,
      expected: 'The identifier of CASE, where there is one',
      did: 'Each is known by a UUID v5 made from its id, its code or its text, which is kept in the extensions.',
    });
  const find = (to: string) => idOf.get(to) ?? idOf.get(folded(to));
  const associations: Json[] = [];
  items.forEach(({ parentKey, sequence, relations }, at) => {
    const origin = { title: '', identifier: ids[at]!, uri: '' };
    const parent = parentKey === null ? documentId : find(parentKey);
    if (parent === undefined)
      desk.say({
        severity: 'warning',
        path: `CFItems[${at}].isChildOf`,
        found: `The parent ${quoted(parentKey!)}`,
        expected: 'The identifier or the code of a row',
        did: 'The item stands at the top.',
      });
    const isOwn = parent === ids[at];
    if (isOwn)
      desk.say({
        severity: 'note',
        path: `CFItems[${at}].isChildOf`,
        found: 'An item that names itself as its parent',
        expected: 'Another row, or nothing',
        did: 'It stands at the top.',
      });
    const destination = { title: '', identifier: parent === undefined || isOwn ? documentId : parent, uri: '' };
    associations.push({
      identifier: identifierOf(`${origin.identifier} isChildOf ${destination.identifier}`),
      associationType: 'isChildOf',
      originNodeURI: origin,
      destinationNodeURI: destination,
      sequenceNumber: sequence ?? at + 1,
    });
    for (const { type, to } of relations) {
      const target = find(to);
      const end = target === undefined ? { title: to, identifier: to, uri: to } : { title: '', identifier: target, uri: '' };
      associations.push({
        identifier: identifierOf(`${origin.identifier} ${type} ${end.identifier}`),
        associationType: type,
        originNodeURI: origin,
        destinationNodeURI: end,
      });
    }
  });
  const value = {
    CFDocument: { identifier: documentId, title: document.title, creator: document.creator, extensions: { concord: { format: 1 } } },
    CFItems: items.map(({ key, values, concord }, at) => ({
      ...values,
      identifier: ids[at]!,
      extensions: { concord: { ...concord, ...(made.has(ids[at]!) ? { source: { identifier: key } } : {}) } },
    })),
    CFAssociations: associations,
  };
  return { value, made };
}

function folded(key: string): string {
  return key.trim().toLowerCase();
}
