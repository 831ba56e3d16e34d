/** What a file is that cannot be read, and what to do with it. */
export type ForeignKind = { found: string; expected: string };

const saveAs =
  'An .xlsx or .csv file. Open it in the program that made it, choose “Save as” or “Export”, and take Excel workbook (.xlsx) or CSV';

/**
 * Tells a file that is neither a text nor a workbook of the open kind, by its first bytes and, of a ZIP file, the names of its parts; null for one that may be read.
 */
export function foreignKind(start: Uint8Array, parts: readonly string[]): ForeignKind | null {
  const text = String.fromCharCode(...start.subarray(0, 2048));
  if (text.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return ofCompoundFile(String.fromCharCode(...start).replaceAll('\0', ''));
  if (text.startsWith('%PDF')) return { found: 'A PDF', expected: 'The table itself as .xlsx or .csv, not its print' };
  if (text.startsWith('\x1f\x8b')) return { found: 'A gzip file within another packed file', expected: 'A file that is packed once' };
  if (/^(\x89PNG|\xff\xd8\xff|GIF8)/.test(text)) return { found: 'A picture', expected: saveAs };
  if (text.startsWith('{\\rtf')) return { found: 'A text document (RTF)', expected: saveAs };
  if (/^(7z\xbc\xaf|Rar!|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd)/.test(text))
    return {
      found: 'A file packed in a way that is not read here (7z, RAR, bzip2, xz or zstd)',
      expected: 'The file itself, or packed as .zip or .gz',
    };
  const markup = text.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/^(<!doctype html|<html|<head|<body|<table|<meta)/i.test(markup))
    return {
      found: 'A web page, which some systems name .xls, or which was saved in place of the file',
      expected: `${saveAs}; if it is a sign-in page, sign in and get the file again`,
    };
  if (/^<\?xml/i.test(markup))
    return {
      found: /schemas-microsoft-com:office:spreadsheet/.test(text) ? 'A spreadsheet as XML (of 2003)' : 'XML, which is no table',
      expected: saveAs,
    };
  return parts.length === 0 ? null : ofParts(new Set(parts), parts);
}

/** The old office format: also the cover in which a workbook lies that has a password. */
function ofCompoundFile(start: string): ForeignKind {
  if (/EncryptedPackage|EncryptionInfo/.test(start)) return protectedFile;
  if (/WordDocument/.test(start)) return { found: 'An old Word document (.doc)', expected: saveAs };
  return {
    found: 'An old Excel file (.xls), or one with a password',
    expected:
      'An .xlsx file. Open it in a spreadsheet program, remove the password if it has one, choose “Save as” and take Excel workbook (.xlsx)',
  };
}

const protectedFile: ForeignKind = {
  found: 'A spreadsheet with a password',
  expected: 'A file without one. Open it in Excel, remove the password (File, Info, Protect Workbook), save it, and bring it again',
};

function ofParts(names: ReadonlySet<string>, parts: readonly string[]): ForeignKind | null {
  if (names.has('Index/Document.iwa') || names.has('Index.zip'))
    return {
      found: 'An Apple Numbers, Pages or Keynote document',
      expected: 'An .xlsx or .csv file. In Numbers choose File, Export To, and take Excel or CSV',
    };
  if (names.has('xl/workbook.bin')) return { found: 'A binary Excel file (.xlsb)', expected: saveAs };
  if (names.has('EncryptedPackage')) return protectedFile;
  if (names.has('[Content_Types].xml')) {
    if (parts.some((name) => name.startsWith('word/')))
      return { found: 'A Word document', expected: 'A table as .xlsx or .csv. Copy the table of the document into a spreadsheet' };
    if (parts.some((name) => name.startsWith('ppt/'))) return { found: 'A PowerPoint presentation', expected: saveAs };
    return null;
  }
  if (names.has('mimetype')) return { found: 'An OpenDocument file (.ods, .odt or another)', expected: saveAs };
  return { found: 'A ZIP file within another packed file', expected: 'A file that is packed once' };
}
