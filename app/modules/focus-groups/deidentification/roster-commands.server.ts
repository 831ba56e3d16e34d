import { sql } from 'kysely';
import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayReadOriginalsOf } from '../study/key-queries.server.ts';
import type { Study } from '../study/queries.server.ts';
import { studySites } from '../study/site-queries.server.ts';
import { takenPseudonyms } from './roster-queries.server.ts';
import type { RosterSaid } from './schema.ts';

const refusal = [
  'keep the roster of this site',
  'Research staff and moderators whom the study names for it do, if they do not teach there.',
] as const;

/** Adds somebody or some place to a site's roster, with the one word that stands for them. Conflict when a person's pseudonym is taken. Missing when it is no site of the study. */
export async function addToRoster(scope: Scope, study: Study, said: RosterSaid): Promise<string> {
  const { actor, tx } = scope;
  if (!(await studySites(scope, study)).some(({ id }) => id === said.siteId)) throw missing('This site');
  if (!(await mayReadOriginalsOf(scope, study, said.siteId))) throw forbidden(...refusal);
  const taken = conflict(`The pseudonym ${said.pseudonym} is taken. Choose another, or add this name to whom it stands for.`);
  if (said.kind === 'person' && (await takenPseudonyms(scope, study)).has(said.pseudonym)) throw taken;
  const added = await tx
    .insertInto('rosterEntry')
    .values({ ...said, studyId: study.id, addedBy: actor.personId })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw taken;
  await appendStudyEvent(scope, study.id, {
    verb: 'add',
    subject: 'roster_entry',
    subjectId: added.id,
    after: { kind: said.kind, names: said.names.length },
    isTrail: false,
  });
  return added.id;
}

/** Puts a name on a site's roster under the pseudonym that a person gave it: beside the names that have it already, else as somebody new. */
export async function rememberName(
  scope: Scope,
  study: Study,
  { siteId, name, pseudonym }: { siteId: string; name: string; pseudonym: string },
) {
  const { actor, tx } = scope;
  if (!(await mayReadOriginalsOf(scope, study, siteId))) throw forbidden(...refusal);
  const { id } = await tx
    .insertInto('rosterEntry')
    .values({ studyId: study.id, siteId, kind: 'person', names: [name], pseudonym, addedBy: actor.personId })
    .onConflict((on) =>
      on
        .columns(['studyId', 'siteId', 'pseudonym'])
        .where('kind', '=', 'person')
        .doUpdateSet({ names: sql`array(select distinct unnest(roster_entry.names || excluded.names))` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendStudyEvent(scope, study.id, { verb: 'add', subject: 'roster_entry', subjectId: id, after: { names: 1 }, isTrail: false });
}

/** Takes an entry off the roster. What was answered by it stays. */
export async function endRosterEntry(scope: Scope, study: Study, { entryId }: { entryId: string }): Promise<void> {
  const entry = await scope.tx
    .selectFrom('rosterEntry')
    .select(['id', 'siteId', 'kind'])
    .where('studyId', '=', study.id)
    .where('id', '=', entryId)
    .executeTakeFirst();
  if (!entry) throw missing('This entry of the roster');
  if (!(await mayReadOriginalsOf(scope, study, entry.siteId))) throw forbidden(...refusal);
  await scope.tx.deleteFrom('rosterEntry').where('studyId', '=', study.id).where('id', '=', entryId).execute();
  await appendStudyEvent(scope, study.id, {
    verb: 'end',
    subject: 'roster_entry',
    subjectId: entryId,
    before: { kind: entry.kind },
    isTrail: false,
  });
}
