import { quoted } from '#app/platform/kept-text.ts';
import type { SheetRow } from '#app/platform/sheet.ts';
import { cellText } from '#app/platform/sheet.ts';
import type { Desk } from './desk.ts';
import type { Json, Properties } from './framework-file.ts';
import { phaseOf } from './kinds.ts';
import { type Role, relationRoles } from './sheet-columns.ts';
import { plainCell, type SheetItem } from './sheet-item.ts';
import type { Header } from './sheet-kind.ts';
import { byColumns } from './sheet-levels.ts';

const plainRoles = [
  'fullStatement',
  'humanCodingScheme',
  'abbreviatedStatement',
  'CFItemType',
  'educationLevel',
  'listEnumeration',
  'conceptKeywords',
  'alternativeLabel',
  'notes',
  'subject',
  'language',
  'statusStartDate',
  'statusEndDate',
] as const;

/** The rows below a header as items: below the parent that they name; else below their domain; else by their outline numbers; else by their codes. */
export function tableItems(desk: Desk, rows: readonly SheetRow[], header: Header): SheetItem[] {
  const { sheet } = rows[header.at]!;
  const below = rows.slice(header.at + 1).filter((row) => row.sheet === sheet && row.cells.some((cell) => cellText(cell).trim() !== ''));
  const left = rows.filter((row) => row.sheet !== sheet).length;
  if (left > 0)
    desk.say({
      severity: 'warning',
      found: `Other sheets, with ${left.toLocaleString('en-US')} rows`,
      expected: 'One sheet of items',
      did: `Only ${quoted(sheet)} was read.`,
    });
  const columnOf = new Map<Role, number>();
  header.roles.forEach((role, at) => {
    if (role !== undefined && !columnOf.has(role)) columnOf.set(role, at);
  });
  const isUsed = new Set(columnOf.values());
  const others = header.names.map((name, at) => ({ name, at })).filter(({ name, at }) => name && !isUsed.has(at));
  for (const { name } of others)
    desk.say({
      severity: 'note',
      found: `The column ${quoted(name)}`,
      expected: 'A column that is known',
      did: 'It is kept in the extensions of each item.',
    });
  const codes = columnOf.get('humanCodingScheme');
  if (codes !== undefined && below.some(({ cells }) => typeof cells[codes] === 'number' && !Number.isInteger(cells[codes])))
    desk.say({
      severity: 'warning',
      path: header.names[codes]!,
      found: 'Codes that the spreadsheet keeps as numbers',
      expected: 'Codes as text: as numbers, 1.1 and 1.10 are the same',
      did: 'They were read as they are shown; look at those that end in 0.',
    });
  const read = below.map((row) => itemOf(row, columnOf, others));
  if (columnOf.has('parent')) return read;
  if (columnOf.has('domain') || columnOf.has('milestone')) return byColumns(desk, read);
  if (columnOf.has('depth')) return nested(read, ({ concord }) => depthOf(concord.depth), true);
  return byCodes(desk, read);
}

function itemOf(row: SheetRow, columnOf: ReadonlyMap<Role, number>, others: readonly { name: string; at: number }[]): SheetItem {
  const say = (role: Role) => {
    const at = columnOf.get(role);
    return at === undefined ? '' : plainCell(row, at).trim();
  };
  const id = say('identifier');
  const code =
    say('humanCodingScheme') ||
    (/^\d*$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) || columnOf.has('humanCodingScheme') ? '' : id);
  const title = say('abbreviatedStatement');
  const statement = say('fullStatement') || title || code;
  const said = {
    ...Object.fromEntries(plainRoles.map((role) => [role, say(role)])),
    fullStatement: statement,
    humanCodingScheme: code,
    abbreviatedStatement: statement === title ? '' : title,
  };
  const kept = others.map(({ name, at }) => [name, plainCell(row, at)] as const).filter(([, value]) => value !== '');
  const sequence = say('sequenceNumber');
  const concord: [string, Json][] = [];
  if (kept.length > 0) concord.push(['other', Object.fromEntries(kept)]);
  for (const role of ['kind', 'publishedText', 'depth', 'domain', 'milestone'] as const)
    if (say(role)) concord.push([role, role === 'kind' ? say(role).toLowerCase() : say(role)]);
  if (say('kind').toLowerCase() === 'milestone' && say('educationLevel'))
    concord.push(['phase', phaseOf([say('educationLevel')]) ?? say('educationLevel')]);
  return {
    line: row.line,
    key: id || code || statement,
    hasId: id !== '',
    values: Object.fromEntries(Object.entries(said).filter(([, value]) => value !== '')) as Properties,
    parentKey: say('parent') || null,
    sequence: sequence !== '' && Number.isFinite(Number(sequence)) ? Number(sequence) : null,
    relations: relationRoles.flatMap((type) =>
      say(type)
        .split(/[;|\n]/)
        .map((to) => to.trim())
        .filter(Boolean)
        .map((to) => ({ type, to })),
    ),
    concord: Object.fromEntries(concord),
  };
}

