import { keptText, quoted } from '#app/platform/kept-text.ts';
import type { Message } from './inventory.ts';

/** Why a file is refused as a whole: what was found, and what a person can do about it. */
export type Refusal = {
  found: string;
  expected: string;
  /** The place is the element being read rather than where reading stopped: a bare & is noticed only at the next semicolon. */
  isInText?: boolean;
};

/** Thrown inside the reader when reading cannot go on; never leaves it. */
export class RefusedFile extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.found);
    this.refusal = refusal;
  }
}

const exportAgain = 'Well-formed XML. Export the file again; if it comes out the same, tell the maker of the exporter';

/** The refusal of an & that begins no entity. */
export const refusalOfAmpersand: Refusal = {
  found: 'A bare & in a text',
  expected: '&amp; in its place. Export the file again, or correct the line',
  isInText: true,
};

const plainWords: [RegExp, (words: string[]) => Refusal][] = [
  [
    /undefined entity/,
    () => ({
      found: 'An entity that XML does not know, such as &nbsp;',
      expected: 'Only &amp; &lt; &gt; &quot; &apos; and numbers such as &#160;',
    }),
  ],
  [/entity/, () => refusalOfAmpersand],
  [
    /unmatched closing tag: (.*)\.$/,
    ([name]) => ({
      found: `An end tag that closes nothing, ${quoted(`</${name}>`)}`,
      expected: `The end tag of the element that is open. ${exportAgain}`,
    }),
  ],
  [/unexpected close tag/, () => ({ found: 'An end tag whose name is not that of the element that is open', expected: exportAgain })],
  [
    /unclosed tag|unexpected end/,
    () => ({
      found: 'The end of the file, in the middle of an element',
      expected: 'A complete file. The download or the export was probably cut short: get it again',
    }),
  ],
  [
    /must contain a root|before root/,
    () => ({ found: 'A file without any XML element', expected: 'A Curriculum Inventory file. Choose the exported XML file' }),
  ],
  [
    /only one root/,
    () => ({
      found: 'A second document after the end of the first',
      expected: 'One CurriculumInventory element. Put each report into a file of its own',
    }),
  ],
  [
    /text data outside/,
    () => ({
      found: 'Text outside of the document’s element',
      expected: 'An XML file that begins with < and ends with the end tag of its element',
      isInText: true,
    }),
  ],
  [
    /XML declaration must/,
    () => ({
      found: 'Something in front of the XML declaration, such as an empty line',
      expected: '<?xml … ?> as the very first characters. Delete what stands in front of it',
    }),
  ],
  [
    /unbound namespace prefix: (.*)\.$/,
    ([prefix]) => ({
      found: `The prefix ${quoted(prefix ?? '')}, which is not declared`,
      expected: `An xmlns declaration for it. ${exportAgain}`,
    }),
  ],
  [
    /duplicate attribute: (.*)\.$/,
    ([name]) => ({ found: `The attribute ${quoted(name ?? '')} twice on one element`, expected: exportAgain }),
  ],
  [/disallowed character\.$/, () => ({ found: 'A character that XML does not allow here', expected: exportAgain })],
  [/./, ([message]) => ({ found: `Broken XML (${keptText(message ?? '')})`, expected: exportAgain })],
];

/** Says in plain words what the XML parser complained about. */
export function inPlainWords(message: string): Refusal {
  for (const [pattern, words] of plainWords) {
    const match = pattern.exec(message);
    if (match) return words(match.length > 1 ? match.slice(1) : [message]);
  }
  return { found: 'Broken XML', expected: exportAgain };
}

/** The refusal of a root element that is not a Curriculum Inventory's; null when it is one that can be read. */
export function refusalOfRoot(root: { local: string; uri: string }): Refusal | null {
  const expected =
    'The CurriculumInventory element of version 1 or 10. Choose the file that your curriculum system exported as “Curriculum Inventory”';
  if (root.local.toLowerCase() === 'html')
    return {
      found: 'A web page, perhaps a sign-in page that was saved in place of the file',
      expected: `${expected}; sign in again before the download`,
    };
  if (root.local !== 'CurriculumInventory') return { found: `XML of another kind, with the element ${quoted(root.local)}`, expected };
  if (root.uri === '')
    return {
      found: 'A CurriculumInventory without a namespace',
      expected: 'xmlns="http://ns.medbiq.org/curriculuminventory/v1/" or …/v10/, which say which version it is',
    };
  if (formatOf(root.uri) === null) return { found: `A CurriculumInventory of an unknown version, ${quoted(root.uri)}`, expected };
  return null;
}

/** The format that a namespace stands for; null for another one. */
export function formatOf(uri: string): 'ci-xml-v1' | 'ci-xml-v10' | null {
  const version = /^https?:\/\/ns\.medbiq\.org\/curriculuminventory\/v(1|10)\/?$/.exec(uri)?.[1];
  return version === '1' ? 'ci-xml-v1' : version === '10' ? 'ci-xml-v10' : null;
}

/** The refusal of a document type; null for one that only names the root element. */
export function refusalOfDoctype(doctype: string): Refusal | null {
  if (!/\[|\bSYSTEM\b|\bPUBLIC\b/.test(doctype)) return null;
  return {
    found: 'A document type (DOCTYPE) that declares something or points to another file',
    expected:
      'A file without declarations. None is ever opened or carried out here, because such lines are a known way to attack a reader: have it exported without',
  };
}

const controlCharacter = 'The control character';

/** True when a file was refused for a control character: it can be read again without them. */
export function isForControlCharacter(messages: readonly Message[]): boolean {
  return messages[0]?.severity === 'error' && messages[0].found.startsWith(controlCharacter);
}

/** The refusal of a control character. */
export function refusalOfControlCharacter(character: string): Refusal {
  const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return {
    found: `${controlCharacter} ${code}, which XML does not allow (often pasted from slides)`,
    expected:
      'Text without it. Delete it in the curriculum system and export again, or have control characters dropped while the file is read',
  };
}
