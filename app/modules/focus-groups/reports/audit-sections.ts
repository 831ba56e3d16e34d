import { day, dayAndTime } from '#app/ui/date.ts';
import type { Round } from '../coding/queries.server.ts';
import type { PlainTable } from '../exchange/plain-table.ts';
import { actWords } from '../study/acts.ts';
import { approachWords } from '../study/approach.ts';
import { codeName, type FreeWriting, wordsIn } from '../study/free-writing.ts';
import type { notes } from '../study/notebook-queries.server.ts';
import type { trail } from '../study/people-queries.server.ts';
import type { protocolVersions } from '../study/queries.server.ts';
import type { studySites } from '../study/site-queries.server.ts';
import type { CodebookStep, StudyMemo } from './audit-queries.server.ts';
import { type Block, labelled, said } from './report-document.ts';

type Rows<Query extends (...asked: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<Query>>;
/** How a trail is written: in which zone its times stand, and what gathers its free writing. */
export type Writing = { readonly zone: string; readonly writing: FreeWriting };

/** The versions of the protocol, with why each came. */
export function protocolSection(versions: Rows<typeof protocolVersions>, { zone, writing }: Writing): Block[] {
  return [
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
  ];
}

/** What each site's board decided. */
export function sitesSection(sites: Rows<typeof studySites>): Block[] {
  const rows = sites.map((site) => [
    ...[site.name, site.determination, site.board, site.number],
    ...[site.approvedOn && day(site.approvedOn), site.expiresOn && day(site.expiresOn)],
  ]);
  return [
    heading('Sites'),
    table('What each site’s board decided', ['School', 'Determination', 'Board', 'Number', 'Approved', 'Ends'], rows),
  ];
}

/** What a note of the notebook is called in the trail. */
export function noteName({ kind, heldOn }: Pick<Rows<typeof notes>[number], 'kind' | 'heldOn'>): string {
  return `${{ meeting: 'Meeting', memo: 'Reflexive memo', reading: 'Reading pass' }[kind]}, ${day(heldOn)}`;
}

/** Meetings, memos and reading passes, and what was decided. */
export function notebookSection(notebook: Rows<typeof notes>, { writing }: Writing): Block[] {
  return [
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
  ];
}

/** Every change of the codebook. */
export function codebookSection(steps: readonly CodebookStep[], { zone, writing }: Writing): Block[] {
  const rows = steps.map(({ version, act, codeId, name, reason, madeAt, by }) => [
    ...[version, act, codeName(writing, { id: codeId, name })],
    ...[writing.words(`codebook:${version}`, `The codebook, version ${version}`, reason ?? ''), dayAndTime(madeAt, zone), by],
  ]);
  return [heading('Codebook'), table('Changes of the codebook', ['Version', 'Act', 'Code', 'Why', 'When', 'By'], rows)];
}

/** When each round was begun, opened and closed. */
export function roundsSection(all: readonly Round[], { zone }: Writing): Block[] {
  const rows = all.map(({ title, kind, begunAt, openedAt, closedAt, codebookVersion }) => [
    ...[title, kind, dayAndTime(begunAt, zone), openedAt && dayAndTime(openedAt, zone)],
    ...[closedAt && dayAndTime(closedAt, zone), codebookVersion],
  ]);
  return [heading('Rounds of coding'), table('Rounds', ['Round', 'Kind', 'Begun', 'Opened', 'Closed', 'Codebook version'], rows)];
}

/** Memos on the study, on codes and on turns. */
export function memosSection(memos: readonly StudyMemo[], { zone, writing }: Writing): Block[] {
  return [
    heading('Memos'),
    ...memos.flatMap(({ id, about, codeId, code, words, by, changedAt }) => {
      const subject =
        codeId && code ? `the code ${codeName(writing, { id: codeId, name: code })}` : about === 'study' ? 'the study' : 'a turn';
      const name = `On ${subject}, ${dayAndTime(changedAt, zone)}, by ${by}`;
      return [heading(name, 2), said(writing.words(`memo:${id}`, `Memo: ${name}`, words))];
    }),
  ];
}

/** What was done, the oldest first. */
export function actsSection(acts: Rows<typeof trail>, { zone, writing }: Writing): Block[] {
  const rows = acts.map(({ id, at, by, verb, subject, after }) => {
    const [when, what] = [dayAndTime(at, zone), actWords(verb, subject)];
    return [when, by ?? 'Concord', what, writing.words(`act:${id}`, `Act: ${what}, ${when}`, wordsIn(after, 'reason') ?? '')];
  });
  return [heading('Acts'), table('What was done, the oldest first', ['When', 'Who', 'What', 'Why'], rows, 24)];
}

/** A heading of the trail. */
export function heading(text: string, level: 1 | 2 = 1): Block {
  return { heading: text, level };
}

function table(title: string, columns: readonly string[], rows: PlainTable['rows'], width = 20): Block {
  return { table: { title, columns: columns.map((name) => ({ title: name, width })), rows } };
}
