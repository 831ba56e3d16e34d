import { strToU8, zipSync } from 'fflate';
import { readQdaWithPromises } from './harness/qda-promises.ts';
import { realFiles } from './harness/real-files.ts';
import type { Target } from './harness/target.ts';

const id = (number: number) => `10000000-0000-4000-8000-00000000000${number}`;
const coding = (number: number, user: number) =>
  `<Coding guid="${id(number)}" creatingUser="${id(user)}"><CodeRef targetGUID="${id(3)}"/><NoteRef targetGUID="${id(9)}"/></Coding>`;
const xml = `<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="S"><Users><User guid="${id(1)}" name="A"/><User guid="${id(2)}" name="A"/></Users><CodeBook><Codes><Code guid="${id(0)}" name="B" isCodable="false"><Description>d</Description><Code guid="${id(3)}" name="C" isCodable="true" color="#abc"/></Code></Codes></CodeBook><Variables><Variable guid="${id(8)}" name="V" typeOfVariable="Integer"/></Variables><Cases><Case guid="${id(7)}"><VariableValue><VariableRef targetGUID="${id(8)}"/><IntegerValue>1</IntegerValue></VariableValue><SelectionRef targetGUID="${id(5)}"/></Case></Cases><Sources><TextSource guid="${id(4)}" name="T" plainTextPath="internal://t.txt"><PlainTextSelection guid="${id(5)}" name="late" startPosition="2" endPosition="6">${coding(6, 1)}${coding(7, 2)}</PlainTextSelection></TextSource></Sources><Notes><Note guid="${id(9)}"><PlainTextContent>m</PlainTextContent></Note></Notes><Links><Link guid="${id(6)}" originGUID="${id(5)}" targetGUID="${id(9)}"/></Links></Project>`;
const packed = (text: string) => Buffer.from(zipSync({ 'project.qde': strToU8(xml), 'sources/t.txt': strToU8(text) }));

/** Projects of other programs: their parts are changed and packed anew. */
export const target: Target = {
  seeds: () => [packed('😀 late\r\nagain'), packed('\ufeff- late\nagain'), Buffer.from(xml), ...realFiles(['qualitative/qdpx/*.qdpx'])],
  dictionary: [
    ...[
      '<Coding guid="1">',
      '</Coding>',
      '<CodeRef targetGUID="1"/>',
      '<NoteRef targetGUID="1"/>',
      'startPosition="0"',
      'endPosition="-1"',
    ],
    ...[
      '<PlainTextContent>',
      '</PlainTextContent>',
      '<AudioSource guid="2">',
      '<Transcript guid="3">',
      '<SyncPoint guid="4" position="1"/>',
    ],
    ...[
      'internal://',
      'relative:///',
      '../',
      'sources/',
      'Sources/',
      'richTextPath="a"',
      'urn:QDA-XML:codebook:1.0',
      id(3),
      id(5),
      '{',
      '}',
    ],
    ...[
      '<!DOCTYPE a [<!ENTITY b "c">]>',
      '&b;',
      '&amp;',
      '&#0;',
      '&#13;',
      '<![CDATA[',
      ']]>',
      'isCodable="0"',
      '…',
      '\r\n',
      '\ufeff',
      '😀',
    ],
  ],
  isZip: true,
  run: (_, path) => readQdaWithPromises(path),
};
