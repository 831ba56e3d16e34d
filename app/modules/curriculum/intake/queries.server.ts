import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Message } from '../inventory/inventory.ts';
import { Matching } from '../inventory/matching.ts';
import { mayBringIn, mayViewCurriculum } from '../rules.ts';
import type { Merged } from './merge.server.ts';
import { chosenMessages, type ImportReport } from './report.ts';
import type { Covers, ImportStatus, MessageSearch } from './schema.ts';
import type { YearChange } from './year-change.ts';

/** How far an import is; bytes of the file while it is checked. */
export type ImportState = { readonly status: ImportStatus; readonly done: number; readonly total: number };

/** How far an import is; missing when the school has none with this id. Reads no report, so it may be asked often. */
export async function importState({ actor, tx }: Scope, id: string): Promise<ImportState> {
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const found = await tx
    .selectFrom('curriculumImport')
    .select(['status', 'done', 'total'])
    .where('schoolId', '=', ownSchool(actor).id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw missing('This import');
  return found;
}

/** An import with its file, who began it (null when the reader may not know) and what its check found (null before the end of the check). */
export type Import = ImportState & {
  readonly id: string;
  readonly year: string;
  readonly file: string;
  readonly bytes: number;
  readonly startedBy: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly problem: string | null;
  readonly covers: Covers;
  /** How the year stood when the file was compared with it (see `stampOf`). */
  readonly stands: string;
  /** When its columns were matched, here or in an earlier file of the same shape, and by whom (null: nobody known); null for what has no columns to match. */
  readonly matchedAt: Date | null;
  readonly matchedBy: string | null;
  readonly report: ImportReport | null;
  /** What was written, and the person who confirmed it (null: the operator). */
  readonly merged: (Merged & { readonly confirmedBy: string | null }) | null;
};

/** The import with this id; missing when the school has none. */
export async function importWithReport({ actor, tx }: Scope, id: string): Promise<Import> {
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const found = await tx
    .selectFrom('curriculumImport as i')
    .innerJoin('schoolFile as f', (join) => join.onRef('f.schoolId', '=', 'i.schoolId').onRef('f.id', '=', 'i.fileId'))
    .leftJoin('person as p', 'p.id', 'i.startedBy')
    .select(['i.id', 'i.year', 'i.status', 'i.done', 'i.total', 'i.report', 'i.result', 'i.problem', 'i.startedAt', 'i.finishedAt'])
    .leftJoin('person as m', 'm.id', 'i.matchedBy')
    .select(['i.covers', 'i.stands', 'i.matchedAt', 'm.name as matchedBy'])
    .select(['f.name as file', 'f.bytes', 'p.name as startedBy'])
    .where('i.schoolId', '=', ownSchool(actor).id)
    .where('i.id', '=', id)
    .executeTakeFirst();
  if (!found) throw missing('This import');
  const { report, result, ...rest } = found;
  const merged = found.status === 'imported' ? (result as Import['merged']) : null;
  return { ...rest, report: report as ImportReport | null, merged };
}

/** The last import that changed a year; null before the first. */
export async function latestChange({ actor, tx }: Scope, year: string): Promise<YearChange | null> {
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const found = await tx
    .selectFrom('curriculumImport as i')
    .innerJoin('schoolFile as f', (join) => join.onRef('f.schoolId', '=', 'i.schoolId').onRef('f.id', '=', 'i.fileId'))
    .leftJoin('person as p', (join) => join.on('p.id', '=', sql`coalesce(i.undone_by, (i.result->>'confirmedBy')::uuid)`))
    .select(['i.id', 'i.status', 'f.name as file', 'p.name as by'])
    .where('i.schoolId', '=', ownSchool(actor).id)
    .where('i.year', '=', year)
    .where('i.status', 'in', ['imported', 'undone'])
    .orderBy(sql`coalesce(i.undone_at, i.finished_at)`, 'desc')
    .limit(1)
    .executeTakeFirst();
  return (found as YearChange | undefined) ?? null;
}

/** A file of the school that somebody is bringing in: on its way in pieces, or an import that is neither in nor given up. */
export type UnderWay = {
  readonly id: string;
  readonly file: string;
  readonly year: string;
  readonly status: 'arriving' | 'matching' | 'checking' | 'checked' | 'importing';
  /** Null when the reader may not know, or it was the operator. */
  readonly by: string | null;
  readonly startedAt: Date;
};

/** The files that are being brought in for the school right now, newest first, without those of the asking person that are still on their way. */
export async function filesUnderWay({ actor, tx }: Scope): Promise<UnderWay[]> {
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const schoolId = ownSchool(actor).id;
  const { rows } = await sql<UnderWay>`
    select u.id, u.file, u.year, u.status, p.name as by, u.started_at from (
      select i.id, f.name as file, i.year, i.status, i.started_by, i.started_at from curriculum_import i join school_file f on f.school_id = i.school_id and f.id = i.file_id
        where i.school_id = ${schoolId}::uuid and i.status in ('matching', 'checking', 'checked', 'importing')
      union all
      select id, name, year, 'arriving', sent_by, started_at from arriving_file
        where school_id = ${schoolId}::uuid and sent_by is distinct from ${actor.personId}::uuid
    ) u left join person p on p.id = u.started_by order by u.started_at desc limit 10`.execute(tx);
  return rows;
}

/** What the check of an import said, or the part of it that is asked for; nothing before the end of the check. */
export async function importMessages(scope: Scope, id: string, search: MessageSearch): Promise<Message[]> {
  const { report } = await importWithReport(scope, id);
  return chosenMessages(report?.check.messages ?? [], search);
}

/** A spreadsheet whose columns can (still) be matched: where it lies, and how it was matched so far. */
export type ColumnsToMatch = {
  readonly id: string;
  readonly fileId: string;
  readonly file: string;
  readonly year: string;
  readonly status: ImportStatus;
  readonly matching: Matching | null;
};

/** The spreadsheet of an import whose columns a lead may (still) match; missing for another kind of file, and for one that is in or under way. */
export async function columnsToMatch({ actor, tx }: Scope, id: string): Promise<ColumnsToMatch> {
  if (!mayBringIn(actor)) throw forbidden('bring in a curriculum');
  const found = await tx
    .selectFrom('curriculumImport as i')
    .innerJoin('schoolFile as f', (join) => join.onRef('f.schoolId', '=', 'i.schoolId').onRef('f.id', '=', 'i.fileId'))
    .select(['i.id', 'i.fileId', 'i.year', 'i.status', 'i.matching', 'f.name as file'])
    .where('i.schoolId', '=', ownSchool(actor).id)
    .where('i.id', '=', id)
    .where('i.status', 'in', ['matching', 'checked', 'rejected', 'failed'])
    .executeTakeFirst();
  if (!found) throw missing('These columns');
  return { ...found, matching: Matching.safeParse(found.matching).data ?? null };
}

/** The files of a school's latest imports, newest first. */
function latestImports({ actor, tx }: Scope) {
  return tx
    .selectFrom('curriculumImport as i')
    .innerJoin('schoolFile as f', (join) => join.onRef('f.schoolId', '=', 'i.schoolId').onRef('f.id', '=', 'i.fileId'))
    .leftJoin('person as p', 'p.id', 'i.startedBy')
    .select(['i.id', 'i.year', 'i.status', 'i.startedAt', 'i.finishedAt', 'f.name as file', 'p.name as startedBy'])
    .where('i.schoolId', '=', ownSchool(actor).id)
    .orderBy('i.id', 'desc')
    .limit(10)
    .execute();
}

/** What is in for one academic year. Removed activities and courses do not count. */
export type YearInside = {
  readonly year: string;
  readonly activities: number;
  /** Of the activities, those whose learner minutes nobody stated, and those whose hours are an estimate. */
  readonly unknownMinutes: number;
  readonly estimates: number;
  readonly courses: number;
  readonly levels: number;
  readonly levelsWithoutPhase: number;
  readonly hits: number;
  readonly openHits: number;
  readonly links: number;
};

/** What the school brought in, year by year, newest first, and its latest imports. */
export async function curriculumInside(scope: Scope) {
  const { actor, tx } = scope;
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const school = ownSchool(actor);
  const { rows: years } = await sql<YearInside>`
    with standing as (select id, year, learner_minutes, estimate_source from activity where school_id = ${school.id}::uuid and removed_at is null),
      activities as (select year, count(*) as n, count(*) - count(learner_minutes) as unknown, count(estimate_source) as estimates from standing group by year),
      courses as (select year, count(*) as n from course where school_id = ${school.id}::uuid and removed_at is null group by year),
      levels as (select year, count(*) as n, count(*) filter (where phase_id is null) as without from academic_level where school_id = ${school.id}::uuid group by year),
      hits as (select a.year, count(*) as n, count(*) filter (where h.answer is null) as open from hit h join standing a on a.id = h.activity_id
        where h.school_id = ${school.id}::uuid group by a.year),
      links as (select a.year, count(*) as n from competency_link l join standing a on a.id = l.activity_id where l.school_id = ${school.id}::uuid group by a.year)
    select y.year, coalesce(a.n, 0) as activities, coalesce(a.unknown, 0) as unknown_minutes, coalesce(a.estimates, 0) as estimates, coalesce(c.n, 0) as courses, coalesce(l.n, 0) as levels, coalesce(l.without, 0) as levels_without_phase,
      coalesce(h.n, 0) as hits, coalesce(h.open, 0) as open_hits, coalesce(k.n, 0) as links
    from curriculum_year y left join activities a using (year) left join courses c using (year) left join levels l using (year)
      left join hits h using (year) left join links k using (year)
    where y.school_id = ${school.id}::uuid order by y.year desc`.execute(tx);
  return { school, years, imports: await latestImports(scope) };
}

/** The import's row, locked until the end of the scope, so that everybody who changes it waits in turn. */
export async function lockedImport({ actor, tx }: Scope, id: string) {
  if (!mayBringIn(actor)) throw forbidden('bring in a curriculum');
  return tx
    .selectFrom('curriculumImport')
    .select(['status', 'year', 'fileId', 'dropsControlCharacters', 'matching', 'covers', 'stands'])
    .select(sql<boolean>`report is not null`.as('hasReport'))
    .select(sql<string | null>`result->>'confirmedBy'`.as('confirmedBy'))
    .where('schoolId', '=', ownSchool(actor).id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}
