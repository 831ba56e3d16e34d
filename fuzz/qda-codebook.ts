import { readQdaWithPromises } from './harness/qda-promises.ts';
import { realFiles } from './harness/real-files.ts';
import type { Target } from './harness/target.ts';

const id = (number: number) => `10000000-0000-4000-8000-00000000000${number}`;
const codebook = `<?xml version="1.0" encoding="utf-8"?>\n<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="O"><Codes><Code guid="${id(1)}" name="A" isCodable="true" color="#123456"><Description>d</Description><Code guid="{${id(2)}}" name="B" isCodable="false"/></Code></Codes><Sets><Set guid="${id(3)}" name="S"><MemberCode guid="${id(1)}"/></Set></Sets></CodeBook>`;

/** Codebooks of other programs. */
export const target: Target = {
  seeds: () => [
    Buffer.from(codebook),
    Buffer.from(`\ufeff${codebook.replace('utf-8', 'utf-16')}`, 'utf16le'),
    ...realFiles(['qualitative/qdc/*.qdc']),
  ],
  dictionary: [
    ...[
      '<Code guid="1" name="A" isCodable="true">',
      '</Code>',
      '<Codes>',
      '<Description>',
      '</Description>',
      '<Sets>',
      '<MemberCode guid="1"/>',
    ],
    ...[
      'isCodable="false"',
      'color="#abc"',
      'name=""',
      'urn:QDA-XML:project:1.0',
      'urn:QDA-XML:codebook:1:0',
      'xmlns=""',
      'xmlns:x="y"',
      id(1),
    ],
    ...['<!DOCTYPE a [<!ENTITY b "c">]>', '&b;', '&amp;', '&', '&#0;', '&#xd800;', '<![CDATA[', ']]>', '<!--', '-->', '<?a?>'],
  ],
  run: (_, path) => readQdaWithPromises(path),
};
