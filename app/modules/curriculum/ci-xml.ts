import { SaxesParser } from 'saxes';
import type { Desk, Family, Rule } from './ci-xml-element.ts';
import { container } from './ci-xml-element.ts';
import { eventsRule } from './ci-xml-event.ts';
import { expectationsRule } from './ci-xml-expectation.ts';
import type { Refusal } from './ci-xml-refusal.ts';
import { formatOf, inPlainWords, RefusedFile, refusalOfDoctype, refusalOfRoot } from './ci-xml-refusal.ts';
import { reportRules } from './ci-xml-report.ts';
import { integrationRule, levelsRule, sequenceRule } from './ci-xml-sequence.ts';
import type { CheckedInventory, Part } from './inventory.ts';
import { emptyCheck } from './inventory.ts';
import { createTally } from './inventory-tally.ts';
import { counted, keptText, quoted } from './kept-text.ts';
import { createMessageList } from './message-list.ts';

/** Reads a Curriculum Inventory piece by piece. */
export type InventoryReader = {
  /** Takes the next piece of the file's text, cut anywhere. */
  write(text: string): void;
  /** Refuses the file as a whole, for a reason that lies outside of its XML; the place reached is named. */
  refuse(refusal: Refusal): void;
  /** True from the moment that the file is refused: nothing more is handed over, and what was is to be dropped. */
  isRefused(): boolean;
  /** The answer, after the last piece. */
  end(): CheckedInventory;
};

const LARGEST_PIECE = 4 * 1024 * 1024;
const MOST_ATTRIBUTES = 100;
const DEEPEST = 100;
const MOST_IDS = 1_000_000;
const MOST_REFERENCES = 3_000_000;
const MOST_NAMES = 200;
const CONTENT = ['Events', 'Expectations', 'AcademicLevels', 'Sequence', 'Integration'] as const;
// biome-ignore lint/suspicious/noControlCharactersInRegex: placeholder
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

const FAMILIES: [RegExp, Family][] = [
  [/^https?:\/\/ltsc\.ieee\.org\/xsd\/LOM\/?$/i, 'lom'],
  [/^https?:\/\/ns\.medbiq\.org\/address\/v\d+\/?$/, 'a'],
  [/^https?:\/\/ns\.medbiq\.org\/competencyframework\/v\d+\/?$/, 'cf'],
  [/^https?:\/\/ns\.medbiq\.org\/competencyobject\/v\d+\/?$/, 'co'],
  [/^https?:\/\/ns\.medbiq\.org\/lom\/extend\/v\d+\/?$/, 'hx'],
  [/^https?:\/\/ns\.medbiq\.org\/member\/v\d+\/?$/, 'm'],
];

/** Stops at the first fault; the error handler that is meant for this would be one handler too many (see below). */
class StrictParser extends SaxesParser<{ xmlns: true; forceXMLVersion: true; defaultXMLVersion: '1.0' }> {
  override fail(message: string): never {
    throw new RefusedFile(inPlainWords(message));
  }
}

/**
 * A reader of Curriculum Inventory XML, version 1 and 10, that hands each part over as soon as it is complete. Memory grows with the number of ids
 * and references only. References are matched by their pattern; entities are never declared, expanded or fetched. A file that is not well-formed,
 * not a Curriculum Inventory, or beyond a bound is refused as a whole, with one message that names the line and the element.
 */
