import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { casePackage, type Released } from './case-export.ts';
import { readCasePackage } from './case-package.ts';
import type { FrameworkFile, Json, Properties } from './framework-file.ts';
import { isIdentifier } from './identifier.ts';

const [doc, a, b, c] = ['1', '2', '3', '4'].map((digit) => `0000000${digit}-0000-4000-8000-000000000000`) as [
  string,
  string,
  string,
  string,
];

function item(identifier: string, fullStatement: string, more: Properties = {}): Properties {
  return { identifier, uri: `https://x.example/${identifier}`, fullStatement, lastChangeDateTime: '2024-01-01T00:00:00Z', ...more };
}
let made = 0;
function link(origin: string, associationType: string, destination: string, more: Properties = {}): Properties {
  const end = (identifier: string) => ({ title: 'x', identifier, uri: `https://x.example/${identifier}` });
  const identifier = `a0000000-0000-4000-8000-${String(++made).padStart(12, '0')}`;
  const ends = { originNodeURI: end(origin), destinationNodeURI: end(destination) };
  return {
    identifier,
    uri: `https://x.example/${identifier}`,
    associationType,
    ...ends,
    lastChangeDateTime: '2024-01-01T00:00:00Z',
    ...more,
  };
}
function pack(items: Json[], associations: Json[], more: Properties = {}, document: Properties = {}): Properties {
  const head = {
    identifier: doc,
    uri: 'https://x.example/d',
    creator: 'Somebody',
    title: 'A framework',
    lastChangeDateTime: '2024-01-01T00:00:00Z',
  };
  return { CFDocument: { ...head, ...document }, CFItems: items, CFAssociations: associations, ...more };
}
function read(value: Json) {
  return readCasePackage(JSON.stringify(value, null, 1));
}
function file(value: Json): FrameworkFile {
  const { file: found, messages } = read(value);
  assert.ok(found, JSON.stringify(messages));
  return found;
}
function out(framework: FrameworkFile): Properties {
  const version: Released = {
    ...framework,
    stableId: framework.stableId!,
    number: framework.number ?? '1',
    status: 'draft',
    adoptedOn: null,
    changedAt: framework.changedAt ?? '2024-01-01T00:00:00.000Z',
    outside: new Map(),
  };
  return casePackage(version, 'https://concord.example');
}
function tree(framework: FrameworkFile) {
  return framework.items.map(({ text, parentStableId, position }) => [
    text,
    framework.items.find(({ stableId }) => stableId === parentStableId)?.text ?? null,
    position,
  ]);
}

