import type { Scope } from '#app/platform/scope.server.ts';
import { day, dayAndTime } from '#app/ui/date.ts';
import { rounds } from '../coding/queries.server.ts';
import { mayLeadStudy } from '../rules.ts';
import { actWords } from '../study/acts.ts';
import { approachWords } from '../study/approach.ts';
import { codeName, type FreeText, freeWriting, wordsIn } from '../study/free-writing.ts';
import { notes } from '../study/notebook-queries.server.ts';
import { trail } from '../study/people-queries.server.ts';
import { protocolVersions, type Study } from '../study/queries.server.ts';
import { studySites } from '../study/site-queries.server.ts';
import { type Block, labelled, type ReportDocument, said } from './report-document.ts';
import { themeTrail } from './theme-trail-queries.server.ts';

const noteWords = { meeting: 'Meeting', memo: 'Reflexive memo', reading: 'Reading pass' } as const;

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
  const { tx } = scope;
  const writing = freeWriting(leftOut);
  const versions = (await protocolVersions(scope, study)).toReversed();
  const sites = await studySites(scope, study);
  const notebook = (await notes(scope, study)).toReversed();
  const allRounds = (await rounds(scope, study)).toReversed();
  const changes = await tx
    .selectFrom('codebookChange')
    .innerJoin('code', (join) => join.onRef('code.studyId', '=', 'codebookChange.studyId').onRef('code.id', '=', 'codebookChange.codeId'))
    .leftJoin('person', 'person.id', 'codebookChange.madeBy')
    .select(['version', 'act', 'code.id as codeId', 'code.name', 'codebookChange.reason', 'codebookChange.madeAt', 'person.name as by'])
    .where('codebookChange.studyId', '=', study.id)
    .orderBy('version')
    .execute();
  const memos = await tx
    .selectFrom('studyMemo')
    .innerJoin('person', 'person.id', 'studyMemo.authorId')
    .leftJoin('code', (join) => join.onRef('code.studyId', '=', 'studyMemo.studyId').onRef('code.id', '=', 'studyMemo.codeId'))
    .select(['studyMemo.id', 'about', 'code.id as codeId', 'code.name as code', 'words', 'studyMemo.changedAt', 'person.name as by'])
    .where('studyMemo.studyId', '=', study.id)
    .orderBy('studyMemo.id')
    .execute();
  const acts = await trail(scope, study);
  const noteName = ({ kind, heldOn }: (typeof notebook)[number]) => `${noteWords[kind]}, ${day(heldOn)}`;
  const themed = await themeTrail(scope, study, {
    ...{ zone, writing },
    nameOfNote: (id) =>
      notebook
        .filter((note) => note.id === id)
        .map(noteName)
        .join(),
  });
  const heading = (text: string, level: 1 | 2 = 1): Block => ({ heading: text, level });
  const blocks: Block[] = [
    said(
      mayLeadStudy(study)
        ? 'The whole trail of the study, as its lead sees it.'
        : 'What this member of the team may see of the study’s trail. Its lead takes out the whole of it.',
    ),
    said(
      'Participants go by pseudonyms, and quotes stand in it where they might be printed when it was made. Notes, memos and reasons are as the team wrote them.',
    ),
    heading('Protocol'),
    ...versions.flatMap(({ number, approach, question, design, guide, reason, writtenAt, writtenBy }) => {
      const free = (text: string) => writing.words(`protocol:${number}`, `The protocol, version ${number}`, text);
      return [
        heading(`Version ${number}, ${dayAndTime(writtenAt, zone)}${writtenBy ? `, by ${writtenBy}` : ''}`, 2),
        ...(reason ? [labelled('Why another version', free(reason))] : []),
        labelled('Approach', approachWords[approach].name),
        labelled('Question', free(question)),
        ...(design ? [labelled('Design', free(design))] : []),
        ...(guide ? [labelled('Guide', free(guide))] : []),
      ];
    }),
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
    ...notebook.flatMap((note) => {
      const { id, who, text, decided, minutes, by, about } = note;
      const free = (words: string) => writing.words(`note:${id}`, noteName(note), words);
      return [
        heading(`${noteName(note)}${by ? `, by ${by}` : ''}`, 2),
        ...(who ? [labelled('Who', free(who))] : []),
        ...(minutes ? [labelled('Minutes', String(minutes))] : []),
        ...(about.length > 0 ? [labelled('About', free(about.map(({ label }) => label).join('; ')))] : []),
        said(free(text)),
        ...(decided ? [labelled('Decided', free(decided))] : []),
      ];
    }),
    heading('Codebook'),
    {
      table: {
        title: 'Changes of the codebook',
        columns: ['Version', 'Act', 'Code', 'Why', 'When', 'By'].map((title) => ({ title, width: 20 })),
        rows: changes.map(({ version, act, codeId, name, reason, madeAt, by }) => [
          ...[
            version,
            act,
            codeName(writing, { id: codeId, name }),
            writing.words(`codebook:${version}`, `The codebook, version ${version}`, reason ?? ''),
          ],
          ...[dayAndTime(madeAt, zone), by],
        ]),
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
    heading('Themes'),
    ...(themed.blocks.length > 0 ? themed.blocks : [said('No theme yet.')]),
    heading('Memos'),
    ...memos.flatMap(({ id, about, codeId, code, words, by, changedAt }) => {
      const name = `On ${codeId && code ? `the code ${codeName(writing, { id: codeId, name: code })}` : about === 'study' ? 'the study' : 'a turn'}, ${dayAndTime(changedAt, zone)}, by ${by}`;
      return [heading(name, 2), said(writing.words(`memo:${id}`, `Memo: ${name}`, words))];
    }),
    heading('Acts'),
    {
      table: {
        title: 'What was done, the oldest first',
        columns: ['When', 'Who', 'What', 'Why'].map((title) => ({ title, width: 24 })),
        rows: acts.map(({ id, at, by, verb, subject, after }) => {
          const [when, what] = [dayAndTime(at, zone), actWords(verb, subject)];
          return [when, by ?? 'Concord', what, writing.words(`act:${id}`, `Act: ${what}, ${when}`, wordsIn(after, 'reason') ?? '')];
        }),
      },
    },
  ];
  return {
    document: { title: `Audit trail of ${study.title}`, blocks },
    texts: writing.texts,
    participants: themed.participants,
    themes: themed.themes,
  };
}
