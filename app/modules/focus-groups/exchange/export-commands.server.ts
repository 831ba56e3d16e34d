import { createHash } from 'node:crypto';
import { counted } from '#app/platform/kept-text.ts';
import type { Message } from '#app/platform/message.ts';
import { conflict } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { assertMayTakeOut } from '../rules.ts';
import { recordExport } from '../study/export-commands.server.ts';
import type { Study } from '../study/queries.server.ts';
import { qdpxFile } from './qda-file.server.ts';
import { codesOnPaths, emptyProject, type QdaProject } from './qda-project.ts';
import type { QdaCheck } from './refi-project.ts';
import { refiCodebook } from './refi-writer.ts';
import { projectOfStudy } from './study-project.ts';
import { outgoingStudy } from './study-queries.server.ts';

/** A file that leaves, and what is in it as the contract counts it. */
export type OutgoingFile = { readonly bytes: Buffer; readonly check: QdaCheck };

/** A study as a REFI-QDA project: signed texts, codes, codings that the acting person may see, their memos and coders, participants by pseudonym. Recorded as an export; forbidden for readers. */
export async function takeProjectOut(scope: Scope, study: Study): Promise<OutgoingFile> {
  assertMayTakeOut(study);
  const outgoing = await outgoingStudy(scope, study);
  const project = projectOfStudy(outgoing);
  const { bytes, messages } = qdpxFile(project);
  const { hiddenTurns, repeating, participantIds, codings } = outgoing;
  const hidden: Message = {
    severity: 'note',
    found: `${counted(hiddenTurns, 'turn')} of people who do not allow to be quoted, or were not asked, or do not stand beside other schools`,
    expected: 'Consent to quote',
    did: 'Each letter there is a block (▒), so that every place in the text stays.',
  };
  const told = [...(hiddenTurns > 0 ? [hidden] : []), ...repeated(repeating), ...messages];
  const check = checkOf(project, told);
  const { codes, sources } = check;
  // Coders and memos are not counted in the record, which everybody reads: some may be of a round that is blind.
  await recordExport(scope, study, {
    ...{ kind: 'project', format: 'qdpx', hash: hashOf(bytes), participants: participantIds },
    ...{ counts: { codes, sources }, codings: codings.map(({ id }) => id) },
  });
  return { bytes, check };
}

/** The codebook of a study as REFI-QDA. Recorded as an export. Conflict without a code. */
export async function takeCodebookOut(scope: Scope, study: Study): Promise<OutgoingFile> {
  assertMayTakeOut(study);
  const outgoing = await outgoingStudy(scope, study);
  const { codes } = projectOfStudy({ ...outgoing, texts: [], codings: [] });
  const project = { ...emptyProject(study.title), codes };
  const written = refiCodebook(project);
  if (!written) throw conflict('There is no code yet. Add one to the codebook first.');
  const bytes = Buffer.from(written.xml);
  const check = checkOf(project, [...repeated(outgoing.repeating), ...written.messages]);
  await recordExport(scope, study, { kind: 'codebook', format: 'qdc', hash: hashOf(bytes), counts: { codes: check.codes } });
  return { bytes, check };
}

function repeated(count: number): Message[] {
  const found = `${counted(count, 'text')} of memos and codes that repeat words which may not be quoted`;
  return count === 0 ? [] : [{ severity: 'note', found, expected: 'Consent to quote', did: 'Each letter of those words is a block (▒).' }];
}

function checkOf(project: QdaProject, messages: Message[]): QdaCheck {
  const selections = project.sources.flatMap((source) => source.selections);
  return {
    valid: true,
    users: project.users.length,
    codes: [...codesOnPaths(project.codes)].length,
    sources: project.sources.length,
    selections: selections.length,
    codings: selections.reduce((sum, { codings }) => sum + codings.length, 0),
    memos: project.memos.length,
    offsets: 'exclusive',
    messages,
  };
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
