import { cellText, type SheetRow } from '#app/platform/sheet.ts';
import type { Json, Properties } from './framework-file.ts';
import { folded } from './sheet-columns.ts';
import { plainCell } from './sheet-item.ts';

/** Names of columns that differ from the properties they mean; every other column is a property by its own name. */
const propertyOf: Readonly<Record<string, string>> = {
  lastchangedate: 'lastChangeDateTime',
  licensetitle: 'licenseTitle',
  associationgroupname: 'associationGroupName',
};

/** The three sheets that CASE editors write (CF Doc, CF Item, CF Association) as a package, with the line of each row. */
export function threeSheets(rows: readonly SheetRow[]): { value: Properties; lines: Map<string, number> } {
  const lines = new Map<string, number>();
  const sheet = (...names: string[]) => objectsOf(rows.filter((row) => names.includes(folded(row.sheet))));
  const [document] = sheet('cfdoc', 'cfdocument', 'cfdocs');
  const items = sheet('cfitem', 'cfitems');
  const associations = sheet('cfassociation', 'cfassociations');
  for (const [at, { line }] of items.entries()) lines.set(`CFItems[${at}]`, line);
  for (const [at, { line }] of associations.entries()) lines.set(`CFAssociations[${at}]`, line);
  const idOfCode = new Map(items.map(({ values }) => [values.humanCodingScheme ?? '', values.identifier ?? '']));
  return {
    value: {
      CFDocument: document?.values ?? { title: 'Framework without a title' },
      CFItems: items.map(({ values }) => values),
      CFAssociations: associations.map(({ values }) => associationOf(values, idOfCode)),
    },
    lines,
  };
}

function associationOf(values: Readonly<Record<string, string>>, idOfCode: ReadonlyMap<string, string>): Properties {
  const { originNodeIdentifier, originNodeHumanCodingScheme, destinationNodeIdentifier, destinationNodeHumanCodingScheme, ...rest } =
    values;
  const { associationGroupIdentifier, associationGroupName, ...others } = rest;
  const end = (identifier: string | undefined, code: string | undefined): Json => {
    const id = identifier ?? idOfCode.get(code ?? '') ?? code;
    return id === undefined ? null : { title: code ?? '', identifier: id, uri: '' };
  };
  const group = associationGroupIdentifier ? { title: associationGroupName ?? '', identifier: associationGroupIdentifier, uri: '' } : null;
  return {
    ...others,
    originNodeURI: end(originNodeIdentifier, originNodeHumanCodingScheme),
    destinationNodeURI: end(destinationNodeIdentifier, destinationNodeHumanCodingScheme),
    CFAssociationGroupingURI: group,
  };
}

/** The rows below the first one as objects by its names; empty cells are left out. */
function objectsOf(rows: readonly SheetRow[]): { line: number; values: Record<string, string> }[] {
  const [header, ...below] = rows;
  if (!header) return [];
  const names = header.cells.map((cell) => cellText(cell).trim());
  return below.map((row) => ({
    line: row.line,
    values: Object.fromEntries(
      names
        .map((name, at) => [propertyOf[folded(name)] ?? name, plainCell(row, at).trim()])
        .filter(([name, value]) => name !== '' && value !== ''),
    ),
  }));
}
