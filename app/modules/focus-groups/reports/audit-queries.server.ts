import type { Scope } from '#app/platform/scope.server.ts';
import { day, dayAndTime } from '#app/ui/date.ts';
import { rounds } from '../coding/queries.server.ts';
import { mayLeadStudy } from '../rules.ts';
import { approachWords } from '../study/approach.ts';
import { notes } from '../study/notebook-queries.server.ts';
import { trail } from '../study/people-queries.server.ts';
import { protocolVersions, type Study } from '../study/queries.server.ts';
import { studySites } from '../study/site-queries.server.ts';
import { type Block, labelled, type ReportDocument, said } from './report-document.ts';

const noteWords = { meeting: 'Meeting', memo: 'Reflexive memo', reading: 'Reading pass' } as const;

/** The audit trail of a study as a document, as far as the acting person may see it: approach and protocol versions, sites, notebook with what was decided, codebook, rounds, memos, acts. */
export async function auditTrail(scope: Scope, study: Study, zone: string): Promise<ReportDocument> {
  const { tx } = scope;
  const versions = (await protocolVersions(scope, study)).toReversed();
  const sites = await studySites(scope, study);
  const notebook = (await notes(scope, study)).toReversed();
  const allRounds = (await rounds(scope, study)).toReversed();
  const changes = await tx
    .selectFrom('codebookChange')
    .innerJoin('code', (join) => join.onRef('code.studyId', '=', 'codebookChange.studyId').onRef('code.id', '=', 'codebookChange.codeId'))
    .leftJoin('person', 'person.id', 'codebookChange.madeBy')
    .select(['version', 'act', 'code.name', 'codebookChange.reason', 'codebookChange.madeAt', 'person.name as by'])
    .where('codebookChange.studyId', '=', study.id)
    .orderBy('version')
    .execute();
  const memos = await tx
    .selectFrom('studyMemo')
    .innerJoin('person', 'person.id', 'studyMemo.authorId')
    .leftJoin('code', (join) => join.onRef('code.studyId', '=', 'studyMemo.studyId').onRef('code.id', '=', 'studyMemo.codeId'))
    .select(['about', 'code.name as code', 'words', 'studyMemo.changedAt', 'person.name as by'])
    .where('studyMemo.studyId', '=', study.id)
    .orderBy('studyMemo.id')
    .execute();
  const acts = await trail(scope, study);
  const heading = (text: string, level: 1 | 2 = 1): Block => ({ heading: text, level });
  const blocks: Block[] = [
    said(
      mayLeadStudy(study)
        ? 'The whole trail of the study, as its lead sees it. Nothing of an original and no name of a participant stands in it.'
        : 'What this member of the team may see of the study’s trail. Its lead takes out the whole of it.',
    ),
    heading('Protocol'),
    ...versions.flatMap(({ number, approach, question, design, guide, reason, writtenAt, writtenBy }) => [
      heading(`Version ${number}, ${dayAndTime(writtenAt, zone)}${writtenBy ? `, by ${writtenBy}` : ''}`, 2),
      ...(reason ? [labelled('Why another version', reason)] : []),
      labelled('Approach', approachWords[approach].name),
      labelled('Question', question),
      ...(design ? [labelled('Design', design)] : []),
      ...(guide ? [labelled('Guide', guide)] : []),
    ]),
    heading('Sites'),
    {
      table: {
        title: 'What each site’s board decided',
        columns: ['School', 'Determination', 'Board', 'Number', 'Approved', 'Ends'].map((title) => ({ title, width: 20 })),
        rows: sites.map((site) => [
          ...[site.name, site.determination, site.board, site.number],
          ...[site.approvedOn && day(site.approvedOn), site.expiresOn && day(site.expiresOn)],
        ]),
      },
    },
    heading('Notebook and decisions'),
    ...notebook.flatMap(({ kind, heldOn, who, text, decided, minutes, by }) => [
      heading(`${noteWords[kind]}, ${day(heldOn)}${by ? `, by ${by}` : ''}`, 2),
      ...(who ? [labelled('Who', who)] : []),
      ...(minutes ? [labelled('Minutes', String(minutes))] : []),
      said(text),
      ...(decided ? [labelled('Decided', decided)] : []),
    ]),
    heading('Codebook'),
    {
      table: {
        title: 'Changes of the codebook',
        columns: ['Version', 'Act', 'Code', 'Why', 'When', 'By'].map((title) => ({ title, width: 20 })),
        rows: changes.map(({ version, act, name, reason, madeAt, by }) => [version, act, name, reason, dayAndTime(madeAt, zone), by]),
      },
    },
    heading('Rounds of coding'),
    {
      table: {
        title: 'Rounds',
        columns: ['Round', 'Kind', 'Begun', 'Opened', 'Closed', 'Codebook version'].map((title) => ({ title, width: 20 })),
        rows: allRounds.map(({ title, kind, begunAt, openedAt, closedAt, codebookVersion }) => [
          ...[title, kind, dayAndTime(begunAt, zone), openedAt && dayAndTime(openedAt, zone)],
          ...[closedAt && dayAndTime(closedAt, zone), codebookVersion],
        ]),
      },
    },
    heading('Memos'),
    ...memos.flatMap(({ about, code, words, by, changedAt }) => [
      heading(`On ${code ? `the code ${code}` : about === 'study' ? 'the study' : 'a turn'}, ${dayAndTime(changedAt, zone)}, by ${by}`, 2),
      said(words),
    ]),
    heading('Acts'),
    {
      table: {
        title: 'What was done, the oldest first',
        columns: ['When', 'Who', 'What', 'Why'].map((title) => ({ title, width: 24 })),
        rows: acts.map(({ at, by, verb, subject, after }) => [
          ...[dayAndTime(at, zone), by ?? 'Concord', `${verb} ${subject.replaceAll('_', ' ')}`, reasonIn(after)],
        ]),
      },
    },
  ];
  return { title: `Audit trail of ${study.title}`, blocks };
}

function reasonIn(after: unknown): string | null {
  const { reason } = (after ?? {}) as { reason?: unknown };
  return typeof reason === 'string' && reason !== '' ? reason : null;
}
