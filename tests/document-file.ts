import { strToU8, zipSync } from 'fflate';

/** What a Word document of a test is made of: the XML of its body, and of other parts by the kind of their relation. */
export type WrittenDocument = { body: string; parts?: Readonly<Record<string, string>>; isStrict?: boolean; before?: string };

/** The bytes of a Word document, as small as a reader takes it. */
export function documentBytes({ body, parts = {}, isStrict = false, before = '' }: WrittenDocument): Buffer {
  const types = isStrict
    ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const main = isStrict
    ? 'http://purl.oclc.org/ooxml/wordprocessingml/main'
    : 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
  const relations = (all: string) =>
    `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all}</Relationships>`;
  const relation = (kind: string, target: string) => `<Relationship Id="r${kind}" Type="${types}/${kind}" Target="${target}"/>`;
  const kinds = Object.keys(parts);
  const root = (name: string, content: string) => `${declaration}${before}<w:${name} xmlns:w="${main}">${content}</w:${name}>`;
  const files: Record<string, string> = {
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': relations(relation('officeDocument', 'word/document.xml')),
    'word/document.xml': root('document', `<w:body>${body}</w:body>`),
    'word/_rels/document.xml.rels': relations(kinds.map((kind) => relation(kind, `${kind}.xml`)).join('')),
  };
  for (const kind of kinds) files[`word/${kind}.xml`] = root(kind, parts[kind] ?? '');
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
}

/** The XML of a paragraph: each run plain, or bold where it stands in `**`. */
export function paragraphXml(text: string): string {
  const runs = text.split(/(\*\*.*?\*\*)/).filter((run) => run !== '');
  return `<w:p>${runs.map(runXml).join('')}</w:p>`;
}

function runXml(run: string): string {
  const isBold = run.startsWith('**');
  const said = run.replaceAll('**', '').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const pieces = said.split('\n').map((line) => `<w:t xml:space="preserve">${line}</w:t>`);
  return `<w:r>${isBold ? '<w:rPr><w:b/></w:rPr>' : ''}${pieces.join('<w:br/>')}</w:r>`;
}
