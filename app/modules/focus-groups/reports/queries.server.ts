import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { codebookTable } from '../exchange/codebook-table.ts';
import { quoteTable } from '../exchange/quote-table.ts';
import { mayTakeTrail } from '../rules.ts';
import type { Exported } from '../study/export-commands.server.ts';
import type { Study } from '../study/queries.server.ts';
import { writingOf } from '../study/writing-queries.server.ts';
import { auditTrail } from './audit-queries.server.ts';
import { type ChecklistName, filled } from './checklist.ts';
import { checklistDocument, checklistTable, methodsDocument } from './checklist-document.ts';
import { codebookLines, codingsFile, textToHighlight } from './coding-file-queries.server.ts';
import { studyFacts } from './facts-queries.server.ts';
import { highlightedTranscript } from './highlighted.ts';
import { quotes } from './quote-queries.server.ts';
import type { ReportFile } from './report-file.ts';
import type { FileAsked, TrailDecided } from './schema.ts';

/** The files that left a study, the newest first: all for leads and research staff, the own ones for others. */
export async function exportsOf({ tx }: Scope, study: Study) {
  return tx
    .selectFrom('studyExport')
    .leftJoin('person', 'person.id', 'studyExport.madeBy')
    .select(['studyExport.id', 'kind', 'format', 'hash', 'participants', 'madeAt', 'person.name as by'])
    .where('studyExport.studyId', '=', study.id)
    .orderBy('studyExport.id', 'desc')
    .execute();
}

/** A checklist of a study: each item with what the study's rows say and what somebody wrote. */
export async function studyChecklist(scope: Scope, study: Study, name: ChecklistName) {
  const written = await scope.tx
    .selectFrom('checklistAnswer')
    .select(['item', 'words'])
    .where('studyId', '=', study.id)
    .where('checklist', '=', name)
    .execute();
  return filled(name, await studyFacts(scope, study), new Map(written.map(({ item, words }) => [item, words])));
}

/** What is kept of a file that leaves, but for its hash and format, with what the file is made of. */
export type Prepared = { readonly content: ReportFile; readonly name: string; readonly record: Omit<Exported, 'hash' | 'format'> };

/**
 * What a file is made of and what is kept of it. Missing when the transcript that it is about is not read by the team; an audit trail is forbidden for all but leads and research
 * staff, and a conflict while it names somebody of whom nothing may be printed and nobody was asked about that.
 */
export async function preparedFile(
  scope: Scope,
  study: Study,
  { file, text, zone, pointedOut = [], leftOut = [] }: Pick<FileAsked, 'file' | 'text'> & Partial<TrailDecided> & { zone: string },
): Promise<Prepared> {
  if (file === 'quotes') {
    const all = await quotes(scope, study);
    const title = `Quotes of ${study.title}`;
    return {
      content: { quotes: all, table: quoteTable(title, all) },
      name: 'quotes',
      record: {
        kind: 'quotes',
        counts: { quotes: all.length },
        participants: all.flatMap(({ participants }) => participants),
        themes: all.flatMap(({ themeId }) => themeId ?? []),
        codings: all.flatMap(({ codings }) => codings),
      },
    };
  }
  if (file === 'codebook') {
    const lines = await codebookLines(scope, study);
    const table = codebookTable(`Codebook of ${study.title}`, lines);
    return { content: { lines, table }, name: 'codebook', record: { kind: 'codebook', counts: { codes: lines.length } } };
  }
  if (file === 'codings') {
    const { table, participants, codings } = await codingsFile(scope, study);
    return { content: { table }, name: 'codings', record: { kind: 'codings', participants, codings } };
  }
  if (file === 'highlighted transcript') {
    const found = text === undefined ? null : await textToHighlight(scope, study, text);
    if (!found) throw missing('This transcript');
    const speakers = found.text.turns.filter(({ position }) => found.quotable.has(position));
    return {
      content: { document: highlightedTranscript(found.text, found) },
      name: `transcript-${found.text.title}`,
      record: {
        kind: 'highlighted transcript',
        counts: { turns: speakers.length },
        participants: speakers.flatMap(({ participantId }) => participantId ?? []),
        codings: found.codings.map(({ id }) => id),
      },
    };
  }
  if (file === 'audit trail') return preparedTrail(scope, study, { zone, pointedOut, leftOut });
  if (file === 'methods paragraph')
    return {
      content: { document: methodsDocument(study.title, await studyFacts(scope, study)) },
      name: 'methods',
      record: { kind: 'methods paragraph' },
    };
  const items = await studyChecklist(scope, study, file);
  return {
    content: { document: checklistDocument(file, study.title, items), table: checklistTable(file, items) },
    name: file.toLowerCase(),
    record: { kind: 'checklist', counts: { items: items.length } },
  };
}

/** The audit trail, with what was decided about the free writing in it: what was pointed out, and what of it is left out (by key). */
async function preparedTrail(
  scope: Scope,
  study: Study,
  { zone, pointedOut, leftOut }: TrailDecided & { zone: string },
): Promise<Prepared> {
  if (!mayTakeTrail(study)) throw forbidden('take the audit trail out: it holds free writing, so the study’s leads and research staff do');
  const out = new Set(leftOut);
  const trail = await auditTrail(scope, study, { zone, leftOut: out });
  const asked = new Set(pointedOut);
  const writing = await writingOf(scope, study);
  if (writing.mentions(trail.texts).some(({ key }) => !asked.has(key)))
    throw conflict(
      'The audit trail names somebody of whom nothing may be printed. Look at the list on the page, choose what is left out, and take it out then.',
    );
  const standing = trail.texts.filter(({ key }) => !out.has(key)).map(({ text }) => text);
  return {
    content: { document: trail.document },
    name: 'audit-trail',
    record: {
      kind: 'audit trail',
      counts: { themes: trail.themes.length, 'texts left out': out.size },
      participants: [...trail.participants, ...writing.named(standing)],
      themes: trail.themes,
    },
  };
}