test('a tree is read in the order of its sequence numbers, also when they are written as text', () => {
  const value = pack(
    [item(a, 'Top'), item(b, 'Second'), item(c, 'First')],
    [link(a, 'isChildOf', doc), link(b, 'Is Child Of', a, { sequenceNumber: '10' }), link(c, 'isChildOf', a, { sequenceNumber: '9' })],
  );
  assert.deepEqual(tree(file(value)), [
    ['Top', null, 1],
    ['First', 'Top', 1],
    ['Second', 'Top', 2],
  ]);
});
test('without sequence numbers siblings stand by their printed numbers, else by their codes as people read them', () => {
  const coded = (codes: string[]) =>
    file(
      pack(
        codes.map((code, at) => item([a, b, c][at]!, code, { humanCodingScheme: code })),
        [link(a, 'isChildOf', doc), link(b, 'isChildOf', doc), link(c, 'isChildOf', doc)],
      ),
    );
  assert.deepEqual(
    coded(['1.1', '1.10', '1.2']).items.map(({ code }) => code),
    ['1.1', '1.2', '1.10'],
  );
});
test('circles, several parents, parents elsewhere and items without a place each end in a message and in a tree with every item', () => {
  const value = pack(
    [item(a, 'A'), item(b, 'B'), item(c, 'C')],
    [
      link(a, 'isChildOf', b),
      link(b, 'isChildOf', a),
      link(b, 'isChildOf', doc),
      link(c, 'isChildOf', '99999999-0000-4000-8000-000000000000'),
    ],
  );
  const { file: found, messages } = read(value);
  assert.deepEqual(tree(found!), [
    ['A', null, 1],
    ['B', 'A', 1],
    ['C', null, 2],
  ]);
  assert.equal(found!.associations.filter(({ type }) => type === 'isChildOf').length, 3, 'what placed nothing is kept');
  const said = messages.map((each) => each.found).join('\n');
  for (const words of [/within itself/, /second parent/, /does not hold/, /no isChildOf places/]) assert.match(said, words);
});
test('an identifier that breaks the pattern becomes a UUID v5, the old one is kept, and what refers to it follows', () => {
  const { file: found, messages } = read(
    pack(
      [item('LO-1', 'A'), item(b.toUpperCase().replace('3', 'A'), 'B')],
      [link('LO-1', 'isChildOf', doc), link(b.toUpperCase().replace('3', 'A'), 'isChildOf', 'LO-1')],
    ),
  );
  const [first, second] = found!.items;
  assert.ok(isIdentifier(first!.stableId) && first!.stableId[14] === '5');
  assert.deepEqual((first!.extensions.concord as Properties).source, { identifier: 'LO-1', uri: 'https://x.example/LO-1' });
  assert.equal(second!.parentStableId, first!.stableId);
  assert.equal(second!.stableId, b.replace('3', 'a'), 'capitals are the same UUID');
  assert.ok(messages.some(({ path, did }) => path === 'CFItems[0].identifier' && /UUID v5/.test(did)));
  assert.equal(messages.find(({ path }) => path === 'CFItems[0].identifier')!.line, 10);
});
test('a second item with the same identifier is left out when it is the same, else kept under an identifier of its own', () => {
  const twice = file(pack([item(a, 'A'), item(a, 'A')], [link(a, 'isChildOf', doc)]));
  assert.equal(twice.items.length, 1);
  const other = file(pack([item(a, 'A'), item(a, 'B')], [link(a, 'isChildOf', doc)]));
  assert.deepEqual(tree(other), [
    ['A', null, 1],
    ['B', null, 2],
  ]);
  assert.ok(isIdentifier(other.items[1]!.stableId));
});
test('older spellings are read, and what is not understood is kept and named once', () => {
  const { file: found, messages } = read(
    pack(
      [
        item(a, 'A', { educationalLevel: '06, 07', conceptKeywords: 'x, y', smartLevel: '1', statusStartDate: 'soon', notes: null }),
        item(b, 'B', { smartLevel: '2', CFItemTypeURI: 'https://x.example/type' }),
      ],
      [link(a, 'isChildOf', doc), link(b, 'isChildOf', a), link(a, 'aligned with', b)],
      { CFStuff: [1] },
      { CFPackageURI: 'https://x.example/p', lastChangeDateTime: '2017-05-25T18:05:33', version: 2.5 },
    ),
  );
  const [first] = found!.items;
  const { isChildOf: _, ...details } = first!.details;
  assert.deepEqual(details, { educationLevel: ['06', '07'], conceptKeywords: ['x', 'y'] });
  assert.deepEqual((first!.extensions.concord as Properties).other, { smartLevel: '1', statusStartDate: 'soon' });
  assert.equal(messages.filter((each) => /smartLevel/.test(each.found)).length, 1);
  assert.equal(found!.associations[0]!.type, 'ext:alignedWith');
  assert.deepEqual([found!.changedAt, found!.number], ['2017-05-25T18:05:33.000Z', '2.5']);
  assert.deepEqual((found!.extensions.concord as Properties).package, { other: { CFStuff: [1] } });
});
test('a type’s name, a phase and the place in the tree decide what an item is', () => {
  const found = file(
    pack(
      [
        item(a, 'Care', { CFItemType: 'Domain' }),
        item(b, 'Takes a history'),
        item(c, 'With supervision', { educationLevel: ['Clerkship year'] }),
      ],
      [link(a, 'isChildOf', doc), link(b, 'isChildOf', a), link(c, 'isChildOf', b)],
    ),
  );
  assert.deepEqual(
    found.items.map(({ kind, phase }) => [kind, phase]),
    [
      ['domain', null],
      ['competency', null],
      ['milestone', 'clerkship'],
    ],
  );
});
test('what was brought in goes out and comes in again the same', () => {
  const rich = pack(
    [
      item(a, '<b>Not</b> bold, *not* either', {
        subject: ['s'],
        licenseURI: { title: 'l', identifier: 'x', uri: 'no uri' },
        extensions: { theirs: [1, { two: null }] },
      }),
      item(b, 'B', { educationLevel: ['pre-clerkship'] }),
    ],
    [
      link(a, 'isChildOf', doc, { notes: 'here', extensions: { x: 1 } }),
      link(b, 'isChildOf', a),
      link(b, 'exemplar', 'https://x.example/é', { CFAssociationGroupingURI: { title: 'g', identifier: c, uri: 'https://x.example/g' } }),
      link(b, 'isChildOf', doc),
    ],
    {
      CFDefinitions: { CFItemTypes: [{ identifier: c, title: 'T', description: null }], CFOdd: [1] },
      CFRubrics: [
        {
          identifier: c,
          CFRubricCriteria: [{ identifier: 'crit', weight: '2', CFRubricCriterionLevels: [{ identifier: 'lev', extensions: [{ y: 1 }] }] }],
        },
      ],
      extensions: { whole: true },
    },
    { adoptionStatus: 'Adopted', officialSourceURL: 'https://x.example/é' },
  );
  const first = file(rich);
  const again = readCasePackage(JSON.stringify(out(first)));
  assert.deepEqual({ ...again.file, number: null }, { ...first, number: null });
  assert.deepEqual(again.messages, [
    {
      severity: 'warning',
      line: again.messages[0]?.line,
      path: again.messages[0]?.path,
      found: 'A second parent of the same item',
      expected: 'One',
      did: 'The item stands below the first; the second is kept as an association.',
    },
  ]);
  assert.equal(JSON.stringify(out(first)), JSON.stringify(out(again.file!)), 'and always in the same order');
});
for (const [what, text, words] of [
  ['an empty file', '', /empty/i],
  ['a web page', '<html>', /web page/],
  ['a schema', '{"$schema":"x","properties":{}}', /JSON schema/],
  ['JSON-LD', '{"@context":"x"}', /JSON-LD/],
  ['a list of documents', '{"CFDocuments":[]}', /without their items/],
  ['another JSON', '{"a":1}', /another kind, with “a”/],
  ['a cut file', '{"CFDocument":{', /ends in the middle/],
  ['no JSON', '{"CFDocument":{]', /No JSON here/],
  ['ten thousand levels', `{"CFDocument":${'['.repeat(10_000)}`, /more than 100 levels/],
] as const)
  test(`${what} is refused with what it is`, () => {
    const { file: found, messages } = readCasePackage(text);
    assert.equal(found, null);
    assert.match(messages[0]!.found, words);
  });
