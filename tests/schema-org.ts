import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import jsonld from 'jsonld';

const vocabulary = 'https://schema.org/';
/** What whoever reads a page needs of what it is about. */
const needed: Readonly<Record<string, readonly string[]>> = {
  Organization: ['name'],
  CollegeOrUniversity: ['name'],
  Person: ['name'],
  Event: ['name', 'startDate', 'location', 'eventStatus', 'eventAttendanceMode', 'organizer', 'url'],
  EventSeries: ['name', 'organizer', 'url'],
  ScholarlyArticle: ['headline', 'author', 'url'],
  NewsArticle: ['headline', 'datePublished', 'publisher', 'url'],
  LearningResource: ['name', 'learningResourceType', 'author', 'publisher', 'url'],
  DefinedTermSet: ['name', 'url', 'hasDefinedTerm'],
  ProfilePage: ['mainEntity', 'url'],
};
const dates = ['startDate', 'endDate', 'previousStartDate', 'datePublished', 'dateModified'];
const addresses = ['url', 'license', 'sameAs', 'isBasedOn', 'image', 'eventStatus', 'eventAttendanceMode'];

/**
 * Reads a block of JSON-LD as another program does, with schema.org's meaning of its terms and without its network; answers the type of what it is about. Throws when any part of
 * it has a property that its type does not have, lacks one that its readers need, or holds a date or an address that is none.
 */
export async function readLinkedData(text: string): Promise<string> {
  const [first, ...others] = await jsonld.expand(JSON.parse(text), { documentLoader: context });
  assert.ok(first && others.length === 0, 'one thing is said');
  check(first as Node);
  return typeOf(first as Node);
}

async function context() {
  return { contextUrl: undefined, documentUrl: 'https://schema.org', document: { '@context': { '@vocab': vocabulary } } };
}

type Node = Record<string, unknown> & { '@type'?: string[] };

function typeOf(node: Node): string {
  const [type = '', ...others] = node['@type'] ?? [];
  assert.ok(type.startsWith(vocabulary) && others.length === 0, `${node['@type']} is one type of schema.org`);
  return type.slice(vocabulary.length);
}

function check(node: Node): void {
  const type = typeOf(node);
  const known = propertiesOf(type);
  const said = Object.keys(node).filter((name) => !name.startsWith('@'));
  for (const name of said) {
    const property = name.slice(vocabulary.length);
    assert.ok(known.has(property), `${type} has no ${property}`);
    for (const value of node[name] as Node[]) checkValue(property, value);
  }
  // What is only named elsewhere says no more than which it is.
  if (type in needed)
    for (const name of needed[type]!) assert.ok(said.includes(vocabulary + name), `${type} says no ${name}: ${JSON.stringify(node)}`);
}

function checkValue(property: string, value: Node): void {
  if (!('@value' in value)) {
    check(value);
    return;
  }
  const words = value['@value'];
  assert.notEqual(words, '', property);
  if (dates.includes(property)) {
    assert.match(String(words), /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/, property);
    assert.ok(!Number.isNaN(Date.parse(String(words))), property);
  }
  if (addresses.includes(property)) assert.ok(/^https?:$/.test(new URL(String(words)).protocol), property);
}

/** The types of schema.org as their own package has them: of each its properties, and those it inherits from. */
const types = new Map<string, { properties: string[]; above: string[] }>();
function propertiesOf(type: string): Set<string> {
  if (types.size === 0) {
    const source = readFileSync(
      new URL(import.meta.resolve('schema-dts/package.json').replace('package.json', 'dist/schema.d.ts')),
      'utf8',
    );
    for (const [, name, above = '', body = ''] of source.matchAll(/^(?:export )?interface (\w+)(?: extends ([^{]+))? \{\n([\s\S]*?)^\}/gm))
      types.set(name!, {
        properties: [...body.matchAll(/^ {4}"(\w+)"\?:/gm)].map(([, property]) => property!),
        above: above.split(',').map((each) => each.trim()),
      });
  }
  const found = new Set<string>();
  const collect = (name: string) => {
    for (const property of types.get(name)?.properties ?? []) found.add(property);
    for (const each of types.get(name)?.above ?? []) collect(each);
  };
  assert.ok(types.has(`${type}Leaf`), `${type} is a type of schema.org`);
  collect(`${type}Leaf`);
  return found;
}
