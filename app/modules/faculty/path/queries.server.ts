import { sql } from 'kysely';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { type Programme, pathOf, programmeNamed, programmeRows } from '../programmes/queries.server.ts';
import { leadsPeople, mayConfirm } from '../rules.ts';
import type { Chosen } from './facilitation.ts';
import { type Counted, type Standing, wayOf } from './way.ts';

/** True when the actor is a trainer of the programme today. */
export async function isTrainer({ tx }: Scope, programmeId: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select ${programmeId}::uuid in (select own_trainerships()) as is`.execute(tx);
  return rows[0]!.is;
}

/** What was counted of the people of a programme whom the actor may see. */
async function factsOf({ tx }: Scope, programmeId: string, personId?: string) {
  const { rows } = await sql<Counted & { personId: string; name: string; offeringId: string | null }>`
    select person_id, name, attended, offering_id, taught, read_back from path_facts(${programmeId})
    where ${personId ?? null}::uuid is null or person_id = ${personId ?? null}::uuid order by name, person_id`.execute(tx);
  return rows;
}
/** A person of a programme with what was counted. */
export type PathFacts = Awaited<ReturnType<typeof factsOf>>[number];

/** The person of a programme with what was counted of them; null where nothing was, or the actor may not see it. */
export async function factsOfPerson(scope: Scope, programmeId: string, personId: string): Promise<PathFacts | null> {
  return (await factsOf(scope, programmeId, personId))[0] ?? null;
}

function standingRows({ tx }: Pick<Scope, 'tx'>) {
  return tx
    .selectFrom('standing')
    .select(['id', 'programmeId', 'personId', 'name', 'step', 'ground', 'confirmedByName', 'endedAt', 'endedBecause'])
    .select([sql<string>`since::text`.as('since'), sql<string | null>`until::text`.as('until')])
    .$castTo<Standing & { programmeId: string; personId: string; name: string }>();
}

const nothing: Counted = { attended: 0, taught: 0, readBack: 0 };

/** The actor's own way in every programme in which they have a part or of which they could be part, those with something of theirs first. */
export async function ownWays(scope: Scope, today: string) {
  const { actor } = scope;
  if (actor.personId === null) throw forbidden('see a way without signing in');
  const programmes = await programmeRows(scope).where('p.state', '<>', 'draft').execute();
  const standings = await standingRows(scope).where('personId', '=', actor.personId).execute();
  const ways = [];
  for (const { id, slug, title, school, state } of programmes) {
    const own = standings.filter(({ programmeId }) => programmeId === id);
    const facts = await factsOfPerson(scope, id, actor.personId);
    if (own.length === 0 && facts === null && state === 'closed') continue;
    ways.push({
      ...{ slug, title, school, isBegun: own.length > 0 || facts !== null },
      way: wayOf(await pathOf(scope, id), { standings: own, counted: facts ?? nothing, today }),
      earlier: own.filter(({ endedAt }) => endedAt !== null),
    });
  }
  return ways.toSorted((one, other) => Number(other.isBegun) - Number(one.isBegun));
}

/** The people of a programme with their way, as far as the actor may see them: all for its trainers and the convener, those of the own school for its lead. Refused to everybody else. */
export async function peopleOf(scope: Scope, slug: string, today: string) {
  const programme = await programmeNamed(scope, slug);
  const { actor } = scope;
  const confirms = mayConfirm(actor, { isTrainer: await isTrainer(scope, programme.id) });
  if (!confirms && !leadsPeople(actor))
    throw forbidden('see how far people are', 'Trainers of the programme do, the convener, and leads of their own school’s people.');
  const path = await pathOf(scope, programme.id);
  const standings = Map.groupBy(await standingRows(scope).where('programmeId', '=', programme.id).execute(), ({ personId }) => personId);
  const people = (await factsOf(scope, programme.id)).map(({ personId, name, offeringId, ...counted }) => ({
    personId,
    name,
    isSelf: personId === actor.personId,
    counted,
    way: wayOf(path, { standings: standings.get(personId) ?? [], counted, today }),
  }));
  return { programme, people, confirms };
}
/** Somebody of a programme, as whoever confirms steps sees them. */
export type PersonOnPath = Awaited<ReturnType<typeof peopleOf>>['people'][number];

/** One person of a programme, with every step that was confirmed and the observations that the actor may read. */
export async function personOnPath(scope: Scope, slug: string, { personId, today }: { personId: string; today: string }) {
  const programme = await programmeNamed(scope, slug);
  const isOwnTrainer = await isTrainer(scope, programme.id);
  const confirms = mayConfirm(scope.actor, { isTrainer: isOwnTrainer });
  if (!confirms && !leadsPeople(scope.actor))
    throw forbidden('see how far people are', 'Trainers of the programme do, the convener, and leads of their own school’s people.');
  const facts = await factsOfPerson(scope, programme.id, personId);
  const known = facts ?? (await scope.tx.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst());
  if (!known || (!facts && !confirms)) throw missing('This person');
  const standings = await standingRows(scope)
    .where('programmeId', '=', programme.id)
    .where('personId', '=', personId)
    .orderBy('since', 'desc')
    .execute();
  const observations = await observationRows(scope)
    .where('t.programmeId', '=', programme.id)
    .where('t.personId', '=', personId)
    .orderBy('t.madeAt', 'desc')
    .execute();
  const observers = await standingRows(scope)
    .where('programmeId', '=', programme.id)
    .where('step', 'in', ['facilitator', 'trainer'])
    .where('endedAt', 'is', null)
    .orderBy('name')
    .execute();
  return {
    programme,
    person: { personId, name: known.name, isSelf: personId === scope.actor.personId },
    way: wayOf(await pathOf(scope, programme.id), { standings, counted: facts ?? nothing, today }),
    standings,
    observations,
    isTrainer: isOwnTrainer,
    confirms,
    observers: [
      ...new Map(
        observers.filter((each) => each.personId !== personId).map((each) => [each.personId, { personId: each.personId, name: each.name }]),
      ).values(),
    ],
  };
}

/** Who may be confirmed by the convener though nothing of theirs was counted: everybody who teaches, by school. */
export function whoTeaches({ tx }: Scope) {
  return tx
    .selectFrom('schoolRole as r')
    .innerJoin('person as p', 'p.id', 'r.personId')
    .innerJoin('school as s', 's.id', 'r.schoolId')
    .select(['p.id as personId', 'p.name', 's.name as school'])
    .where('r.role', 'in', ['faculty', 'lead'])
    .distinct()
    .orderBy('s.name')
    .orderBy('p.name')
    .execute();
}

function observationRows({ tx }: Pick<Scope, 'tx'>) {
  return tx
    .selectFrom('teachingObservation as t')
    .innerJoin('programme as p', 'p.id', 't.programmeId')
    .leftJoin('offering as o', 'o.id', 't.offeringId')
    .select([
      't.id',
      't.programmeId',
      'p.title as programme',
      'p.slug as programmeSlug',
      't.offeringId',
      'o.title as offering',
      't.personId',
      't.name',
      't.observerId',
      't.observerName',
    ])
    .select([
      't.taught',
      't.well',
      't.toTry',
      't.aspects',
      't.givenAt',
      't.readAt',
      't.readWords',
      't.assignedBy',
      sql<string | null>`t.on_day::text`.as('onDay'),
    ]);
}

/** An observation whose row the actor may read. */
export async function observationOf(scope: Scope, id: string) {
  const found = await observationRows(scope).where('t.id', '=', id).executeTakeFirst();
  if (!found) throw missing('This observation');
  return { ...found, aspects: found.aspects as Record<string, Chosen> };
}
/** An observation as its page shows it. */
export type Observation = Awaited<ReturnType<typeof observationOf>>;

/** The actor's own observations: of their teaching, and those that they are to write or wrote. The newest first. */
export async function ownObservations(scope: Scope) {
  const { actor } = scope;
  if (actor.personId === null) return { ofMe: [], byMe: [] };
  const all = await observationRows(scope)
    .where(({ eb, or }) => or([eb('t.personId', '=', actor.personId), eb('t.observerId', '=', actor.personId)]))
    .orderBy('t.madeAt', 'desc')
    .execute();
  return {
    ofMe: all.filter(({ personId }) => personId === actor.personId),
    byMe: all.filter(({ observerId }) => observerId === actor.personId),
  };
}

/** Of these what waits for the actor: what they are to read first, and what they are asked to write. */
export async function observationsWaiting(scope: Scope) {
  const { ofMe, byMe } = await ownObservations(scope);
  return {
    toRead: ofMe.filter(({ givenAt, readAt }) => givenAt !== null && readAt === null).map(({ id, observerName }) => ({ id, observerName })),
    toWrite: byMe.filter(({ givenAt }) => givenAt === null).map(({ id, name, programme }) => ({ id, name, programme })),
  };
}

/** A programme by name for a command of this part, with whether the actor is a trainer of it. */
export async function programmeToConfirm(scope: Scope, slug: string): Promise<{ programme: Programme; isTrainer: boolean }> {
  const programme = await programmeNamed(scope, slug);
  return { programme, isTrainer: await isTrainer(scope, programme.id) };
}
