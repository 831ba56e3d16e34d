import { sql } from 'kysely';
import { appendEvent, publish } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { freeSlug } from '#app/platform/slug.ts';
import { isOfSample } from '../../members/queries.server.ts';
import { mayKeepProgramme, mayRemoveSampleFaculty } from '../rules.ts';
import { assertMayKeepProgramme } from './queries.server.ts';
import type { ProgrammeForm, SessionItem } from './schema.ts';

/** Begins a programme as a draft that nobody else sees; answers the name in its address, which stays. */
export async function beginProgramme(scope: Scope, said: ProgrammeForm): Promise<string> {
  const { actor, tx } = scope;
  if (!mayKeepProgramme(actor, { forSchoolId: said.school }))
    throw forbidden('begin this programme', 'The convener does, and a lead for the own school.');
  const slug = await freeProgrammeSlug(scope, said.title);
  const { title, purpose, forWhom, competencies, school: forSchoolId } = said;
  const { id } = await tx
    .insertInto('programme')
    .values({ slug, title, purpose, forWhom, competencies, forSchoolId, isSample: await isOfSample(scope), begunBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await keepParts(scope, id, said);
  await appendEvent(scope, { verb: 'begin', subject: 'programme', subjectId: id, after: recorded(said) });
  return slug;
}

/** A short name that no programme has, also none that the asking person may not see. */
async function freeProgrammeSlug({ tx }: Scope, title: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('programme slug'))`.execute(tx);
  const taken: string[] = [];
  for (;;) {
    const slug = freeSlug(title, taken, 'programme');
    const { rows } = await sql<{ isTaken: boolean }>`select is_programme_slug(${slug}) as is_taken`.execute(tx);
    if (!rows[0]!.isTaken) return slug;
    taken.push(slug);
  }
}

/** Changes what a programme says. What somebody reached before stands as it was confirmed. */
export async function changeProgramme(scope: Scope, slug: string, said: ProgrammeForm): Promise<void> {
  const before = await assertMayKeepProgramme(scope, slug, said.seen);
  const { title, purpose, forWhom, competencies } = said;
  await scope.tx
    .updateTable('programme')
    .set({ title, purpose, forWhom, competencies, changedAt: sql<Date>`date_trunc('milliseconds', clock_timestamp())` })
    .where('id', '=', before.id)
    .execute();
  await keepParts(scope, before.id, said);
  await appendEvent(scope, {
    verb: 'change',
    subject: 'programme',
    subjectId: before.id,
    before: { title: before.title, purpose: before.purpose, forWhom: before.forWhom, competencies: before.competencies },
    after: recorded(said),
  });
  await publish(scope);
}

/** Opens a programme, or closes it: what was reached in it stays. */
export async function setProgrammeState(scope: Scope, slug: string, state: 'open' | 'closed'): Promise<void> {
  const programme = await assertMayKeepProgramme(scope, slug);
  if (programme.state === state) throw conflict(`This programme is ${state} already.`);
  if (state === 'closed' && programme.state === 'draft') throw conflict('A draft is not closed: nobody saw it yet.');
  if (programme.sessions === 0) throw conflict('Write at least one session before you open it.');
  await scope.tx
    .updateTable('programme')
    .set({ state, changedAt: sql<Date>`date_trunc('milliseconds', clock_timestamp())` })
    .where('id', '=', programme.id)
    .execute();
  await appendEvent(scope, {
    verb: state === 'open' ? 'open' : 'close',
    subject: 'programme',
    subjectId: programme.id,
    before: { state: programme.state },
    after: { state },
  });
  await publish(scope);
}

/** Takes a draft away that nobody saw. */
export async function dropProgramme(scope: Scope, slug: string): Promise<void> {
  const { id, state, title } = await assertMayKeepProgramme(scope, slug);
  if (state !== 'draft') throw conflict('This programme was open: people may stand on its path. Close it instead.');
  const offering = await scope.tx.selectFrom('offering').select('slug').where('programmeId', '=', id).executeTakeFirst();
  if (offering) throw conflict('An offering of it is planned. Take that away first.');
  await scope.tx.deleteFrom('programme').where('id', '=', id).execute();
  await appendEvent(scope, { verb: 'drop', subject: 'programme', subjectId: id, before: { title } });
}

/** Says that a session uses an item of the library, in the version that stands today. */
export async function takeIntoSession(scope: Scope, slug: string, { session, item }: SessionItem): Promise<void> {
  const { id } = await assertMayKeepProgramme(scope, slug);
  const found = await scope.tx.selectFrom('libraryItem').select('publishedNumber').where('id', '=', item).executeTakeFirst();
  if (!found) throw missing('This item');
  await assertHasSession(scope, id, session);
  await scope.tx
    .insertInto('programmeSessionItem')
    .values({ programmeId: id, sessionId: session, itemId: item, number: found.publishedNumber })
    .onConflict((on) => on.columns(['programmeId', 'sessionId', 'itemId']).doUpdateSet({ number: found.publishedNumber }))
    .execute();
  await appendEvent(scope, { verb: 'use', subject: 'programme', subjectId: id, after: { session, item } });
}

async function assertHasSession({ tx }: Scope, programmeId: string, session: string): Promise<void> {
  const found = await tx
    .selectFrom('programmeSession')
    .select('id')
    .where('programmeId', '=', programmeId)
    .where('id', '=', session)
    .executeTakeFirst();
  if (!found) throw missing('This session');
}

/** Takes an item of the library out of a session. */
export async function dropFromSession(scope: Scope, slug: string, { session, item }: SessionItem): Promise<void> {
  const { id } = await assertMayKeepProgramme(scope, slug);
  const dropped = await scope.tx
    .deleteFrom('programmeSessionItem')
    .where('programmeId', '=', id)
    .where('sessionId', '=', session)
    .where('itemId', '=', item)
    .returning('itemId')
    .executeTakeFirst();
  if (!dropped) throw missing('This item of the session');
  await appendEvent(scope, { verb: 'take', subject: 'programme', subjectId: id, before: { session, item } });
}

/** Removes the programmes of the sample, with all that hangs on them; their occasions go with those of the sample. */
export async function removeSampleProgrammes(scope: Scope): Promise<void> {
  const { actor, tx } = scope;
  if (!mayRemoveSampleFaculty(actor)) throw forbidden('remove the sample');
  await tx.deleteFrom('programme').where('isSample', '=', true).execute();
  await appendEvent(scope, { verb: 'remove-sample', subject: 'programme', subjectId: null });
  await publish(scope);
}

/** Writes sessions in the order of the form, each keeping its own id, and what the steps ask for. */
async function keepParts({ tx }: Scope, programmeId: string, { sessions, path }: ProgrammeForm): Promise<void> {
  const known = new Set(
    (await tx.selectFrom('programmeSession').select('id').where('programmeId', '=', programmeId).execute()).map(({ id }) => id),
  );
  const kept = sessions.map((session) => (session.id !== null && known.has(session.id) ? session : { ...session, id: null }));
  const gone = [...known].filter((id) => !kept.some((session) => session.id === id));
  if (gone.length > 0) await tx.deleteFrom('programmeSession').where('programmeId', '=', programmeId).where('id', 'in', gone).execute();
  for (const [position, { id, ...session }] of kept.entries())
    if (id === null)
      await tx
        .insertInto('programmeSession')
        .values({ programmeId, position, ...session })
        .execute();
    else
      await tx
        .updateTable('programmeSession')
        .set({ position, ...session })
        .where('programmeId', '=', programmeId)
        .where('id', '=', id)
        .execute();
  for (const asks of path)
    await tx
      .insertInto('programmeStep')
      .values({ programmeId, ...asks })
      .onConflict((on) => on.columns(['programmeId', 'step']).doUpdateSet(asks))
      .execute();
}

function recorded({ seen, ...said }: ProgrammeForm) {
  return said;
}
