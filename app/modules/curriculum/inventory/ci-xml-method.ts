import { keptText } from '#app/platform/kept-text.ts';
import type { TermKind } from '../method-vocabulary.ts';
import { findTerm } from '../method-vocabulary.ts';
import type { Attributes, Rule } from './ci-xml-element.ts';
import { asFound, asWritten, attributeOf, limits, onOneLine, readBoolean, textElement } from './ci-xml-element.ts';
import type { InventoryEvent, InventoryMethod, Message } from './inventory.ts';
import { readMinutes } from './iso-duration.ts';

/** The event being read, its duration as written, and a way to say something about one of its elements. */
export type EventDesk = { event(): InventoryEvent; duration(): string | null; say(element: string, message: Omit<Message, 'path'>): void };

/** The rules for `InstructionalMethod`, `AssessmentMethod` and `ResourceType`: bare codes, names, or a term with its code in `sourceID`. */
export function methodRules(desk: EventDesk): Record<string, Rule> {
  let attributes: Attributes = {};
  const toldAbout = new Set<string>();
  const open = (found: Attributes) => {
    attributes = found;
  };

  function method(kind: InventoryMethod['kind'], element: string): Rule {
    return textElement(
      limits.name,
      (text) => {
        const written = onOneLine(text);
        const code = codeOf(kind, { written, sourceId: attributeOf(attributes, 'sourceID') });
        judge(kind, element, code);
        const term = findTerm(kind, code);
        desk.event().methods.push({
          kind,
          code: code === '' ? '(empty)' : code,
          name: term?.name ?? code,
          isPrimary: kind === 'instruction' && readPrimary(element),
          minutes: readMethodMinutes(element),
          purpose: kind === 'assessment' ? readPurpose(element) : null,
        });
      },
      { open },
    );
  }

  function judge(kind: TermKind, element: string, code: string) {
    const term = findTerm(kind, code);
    const expected = 'A code or a name of the standardized vocabulary, such as IM013 or Lecture';
    if (code === '')
      desk.say(element, { severity: 'warning', found: 'An empty method', expected, did: 'It was kept and counted as (empty).' });
    else if (!term)
      desk.say(element, {
        severity: 'warning',
        found: `A method that the vocabulary does not know, ${asFound(code)}`,
        expected,
        did: 'It was kept and counted as written.',
      });
    else if (term.kind !== kind)
      desk.say(element, {
        severity: 'warning',
        found: `${asFound(code)}, which is not a term for ${kind} (${term.name})`,
        expected,
        did: 'It was kept and counted here, as written.',
      });
    else if (code !== term.code && code.toUpperCase() === term.code)
      desk.say(element, {
        severity: 'warning',
        found: `The code ${asFound(code)} in other letters`,
        expected: term.code,
        did: `It was kept as written and is read as ${term.name}.`,
      });
    else if (term.isRetired)
      once(`retired ${code}`, element, {
        found: `The retired code ${term.code} (${term.name})`,
        expected: `${term.replacedBy}, which took its place`,
        did: 'It was kept as written, here and wherever else it stands.',
      });
  }

  function once(key: string, element: string, message: Omit<Message, 'severity' | 'path'>) {
    if (toldAbout.has(key)) return;
    if (toldAbout.size < 1000) toldAbout.add(keptText(key));
    desk.say(element, { severity: 'note', ...message });
  }

  function readPrimary(element: string): boolean {
    const written = attributeOf(attributes, 'primary');
    const value = readBoolean(written);
    if (value === null)
      desk.say(element, {
        severity: 'warning',
        found: asWritten('primary', written),
        expected: 'true or false',
        did: 'The method was kept as not primary.',
      });
    return value ?? false;
  }

  function readMethodMinutes(element: string): number | null {
    const written = attributeOf(attributes, 'instructionalMethodDuration');
    if (written === null) return null;
    // The usual case, and one message about an odd duration is enough.
    if (written === desk.duration()) return desk.event().minutes;
    const { value, problem } = readMinutes(written);
    if (problem !== null)
      desk.say(element, {
        severity: 'warning',
        found: `The duration ${asFound(written)}: ${problem}`,
        expected: 'A duration such as PT90M',
        did: value === null ? 'The method’s own minutes are unknown.' : `It was read as ${value} minutes.`,
      });
    return value;
  }

  function readPurpose(element: string): InventoryMethod['purpose'] {
    const written = attributeOf(attributes, 'purpose');
    const folded = written?.toLowerCase();
    const purpose = folded === 'formative' || folded === 'summative' ? folded : null;
    if (written === 'Formative' || written === 'Summative') return purpose;
    desk.say(element, {
      severity: 'warning',
      found: asWritten('purpose', written),
      expected: 'Formative or Summative',
      did: purpose === null ? 'The assessment was kept without a purpose.' : `It was read as ${purpose}.`,
    });
    return purpose;
  }

  return {
    InstructionalMethod: method('instruction', 'InstructionalMethod'),
    AssessmentMethod: method('assessment', 'AssessmentMethod'),
    ResourceType: textElement(
      limits.name,
      (text) => {
        const code = codeOf('resource', { written: onOneLine(text), sourceId: attributeOf(attributes, 'sourceID') });
        const expected = 'A code or a name of the standardized vocabulary, such as RE005';
        if (code === '') {
          desk.say('ResourceType', { severity: 'warning', found: 'An empty resource type', expected, did: 'It was left out.' });
          return;
        }
        if (findTerm('resource', code)?.kind !== 'resource')
          once(`resource ${code}`, 'ResourceType', {
            found: `A resource type that the vocabulary does not know, ${asFound(code)}`,
            expected,
            did: 'It was kept as written, here and wherever else it stands.',
          });
        desk.event().resources.push(code);
      },
      { open },
    ),
  };
}

/** The text where it is a code; else the code in `sourceID` where that is one; else the text as written. */
function codeOf(kind: TermKind, { written, sourceId }: { written: string; sourceId: string | null }): string {
  if (sourceId === null || findTerm(kind, written)?.code === written) return written;
  return findTerm(kind, sourceId)?.code === sourceId || written === '' ? sourceId : written;
}