/** How deep `3` or `1.2.1` says that an item stands, from 1. */
function depthOf(said: Json | undefined): number {
  const text = typeof said === 'string' ? said.replace(/\.$/, '') : '';
  return text.includes('.') ? text.split('.').length : Math.max(1, Math.min(Number(text) || 1, 50));
}

/** Items below the last one that stands less deep. An outline number is not its depth alone: 2 is as deep as 1. */
function nested(items: readonly SheetItem[], depth: (item: SheetItem) => number, isNumbered: boolean): SheetItem[] {
  const isOutlineNumber = isNumbered && items.some(({ concord }) => String(concord.depth ?? '').includes('.'));
  const above: { depth: number; key: string }[] = [];
  return items.map((item) => {
    const here = isOutlineNumber && !String(item.concord.depth ?? '').includes('.') ? 1 : depth(item);
    while (above.length > 0 && above.at(-1)!.depth >= here) above.pop();
    const parentKey = above.at(-1)?.key ?? null;
    above.push({ depth: here, key: item.key });
    const { depth: _, ...concord } = item.concord;
    return { ...item, parentKey, concord };
  });
}

/** An item stands below the one whose code is the beginning of its own: 1.2.1 below 1.2. */
function byCodes(desk: Desk, items: readonly SheetItem[]): SheetItem[] {
  const codes = new Set(items.map(({ values }) => values.humanCodingScheme).filter((code) => typeof code === 'string'));
  let count = 0;
  const placed = items.map((item) => {
    const code = item.values.humanCodingScheme;
    if (typeof code !== 'string') return item;
    const parts = [...code.matchAll(/[.\-/)]/g)].map(({ index }) => code.slice(0, index)).reverse();
    const parentKey = parts.find((part) => part !== '' && codes.has(part)) ?? null;
    if (parentKey !== null) count++;
    return { ...item, parentKey };
  });
  if (count > 0)
    desk.say({
      severity: 'note',
      found: `Codes that begin with another’s code, ${count.toLocaleString('en-US')} times`,
      expected: 'A column with parents',
      did: 'Each stands below the item with that code.',
    });
  return placed;
}

/** Lines of an outline as items: by their indentation, their column, or their numbers. */
export function outlineItems(rows: readonly SheetRow[]): SheetItem[] {
  const lines = rows.map((row) => {
    const at = row.cells.findIndex((cell) => cellText(cell).trim() !== '');
    const [first, second] = [
      plainCell(row, at),
      row.cells
        .slice(at + 1)
        .map((_, next) => plainCell(row, at + 1 + next))
        .find(Boolean),
    ];
    const indent = /^\s*/.exec(first)![0].replaceAll('\t', '    ').length;
    const bare = first.trim().replace(/^[-*•]\s+/, '');
    const numbered = /^\(?([0-9A-Z]{1,3}(?:[.)][0-9a-z]{1,3})*)[.)]?\s+(\S.*)$/s.exec(bare);
    const [code, text] =
      second !== undefined ? [bare, second.trim()] : numbered && /\d/.test(numbered[1]!) ? [numbered[1]!, numbered[2]!] : ['', bare];
    return { line: row.line, depth: at * 100 + indent, code, text };
  });
  const isIndented = new Set(lines.map(({ depth }) => depth)).size > 1;
  const codes = new Set(lines.map(({ code }) => code));
  const items = lines.map(({ line, depth, code, text }): SheetItem => {
    const parts = [...code.matchAll(/[.)]/g)].map(({ index }) => code.slice(0, index)).reverse();
    return {
      line,
      key: code || text,
      hasId: false,
      values: { fullStatement: text, ...(code ? { humanCodingScheme: code } : {}) },
      parentKey: parts.find((part) => codes.has(part)) ?? null,
      sequence: null,
      relations: [],
      concord: { indent: depth },
    };
  });
  const placed = isIndented ? nested(items, ({ concord }) => Number(concord.indent), false) : items;
  return placed.map((item) => ({ ...item, concord: {} }));
}
