import { createHash } from 'node:crypto';
import { appendStudyEvent } from '#app/platform/events.server.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { assertMayTakeOut } from '../rules.ts';
import type { Study } from './queries.server.ts';

/** What a file that leaves a study is about. */
export type ExportKind =
  | 'quotes'
  | 'codebook'
  | 'codings'
  | 'agreement'
  | 'highlighted transcript'
  | 'audit trail'
  | 'checklist'
  | 'methods paragraph'
  | 'themes'
  | 'notebook'
  | 'memos'
  | 'search'
  | 'project';

/**
 * A file as it leaves: `hash` is SHA-256 of its bytes in hex, `counts` what is in it by noun (never codings: those are named by id). `participants`: whose words are in
 * it; where codings of a blind round are, everybody who speaks in the texts that it was about, since who was coded is a coder's own until the round opens.
 */
export type Exported = {
  readonly kind: ExportKind;
  readonly format: 'docx' | 'xlsx' | 'csv' | 'json' | 'html' | 'zip' | 'qdpx' | 'qdc';
  readonly hash: string;
  readonly counts?: Readonly<Record<string, number>>;
  readonly participants?: readonly string[];
  readonly themes?: readonly string[];
  readonly codings?: readonly string[];
};

/** Keeps that a file of text leaves the study, as `recordExport` does. */
export async function recordText(
  scope: Scope,
  study: Study,
  { text, ...exported }: Omit<Exported, 'hash'> & { text: string },
): Promise<string> {
  return recordExport(scope, study, { ...exported, hash: createHash('sha256').update(text).digest('hex') });
}

/** Keeps that a file leaves the study, with what was in it; its id. Forbidden for readers. */
export async function recordExport(scope: Scope, study: Study, exported: Exported): Promise<string> {
  assertMayTakeOut(study);
  const { kind, format, hash, counts = {}, participants = [], themes = [], codings = [] } = exported;
  const { id } = await scope.tx
    .insertInto('studyExport')
    .values({
      studyId: study.id,
      kind,
      format,
      hash,
      counts: JSON.stringify(counts),
      participants: [...new Set(participants)].sort(),
      themes: [...new Set(themes)].sort(),
      madeBy: scope.actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const distinct = [...new Set(codings)];
  for (let from = 0; from < distinct.length; from += 10_000)
    await scope.tx
      .insertInto('studyExportCoding')
      .values(distinct.slice(from, from + 10_000).map((codingId) => ({ studyId: study.id, exportId: id, codingId })))
      .execute();
  await appendStudyEvent(scope, study.id, {
    verb: 'export',
    subject: 'study_export',
    subjectId: id,
    after: { kind, format, hash, counts, participants: new Set(participants).size, themes: new Set(themes).size },
  });
  return id;
}
