import { sql } from 'kysely';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { joinLinkOf } from '../../attendance/queries.server.ts';
import { leadsPeople, runsOffering } from '../rules.ts';
import { assertSeen } from '../seen.ts';
import { highest, type Step, stands, steps } from '../step.ts';

/** An offering of a list, or at the head of its page. */
export type Offering = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly programmeId: string;
  readonly programme: string;
  readonly programmeSlug: string;
  /** The date that decides who has a place. */
  readonly occasionId: string;
  readonly forSchoolId: string | null;
  readonly school: string | null;
  readonly leaderId: string | null;
  readonly opensTo: 'school' | 'all';
  readonly preparationMinutes: number;
  readonly preparation: string;
  readonly publishedAt: Date | null;
  readonly isSample: boolean;
  readonly changedAt: Date;
  readonly status: 'planned' | 'published' | 'cancelled' | 'held';
  readonly cancelledBecause: string | null;
  readonly timeZone: string;
  readonly capacity: number | null;
  readonly closesAt: Date | null;
  readonly confirmed: number;
  readonly waiting: number;
  /** Of the dates that were not called off; null and 0 where all were. */
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
  readonly dates: number;
  readonly minutes: number;
};

function rows({ tx }: Pick<Scope, 'tx'>) {
  return tx.selectFrom('offeringList').selectAll().$castTo<Offering>();
}

/** Offerings that the reader may see: what is still to come by its time, drafts among it; what is over, the newest first. Of one programme, or of all. */
export async function offerings(scope: Scope, now: Date, programmeId?: string) {
  const all = await rows(scope)
    .$if(programmeId !== undefined, (query) => query.where('programmeId', '=', programmeId!))
    .orderBy('firstAt')
    .orderBy('id')
    .execute();
  const isComing = ({ lastAt, status }: Offering) => lastAt !== null && lastAt > now && status !== 'cancelled';
  return { coming: all.filter(isComing), past: all.filter((each) => !isComing(each)).toReversed() };
}

/** An offering by the name in its address; missing where the reader may not see it. */
export async function offeringNamed(scope: Scope, slug: string): Promise<Offering> {
  const found = await rows(scope).where('slug', '=', slug).executeTakeFirst();
  if (!found) throw missing('This offering');
  return found;
}

/** The dates of an offering in their order, those that were called off too. */
export function datesOf({ tx }: Pick<Scope, 'tx'>, offeringId: string) {
  return tx
    .selectFrom('offeringDate as d')
    .innerJoin('occasion as c', 'c.id', 'd.occasionId')
    .select(['c.id', 'c.startsAt', 'c.endsAt', 'c.timeZone', 'c.place', 'd.words', 'c.status', 'c.cancelledBecause'])
    .where('d.offeringId', '=', offeringId)
    .orderBy('c.startsAt')
    .orderBy('c.id')
    .execute();
}

/** Who teaches at an offering, for members. */
export function trainersOf({ tx }: Pick<Scope, 'tx'>, offeringId: string) {
  return tx
    .selectFrom('offeringTrainer')
    .select(['personId', 'name', 'part'])
    .where('offeringId', '=', offeringId)
    .orderBy('part', 'desc')
    .orderBy('name')
    .execute();
}

/** An offering with its dates and who teaches; what the reader may do with it, and their own place. */
export async function wholeOffering(scope: Scope, slug: string) {
  const offering = await offeringNamed(scope, slug);
  const { actor } = scope;
  const own = await scope.tx
    .selectFrom('enrolment')
    .select(['state', 'enrolledAt', 'placeId'])
    .where('offeringId', '=', offering.id)
    .where('personId', '=', actor.personId)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst();
  const trainers = await trainersOf(scope, offering.id);
  const mayRun = runsOffering(actor, offering);
  return {
    offering,
    dates: await datesOf(scope, offering.id),
    trainers,
    own: actor.personId === null ? null : (own ?? null),
    mayRun,
    maySeePeople: mayRun || leadsPeople(actor) || trainers.some(({ personId }) => personId === actor.personId),
  };
}

/** The offering that somebody is about to change, locked until the scope ends; refused to whoever does not run it. */
export async function assertMayRunOffering(scope: Scope, slug: string, seen: Date | null = null): Promise<Offering> {
  const { id } = await offeringNamed(scope, slug);
  await scope.tx.selectFrom('offering').select('id').where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  const offering = await offeringNamed(scope, slug);
  if (!runsOffering(scope.actor, offering))
    throw forbidden('run this offering', 'The convener does, the lead of the school that holds it, and whoever leads it.');
  assertSeen(seen, offering.changedAt, 'this offering');
  return offering;
}

