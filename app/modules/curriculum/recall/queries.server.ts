import { sql } from 'kysely';
import { agreementOf } from '#app/maths/agreement.ts';
import { competenciesOf } from '#app/modules/competencies/queries.server.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { curriculumYears, mappedVersion, yearOrNewest } from '../queries.server.ts';
import { activityToLink } from '../review/activity-queries.server.ts';
import { mayReview, mayViewCurriculum } from '../rules.ts';
import { submissionWords } from '../submission-queries.server.ts';
import { competencyEstimate, type RecallEstimate, recallEstimate } from './estimate.ts';
import type { RecallSearch } from './schema.ts';

/** The activities of a year that a scan (its event's id) read and in which no keyword was found, by id with their stable ids. Ids hold the time, so what came after the scan has a later one. */
export function unhitActivities({ actor, tx }: Scope, { year, scanId }: { year: string; scanId: string }) {
  return tx
    .selectFrom('activity')
    .select(['activity.id', 'activity.stableId'])
    .where('activity.schoolId', '=', ownSchool(actor).id)
    .where('activity.year', '=', year)
    .where('activity.removedAt', 'is', null)
    .where('activity.id', '<', scanId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('hit')
            .select('hit.id')
            .whereRef('hit.schoolId', '=', 'activity.schoolId')
            .whereRef('hit.activityId', '=', 'activity.id'),
        ),
      ),
    );
}

/** The last scan of a year: its event's id and the keyword list that the event names; null before the first scan. */
export async function lastScanOf({ actor, tx }: Scope, year: string): Promise<{ id: string; list: string } | null> {
  const scan = await tx
    .selectFrom('schoolEvent')
    .select(['id', sql<string>`after->>'keywordList'`.as('list')])
    .where('schoolId', '=', ownSchool(actor).id)
    .where('subject', '=', 'curriculum_year')
    .where('subjectId', '=', year)
    .where('verb', '=', 'scan')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return scan ?? null;
}

/** A reader of a sample: how many activities they read, how many address a competency, and the estimate; by the order in which they began. */
export type Reader = {
  readonly personId: string;
  readonly name: string;
  readonly read: number;
  /** Null while another reader must not see it. */
  readonly addressing: number | null;
  readonly estimate: RecallEstimate | null;
  /** In the framework's order: activities linked from a hit of it, read ones that address it, and the estimate; empty while the estimate is hidden. */
  readonly byCompetency: readonly CompetencyRead[];
};
type CompetencyRead = {
  readonly code: string;
  readonly shortTitle: string;
  readonly found: number;
  readonly addressing: number;
} & RecallEstimate;

/** A year's sample as its page shows it: the next activity for the acting person, every reader, their agreement once two have read all, and what is found so far. */
export async function recallPage(scope: Scope, { year: asked, sample: sampleId, activity: again, last: lastId }: RecallSearch) {
  const { actor } = scope;
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum: whoever works or teaches at the school does');
  const school = ownSchool(actor);
  const years = await curriculumYears(scope);
  const year = await yearOrNewest(scope, asked);
  const mayRead = mayReview(actor) && actor.personId !== null;
  const ground = { school, years, year, mayRead, mayDraw: mayReview(actor) };
  if (year === null)
    return {
      ...ground,
      list: null,
      unhit: 0,
      submission: null,
      samples: [],
      sample: null,
      item: null,
      last: null,
      readers: [],
      agreement: null,
      differing: [],
      found: 0,
      open: 0,
      competencies: [],
    };
  const samples = await samplesOf(scope, year);
  const sample = sampleId === undefined ? (samples[0] ?? null) : samples.find(({ id }) => id === sampleId);
  if (sample === undefined) throw missing('This sample');
  const scan = await lastScanOf(scope, year);
  const unhit = scan === null ? 0 : (await unhitActivities(scope, { year, scanId: scan.id }).execute()).length;
  const counts = await foundSoFar(scope, year);
  const competencies = await competenciesOf(scope, (await mappedVersion(scope)).id);
  const rest = {
    ...ground,
    list: scan?.list ?? null,
    unhit,
    submission: await submissionWords(scope, year),
    samples,
    sample,
    ...counts,
    competencies,
  };
  if (sample === null) return { ...rest, item: null, last: null, readers: [], agreement: null, differing: [] };
  const readings = await readingsOf(scope, sample.id);
  const next = mayRead ? await activityToRead(scope, sample.id, again) : null;
  const own = readings.find(({ personId, activityId }) => personId === actor.personId && activityId === next);
  const item = next === null ? null : { ...(await activityToLink(scope, next)), addresses: own?.addresses ?? null };
  const last = readings.find(({ personId, activityId }) => personId === actor.personId && activityId === lastId) ?? null;
  return {
    ...rest,
    item,
    last: last && { activityId: last.activityId, doesAddress: last.addresses.length > 0 },
    ...readBy(readings, { sample, found: counts.found, self: actor.personId, competencies, foundOf: await foundByCompetency(scope, year) }),
  };
}
export type RecallPage = Awaited<ReturnType<typeof recallPage>>;

async function samplesOf({ actor, tx }: Scope, year: string) {
  return tx
    .selectFrom('recallSample')
    .leftJoin('person', 'person.id', 'recallSample.drawnBy')
    .select(['recallSample.id', 'list', 'seed', 'unhit', 'drawnAt', 'person.name as drawnBy'])
    .select(({ selectFrom }) =>
      selectFrom('recallActivity')
        .whereRef('recallActivity.schoolId', '=', 'recallSample.schoolId')
        .whereRef('recallActivity.sampleId', '=', 'recallSample.id')
        .select(({ fn }) => fn.countAll<number>().as('size'))
        .as('size'),
    )
    .$narrowType<{ size: number }>()
    .where('schoolId', '=', ownSchool(actor).id)
    .where('year', '=', year)
    .orderBy('recallSample.id', 'desc')
    .execute();
}