export function createInventoryReader(sink: (part: Part) => void, { dropControlCharacters = false } = {}): InventoryReader {
  const messages = createMessageList();
  const tally = createTally(messages);
  const parser = new StrictParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  const families = new Map<string, Family | null>();
  const stack: Rule[] = [];
  const names: string[] = [];
  const seen = new Set<string>();
  const leftOut = new Map<string, { count: number; line: number }>();
  let format: 'ci-xml-v1' | 'ci-xml-v10' | null = null;
  let finishReport = () => {};
  let skipped = 0;
  let sinceEvent = 0;
  let text = '';
  let isCut = false;
  let textLine = 1;
  let isRefused = false;
  let levelForm: 'v1' | 'v10' | null = null;
  let isEmpty = true;

  const desk: Desk = {
    line: () => textLine,
    say: (message) => messages.add(message),
    emit(part, lines) {
      if (!tally.add(part, lines)) return;
      const { ids, references } = tally.size();
      if (ids > MOST_IDS || references > MOST_REFERENCES)
        throw new RefusedFile({
          found: `More than ${counted(MOST_IDS, 'id')} or ${counted(MOST_REFERENCES, 'reference')}`,
          expected: 'The curriculum of one school in one year',
        });
      sink(part);
    },
  };

  function startRoot(tag: { local: string; uri: string }) {
    const refusal = refusalOfRoot(tag);
    if (refusal) throw new RefusedFile(refusal);
    format = formatOf(tag.uri);
    if (!format) return;
    families.set(tag.uri, 'ci');
    const report = reportRules(desk, { format, namespace: tag.uri, line: parser.line });
    finishReport = report.finish;
    stack.push(
      container({
        ...report.rules,
        Events: eventsRule(desk),
        Expectations: expectationsRule(desk),
        AcademicLevels: levelsRule(desk),
        Sequence: sequenceRule(desk, hearLevelForm),
        Integration: integrationRule(desk),
      }),
    );
  }

  function hearLevelForm(form: 'v1' | 'v10', line: number) {
    if (levelForm !== null) return;
    levelForm = form;
    if (format === `ci-xml-${form}`) return;
    messages.add({
      severity: 'note',
      line,
      path: 'SequenceBlock',
      found: `The levels of version ${form.slice(1)} in a file that calls itself version ${format === 'ci-xml-v1' ? 1 : 10}`,
      expected: 'Level in version 1, SequenceBlockLevels in version 10',
      did: 'The levels were read as they are written.',
    });
  }

  function familyOf(uri: string): Family | null {
    const known = families.get(uri);
    if (known !== undefined) return known;
    const family = FAMILIES.find(([pattern]) => pattern.test(uri))?.[1] ?? null;
    if (families.size < MOST_NAMES) families.set(keptText(uri), family);
    return family;
  }

  function leaveOut(name: string) {
    const known = leftOut.get(name);
    if (known) known.count += 1;
    else if (leftOut.size < MOST_NAMES) leftOut.set(keptText(name), { count: 1, line: parser.line });
  }

  // No more than these five: with seven handlers the parser's own fields outgrow V8's fast form, and it takes four times as long.
  parser.on('opentag', (tag) => {
    sinceEvent = 0;
    if (hasMoreThan(MOST_ATTRIBUTES, tag.attributes))
      throw new RefusedFile({
        found: `An element with more than ${MOST_ATTRIBUTES} attributes`,
        expected: 'The few attributes of the standard',
      });
    if (skipped > 0) {
      skipped += 1;
      if (stack.length + skipped > DEEPEST) throw tooDeep();
      return;
    }
    const rule = stack.at(-1);
    if (!rule) {
      startRoot(tag);
      names.push(keptText(tag.name));
      return;
    }
    const child = rule.children.get(tag.local);
    const family = child && familyOf(tag.uri);
    if (!child || !family || !child.families.includes(family) || child.isPassedOver) {
      if (!child?.isPassedOver || !family) leaveOut(`${tag.name} in ${names.at(-1)}`);
      skipped = 1;
      return;
    }
    if (stack.length === 1 && (CONTENT as readonly string[]).includes(tag.local)) {
      seen.add(keptText(tag.local));
      finishReport();
    }
    stack.push(child);
    names.push(tag.local);
    text = '';
    isCut = false;
    textLine = parser.line;
    child.open?.(tag.attributes, parser.line);
  });
  parser.on('closetag', (tag) => {
    sinceEvent = 0;
    if (skipped > 0) {
      skipped -= 1;
      return;
    }
    const rule = stack.pop();
    names.pop();
    if (!rule) return;
    if (isCut && rule.limit > 0)
      messages.add({
        severity: 'warning',
        line: textLine,
        path: place(tag.local),
        found: `A text of more than ${rule.limit.toLocaleString('en-US')} characters, ${quoted(text)}`,
        expected: 'A shorter text',
        did: `It was cut after ${rule.limit.toLocaleString('en-US')} characters.`,
      });
    rule.close?.(rule.limit > 0 ? text.trim() : '');
    if (rule.limit > 0) text = '';
  });
  parser.on('text', takeText);
  parser.on('cdata', takeText);
  parser.on('doctype', (doctype) => {
    sinceEvent = 0;
    const refusal = refusalOfDoctype(doctype);
    if (refusal) throw new RefusedFile(refusal);
    messages.add({
      severity: 'warning',
      line: parser.line,
      found: 'A document type (DOCTYPE)',
      expected: 'None; a Curriculum Inventory needs none',
      did: 'It was passed over.',
    });
  });
  function takeText(piece: string) {
    sinceEvent = 0;
    if (skipped > 0) return;
    const rule = stack.at(-1);
    if (!rule) return;
    if (rule.limit > 0) {
      isCut ||= text.length + piece.length > rule.limit;
      text += isCut ? piece.slice(0, rule.limit - text.length) : piece;
    } else if (/\S/.test(piece)) leaveOut(`text in ${names.at(-1)}`);
  }

  function tooDeep() {
    return new RefusedFile({ found: `Elements more than ${DEEPEST} deep in each other`, expected: 'The few levels of the standard' });
  }

  function place(last?: string): string {
    return [...names.slice(1), ...(last ? [last] : [])].join(' / ') || 'the beginning of the file';
  }

  function refuse({ found, expected, isInText = false }: Refusal) {
    if (isRefused) return;
    isRefused = true;
    const line = isInText ? textLine : parser.line;
    messages.add({
      severity: 'error',
      line,
      path: place(),
      found: isEmpty ? found : `${found}, in line ${line.toLocaleString('en-US')} (${place()})`,
      expected,
      did: 'The whole file was refused; nothing of it was kept.',
    });
  }

  function attempt(action: () => void) {
    if (isRefused) return;
    try {
      action();
    } catch (error) {
      if (!(error instanceof RefusedFile)) throw error;
      refuse(error.refusal);
    }
  }

  function parse(piece: string) {
    if (piece === '') return;
    isEmpty = false;
    sinceEvent += piece.length;
    parser.write(piece);
    if (sinceEvent > LARGEST_PIECE)
      throw new RefusedFile({
        found: `A single text, comment or tag of more than ${LARGEST_PIECE.toLocaleString('en-US')} characters`,
        expected: 'Elements of a readable size. This is probably not a Curriculum Inventory, or it is damaged',
      });
  }

  function meetControlCharacter(piece: string, at: number) {
    parse(piece.slice(0, at));
    const code = `U+${piece.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`;
    if (!dropControlCharacters)
      throw new RefusedFile({
        found: `The control character ${code}, which XML does not allow (often pasted from slides)`,
        expected:
          'Text without control characters. Delete it in the curriculum system and export again, or read the file with “drop control characters”',
      });
    messages.add({
      severity: 'warning',
      line: parser.line,
      path: place(),
      found: `The control character ${code}`,
      expected: 'Text without control characters',
      did: 'It was dropped.',
    });
  }

  return {
    write(piece) {
      attempt(() => {
        let rest = piece;
        for (let at = rest.search(FORBIDDEN); at !== -1; at = rest.search(FORBIDDEN)) {
          meetControlCharacter(rest, at);
          rest = rest.slice(at + 1);
        }
        parse(rest);
      });
    },
    refuse,
    isRefused: () => isRefused,
    end() {
      attempt(() => {
        if (isEmpty)
          throw new RefusedFile({
            found: 'An empty file',
            expected: 'A Curriculum Inventory file. The export or the download did not finish: get it again',
          });
        parser.close();
        finishReport();
      });
      for (const [name, { count, line }] of leftOut)
        messages.add({
          severity: 'warning',
          line,
          path: name,
          found: `${quoted(name)}, ${counted(count, 'time')}`,
          expected: 'The elements of the Curriculum Inventory standard',
          did: 'It was left out.',
        });
      if (!isRefused) for (const part of CONTENT) if (!seen.has(part)) sayMissing(part);
      const counts = isRefused ? { ...emptyCheck(), format: format ?? ('unknown' as const) } : tally.finish();
      return { check: { ...counts, messages: messages.all() }, isRejected: isRefused };
    },
  };

  function sayMissing(part: (typeof CONTENT)[number]) {
    if (part === 'Integration') return;
    messages.add({
      severity: part === 'Sequence' ? 'warning' : 'error',
      path: part,
      found: `A file without ${part}`,
      expected: `The element ${part}, which the standard ${part === 'Sequence' ? 'allows to leave out' : 'asks for'}`,
      did: 'The rest was read.',
    });
  }
}

function hasMoreThan(most: number, attributes: object): boolean {
  let count = 0;
  for (const _ in attributes) {
    count += 1;
    if (count > most) return true;
  }
  return false;
}
