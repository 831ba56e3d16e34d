import { sql } from 'kysely';
import { fraction } from '#app/maths/fraction.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { coverageOf } from '../../curriculum/coverage/queries.server.ts';
import { zone } from '../../members/time-zone.ts';
import { readinessOf } from '../registry/entry.ts';
import { competencyChoices, shownEntries } from '../registry/queries.server.ts';
import type { Asked } from './capacity.ts';
import { requiredEncounters } from './encounters.ts';
import { Figures, Snapshot } from './figures.ts';
import type { Facilitator, Range } from './ready.ts';
import { mayFormTotal, mayPlanCapacity, mayReadCapacity, whoMay } from './rules.ts';
import { usualBeginning, yearFrom } from './schema.ts';

/** What a school plans a year with; null where nobody has said. */
export async function settingOf({ actor, tx }: Scope, year: string) {
  const row = await tx
    .selectFrom('capacitySetting')
    .selectAll()
    .where('schoolId', '=', ownSchool(actor).id)
    .where('year', '=', year)
    .executeTakeFirst();
  const range = (low: number | null | undefined, high: number | null | undefined): Range | null =>
    low == null || high == null ? null : { low, high };
  return {
    beginsOn: row?.beginsOn ?? usualBeginning(year),
    group: range(row?.groupLow, row?.groupHigh),
    per: range(row?.perLow, row?.perHigh),
    new: range(row?.newLow, row?.newHigh),
    ...{
      groupSource: row?.groupSource ?? '',
      perSource: row?.perSource ?? '',
      newSource: row?.newSource ?? '',
      materials: row?.materials ?? [],
    },
  };
}
export type Setting = Awaited<ReturnType<typeof settingOf>>;

/** The years that capacity can be looked at: those of the map, those planned, the present one, the one before and the next; the newest first. */
export async function capacityYears({ actor, tx }: Scope): Promise<string[]> {
  const schoolId = ownSchool(actor).id;
  const mapped = await tx.selectFrom('curriculumYear').select('year').where('schoolId', '=', schoolId).execute();
  const planned = await tx.selectFrom('capacitySetting').select('year').where('schoolId', '=', schoolId).execute();
  const [now, month] = isoDayIn(new Date(), zone).split('-').map(Number) as [number, number];
  const begun = month >= 7 ? now : now - 1;
  const near = [begun - 1, begun, begun + 1].map((first) => `${first}-${String((first + 1) % 100).padStart(2, '0')}`);
  return [...new Set([...near, ...[...mapped, ...planned].map(({ year }) => year)])]
    .filter((year) => /^20\d\d-\d\d$/.test(year))
    .sort()
    .reverse();
}

/**
 * Everything a school's capacity in a year is computed from: what it plans with, what the map requires (or a lead said instead), and its facilitators as far as they are shown to its lead; of other schools,
 * those who are shown and would come. The year: the newest of the map unless said.
 */
export async function capacityGround(scope: Scope, wanted?: string) {
  const { actor, tx } = scope;
  if (!mayPlanCapacity(actor)) throw forbidden('see what this school plans with', whoMay.lead);
  const school = ownSchool(actor);
  const years = await capacityYears(scope);
  const mapped = await coverageOf(scope, {});
  const year = wanted !== undefined && years.includes(wanted) ? wanted : (mapped.year ?? years[1]!);
  const setting = await settingOf(scope, year);
  const choices = await competencyChoices(scope);
  const hasMap = mapped.years.includes(year);
  const coverage = !hasMap ? null : mapped.year === year ? mapped : await coverageOf(scope, { year });
  const required = coverage && coverage.input.links.length > 0 ? requiredEncounters(coverage.input) : null;
  const stableIdOf = new Map((coverage?.competencies ?? []).map(({ code, stableId }) => [stableId, code]));
  const said = await tx.selectFrom('capacityNeed').selectAll().where('schoolId', '=', school.id).where('year', '=', year).execute();
  const { classSize } = await tx.selectFrom('school').select('classSize').where('id', '=', school.id).executeTakeFirstOrThrow();
  const needs = choices.map(({ id, code, title }) => {
    const byMap = required?.get(stableIdOf.get(id) ?? '') ?? null;
    const byLead = said.find(({ competencyId }) => competencyId === id) ?? null;
    return {
      ...{ id, code, title, byMap, byLead },
      encounters: byLead ? { low: fraction(byLead.low), high: fraction(byLead.high) } : byMap && { low: byMap.low, high: byMap.high },
    };
  });
  const asked: Asked = {
    ...{ schoolId: school.id, year: yearFrom(setting.beginsOn), learners: classSize },
    ...{ groupSize: setting.group, perGroup: setting.per, newSessions: setting.new, materials: setting.materials },
    competencies: needs.map(({ id, encounters }) => ({ code: id, encounters })),
  };
  return { school, years, year, setting, needs, asked, facilitators: await countedFacilitators(scope) };
}
export type Ground = Awaited<ReturnType<typeof capacityGround>>;

