import { csvText } from '#app/platform/csv.ts';
import { groupWords } from '../rounds/figure-group.ts';
import { type Compared, comparedCells } from './comparison.ts';
import { comparisonDefinitions } from './definitions.ts';
import type { CompareSearch } from './schema.ts';

type Named = { readonly round: { readonly title: string; readonly year: string; readonly slug: string } };

/** The comparison as one document for programs: the same cells that the page shows to the same reader. Minutes are whole or the mean of whole ones. */
export function comparisonDocument(compared: Compared & Named, search: CompareSearch) {
  const cells = comparedCells(compared, search).map(({ competency, title, cell, name, unit, marks, why }) => ({
    ...{ competency, title, cell, name, unit, why: why?.words ?? null },
    marks: marks.map(({ who, kind, value, text, note }) => ({
      who,
      kind,
      least: value?.[0] ?? null,
      most: value?.at(-1) ?? null,
      text,
      note,
    })),
  }));
  const { title, year } = compared.round;
  return { round: title, year, group: groupWords[search.group].name, cells, definitions: comparisonDefinitions };
}

/** The same as CSV: a row for each mark, and one with the reason where the others are not shown. */
export function comparisonCsv(document: ReturnType<typeof comparisonDocument>): string {
  const notes = [
    [`# ${document.round}, ${document.year}. ${document.group}`],
    ...document.definitions.map(({ term, definition }) => [`# ${term}: ${definition}`]),
  ];
  const head = ['competency', 'title', 'cell', 'unit', 'who', 'kind', 'least', 'most', 'text', 'note'];
  const rows = document.cells.flatMap(({ competency, title, name, unit, marks, why }) => [
    ...marks.map(({ who, kind, least, most, text, note }) => [competency, title, name, unit, who, kind, least, most, text, note]),
    ...(why === null ? [] : [[competency, title, name, unit, 'Others in aggregate', 'others', null, null, why, null]]),
  ]);
  return csvText([...notes, head, ...rows]);
}
