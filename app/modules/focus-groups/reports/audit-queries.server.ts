import type { Scope } from '#app/platform/scope.server.ts';
import { rounds } from '../coding/queries.server.ts';
import { mayLeadStudy } from '../rules.ts';
import { type FreeText, freeWriting } from '../study/free-writing.ts';
import { notes } from '../study/notebook-queries.server.ts';
import { trail } from '../study/people-queries.server.ts';
import { protocolVersions, type Study } from '../study/queries.server.ts';
import { studySites } from '../study/site-queries.server.ts';
import {
  actsSection,
  codebookSection,
  heading,
  memosSection,
  notebookSection,
  noteName,
  protocolSection,
  roundsSection,
  sitesSection,
} from './audit-sections.ts';
import { type Block, type ReportDocument, said } from './report-document.ts';
import { themeTrail } from './theme-trail-queries.server.ts';

/** An audit trail that is ready to leave: the document, all free writing in it, whose words it prints (`participants`), and its themes. */
export type AuditTrail = {
  readonly document: ReportDocument;
  readonly texts: readonly FreeText[];
  readonly participants: readonly string[];
  readonly themes: readonly string[];
};

/**
 * The audit trail of a study as a document, as far as the acting person may see it: approach and protocol versions, sites, notebook with what was decided, codebook, rounds,
 * themes, memos, acts. What was written freely stands in it as it was written, but for what is left out by key.
 */
export async function auditTrail(
  scope: Scope,
  study: Study,
  { zone, leftOut }: { zone: string; leftOut: ReadonlySet<string> },
): Promise<AuditTrail> {
  const writing = freeWriting(leftOut);
  const written = { zone, writing };
  const notebook = (await notes(scope, study)).toReversed();
  const nameOfNote = (noteId: string) =>
    notebook
      .filter(({ id }) => id === noteId)
      .map(noteName)
      .join();
  const blocks: Block[] = [
    said(
      mayLeadStudy(study)
        ? 'The whole trail of the study, as its lead sees it.'
        : 'What this member of the team may see of the study’s trail. Its lead takes out the whole of it.',
    ),
    said(
      'Participants go by pseudonyms, and quotes stand in it where they might be printed when it was made. Notes, memos and reasons are as the team wrote them.',
    ),
    ...protocolSection((await protocolVersions(scope, study)).toReversed(), written),
    ...sitesSection(await studySites(scope, study)),
    ...notebookSection(notebook, written),
    ...codebookSection(await codebookSteps(scope, study), written),
    ...roundsSection((await rounds(scope, study)).toReversed(), written),
  ];
  const themed = await themeTrail(scope, study, { ...written, nameOfNote });
  blocks.push(
    heading('Themes'),
    ...(themed.blocks.length > 0 ? themed.blocks : [said('No theme yet.')]),
    ...memosSection(await studyMemos(scope, study), written),
    ...actsSection(await trail(scope, study), written),
  );
  return {
    document: { title: `Audit trail of ${study.title}`, blocks },
    texts: writing.texts,
    participants: themed.participants,
    themes: themed.themes,
  };
}

async function codebookSteps({ tx }: Scope, study: Study) {
  return tx
    .selectFrom('codebookChange')
    .innerJoin('code', (join) => join.onRef('code.studyId', '=', 'codebookChange.studyId').onRef('code.id', '=', 'codebookChange.codeId'))
    .leftJoin('person', 'person.id', 'codebookChange.madeBy')
    .select(['version', 'act', 'code.id as codeId', 'code.name', 'codebookChange.reason', 'codebookChange.madeAt', 'person.name as by'])
    .where('codebookChange.studyId', '=', study.id)
    .orderBy('version')
    .execute();
}
/** A change of the codebook, with who made it. */
export type CodebookStep = Awaited<ReturnType<typeof codebookSteps>>[number];

async function studyMemos({ tx }: Scope, study: Study) {
  return tx
    .selectFrom('studyMemo')
    .innerJoin('person', 'person.id', 'studyMemo.authorId')
    .leftJoin('code', (join) => join.onRef('code.studyId', '=', 'studyMemo.studyId').onRef('code.id', '=', 'studyMemo.codeId'))
    .select(['studyMemo.id', 'about', 'code.id as codeId', 'code.name as code', 'words', 'studyMemo.changedAt', 'person.name as by'])
    .where('studyMemo.studyId', '=', study.id)
    .orderBy('studyMemo.id')
    .execute();
}
/** A memo on the study, a code or a turn, with its author. */
export type StudyMemo = Awaited<ReturnType<typeof studyMemos>>[number];