/** An offering with all that its form holds, for whoever runs it. */
export async function offeringToChange(scope: Scope, slug: string) {
  const offering = await assertMayRunOffering(scope, slug);
  const dates = [];
  for (const date of await datesOf(scope, offering.id)) dates.push({ ...date, link: await joinLinkOf(scope, date.id) });
  return { ...offering, dates, trainers: await trainersOf(scope, offering.id) };
}

/** People who may teach an offering of a programme, as far as the asking person sees their standing: the highest step that stands first, then by name. */
export async function whoMayTeach({ tx }: Scope, programmeId: string, today: string) {
  const found = await tx
    .selectFrom('standing')
    .select(['personId', 'name', 'step', 'endedAt', sql<string | null>`until::text`.as('until')])
    .where('programmeId', '=', programmeId)
    .where('endedAt', 'is', null)
    .orderBy('name')
    .execute();
  const people = [
    ...Map.groupBy(
      found.filter((each) => stands(each, today)),
      ({ personId }) => personId,
    ),
  ].map(([personId, own]) => ({
    personId,
    name: own[0]!.name,
    step: highest(own.map(({ step }) => step as Step))!,
  }));
  return people.toSorted((one, other) => steps.indexOf(other.step) - steps.indexOf(one.step));
}

/**
 * Who enrolled, as far as the reader may see it: all of them for whoever runs it or teaches there, those of the own school for its lead; and how many of each school there are. Refused to everybody else.
 */
export async function enrolmentOf(scope: Scope, slug: string) {
  const { offering, maySeePeople, ...rest } = await wholeOffering(scope, slug);
  if (!maySeePeople) throw forbidden('see who enrolled', 'Leads see those of their school; whoever runs it or teaches there sees all.');
  const people = await scope.tx
    .selectFrom('enrolment as e')
    .leftJoin('school as s', 's.id', 'e.forSchoolId')
    .select(['e.personId', 'e.name', 's.name as school', 'e.state', 'e.enrolledAt'])
    .where('e.offeringId', '=', offering.id)
    .where('e.state', '<>', 'cancelled')
    .orderBy('e.state')
    .orderBy('e.enrolledAt')
    .execute();
  const { rows: counts } = await sql<{ school: string | null; confirmed: number; waiting: number }>`
    select s.name as school, coalesce(sum(people) filter (where n.state = 'confirmed'), 0)::int as confirmed, coalesce(sum(people) filter (where n.state = 'waiting'), 0)::int as waiting
    from enrolment_counts(${offering.id}) n left join school s on s.id = n.school_id group by 1 order by 1 nulls last`.execute(scope.tx);
  const seesAll = rest.mayRun || rest.trainers.some(({ personId }) => personId === scope.actor.personId);
  return { offering, people, counts, seesAll, mayRun: rest.mayRun };
}
/** Who enrolled, as `enrolmentOf` answers it. */
export type Enrolments = Awaited<ReturnType<typeof enrolmentOf>>;

/** The dates of offerings that everybody may read, for a calendar; those that were called off too. */
export function calendarDates({ tx }: Scope) {
  return tx
    .selectFrom('offeringDate as d')
    .innerJoin('offering as o', 'o.id', 'd.offeringId')
    .innerJoin('occasion as c', 'c.id', 'd.occasionId')
    .select([
      'c.id',
      'c.title',
      'c.summary',
      'c.page',
      'c.startsAt',
      'c.endsAt',
      'c.place',
      'c.status',
      'c.sequence',
      'c.createdAt',
      'c.updatedAt',
    ])
    .where('o.publishedAt', 'is not', null)
    .where('o.opensTo', '=', 'all')
    .orderBy('c.startsAt')
    .orderBy('c.id')
    .execute();
}

/** The public page of every offering that has one, with the day of its last change. */
export function offeringAddresses({ tx }: Scope) {
  return tx
    .selectFrom('offering')
    .select(['slug', 'changedAt'])
    .where('publishedAt', 'is not', null)
    .where('opensTo', '=', 'all')
    .orderBy('id')
    .execute();
}