/** Activities of the year linked from a hit, and suggestions that wait. */
async function foundSoFar({ actor, tx }: Scope, year: string): Promise<{ found: number; open: number }> {
  return tx
    .selectFrom('hit')
    .innerJoin('activity', (join) => join.onRef('activity.schoolId', '=', 'hit.schoolId').onRef('activity.id', '=', 'hit.activityId'))
    .select(sql<number>`(count(distinct hit.activity_id) filter (where hit.answer = 'accepted'))::int`.as('found'))
    .select(sql<number>`(count(*) filter (where hit.answer is null))::int`.as('open'))
    .where('hit.schoolId', '=', ownSchool(actor).id)
    .where('activity.year', '=', year)
    .where('activity.removedAt', 'is', null)
    .executeTakeFirstOrThrow();
}

/** Activities of the year that an accepted hit led to a link of each competency (stable id). */
async function foundByCompetency({ actor, tx }: Scope, year: string): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('competencyLink as link')
    .innerJoin('hit', (join) => join.onRef('hit.schoolId', '=', 'link.schoolId').onRef('hit.id', '=', 'link.hitId'))
    .innerJoin('activity', (join) => join.onRef('activity.schoolId', '=', 'link.schoolId').onRef('activity.id', '=', 'link.activityId'))
    .innerJoin('frameworkItem as item', 'item.id', 'link.competencyId')
    .select(['item.stableId', sql<number>`count(distinct link.activity_id)::int`.as('found')])
    .where('link.schoolId', '=', ownSchool(actor).id)
    .where('hit.answer', '=', 'accepted')
    .where('activity.year', '=', year)
    .where('activity.removedAt', 'is', null)
    .groupBy('item.stableId')
    .execute();
  return new Map(rows.map(({ stableId, found }) => [stableId, found]));
}

function readingsOf({ actor, tx }: Scope, sampleId: string) {
  return tx
    .selectFrom('recallReading')
    .innerJoin('person', 'person.id', 'recallReading.personId')
    .select(['recallReading.personId', 'person.name', 'activityId', 'addresses'])
    .where('schoolId', '=', ownSchool(actor).id)
    .where('sampleId', '=', sampleId)
    .orderBy('readAt')
    .execute();
}

/** The activity that the person asked for, else the first of the sample that they have not read; null when all are read. */
async function activityToRead({ actor, tx }: Scope, sampleId: string, again: string | undefined): Promise<string | null> {
  const sample = tx
    .selectFrom('recallActivity')
    .select('recallActivity.activityId')
    .where('schoolId', '=', ownSchool(actor).id)
    .where('sampleId', '=', sampleId);
  if (again !== undefined) {
    const found = await sample.where('activityId', '=', again).executeTakeFirst();
    if (!found) throw missing('This activity');
    return again;
  }
  const next = await sample
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('recallReading')
            .select('recallReading.activityId')
            .whereRef('recallReading.schoolId', '=', 'recallActivity.schoolId')
            .whereRef('recallReading.sampleId', '=', 'recallActivity.sampleId')
            .whereRef('recallReading.activityId', '=', 'recallActivity.activityId')
            .where('recallReading.personId', '=', actor.personId),
        ),
      ),
    )
    .orderBy('position')
    .executeTakeFirst();
  return next?.activityId ?? null;
}

type Readings = Awaited<ReturnType<typeof readingsOf>>;

/** Whoever has not read all sees only the own count: reading is blind. */
function readBy(
  readings: Readings,
  {
    sample,
    found,
    self,
    competencies,
    foundOf,
  }: {
    sample: { size: number; unhit: number };
    found: number;
    self: string | null;
    competencies: readonly { stableId: string; code: string; shortTitle: string }[];
    foundOf: ReadonlyMap<string, number>;
  },
) {
  const byPerson = [...Map.groupBy(readings, ({ personId }) => personId)];
  const isDone = (own: Readings) => own.length === sample.size;
  const done = byPerson.filter(([, own]) => isDone(own));
  const isReading = byPerson.some(([personId, own]) => personId === self && !isDone(own));
  const readers = byPerson.map(([personId, own]): Reader => {
    const read = own.length;
    const addressing = own.filter(({ addresses }) => addresses.length > 0).length;
    const isSeen = personId === self || (isDone(own) && !isReading);
    const { name } = own[0]!;
    return {
      ...{ personId, name, read },
      addressing: isSeen ? addressing : null,
      estimate: isSeen ? recallEstimate({ unhit: sample.unhit, read, addressing, found }) : null,
      byCompetency: !isSeen
        ? []
        : competencies.map(({ stableId, code, shortTitle }) => {
            const of = {
              addressing: own.filter(({ addresses }) => addresses.includes(stableId)).length,
              found: foundOf.get(stableId) ?? 0,
            };
            return { code, shortTitle, ...of, ...competencyEstimate({ unhit: sample.unhit, read, ...of }) };
          }),
    };
  });
  if (done.length < 2 || isReading) return { readers, agreement: null, differing: [] };
  const units = [...new Set(readings.map(({ activityId }) => activityId))];
  const answerOf = (own: Readings) => new Map(own.map(({ activityId, addresses }) => [activityId, addresses.length > 0 ? 'yes' : 'no']));
  const answers = done.map(([, own]) => answerOf(own));
  const agreement = agreementOf(answers.map((own) => units.map((unit) => own.get(unit) ?? null)));
  const differing = units.filter((unit) => new Set(answers.map((own) => own.get(unit))).size > 1);
  return { readers, agreement, differing };
}