test('hostile names and letters end in data or a message', () => {
  const text = `\uFEFF{"CFDocument":{"title":"A\\u0000B\\ud800","creator":"x","identifier":"${doc}","__proto__":{"polluted":true},"title":"C\\u0000"},"CFItems":[{"constructor":1,"fullStatement":{"a":1}}]}`;
  const { file: found, messages } = readCasePackage(text);
  assert.equal(found!.title, 'C');
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
  assert.deepEqual(Object.keys(((found!.extensions.concord as Properties).other ?? {}) as Properties), ['__proto__']);
  assert.match(messages.map((each) => each.found).join('\n'), /twice in one object/);
  assert.equal(found!.items[0]!.text, 'No statement');
});
test('whatever JSON stands in a package, reading ends, and what was read goes out and comes in the same', () => {
  const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
  const object = (names: string[]) =>
    fc.dictionary(
      fc.constantFrom(...names, 'odd'),
      fc.oneof(json, fc.constantFrom(a, b, c, doc, 'LO-1', { identifier: a }, 'isChildOf', '2')),
      { maxKeys: 8 },
    );
  const items = object([
    'identifier',
    'fullStatement',
    'humanCodingScheme',
    'educationLevel',
    'CFItemType',
    'extensions',
    'uri',
    'lastChangeDateTime',
  ]);
  const associations = object([
    'identifier',
    'associationType',
    'originNodeURI',
    'destinationNodeURI',
    'sequenceNumber',
    'extensions',
    'notes',
  ]);
  fc.assert(
    fc.property(
      object(['identifier', 'title', 'creator', 'version', 'extensions']),
      fc.array(items, { maxLength: 6 }),
      fc.array(associations, { maxLength: 8 }),
      (document, own, links) => {
        const { file: found } = read({ CFDocument: document, CFItems: own, CFAssociations: links } as unknown as Json);
        const again = readCasePackage(JSON.stringify(out(found!))).file!;
        const bare = (each: FrameworkFile) => ({
          ...each,
          number: null,
          changedAt: null,
          items: each.items.map((one) => ({ ...one, changedAt: null })),
          associations: each.associations.map((one) => ({ ...one, changedAt: null })),
        });
        assert.deepEqual(bare(again), bare(found!));
      },
    ),
    { numRuns: 300 },
  );
});