/** Facilitators as capacity counts them: those who are shown to whoever asks, but for whom only themselves see. */
async function countedFacilitators(scope: Scope): Promise<Facilitator[]> {
  const { rows } = await sql<{ personId: string }>`select person_id as "personId" from facilitator where visible_to <> 'me'`.execute(
    scope.tx,
  );
  const counted = new Set(rows.map(({ personId }) => personId));
  return (await shownEntries(scope))
    .filter(({ personId }) => counted.has(personId))
    .map(({ personId, ofSchoolId, travels, online, sessionsLow, sessionsHigh, preparations }) => ({
      ...{ id: personId, schoolId: ofSchoolId, comesElsewhere: travels || online },
      sessions: sessionsLow === null || sessionsHigh === null ? null : { low: sessionsLow, high: sessionsHigh },
      preparations: preparations.flatMap((each) => readinessOf(each) ?? []),
    }));
}

/** How many people of the own school chose not to be counted; null for fewer than five, and for whoever is no lead. */
export async function notCounted({ tx }: Scope): Promise<number | null> {
  const { rows } = await sql<{ n: number | null }>`select facilitators_not_counted() as n`.execute(tx);
  return rows[0]?.n ?? null;
}

/** What the own school shares of a year, as its people see it; null where it shares nothing with them. */
export async function ownShare({ actor, tx }: Scope, year?: string) {
  const row = await tx
    .selectFrom('capacityShare')
    .selectAll()
    .where('ofSchoolId', '=', ownSchool(actor).id)
    .$if(year !== undefined, (query) => query.where('year', '=', year!))
    .orderBy('year', 'desc')
    .executeTakeFirst();
  if (!row) return null;
  const isInTotal = await tx
    .selectFrom('capacityTotalMember')
    .select('totalId')
    .where('ofSchoolId', '=', row.ofSchoolId)
    .where('year', '=', row.year)
    .executeTakeFirst();
  return { ...row, snapshot: Snapshot.parse(row.snapshot), isInTotal: isInTotal !== undefined };
}

/** What schools share by name, the newest year first: of each school its figures as they were when it shared them. */
export async function namedCapacities({ actor, tx }: Scope) {
  if (!mayReadCapacity(actor)) throw forbidden('read what schools share of their capacity', whoMay.members);
  const rows = await tx
    .selectFrom('capacityShare as c')
    .innerJoin('school as s', 's.id', 'c.ofSchoolId')
    .select(['c.ofSchoolId', 's.name as school', 's.slug', 'c.year', 'c.snapshot', 'c.sharedAt'])
    .where('c.audience', '=', 'named')
    .where('c.staleAt', 'is', null)
    .orderBy('c.year', 'desc')
    .orderBy('s.name')
    .execute();
  return rows.map((row) => ({ ...row, snapshot: Snapshot.parse(row.snapshot) }));
}

/** The totals of years: of how many schools, and the sums; null for a total that was taken back, or in which the own school and two others would tell of a third. */
export async function capacityTotals({ actor, tx }: Scope) {
  if (!mayReadCapacity(actor)) throw forbidden('read what schools share of their capacity', whoMay.members);
  const totals = await tx
    .selectFrom('capacityTotal')
    .select(['id', 'year', 'schools', 'formedAt', 'retiredAt'])
    .orderBy('year', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const found = [];
  for (const total of totals) {
    const { rows } = await sql<{ figures: unknown }>`select capacity_total_figures(${total.id}) as figures`.execute(tx);
    found.push({ ...total, figures: rows[0]?.figures ? Figures.parse(rows[0].figures) : null });
  }
  return found;
}
export type CapacityTotal = Awaited<ReturnType<typeof capacityTotals>>[number];

/** How many schools wait for a total of a year, for whoever convenes. */
export async function waitingForTotal({ actor, tx }: Scope, year: string): Promise<number> {
  if (!mayFormTotal(actor)) throw missing('This count');
  const { rows } = await sql<{ n: number | null }>`select capacity_waiting_count(${year}) as n`.execute(tx);
  return rows[0]?.n ?? 0;
}
