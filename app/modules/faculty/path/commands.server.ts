import { sql } from 'kysely';
import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { recordStepCertificate, revokeStepCertificate } from '../../attendance/certificates/commands.server.ts';
import { collaborativeProfile } from '../../members/queries.server.ts';
import { dayHere } from '../../members/time-zone.ts';
import { type Programme, pathOf } from '../programmes/queries.server.ts';
import type { StepAsks } from '../programmes/schema.ts';
import { mayConfirm, mayObserve } from '../rules.ts';
import { certifiedSteps, type Step, stepWords } from '../step.ts';
import { factsOfPerson, isTrainer, observationOf, programmeToConfirm } from './queries.server.ts';
import type { Assignment, Confirmation, ObservationForm } from './schema.ts';
import { criteriaOf, untilOf } from './way.ts';

/**
 * Confirms a step of somebody, or refreshes one: it stands from its day until its refresh-by. Who trained and observed them is written for the trainers' tree; facilitator and trainer get a certificate,
 * whose code is answered. Nobody confirms the own step.
 */
export async function confirmStep(scope: Scope, programmeSlug: string, said: Confirmation): Promise<string | null> {
  const { actor, tx } = scope;
  const { programme, isTrainer: trains } = await programmeToConfirm(scope, programmeSlug);
  if (!mayConfirm(actor, { isTrainer: trains, personId: said.person }))
    throw forbidden('confirm this step', 'A trainer of the programme does whose own step stands, or the convener; and nobody their own.');
  const facts = await factsOfPerson(scope, programme.id, said.person);
  const known = facts ?? (await tx.selectFrom('person').select('name').where('id', '=', said.person).executeTakeFirst());
  if (!known) throw missing('This person');
  const asks = (await pathOf(scope, programme.id)).find(({ step }) => step === said.step);
  if (!asks) throw missing('This step');
  if (said.since > dayHere(new Date())) throw invalid('A step is confirmed once it was reached: choose today or an earlier day.');
  await assertNotConfirmed(scope, programme.id, said);
  await tx
    .updateTable('standing')
    .set({ endedAt: new Date(), endedBecause: 'Refreshed' })
    .where('programmeId', '=', programme.id)
    .where('personId', '=', said.person)
    .where('step', '=', said.step)
    .where('endedAt', 'is', null)
    .execute();
  const until = untilOf(said.since, asks.refreshMonths);
  const { id } = await tx
    .insertInto('standing')
    .values({
      ...{
        programmeId: programme.id,
        personId: said.person,
        name: known.name,
        step: said.step,
        since: said.since,
        until,
        ground: said.ground,
      },
      ...{ confirmedBy: actor.personId, confirmedByName: actor.name },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await keepEdges(scope, programme.id, { personId: said.person, name: known.name, offeringId: facts?.offeringId ?? null });
  // Whose step it is stands in no record that others read: readiness is never public.
  await appendEvent(scope, { verb: 'confirm', subject: 'standing', subjectId: id, after: { programme: programme.id } });
  if (!certifiedSteps.includes(said.step)) return null;
  return certify(scope, programme, { said, asks, holder: known.name, until });
}

/** A step is refreshed from another day on; the same once more is a button that was pressed twice. Two who confirm at once wait for one another. */
async function assertNotConfirmed({ tx }: Scope, programmeId: string, { person, step, since }: Confirmation): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`standing ${programmeId} ${person}`}))`.execute(tx);
  const same = await tx
    .selectFrom('standing')
    .select('confirmedByName')
    .where('programmeId', '=', programmeId)
    .where('personId', '=', person)
    .where('step', '=', step)
    .where('since', '=', sql<string>`${since}::date`)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  if (same) throw conflict(`${same.confirmedByName} confirmed this step of that day already. Choose the day from which it is refreshed.`);
}

/** Writes who trained somebody, at the offering that they attended most, and who observed them. */
async function keepEdges(
  { tx }: Scope,
  programmeId: string,
  { personId, name, offeringId }: { personId: string; name: string; offeringId: string | null },
): Promise<void> {
  const today = dayHere(new Date());
  const trainers =
    offeringId === null
      ? []
      : await tx
          .selectFrom('offeringTrainer')
          .select(['personId', 'name'])
          .where('offeringId', '=', offeringId)
          .where('part', '=', 'trainer')
          .execute();
  const observers = await tx
    .selectFrom('teachingObservation')
    .select(['observerId', 'observerName', 'offeringId', 'onDay'])
    .where('programmeId', '=', programmeId)
    .where('personId', '=', personId)
    .where('readAt', 'is not', null)
    .where('observerId', 'is not', null)
    .orderBy('readAt')
    .execute();
  const edges = [
    ...trainers.map((trainer) => ({
      trainerId: trainer.personId,
      trainerName: trainer.name,
      kind: 'trained' as const,
      offeringId,
      onDay: today,
    })),
    ...observers.map((each) => ({
      trainerId: each.observerId!,
      trainerName: each.observerName,
      kind: 'observed' as const,
      offeringId: each.offeringId,
      onDay: each.onDay ?? today,
    })),
  ].filter(({ trainerId }) => trainerId !== personId);
  for (const edge of edges)
    await tx
      .insertInto('trainedBy')
      .values({ programmeId, personId, name, ...edge })
      .onConflict((on) => on.doNothing())
      .execute();
}

async function certify(
  scope: Scope,
  programme: Programme,
  { said, asks, holder, until }: { said: Confirmation; asks: StepAsks; holder: string; until: string | null },
): Promise<string> {
  const { name: issuer } = await collaborativeProfile(scope);
  const asked = criteriaOf(asks, { attended: 0, taught: 0, readBack: 0 }).map(({ words }) => words);
  return recordStepCertificate(scope, {
    sourceId: programme.id,
    by: certifierOf(scope, programme),
    kind: certificateKind(said.step),
    title: `${programme.title}: ${stepWords[said.step].toLowerCase()}`,
    description: programme.purpose || programme.title,
    criteria: [...asked, 'Confirmed by a trainer of the programme or the convener'].join('. ').concat('.'),
    competencies: programme.competencies,
    ...{ personId: said.person, holder, issuer, minutes: null, onDay: said.since, validUntil: until },
    words: 'It says what was asked for and that it was confirmed. It says nothing about what students learn, or patients receive.',
    isSample: programme.isSample,
  });
}

function certificateKind(step: Step): string {
  return `Certificate: ${stepWords[step].toLowerCase()}`;
}

/** Whoever may confirm a step may certify it, which the callers asked. */
function certifierOf({ actor }: Scope, { forSchoolId }: Programme) {
  return { bySchoolId: forSchoolId, hostId: actor.personId };
}

/** Ends a step before its time, with the reason that its holder reads; its certificate is revoked with the same. */
export async function endStep(
  scope: Scope,
  programmeSlug: string,
  { standing, because }: { standing: string; because: string },
): Promise<void> {
  const { programme, isTrainer: trains } = await programmeToConfirm(scope, programmeSlug);
  const found = await scope.tx
    .selectFrom('standing')
    .select(['personId', 'step', 'endedAt', 'since'])
    .where('id', '=', standing)
    .where('programmeId', '=', programme.id)
    .executeTakeFirst();
  if (!found) throw missing('This step');
  if (!mayConfirm(scope.actor, { isTrainer: trains, personId: found.personId }))
    throw forbidden('end this step', 'A trainer of the programme does whose own step stands, or the convener; and nobody their own.');
  if (found.endedAt !== null) throw conflict('This step was ended already.');
  await scope.tx.updateTable('standing').set({ endedAt: new Date(), endedBecause: because }).where('id', '=', standing).execute();
  const given = await scope.tx
    .selectFrom('certificate')
    .select('id')
    .where('sourceId', '=', programme.id)
    .where('personId', '=', found.personId)
    .where('onDay', '=', found.since)
    .where('kind', '=', certificateKind(found.step as Step))
    .where('revokedAt', 'is', null)
    .where('removedAt', 'is', null)
    .execute();
  for (const { id } of given)
    await revokeStepCertificate(scope, { sourceId: programme.id, by: certifierOf(scope, programme) }, { certificate: id, because });
  await appendEvent(scope, { verb: 'end', subject: 'standing', subjectId: standing, after: { programme: programme.id } });
}

/** Asks somebody to observe another's teaching: a trainer does, or the convener. Answers the observation's id. */
export async function assignObserver(scope: Scope, programmeSlug: string, said: Assignment): Promise<string> {
  const { actor, tx } = scope;
  const { programme, isTrainer: trains } = await programmeToConfirm(scope, programmeSlug);
  if (!mayConfirm(actor, { isTrainer: trains }))
    throw forbidden('ask somebody to observe', 'A trainer of the programme does, or the convener.');
  if (said.person === said.observer) throw invalid('Nobody observes themselves: choose another observer.');
  const observer = await tx
    .selectFrom('standing')
    .select('name')
    .where('programmeId', '=', programme.id)
    .where('personId', '=', said.observer)
    .where('step', 'in', ['facilitator', 'trainer'])
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  if (!observer) throw invalid('Choose an observer who is a facilitator or a trainer of this programme.');
  const observed = await nameOf(scope, programme.id, said.person);
  const { id } = await tx
    .insertInto('teachingObservation')
    .values({
      ...{ programmeId: programme.id, offeringId: said.offering, personId: said.person, name: observed, assignedBy: actor.personId },
      ...{ observerId: said.observer, observerName: observer.name },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendEvent(scope, { verb: 'assign', subject: 'teaching_observation', subjectId: id, after: { programme: programme.id } });
  return id;
}

async function nameOf(scope: Scope, programmeId: string, personId: string): Promise<string> {
  const facts = await factsOfPerson(scope, programmeId, personId);
  const known =
    facts ??
    (await scope.tx
      .selectFrom('enrolment as e')
      .innerJoin('offering as o', 'o.id', 'e.offeringId')
      .select('e.name')
      .where('o.programmeId', '=', programmeId)
      .where('e.personId', '=', personId)
      .executeTakeFirst()) ??
    (await scope.tx.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst());
  if (!known) throw missing('This person');
  return known.name;
}

/** A trainer writes down what they saw of somebody's teaching, without having been asked: once for the id of its form, since it counts. */
export async function observeTeaching(
  scope: Scope,
  programmeSlug: string,
  { id, person, said }: { id: string; person: string; said: ObservationForm },
): Promise<void> {
  const { actor, tx } = scope;
  const { programme, isTrainer: trains } = await programmeToConfirm(scope, programmeSlug);
  if (!mayObserve(actor, { isTrainer: trains, personId: person }))
    throw forbidden('observe this teaching', 'A trainer of the programme does, or whoever was asked to.');
  const name = await nameOf(scope, programme.id, person);
  const given = await tx
    .insertInto('teachingObservation')
    .values({
      id,
      ...{
        programmeId: programme.id,
        personId: person,
        name,
        observerId: actor.personId,
        observerName: actor.name,
        assignedBy: actor.personId,
      },
      ...{
        onDay: said.onDay,
        taught: said.taught,
        well: said.well,
        toTry: said.toTry,
        offeringId: said.offering,
        aspects: JSON.stringify(said.aspects),
        givenAt: new Date(),
      },
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (given)
    await appendEvent(scope, { verb: 'give', subject: 'teaching_observation', subjectId: id, after: { fields: Object.keys(said) } });
}

/** The observer gives what they were asked for, or changes it until it was read. */
export async function giveObservation(scope: Scope, id: string, said: ObservationForm): Promise<void> {
  const { actor, tx } = scope;
  const observation = await observationOf(scope, id);
  if (actor.personId === null || observation.observerId !== actor.personId)
    throw forbidden('write this observation', 'Whoever observed does.');
  if (observation.readAt !== null) throw conflict('This observation was read, so it stays as it is.');
  await tx
    .updateTable('teachingObservation')
    .set({
      onDay: said.onDay,
      taught: said.taught,
      well: said.well,
      toTry: said.toTry,
      aspects: JSON.stringify(said.aspects),
      givenAt: observation.givenAt ?? new Date(),
    })
    .where('id', '=', id)
    .execute();
  await appendEvent(scope, {
    verb: observation.givenAt === null ? 'give' : 'change',
    subject: 'teaching_observation',
    subjectId: id,
    after: { fields: Object.keys(said) },
  });
}

/** Whoever was observed says that they read it, with words of their own where they like. From then on it stays as it is. */
export async function readObservation(scope: Scope, id: string, { words }: { words: string }): Promise<void> {
  const observation = await observationOf(scope, id);
  if (scope.actor.personId === null || observation.personId !== scope.actor.personId)
    throw forbidden('answer this observation', 'Whoever was observed does.');
  if (observation.givenAt === null) throw conflict('Nothing was written yet.');
  if (observation.readAt !== null) throw conflict('You said already that you read it.');
  await scope.tx.updateTable('teachingObservation').set({ readAt: new Date(), readWords: words }).where('id', '=', id).execute();
  await appendEvent(scope, { verb: 'read', subject: 'teaching_observation', subjectId: id });
}

/** Takes back that somebody was asked to observe, while nothing was written. */
export async function takeBackAssignment(scope: Scope, id: string): Promise<void> {
  const { actor, tx } = scope;
  const observation = await observationOf(scope, id);
  const mayTakeBack =
    observation.assignedBy === actor.personId || mayConfirm(actor, { isTrainer: await isTrainer(scope, observation.programmeId) });
  if (actor.personId === null || !mayTakeBack)
    throw forbidden('take this back', 'Whoever asked does, a trainer of the programme, or the convener.');
  if (observation.givenAt !== null) throw conflict('It was written already.');
  await tx.deleteFrom('teachingObservation').where('id', '=', id).execute();
  await appendEvent(scope, { verb: 'take-back', subject: 'teaching_observation', subjectId: id });
}
