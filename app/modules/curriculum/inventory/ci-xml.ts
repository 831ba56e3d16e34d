import { createMessageList } from '#app/platform/message-list.ts';
import type { Desk } from './ci-xml-element.ts';
import { container } from './ci-xml-element.ts';
import { eventsRule } from './ci-xml-event.ts';
import { expectationsRule } from './ci-xml-expectation.ts';
import { integrationRule } from './ci-xml-integration.ts';
import { levelsRule } from './ci-xml-level.ts';
import type { Refusal } from './ci-xml-refusal.ts';
import { formatOf, RefusedFile, refusalOfRoot } from './ci-xml-refusal.ts';
import { reportRules } from './ci-xml-report.ts';
import { sequenceRule } from './ci-xml-sequence.ts';
import { createWalker } from './ci-xml-walker.ts';
import type { CheckedInventory, Part } from './inventory.ts';
import { emptyCheck } from './inventory.ts';
import { tooMuchIn } from './inventory-bounds.ts';
import { createTally } from './inventory-tally.ts';

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

const mostFaults = 200_000;
const contents = ['Events', 'Expectations', 'AcademicLevels', 'Sequence', 'Integration'];

/**
 * A reader of Curriculum Inventory XML, version 1 and 10, that hands each part over as soon as it is complete. Memory grows with the number of ids
 * and references only. References are matched by their pattern; entities are never declared, expanded or fetched. A file that is not well-formed,
 * not a Curriculum Inventory, or beyond a bound is refused as a whole, with one message, the first, that names the line and the element.
 */
export function createInventoryReader(sink: (part: Part) => void, { dropControlCharacters = false } = {}): InventoryReader {
  const messages = createMessageList();
  const tally = createTally(messages);
  const walker = createWalker({ root: startRoot, onPart: hearPart, say: messages.add, dropControlCharacters });
  const seen = new Set<string>();
  let format: 'ci-xml-v1' | 'ci-xml-v10' | null = null;
  let finishReport = () => {};
  let hasLevelForm = false;
  let isRefused = false;

  const desk: Desk = {
    line: walker.textLine,
    say: messages.add,
    emit(part, lines) {
      if (!tally.add(part, lines)) return;
      const tooMuch = tooMuchIn(tally);
      if (tooMuch) throw new RefusedFile(tooMuch);
      sink(part);
    },
  };

  function startRoot(tag: { local: string; uri: string }, line: number) {
    const refusal = refusalOfRoot(tag);
    format = formatOf(tag.uri);
    if (refusal || !format) throw new RefusedFile(refusal ?? { found: 'Another kind of XML', expected: 'A Curriculum Inventory' });
    const report = reportRules(desk, { format, namespace: tag.uri, line });
    finishReport = report.finish;
    return container({
      ...report.rules,
      Events: eventsRule(desk),
      Expectations: expectationsRule(desk),
      AcademicLevels: levelsRule(desk),
      Sequence: sequenceRule(desk, hearLevelForm),
      Integration: integrationRule(desk),
    });
  }

  function hearPart(local: string) {
    const part = contents.find((name) => name === local);
    if (!part) return;
    seen.add(part);
    finishReport();
  }

  function hearLevelForm(form: 'v1' | 'v10', line: number) {
    if (hasLevelForm) return;
    hasLevelForm = true;
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

  function sayMissing(part: string) {
    const isNeeded = part !== 'Sequence';
    messages.add({
      severity: isNeeded ? 'error' : 'warning',
      path: part,
      found: `A file without ${part}`,
      expected: `The element ${part}, which the standard ${isNeeded ? 'asks for' : 'allows to leave out'}`,
      did: 'The rest was read.',
    });
  }

  function refuse({ found, expected, isInText = false }: Refusal) {
    if (isRefused) return;
    isRefused = true;
    const line = isInText ? walker.textLine() : walker.line();
    const path = walker.place();
    messages.lead({
      severity: 'error',
      line,
      path,
      found: walker.isEmpty() ? found : `${found}, in line ${line.toLocaleString('en-US')} (${path})`,
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

  function finish() {
    if (walker.isEmpty())
      throw new RefusedFile({
        found: 'An empty file',
        expected: 'A Curriculum Inventory file. The export or the download did not finish: get it again',
      });
    walker.end();
    finishReport();
    for (const part of contents) if (!seen.has(part) && part !== 'Integration') sayMissing(part);
  }

  return {
    write(text) {
      attempt(() => {
        walker.write(text);
        if (messages.faults() > mostFaults)
          throw new RefusedFile({
            found: `More than ${mostFaults.toLocaleString('en-US')} errors and warnings`,
            expected: 'A file that is mostly in order',
          });
      });
    },
    refuse,
    isRefused: () => isRefused,
    end() {
      attempt(finish);
      const counts = isRefused ? { ...emptyCheck(), format: format ?? ('unknown' as const) } : tally.finish();
      return { check: { ...counts, messages: messages.all() }, isRejected: isRefused };
    },
  };
}
