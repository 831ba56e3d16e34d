import { readFrameworkFile } from '#app/modules/competencies/exchange/framework-file.server.ts';
import { realFiles } from './harness/real-files.ts';
import type { Target } from './harness/target.ts';

const id = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;
const small = {
  CFDocument: {
    identifier: id(0),
    uri: `https://example.org/${id(0)}`,
    title: 'A framework',
    creator: 'Somebody',
    lastChangeDateTime: '2025-01-01T00:00:00Z',
  },
  CFItems: [1, 2, 3].map((number) => ({
    identifier: id(number),
    uri: `https://example.org/${id(number)}`,
    fullStatement: `Statement ${number}`,
    humanCodingScheme: `1.${number}0`,
  })),
  CFAssociations: [
    {
      identifier: id(7),
      associationType: 'isChildOf',
      originNodeURI: { identifier: id(1), uri: 'x', title: 'a' },
      destinationNodeURI: { identifier: id(0), uri: 'x', title: 'b' },
    },
    {
      identifier: id(8),
      associationType: 'isChildOf',
      originNodeURI: { identifier: id(2), uri: 'x', title: 'a' },
      destinationNodeURI: { identifier: id(1), uri: 'x', title: 'b' },
    },
  ],
  CFDefinitions: { CFItemTypes: [{ identifier: id(9), title: 'Competency' }] },
};

/** Frameworks as CASE JSON. */
export const target: Target = {
  seeds: () => [
    Buffer.from(JSON.stringify(small)),
    Buffer.from(JSON.stringify(small, null, 2)),
    ...realFiles(['competencies/*.json'], 60_000),
  ],
  dictionary: [
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      'null',
      'true',
      '-0',
      '1e400',
      '"\\ud800"',
      '"\\u0000"',
      '[[[[[[[[',
      '{"a":',
      '"__proto__":',
      '"constructor":',
      '"toString":',
    ],
    ...[
      '"CFDocument":',
      '"CFItems":',
      '"CFAssociations":',
      '"CFDefinitions":',
      '"CFRubrics":',
      '"identifier":',
      '"uri":',
      '"isChildOf"',
      '"exactMatchOf"',
      '"replacedBy"',
    ],
    ...[
      `"${id(1)}"`,
      `"${id(0)}"`,
      '"not a uuid"',
      '"2025-02-30"',
      '"humanCodingScheme":"1.10"',
      '"sequenceNumber":"x"',
      '"extensions":{}',
      '<html>',
    ],
  ],
  async run(_, path) {
    const { messages } = await readFrameworkFile(path, { name: 'case.json' });
    return messages.map(({ found }) => found);
  },
};
