import { quoted } from '#app/platform/kept-text.ts';
import type { InventoryBlock, InventoryEvent, Message, Part } from '../inventory/inventory.ts';

/** Characters of a title that a list can sort by and show; what is longer is a text. */
const longestTitle = 500;

/** Characters of an identifier that an index can hold; a web address has a tenth of them. */
const longestId = 600;

/**
 * A part as the tables can hold it, with a message for what had to change: a title is at most 500 characters (all of it stays, in front of the
 * description), and a level has a whole number. Null instead of the part when it cannot be kept.
 */
export function keepable(part: Part): { part: Part | null; message?: Message } {
  if ('sourceId' in part && part.sourceId.length > longestId) return { part: null, message: tooLongAnId(part) };
  if (part.kind === 'event' || part.kind === 'block') return shortTitled(part);
  if (part.kind === 'level' && levelNumber(part.number) === null) {
    const message: Message = {
      severity: 'warning',
      line: part.line,
      path: 'AcademicLevels / Level',
      found: `A level with the number ${quoted(part.number)}`,
      expected: 'A whole number, such as 1 for the first year',
      did: 'The level was left out; courses that refer to it have no level.',
    };
    return { part: null, message };
  }
  return { part };
}

function tooLongAnId({ kind, sourceId, line }: Extract<Part, { sourceId: string }>): Message {
  return {
    severity: 'error',
    line,
    path: kind,
    found: `An id of ${sourceId.length.toLocaleString('en-US')} characters, ${quoted(sourceId)}`,
    expected: `An id of at most ${longestId} characters`,
    did: 'It was left out, with whatever refers to it.',
  };
}

/** The number of an academic level; null when it is no whole number. */
export function levelNumber(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function shortTitled(part: InventoryEvent | InventoryBlock): { part: Part; message?: Message } {
  if (part.title.length <= longestTitle) return { part };
  const title = `${part.title.slice(0, longestTitle - 1).trimEnd()}…`;
  const description = part.description === null ? part.title : `${part.title}\n\n${part.description}`;
  const message: Message = {
    severity: 'warning',
    line: part.line,
    path: `${part.kind === 'event' ? 'Event' : 'SequenceBlock'} ${part.sourceId}`,
    found: `A title of ${part.title.length.toLocaleString('en-US')} characters`,
    expected: `A title of at most ${longestTitle} characters`,
    did: 'The title was shortened; all of it stands in front of the description.',
  };
  return { part: { ...part, title, description }, message };
}

/** Parts as JSON that PostgreSQL takes: half of a split character, left where a text was cut, becomes a replacement mark. */
export function writtenJson(value: unknown): string {
  return JSON.stringify(value, (_key, each) => (typeof each === 'string' ? each.toWellFormed() : each));
}

/** Bytes as the table's integer holds them; only a progress bar is made of it. */
export function bounded(bytes: number): number {
  return Math.min(bytes, 2_147_483_647);
}
