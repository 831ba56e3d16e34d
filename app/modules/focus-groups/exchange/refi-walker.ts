import { type SaxesAttributeNS, SaxesParser } from 'saxes';
import { keptText, quoted } from '#app/platform/kept-text.ts';
import { UnreadableFile } from '#app/platform/sheet.ts';
import type { Findings } from './findings.ts';
import type { ElementType, RefiSchema } from './refi-schema.ts';
import { codebookSchema, projectSchema } from './refi-schema.ts';
import { isValue, type ValueType, wordsOf } from './refi-value.ts';

/** An element that was read whole. Elements and attributes that the schema does not know are not in it. */
export type RefiNode = {
  readonly name: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: RefiNode[];
  text: string;
};

/** Walks through the XML of a project or a codebook piece by piece. Throws `UnreadableFile` where it cannot go on. */
export type RefiWalker = {
  write(text: string): void;
  end(): void;
  line(): number;
  /** What the file is; null before its root. */
  schema(): RefiSchema | null;
  /** How many elements of a name stood where the schema has them. */
  count(name: string): number;
};

type Frame = { readonly type: ElementType; readonly node: RefiNode; readonly isPart: boolean; step: number; inStep: number };

/** What is handed over as one: each element in one of these. */
const holders = new Set(['Users', 'Codes', 'Variables', 'Cases', 'Sources', 'Notes', 'Links', 'Sets', 'Graphs', 'Project']);
const passedOn = new Set(['Users', 'CodeBook', 'Codes', 'Variables', 'Cases', 'Sources', 'Notes', 'Links', 'Sets', 'Graphs']);
const mostElements = 500_000;
/** Far more of each than any study has; each comes in one by one, and is told apart from all others. */
const mostOf: Readonly<Record<string, readonly [number, string]>> = {
  Code: [10_000, 'codes'],
  User: [1000, 'users'],
  TextSource: [5000, 'texts'],
  Case: [10_000, 'cases'],
  Variable: [10_000, 'variables'],
  Note: [20_000, 'memos'],
  Coding: [150_000, 'codings'],
};
const codedByPeople = 'A project of a size that people code';
const deepest = 100;
const mostAttributes = 100;
/** A text of twelve million letters is a hundred transcripts in one. */
const longestPiece = 12 * 1024 ** 2;

/** Stops at the first fault; an error handler would be one handler too many (with seven the parser takes four times as long). */
class StrictParser extends SaxesParser<{ xmlns: true; forceXMLVersion: true; defaultXMLVersion: '1.0' }> {
  override fail(message: string): never {
    throw new UnreadableFile(
      `Damaged XML (${keptText(message.replace(/^\d+:\d+: /, '').slice(0, 100))})`,
      'A whole file as the program wrote it: export it again',
    );
  }
}

