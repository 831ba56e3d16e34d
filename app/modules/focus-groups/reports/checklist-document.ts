import type { PlainTable } from '../exchange/plain-table.ts';
import { type ChecklistName, checklists, type FilledItem, isGap } from './checklist.ts';
import { draftNote, methodsParagraph } from './methods.ts';
import { type Block, labelled, type ReportDocument, said } from './report-document.ts';
import type { StudyFacts } from './study-facts.ts';

/** A checklist as a document: each item with what was written, and with what the program drew from the study's data, marked as such; gaps are named. */
export function checklistDocument(name: ChecklistName, study: string, items: readonly FilledItem[]): ReportDocument {
  const { title, source } = checklists[name];
  const blocks = items.flatMap((item, at): Block[] => [
    ...(items[at - 1]?.domain === item.domain ? [] : [{ heading: item.domain, level: 1 as const }]),
    { heading: `${item.id}. ${item.name}`, level: 2 },
    ...(item.written === '' ? [] : [said(item.written)]),
    ...(item.drawn === null ? [] : [labelled('From the study’s data, not yet read by a person', item.drawn)]),
    ...(isGap(item) ? [labelled('Gap', item.asks)] : []),
  ]);
  return { title: `${name}: ${study}`, blocks: [said(title), said(source), ...blocks] };
}

/** A checklist as a table, a row an item. */
export function checklistTable(name: ChecklistName, items: readonly FilledItem[]): PlainTable {
  return {
    title: name,
    columns: [
      { title: 'Item', width: 6 },
      ...['Name', 'Domain', 'Asks'].map((title) => ({ title, width: 30 })),
      ...['From the study’s data', 'Written'].map((title) => ({ title, width: 60 })),
      { title: 'Gap', width: 8 },
    ],
    rows: items.map((item) => [item.id, item.name, item.domain, item.asks, item.drawn, item.written || null, isGap(item)]),
  };
}

/** The methods paragraph as a document. */
export function methodsDocument(study: string, facts: StudyFacts): ReportDocument {
  return { title: `Methods of ${study}`, blocks: [labelled('Draft', draftNote), said(methodsParagraph(facts))] };
}
