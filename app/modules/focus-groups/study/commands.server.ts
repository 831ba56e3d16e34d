import { sql } from 'kysely';
import { appendEvent, appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { freeSlug } from '#app/platform/slug.ts';
import { mayBeginStudy, mayLeadStudy, mayRemoveSampleStudies, type StudyRole } from '../rules.ts';
import type { Study } from './queries.server.ts';
import type { GivenRole, NewStudy, Protocol } from './schema.ts';

/** Begins a study, which the acting person leads, with the first version of its protocol. Answers its short name. */
export async function beginStudy(
  scope: Scope,
  { title, approach, question, isSample = false }: NewStudy & { isSample?: boolean },
): Promise<string> {
  const { actor, tx } = scope;
  if (!mayBeginStudy(actor)) throw forbidden('begin a study: whoever works at a school or in the collaborative does');
  await sql`select pg_advisory_xact_lock(hashtextextended('study slug', 0))`.execute(tx);
  const { rows } = await sql<{
    id: string;
    slug: string;
  }>`select uuid_v7() as id, free_study_slug(${freeSlug(title, [], 'study')}) as slug`.execute(tx);
  const { id, slug } = rows[0]!;
  await tx.insertInto('study').values({ id, slug, title, isSample, begunBy: actor.personId }).execute();
  await tx
    .insertInto('protocolVersion')
    .values({ studyId: id, number: 1, approach, question, design: '', guide: '', writtenBy: actor.personId })
    .execute();
  await appendStudyEvent(scope, id, { verb: 'begin', subject: 'study', subjectId: id, after: { title, approach, question } });
  return slug;
}

/** Writes the protocol's next version. Another approach needs its reason. Conflict when somebody wrote one since `seen`. */
export async function writeProtocol(scope: Scope, study: Study, { seen, said }: { seen: number; said: Protocol }): Promise<void> {
  const { actor, tx } = scope;
  if (!mayLeadStudy(study)) throw forbidden('write the protocol: the study’s lead does');
  await sql`select pg_advisory_xact_lock(hashtextextended(${`protocol ${study.id}`}, 0))`.execute(tx);
  const newest = await tx
    .selectFrom('protocolVersion')
    .select(['number', 'approach'])
    .where('studyId', '=', study.id)
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow();
  if (newest.number !== seen)
    throw conflict(
      `Version ${newest.number} was written while you had version ${seen} open. Open it in another tab; what you wrote is still here.`,
    );
  if (said.approach !== newest.approach && said.reason === '') throw invalid('Write why the approach changes: the report shows it.');
  const number = newest.number + 1;
  await tx
    .insertInto('protocolVersion')
    .values({ ...said, studyId: study.id, number, reason: said.reason || null, writtenBy: actor.personId })
    .execute();
  await appendStudyEvent(scope, study.id, {
    verb: 'write',
    subject: 'protocol_version',
    subjectId: String(number),
    before: { approach: newest.approach },
    after: { approach: said.approach, reason: said.reason },
  });
}

/** Gives somebody who is in Concord a role in the study, of one site or of all. Missing when nobody has this email address. */
export async function giveStudyRole(scope: Scope, study: Study, { mail, role, siteId }: GivenRole): Promise<void> {
  const { actor, tx } = scope;
  if (!mayLeadStudy(study)) throw forbidden('give roles in the study: its lead does');
  const { rows } = await sql<{ personId: string | null }>`select person_of_mail(${study.id}::uuid, ${mail}) as person_id`.execute(tx);
  const personId = rows[0]?.personId;
  if (!personId)
    throw invalid(`Nobody with the address ${mail} is in Concord yet. Let them be invited under Members, then name them here.`);
  if (siteId !== null && role !== 'staff' && role !== 'moderator')
    throw invalid('Only research staff and moderators are of one site. Choose all sites.');
  await tx
    .insertInto('studyRole')
    .values({ studyId: study.id, personId, role, siteId, givenBy: actor.personId })
    .onConflict((on) =>
      on.columns(['studyId', 'personId', 'role']).doUpdateSet({ siteId, givenBy: actor.personId, givenAt: sql<Date>`now()` }),
    )
    .execute();
  await appendStudyEvent(scope, study.id, { verb: 'give', subject: 'study_role', subjectId: personId, after: { role, siteId } });
}

/** Ends a role. Conflict for the last lead. */
export async function endStudyRole(scope: Scope, study: Study, { personId, role }: { personId: string; role: StudyRole }): Promise<void> {
  const { tx } = scope;
  if (!mayLeadStudy(study)) throw forbidden('end roles in the study: its lead does');
  await sql`select pg_advisory_xact_lock(hashtextextended(${`study roles ${study.id}`}, 0))`.execute(tx);
  const leads = await tx.selectFrom('studyRole').select('personId').where('studyId', '=', study.id).where('role', '=', 'lead').execute();
  if (role === 'lead' && leads.length === 1 && leads[0]!.personId === personId)
    throw conflict('A study needs a lead. Give somebody else that role first.');
  const ended = await tx
    .deleteFrom('studyRole')
    .where('studyId', '=', study.id)
    .where('personId', '=', personId)
    .where('role', '=', role)
    .returning('personId')
    .executeTakeFirst();
  if (!ended) throw missing('This role');
  await appendStudyEvent(scope, study.id, { verb: 'end', subject: 'study_role', subjectId: personId, before: { role } });
}

/** Sets the day after which originals are erased, or none. Invalid for a day that has passed: what is gone by a mistake does not come back. */
export async function setOriginalsUntil(scope: Scope, study: Study, until: string | null): Promise<void> {
  const { tx } = scope;
  if (!mayLeadStudy(study)) throw forbidden('set the day on which originals are erased: the study’s lead does');
  const set = await tx
    .updateTable('study')
    .set({ originalsUntil: until })
    .where('id', '=', study.id)
    .where(sql<boolean>`coalesce(${until}::date, 'infinity') >= current_date`)
    .returning('id')
    .executeTakeFirst();
  if (!set) throw invalid('This day has passed. Choose today or a later day.');
  await appendStudyEvent(scope, study.id, {
    verb: 'set',
    subject: 'study',
    subjectId: study.id,
    before: { originalsUntil: study.originalsUntil },
    after: { originalsUntil: until },
  });
}

/** Removes the studies of the sample, with all that hangs on them; those that its invented people began, too. Answers how many. */
export async function removeSampleStudies(scope: Scope): Promise<number> {
  const { actor, tx } = scope;
  if (!mayRemoveSampleStudies(actor)) throw forbidden('remove the sample');
  const samplePeople = tx.selectFrom('person').select('id').where('isSample', '=', true);
  const gone = await tx
    .selectFrom('study')
    .select(['id', 'title'])
    .where(({ eb, or }) => or([eb('isSample', '=', true), eb('begunBy', 'in', samplePeople)]))
    .execute();
  for (const { id, title } of gone) {
    // What holds a site or a code goes first; the rest goes with the study.
    for (const table of ['themeCode', 'transcript', 'groupSession', 'participant'] as const)
      await tx.deleteFrom(table).where('studyId', '=', id).execute();
    await tx.deleteFrom('study').where('id', '=', id).execute();
    await appendEvent(scope, { verb: 'remove', subject: 'study', subjectId: null, before: { title } });
  }
  return gone.length;
}