/** Hands over each user, top code, variable, case, source, memo, link, set and graph, and the project's own attributes first, as the element `Project` or `CodeBook`. */
export function createRefiWalker(onPart: (node: RefiNode) => void, findings: Findings): RefiWalker {
  const parser = new StrictParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  const stack: Frame[] = [];
  const counts = new Map<string, number>();
  let schema: RefiSchema | null = null;
  let namespace = '';
  let skipped = 0;
  let elements = 0;
  let consumed = 0;
  let lastEvent = 0;

  parser.on('opentag', (tag) => {
    lastEvent = parser.position;
    elements += 1;
    if (elements > mostElements) throw new UnreadableFile(`More than ${mostElements.toLocaleString('en-US')} elements`, codedByPeople);
    if (stack.length + skipped >= deepest)
      throw new UnreadableFile(`Elements more than ${deepest} deep in each other`, 'The few levels of a codebook that people use');
    if (skipped > 0) {
      skipped += 1;
      return;
    }
    const parent = stack.at(-1);
    if (!parent) {
      open('', rootOf(tag.local, tag.uri), tag.attributes);
      return;
    }
    const typeName = tag.uri === namespace ? placed(parent, tag.local) : null;
    if (typeName === null) {
      unknown(`the element ${quoted(tag.name)} in ${parent.node.name}`);
      skipped = 1;
      return;
    }
    const count = (counts.get(tag.local) ?? 0) + 1;
    counts.set(tag.local, count);
    const [most, noun] = mostOf[tag.local] ?? [count, ''];
    if (count > most) throw new UnreadableFile(`More than ${most.toLocaleString('en-US')} ${noun}`, codedByPeople);
    open(tag.local, typeName, tag.attributes);
  });
  parser.on('closetag', () => {
    lastEvent = parser.position;
    if (skipped > 0) {
      skipped -= 1;
      return;
    }
    const frame = stack.pop();
    if (frame) close(frame);
  });
  parser.on('text', takeText);
  parser.on('cdata', takeText);
  parser.on('doctype', () => {
    throw new UnreadableFile(
      'A document type (DOCTYPE), a known way to attack a reader',
      'A project or a codebook without one; none needs it',
    );
  });

  function rootOf(local: string, uri: string): string {
    schema = [projectSchema, codebookSchema].find(({ root }) => root === local) ?? null;
    if (!schema) throw new UnreadableFile(`XML that begins with ${quoted(local)}`, 'A REFI-QDA project (Project) or codebook (CodeBook)');
    namespace = keptText(uri);
    if (uri !== schema.namespace) {
      const [found, expected] = [uri === '' ? 'No namespace' : `The namespace ${quoted(uri)}`, schema.namespace];
      findings.tell(
        {
          severity: 'warning',
          key: 'namespace',
          isInvalid: true,
          words: () => ({ found, expected, did: 'Read as if it had that one.' }),
        },
        { line: parser.line },
      );
    }
    return local;
  }

  function open(name: string, typeName: string, written: Readonly<Record<string, SaxesAttributeNS>>) {
    const type = schema?.types[typeName];
    if (!type) throw new Error(`The schema has no ${typeName}.`);
    const parent = stack.at(-1);
    const node: RefiNode = {
      name: name || typeName,
      line: parser.line,
      attributes: attributesOf(type, typeName, written),
      children: [],
      text: '',
    };
    const isPart = parent === undefined || holders.has(parent.node.name);
    stack.push({ type, node, isPart, step: 0, inStep: 0 });
    if (parent === undefined) onPart(node);
    else if (!isPart && !passedOn.has(node.name)) parent.node.children.push(node);
  }

  function attributesOf(type: ElementType, typeName: string, written: Readonly<Record<string, SaxesAttributeNS>>) {
    const attributes: Record<string, string> = Object.create(null);
    let count = 0;
    for (const name in written) {
      const attribute = written[name];
      if (!attribute) continue;
      count += 1;
      if (count > mostAttributes)
        throw new UnreadableFile(`An element with more than ${mostAttributes} attributes`, 'The few attributes of the standard');
      if (attribute.prefix === 'xmlns' || name === 'xmlns' || attribute.uri === 'http://www.w3.org/2001/XMLSchema-instance') continue;
      const known = attribute.prefix === '' ? type.attributes.get(name) : undefined;
      if (!known) {
        unknown(`the attribute ${quoted(name)} of ${typeName}`);
        continue;
      }
      if (!isValue(known.type, attribute.value)) faulty(`${name} of ${typeName}`, attribute.value, known.type);
      attributes[name] = keptText(attribute.value);
    }
    for (const [name, { isRequired, type: valueType }] of type.attributes)
      if (isRequired && attributes[name] === undefined) absent(`${typeName} without ${name}`, `${name}: ${wordsOf(valueType)}`);
    return attributes;
  }

  /** The type of an element that may stand in another; null where it may not. */
  function placed(frame: Frame, name: string): string | null {
    const { type, node } = frame;
    const step = type.steps.findIndex(({ types }) => types.has(name));
    const found = type.steps[step]?.types.get(name);
    if (found === undefined) return null;
    if (step < frame.step) {
      const [what, expected] = [`${name} after another element of ${node.name}`, `The order of the standard: ${orderOf(type)}`];
      const words = (count: number) => ({ found: times(what, count), expected, did: 'Read all the same.' });
      findings.tell({ severity: 'warning', key: `order ${what}`, isInvalid: true, words }, place());
      return found;
    }
    const isAnother = step === frame.step && frame.inStep > 0;
    if (!isAnother) for (const left of type.steps.slice(firstLeft(frame), step)) if (left.isRequired) absentIn(node.name, left);
    frame.inStep = isAnother ? frame.inStep + 1 : 1;
    frame.step = step;
    if (frame.inStep > 1 && !type.steps[step]?.isRepeated) {
      const what = `More than one ${name} in ${node.name}`;
      const words = (count: number) => ({ found: times(what, count), expected: 'One', did: 'The first was taken.' });
      findings.tell({ severity: 'warning', key: what, isInvalid: true, words }, place());
    }
    return found;
  }

  function close(frame: Frame) {
    const { type, node, isPart } = frame;
    if (type.value !== null && !isValue(type.value, node.text)) faulty(`the text of ${node.name}`, node.text, type.value);
    for (const left of type.steps.slice(firstLeft(frame))) if (left.isRequired) absentIn(node.name, left);
    if (isPart && stack.length > 0 && !passedOn.has(node.name)) onPart(node);
  }

  function takeText(piece: string) {
    lastEvent = parser.position;
    const frame = stack.at(-1);
    if (skipped > 0 || !frame) return;
    if (frame.type.value !== null) {
      if (frame.node.text.length + piece.length > longestPiece) throw tooLong();
      frame.node.text += piece;
    } else if (/\S/.test(piece)) unknown(`text in ${frame.node.name}, ${quoted(piece.trim())}`, `text in ${frame.node.name}`);
  }

  function place() {
    return { line: parser.line };
  }
  function unknown(what: string, key = what) {
    const words = (count: number) => ({ found: times(what, count), expected: 'What the standard has there', did: 'Left out.' });
    findings.tell({ severity: 'warning', key: `unknown ${key}`, isInvalid: true, words }, place());
  }
  function absent(what: string, expected: string) {
    const words = (count: number) => ({ found: times(what, count), expected, did: 'Read as far as it can be.' });
    findings.tell({ severity: 'warning', key: `absent ${what}`, isInvalid: true, words }, place());
  }
  function absentIn(name: string, { types }: { types: ReadonlyMap<string, string> }) {
    absent(`${name} without ${[...types.keys()].join(' or ')}`, 'What the standard has there');
  }
  function faulty(what: string, value: string, type: ValueType) {
    const first = value === '' ? 'an empty value' : quoted(value);
    const isMade = type === 'guid' && value.trim() !== '';
    const words = (count: number) => ({
      found: count === 1 ? `${what}: ${first}` : `${what}: ${first}, and ${(count - 1).toLocaleString('en-US')} more of the kind`,
      expected: wordsOf(type),
      did: isMade ? 'Read as a name: a GUID was made of it, for all that point to it too.' : 'Read as far as it can be.',
    });
    findings.tell({ severity: 'warning', key: `faulty ${what}`, isInvalid: true, words }, place());
  }

  return {
    write(text) {
      if (text === '') return;
      parser.write(text);
      consumed += text.length;
      if (consumed - lastEvent > longestPiece) throw tooLong();
    },
    end: () => void parser.close(),
    line: () => parser.line,
    schema: () => schema,
    count: (name) => counts.get(name) ?? 0,
  };
}

function tooLong(): UnreadableFile {
  return new UnreadableFile(
    `A single text of more than ${longestPiece.toLocaleString('en-US')} characters`,
    'Texts of the length of an interview',
  );
}

function times(what: string, count: number): string {
  return count === 1 ? what : `${what}, ${count.toLocaleString('en-US')} times`;
}

/** The first place in the order that nothing has stood in, nor could any more. */
function firstLeft({ step, inStep }: Frame): number {
  return step + (inStep > 0 ? 1 : 0);
}

function orderOf({ steps }: ElementType): string {
  return steps.flatMap(({ types }) => [...types.keys()]).join(', ');
}
