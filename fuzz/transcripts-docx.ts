import { documentBytes, paragraphXml } from '../tests/document-file.ts';
import { realFiles } from './harness/real-files.ts';
import type { Target } from './harness/target.ts';
import { readWithPromises } from './harness/transcript-promises.ts';

const changed =
  '<w:p><w:pPr><w:rPr><w:del w:author="x"/></w:rPr></w:pPr><w:ins><w:r><w:t>in</w:t></w:r></w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del><w:r><w:tab/><w:commentReference w:id="0"/></w:r></w:p>';
const table = `<w:tbl><w:tr><w:tc>${paragraphXml('Ana')}</w:tc><w:tc>${paragraphXml('Hi.')}${paragraphXml('More.')}</w:tc></w:tr></w:tbl>`;
const boxed = `<w:p><w:r><w:AlternateContent><w:Choice><w:txbxContent>${paragraphXml('in a box')}</w:txbxContent></w:Choice><w:Fallback/></w:AlternateContent></w:r></w:p>`;
const comments = `<w:comment w:id="0" w:author="X">${paragraphXml('look')}</w:comment>`;

/** Word documents: their parts are changed and packed anew. */
export const target: Target = {
  seeds: () => [
    documentBytes({ body: ['**Ana** Hi.', '**Bo** Oh.', 'Ana: Yes.\nmore'].map(paragraphXml).join('') }),
    documentBytes({ body: `${changed}${table}${boxed}`, parts: { comments, footnotes: '<w:footnote w:id="1"/>' } }),
    documentBytes({ body: ['Ana Ruiz   0:16', 'Hi.', 'Speaker 1 (00:16):'].map(paragraphXml).join(''), isStrict: true }),
    ...realFiles(['qualitative/docx/*.docx', 'qualitative/ID1.docx']),
  ],
  dictionary: [
    ...[
      '<w:p>',
      '</w:p>',
      '<w:r>',
      '</w:r>',
      '<w:t>',
      '</w:t>',
      '<w:br/>',
      '<w:tab/>',
      '<w:b/>',
      '<w:b w:val="0"/>',
      '<w:vanish/>',
      '<w:pPr>',
      '</w:pPr>',
    ],
    ...[
      '<w:del>',
      '</w:del>',
      '<w:ins>',
      '</w:ins>',
      '<w:moveFrom>',
      '<w:tbl>',
      '<w:tr>',
      '</w:tr>',
      '<w:tc>',
      '</w:tc>',
      '<w:txbxContent>',
      '<mc:Fallback>',
    ],
    ...[
      '<!DOCTYPE a [<!ENTITY b "c">]>',
      '&b;',
      '&amp;',
      '&#0;',
      '&#xd800;',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?x ?>',
      'xmlns:x="y"',
      'x:',
    ],
    ...[
      'Target="../../../etc/passwd"',
      'TargetMode="External"',
      '/comments"',
      'word/document.xml',
      '[Content_Types].xml',
      'Ana: ',
      '0:16',
      '\n',
      '\t',
    ],
  ],
  isZip: true,
  run: (_, path) => readWithPromises(path),
};
