import { sql } from 'kysely';
import { appendEvent, publish } from '#app/platform/events.server.ts';
import { firstWords } from '#app/platform/markdown.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { freeSlug } from '#app/platform/slug.ts';
import {
  cancelOccasion,
  cancelTogether,
  changeTogether,
  dropOccasion,
  makeOccasion,
  publishOccasion,
} from '../../attendance/commands.server.ts';
import type { OccasionDraft } from '../../attendance/occasion.ts';
import { cancelOwnPlace, takePlace } from '../../attendance/places/commands.server.ts';
import { isOfSample } from '../../members/queries.server.ts';
import { type Programme, programmeNamed } from '../programmes/queries.server.ts';
import { mayEnrol, mayKeepProgramme } from '../rules.ts';
import { assertMayRunOffering, datesOf, type Offering, offeringNamed } from './queries.server.ts';
import type { OfferingForm } from './schema.ts';

/** How long who came is known by name, from the first date on. */
const keptDays = 730;
const day = 86_400_000;

/** Plans an offering with its dates, all of it a draft; answers the name in its address, which stays. */
export async function planOffering(scope: Scope, programmeSlug: string, said: OfferingForm): Promise<string> {
  const { actor, tx } = scope;
  const programme = await programmeNamed(scope, programmeSlug);
  if (!mayKeepProgramme(actor, { forSchoolId: said.school }))
    throw forbidden('plan this offering', 'The convener does, and a lead for the own school.');
  assertFits(programme, said);
  const slug = await freeOfferingSlug(scope, said.title);
  const isSample = await isOfSample(scope);
  const [first, ...others] = draftsOf(said, slug, programme);
  const occasionId = await makeOccasion(scope, first!.draft, { isSample });
  const { title, description, school: forSchoolId, opensTo, leader: leaderId, preparationMinutes, preparation } = said;
  const { id } = await tx
    .insertInto('offering')
    .values({
      slug,
      programmeId: programme.id,
      occasionId,
      title,
      description,
      forSchoolId,
      opensTo,
      leaderId,
      preparationMinutes,
      preparation,
      isSample,
      plannedBy: actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addDate(scope, id, { occasionId, words: first!.words });
  for (const { draft, words } of others)
    await addDate(scope, id, { occasionId: await makeOccasion(scope, { ...draft, followsId: occasionId }, { isSample }), words });
  await keepTrainers(scope, id, said);
  await appendEvent(scope, { verb: 'plan', subject: 'offering', subjectId: id, after: recorded(said) });
  return slug;
}

/** What belongs to a school is held for that school. */
function assertFits(programme: Pick<Programme, 'forSchoolId'>, said: Pick<OfferingForm, 'school' | 'opensTo'>): void {
  if (programme.forSchoolId !== null && (said.school !== programme.forSchoolId || said.opensTo !== 'school'))
    throw invalid('This programme is one school’s own, so its offerings are held by that school and for it.');
}

/** A short name that no offering has, also none that the asking person may not see. */
async function freeOfferingSlug({ tx }: Scope, title: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('offering slug'))`.execute(tx);
  const taken: string[] = [];
  for (;;) {
    const slug = freeSlug(title, taken, 'offering');
    const { rows } = await sql<{ isTaken: boolean }>`select is_offering_slug(${slug}) as is_taken`.execute(tx);
    if (!rows[0]!.isTaken) return slug;
    taken.push(slug);
  }
}

async function addDate({ tx }: Scope, offeringId: string, { occasionId, words }: { occasionId: string; words: string }): Promise<void> {
  await tx.insertInto('offeringDate').values({ offeringId, occasionId, words }).execute();
}

/** Names who teaches: people whose step in the programme stands today, as far as the actor may see it. */
async function keepTrainers({ tx }: Scope, offeringId: string, { parts }: Pick<OfferingForm, 'parts'>): Promise<void> {
  const before = await tx.selectFrom('offeringTrainer').select(['personId', 'part']).where('offeringId', '=', offeringId).execute();
  const isSame = (one: { personId: string; part: string }) => (other: { personId: string; part: string }) =>
    one.personId === other.personId && one.part === other.part;
  const gone = before.filter((each) => !parts.some(isSame(each)));
  if (gone.length > 0)
    await tx
      .deleteFrom('offeringTrainer')
      .where('offeringId', '=', offeringId)
      .where(
        'personId',
        'in',
        gone.map(({ personId }) => personId),
      )
      .execute();
  for (const { personId, part } of parts.filter((each) => !before.some(isSame(each)))) {
    const person = await tx.selectFrom('standing').select('name').where('personId', '=', personId).limit(1).executeTakeFirst();
    if (!person) throw missing('This person');
    await tx
      .insertInto('offeringTrainer')
      .values({ offeringId, personId, part, name: person.name })
      .execute()
      .catch((error: { code?: string }) => {
        throw error.code === '42501'
          ? invalid(
              `${person.name} has no step in this programme that stands today and lets them do this. A trainer or the convener confirms one first.`,
            )
          : error;
      });
  }
}

/**
 * Changes an offering and its dates in one act. Of a published one whoever enrolled is told once, of all that changed: answers whether there is anybody to tell, after the scope. A new date comes to
 * everybody who is enrolled.
 */
export async function changeOffering(scope: Scope, slug: string, said: OfferingForm): Promise<boolean> {
  const { tx } = scope;
  const before = await assertMayRunOffering(scope, slug, said.seen);
  const programme = await programmeNamed(scope, before.programmeSlug);
  const fixed = { ...said, school: before.forSchoolId, opensTo: before.publishedAt === null ? said.opensTo : before.opensTo };
  assertFits(programme, fixed);
  const known = await datesOf(scope, before.id);
  const drafts = draftsOf(fixed, slug, programme);
  const [first, ...others] = drafts;
  const isKnown = (id: string | null) => known.some((date) => date.id === id && date.status !== 'cancelled');
  if (first!.id !== before.occasionId)
    throw invalid('The first date decides who has a place. Change its day where you want another, and keep it the first.');
  await dropDates(
    scope,
    before,
    known.filter(({ id, status }) => status !== 'cancelled' && !drafts.some((draft) => draft.id === id)).map(({ id }) => id),
  );
  const isToTell = await changeTogether(scope, [
    { id: before.occasionId, draft: first!.draft },
    ...others.filter(({ id }) => isKnown(id)).map(({ id, draft }) => ({ id: id!, draft: { ...draft, followsId: before.occasionId } })),
  ]);
  for (const { id, words } of drafts.filter((draft) => isKnown(draft.id)))
    await tx.updateTable('offeringDate').set({ words }).where('offeringId', '=', before.id).where('occasionId', '=', id).execute();
  for (const { draft, words } of others.filter(({ id }) => !isKnown(id))) {
    const occasionId = await makeOccasion(scope, { ...draft, followsId: before.occasionId }, { isSample: before.isSample });
    await addDate(scope, before.id, { occasionId, words });
    if (before.publishedAt !== null) await publishOccasion(scope, occasionId);
  }
  const { title, description, opensTo, leader: leaderId, preparationMinutes, preparation } = fixed;
  await tx
    .updateTable('offering')
    .set({
      title,
      description,
      opensTo,
      leaderId,
      preparationMinutes,
      preparation,
      changedAt: sql<Date>`date_trunc('milliseconds', clock_timestamp())`,
    })
    .where('id', '=', before.id)
    .execute();
  await keepTrainers(scope, before.id, said);
  await appendEvent(scope, {
    verb: 'change',
    subject: 'offering',
    subjectId: before.id,
    before: {
      title: before.title,
      description: before.description,
      opensTo: before.opensTo,
      preparationMinutes: before.preparationMinutes,
    },
    after: recorded(fixed),
  });
  await publish(scope);
  return isToTell;
}

async function dropDates(scope: Scope, { publishedAt }: Offering, ids: readonly string[]): Promise<void> {
  if (ids.length > 0 && publishedAt !== null)
    throw invalid(
      'A date that people enrolled for is not taken out here: call it off on the page of the offering, with a reason that they are told.',
    );
  for (const id of ids) await dropOccasion(scope, id);
}

/** Shows an offering to whoever it is for, and opens its enrolment. */
export async function publishOffering(scope: Scope, slug: string): Promise<void> {
  const offering = await assertMayRunOffering(scope, slug);
  if (offering.publishedAt !== null) throw conflict('This offering is published already.');
  const { state } = await programmeNamed(scope, offering.programmeSlug);
  if (state !== 'open') throw conflict('Open its programme first: people read there what the offering is for.');
  // The one that decides comes first, then those that follow it.
  const dates = (await datesOf(scope, offering.id)).toSorted(
    (one, other) => Number(other.id === offering.occasionId) - Number(one.id === offering.occasionId),
  );
  for (const { id } of dates) await publishOccasion(scope, id);
  await scope.tx
    .updateTable('offering')
    .set({ publishedAt: new Date(), changedAt: sql<Date>`date_trunc('milliseconds', clock_timestamp())` })
    .where('id', '=', offering.id)
    .execute();
  await appendEvent(scope, { verb: 'publish', subject: 'offering', subjectId: offering.id });
  await publish(scope);
}

/** Calls off what of an offering is still to come; whoever enrolled is told once, and why. Send notices after the scope. */
export async function cancelOffering(scope: Scope, slug: string, because: string): Promise<void> {
  const offering = await assertMayRunOffering(scope, slug);
  if (offering.publishedAt === null) throw conflict('A draft is taken away instead: nobody saw it.');
  await cancelTogether(scope, offering.occasionId, because);
  await appendEvent(scope, { verb: 'cancel', subject: 'offering', subjectId: offering.id, after: { because } });
}

/** Calls off one date of several; not the first, which decides who has a place. Send notices after the scope. */
export async function cancelDate(scope: Scope, slug: string, { date, because }: { date: string; because: string }): Promise<void> {
  const offering = await assertMayRunOffering(scope, slug);
  if (!(await datesOf(scope, offering.id)).some(({ id }) => id === date)) throw missing('This date');
  if (date === offering.occasionId)
    throw conflict('The first date decides who has a place. Move it to another day, or call off the whole offering.');
  if (offering.publishedAt === null) throw conflict('A date of a draft is taken out where the offering is changed.');
  await cancelOccasion(scope, date, because);
  await appendEvent(scope, { verb: 'cancel-date', subject: 'offering', subjectId: offering.id, after: { date, because } });
}

/** Takes away a draft that was never shown. */
export async function dropOffering(scope: Scope, slug: string): Promise<void> {
  const { id, occasionId, title, publishedAt } = await assertMayRunOffering(scope, slug);
  if (publishedAt !== null) throw conflict('This offering was published: people have it in their calendars. Call it off instead.');
  await dropOccasion(scope, occasionId);
  await appendEvent(scope, { verb: 'drop', subject: 'offering', subjectId: id, before: { title } });
}

/** The actor enrols: a place at all dates, or a place on the waiting list for all of them. Send notices after the scope. */
export async function enrol(scope: Scope, slug: string, { needs }: { needs: string }): Promise<void> {
  const offering = await offeringNamed(scope, slug);
  if (!mayEnrol(scope.actor)) throw forbidden('enrol', 'Faculty development is for members who teach.');
  if (offering.publishedAt === null) throw conflict('This offering is a draft: nobody can enrol yet.');
  await takePlace(scope, offering.occasionId, { needs });
  await appendEvent(scope, { verb: 'enrol', subject: 'offering', subjectId: offering.id });
}

/** The actor gives back every date that is still to come. Send notices after the scope: somebody may have the places now. */
export async function leaveOffering(scope: Scope, slug: string): Promise<void> {
  const offering = await offeringNamed(scope, slug);
  if (scope.actor.personId === null) throw forbidden('give back a place without signing in');
  const [next] = (await datesOf(scope, offering.id)).filter(({ status, endsAt }) => status === 'published' && endsAt > new Date());
  if (!next) throw conflict('It is over, so there is nothing to give back.');
  await cancelOwnPlace(scope, next.id);
  await appendEvent(scope, { verb: 'leave', subject: 'offering', subjectId: offering.id });
}

/** The occasions of an offering, as its form says them; the first has the places. */
function draftsOf(said: OfferingForm, slug: string, { competencies }: Pick<Programme, 'competencies'>) {
  const [first] = said.dates;
  return said.dates.map(({ id, startsAt, endsAt, words, place, link }, at) => {
    const draft: OccasionDraft = {
      title: said.title,
      summary: [words, firstWords(said.description, 400)].filter(Boolean).join('. '),
      page: said.opensTo === 'all' ? `/faculty/${slug}` : `/w/faculty/offerings/${slug}`,
      ...{ startsAt, endsAt, timeZone: said.timeZone, place, link },
      audience: said.opensTo === 'all' ? 'members' : 'school',
      takesRegistration: true,
      capacity: at === 0 ? said.capacity : null,
      registrationOpensAt: null,
      registrationClosesAt: at === 0 ? said.closesAt : null,
      recordsAttendance: true,
      minimumMinutes: null,
      givesCertificate: false,
      certificateWords: '',
      certificateMinutes: null,
      // So that all dates are forgotten on one day.
      keepsMailDays: Math.max(1, keptDays - Math.ceil((endsAt.getTime() - first!.endsAt.getTime()) / day)),
      bySchoolId: said.school,
      hostId: said.leader,
      competencies: [...competencies],
    };
    return { id, words, draft };
  });
}

/** What the record keeps of a form: not the links to join, which its readers need not have. */
function recorded({ seen, dates, parts, ...said }: OfferingForm) {
  return { ...said, dates: dates.map(({ startsAt, endsAt, place }) => ({ startsAt, endsAt, place })), teach: parts.length };
}
