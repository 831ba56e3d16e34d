import { sql } from 'kysely';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { PdfBlock } from '#app/platform/tagged-pdf.server.ts';
import { day } from '#app/ui/date.ts';
import { pageWithin } from '#app/ui/page-within.ts';
import { competenciesOf, currentVersionId } from '../../competencies/queries.server.ts';
import { type Step, stepWords } from '../scale.ts';
import { debriefWords, kindWords, monthName, partWords } from './entry.ts';
import { entryPageSize } from './schema.ts';

/** The asking person's log: where they practise, in which class, and whether they count; null before it is begun. */
export async function ownLog({ actor, tx }: Scope) {
  const log = await tx
    .selectFrom('practiceLog')
    .leftJoin('school', 'school.id', 'forSchoolId')
    .select(['forSchoolId as schoolId', 'school.name as school', 'graduates', 'countsInCohorts', 'begunAt'])
    .where('practiceLog.personId', '=', actor.personId)
    .executeTakeFirst();
  return log ?? null;
}
/** A log as its owner reads it. */
export type OwnLog = NonNullable<Awaited<ReturnType<typeof ownLog>>>;

/** The same; missing before it is begun. */
export async function begunLog(scope: Scope): Promise<OwnLog> {
  const log = await ownLog(scope);
  if (!log) throw missing('A log of yours');
  return log;
}

/** The schools at which the asking person is a student. */
export function ownSchools({ actor, tx }: Scope) {
  return tx
    .selectFrom('schoolRole')
    .innerJoin('school', 'school.id', 'schoolId')
    .select(['school.id', 'school.name'])
    .where('personId', '=', actor.personId)
    .where('role', '=', 'student')
    .orderBy('school.name')
    .execute();
}

/** The competencies in force: by what an entry says was tried. */
export async function competenciesToTry(scope: Scope) {
  return (await competenciesOf(scope, await currentVersionId(scope))).map(({ stableId, code, shortTitle }) => ({
    stableId,
    code,
    shortTitle,
  }));
}
export type CompetencyToTry = Awaited<ReturnType<typeof competenciesToTry>>[number];

function entryRows({ actor, tx }: Scope) {
  return tx
    .selectFrom('practiceEntry as e')
    .select([
      'e.id',
      'e.kind',
      'e.month',
      'e.rotation',
      'e.part',
      'e.goal',
      'e.debriefed',
      'e.selfWords',
      'e.next',
      'e.revision',
      'e.madeAt',
      'e.changedAt',
    ])
    .select(sql<Step | null>`e.self_scale`.as('selfScale'))
    .select(
      sql<
        string[]
      >`array(select c.competency_stable_id from practice_entry_competency c where c.person_id = e.person_id and c.entry_id = e.id order by 1)`.as(
        'competencies',
      ),
    )
    .where('e.personId', '=', actor.personId);
}

/** The asking person's entries, the latest conversation first. */
export function ownEntries(scope: Scope, most = 100_000) {
  return entriesInOrder(scope).limit(most).execute();
}
function entriesInOrder(scope: Scope) {
  return entryRows(scope).orderBy('e.month', 'desc').orderBy('e.madeAt', 'desc').orderBy('e.id', 'desc');
}
/** One page of them, or the last where there are fewer. */
export async function ownEntriesAt(scope: Scope, asked: number) {
  const total = await entryCount(scope);
  const page = pageWithin(asked, total, entryPageSize);
  const rows = entriesInOrder(scope)
    .limit(entryPageSize)
    .offset((page - 1) * entryPageSize);
  return { entries: await rows.execute(), page, total };
}
export type OwnEntry = Awaited<ReturnType<typeof ownEntries>>[number];

/** How many entries somebody has. */
export async function entryCount({ actor, tx }: Scope): Promise<number> {
  const { n } = await tx
    .selectFrom('practiceEntry')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('personId', '=', actor.personId)
    .executeTakeFirstOrThrow();
  return n;
}

/** One entry of the asking person; another's was never there. */
export async function ownEntry(scope: Scope, id: string): Promise<OwnEntry> {
  const entry = await entryRows(scope).where('e.id', '=', id).executeTakeFirst();
  if (!entry) throw missing('This entry');
  return entry;
}

/** Goals of the asking person: those that are open by their day, then those that are done, the latest first. */
export async function ownGoals({ actor, tx }: Scope) {
  return tx
    .selectFrom('practiceGoal')
    .select(['id', 'words', 'competencyStableId', 'fromEntryId', 'dueOn', 'remind', 'remindedAt', 'doneAt', 'doneWords', 'madeAt'])
    .where('personId', '=', actor.personId)
    .orderBy(sql`done_at is not null`)
    .orderBy('doneAt', 'desc')
    .orderBy(sql`due_on nulls last`)
    .orderBy('madeAt')
    .execute();
}
export type OwnGoal = Awaited<ReturnType<typeof ownGoals>>[number];

/** What is being written: a draft of an entry, with the change it stands on; null when there is none. */
export async function draftOf({ actor, tx }: Scope, entryId: string) {
  const draft = await tx
    .selectFrom('practiceDraft')
    .select(['entryId', 'typed', 'revision', 'changedAt'])
    .where('personId', '=', actor.personId)
    .where('entryId', '=', entryId)
    .executeTakeFirst();
  return draft ? { ...draft, typed: draft.typed as Record<string, string> } : null;
}

/** Drafts of entries that are not noted yet, the latest first. */
export function begunEntries({ actor, tx }: Scope) {
  return tx
    .selectFrom('practiceDraft as d')
    .select(['d.entryId', 'd.changedAt'])
    .where('d.personId', '=', actor.personId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('practiceEntry as e').select('e.id').whereRef('e.personId', '=', 'd.personId').whereRef('e.id', '=', 'd.entryId'),
        ),
      ),
    )
    .orderBy('d.changedAt', 'desc')
    .execute();
}

/** What was done in the asking person's log: names of fields and times, the latest first. */
export function ownPracticeEvents({ actor, tx }: Scope) {
  return tx
    .selectFrom('practiceEvent')
    .select(['at', 'verb', 'subject', 'subjectId', 'fields'])
    .where('personId', '=', actor.personId)
    .orderBy('id', 'desc')
    .execute();
}

/** A part of everything that somebody's practice holds, to take along: its rows as JSON writes them, and the same to read. Each sub-module has one query that answers its own. */
export type OwnPart = { readonly name: string; readonly rows: unknown; readonly blocks: readonly PdfBlock[] };

/** The log itself to take along: entries, goals, what is being written, and what was done. */
export async function logOfOwn(scope: Scope): Promise<OwnPart> {
  const log = await begunLog(scope);
  const competencies = await competenciesToTry(scope);
  const entries = await ownEntries(scope);
  const goals = await ownGoals(scope);
  const drafts = await scope.tx
    .selectFrom('practiceDraft')
    .select(['entryId', 'typed', 'changedAt'])
    .where('personId', '=', scope.actor.personId)
    .execute();
  const events = await ownPracticeEvents(scope);
  const codes = (ids: readonly string[]) =>
    competencies.filter(({ stableId }) => ids.includes(stableId)).map(({ code, shortTitle }) => `${code} ${shortTitle}`);
  return {
    name: 'log',
    rows: {
      ...log,
      entries: entries.map((entry) => ({ ...entry, competencyTitles: codes(entry.competencies) })),
      goals,
      drafts,
      record: events,
    },
    blocks: [
      { kind: 'heading', level: 2, text: 'Conversations' },
      ...(entries.length === 0 ? [{ kind: 'paragraph' as const, text: 'None is noted.' }] : []),
      ...entries.flatMap((entry) => entryBlocks(entry, codes(entry.competencies))),
      { kind: 'heading', level: 2, text: 'Goals' },
      goals.length === 0
        ? { kind: 'paragraph', text: 'There are none.' }
        : {
            kind: 'table',
            caption: 'Goals, those that are open first',
            columns: ['Goal', 'Due', 'Done'],
            rows: goals.map(({ words, dueOn, doneAt, doneWords }) => [
              words,
              dueOn === null ? 'No day' : day(dueOn),
              doneAt === null ? 'Open' : [day(doneAt.toISOString().slice(0, 10)), doneWords].filter(Boolean).join(': '),
            ]),
          },
    ],
  };
}

function entryBlocks(entry: OwnEntry, tried: readonly string[]): PdfBlock[] {
  const facts = [
    ['My part', partWords[entry.part]],
    ['What I tried', tried.join('; ')],
    ['What I meant to try', entry.goal],
    ['Talked over', entry.debriefed === null ? '' : debriefWords[entry.debriefed]],
    ['How it went', entry.selfWords],
    ['How much of it was mine (self-view)', entry.selfScale === null ? '' : stepWords[entry.selfScale].self],
    ['What I will try next', entry.next],
  ] as const;
  return [
    { kind: 'paragraph', text: [monthName(entry.month), kindWords[entry.kind], entry.rotation].filter(Boolean).join(' · ') },
    { kind: 'list', items: facts.filter(([, said]) => said !== '').map(([name, said]) => `${name}: ${said}`) },
  ];
}
