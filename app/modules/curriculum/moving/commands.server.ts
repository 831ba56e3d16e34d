import { sql } from 'kysely';
import { type Competency, currentVersionId } from '#app/modules/competencies/queries.server.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { extents, levels } from '../link.ts';
import { mayMoveMap, mayReview } from '../rules.ts';
import { holdEveryYear, refuseSubmittedMove } from '../submission-queries.server.ts';
import { type WaitingMove, waitingMove } from './move-queries.server.ts';
import type { LinkChoice } from './schema.ts';

/** Carries every open link that the change itself says how to carry. Answers how many. Conflict, as everything here, while a year that it would change is submitted. */
export async function carryAsChanged(scope: Scope): Promise<number> {
  if (!mayReview(scope.actor)) throw forbidden('decide about links');
  const move = await lockedMove(scope);
  const pairs = move.plan.carried.map(({ competency, to, how }) => ({ from_id: competency.id, to_id: to[0]!.id, how }));
  const { rows } = await sql<{ activityId: string }>`
    insert into link_decision (school_id, activity_id, from_competency_id, framework_version_id, to_competency_ids, how, decided_by)
    select l.school_id, l.activity_id, l.competency_id, ${move.to.id}::uuid, array[p.to_id], p.how, ${scope.actor.personId}::uuid
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p(from_id uuid, to_id uuid, how text)
      join competency_link l on l.school_id = ${ownSchool(scope.actor).id}::uuid and l.competency_id = p.from_id
    on conflict do nothing returning activity_id`.execute(scope.tx);
  await remakeCarried(scope, move);
  const after = { from: move.from.number, to: move.to.number, links: rows.length };
  await appendSchoolEvent(scope, ownSchool(scope.actor).id, {
    verb: 'carry-links',
    subject: 'framework_version',
    subjectId: move.to.id,
    after,
  });
  return rows.length;
}

/** Decides about the links to one competency, all of them or those of some activities; a decision before is replaced. Answers how many links it was about. */
export async function decideLinks(scope: Scope, choice: LinkChoice): Promise<number> {
  const { actor, tx } = scope;
  if (!mayReview(actor)) throw forbidden('decide about links');
  const move = await lockedMove(scope);
  const schoolId = ownSchool(actor).id;
  const known = movedCompetency(move, choice.competency);
  const there = await tx
    .selectFrom('frameworkItem')
    .select('id')
    .where('frameworkVersionId', '=', move.to.id)
    .where('kind', '=', 'competency')
    .where(({ eb, val }) => eb('id', '=', eb.fn.any(val([...choice.to]))))
    .execute();
  if (there.length !== new Set(choice.to).size) throw invalid(`Choose competencies of version ${move.to.number}.`);
  const { rows } = await sql<{ activityId: string }>`
    insert into link_decision (school_id, activity_id, from_competency_id, framework_version_id, to_competency_ids, how, decided_by)
    select school_id, activity_id, competency_id, ${move.to.id}::uuid, ${choice.to}::uuid[], ${choice.isLeft ? 'left' : 'chosen'}, ${actor.personId}::uuid
    from competency_link where school_id = ${schoolId}::uuid and competency_id = ${choice.competency}::uuid
      and (${choice.activities}::uuid[] is null or activity_id = any (${choice.activities}::uuid[]))
    on conflict (school_id, activity_id, from_competency_id, framework_version_id) do update set to_competency_ids = excluded.to_competency_ids,
      how = excluded.how, decided_by = excluded.decided_by, decided_at = now() returning activity_id`.execute(tx);
  if (rows.length === 0) throw missing('These links');
  await remakeCarried(scope, move);
  const after = { competency: known.code, to: choice.to, links: rows.length };
  await appendSchoolEvent(scope, schoolId, { verb: 'decide-links', subject: 'framework_item', subjectId: choice.competency, after });
  return rows.length;
}

/** Takes back what was decided about the links to one competency; they are open again. */
export async function reopenLinks(scope: Scope, competencyId: string): Promise<number> {
  const { actor, tx } = scope;
  if (!mayReview(actor)) throw forbidden('decide about links');
  const move = await lockedMove(scope);
  movedCompetency(move, competencyId);
  const schoolId = ownSchool(actor).id;
  const gone = await tx
    .deleteFrom('linkDecision')
    .where('schoolId', '=', schoolId)
    .where('fromCompetencyId', '=', competencyId)
    .where('frameworkVersionId', '=', move.to.id)
    .returning('activityId')
    .execute();
  if (gone.length === 0) throw missing('A decision about this competency');
  await remakeCarried(scope, move);
  await appendSchoolEvent(scope, schoolId, {
    verb: 'reopen-links',
    subject: 'framework_item',
    subjectId: competencyId,
    before: { links: gone.length },
  });
  return gone.length;
}

/** The school maps against the other version from now on. Conflict while a link is undecided; whoever just makes one is waited for, and who comes after is told. */
export async function moveMap(scope: Scope): Promise<void> {
  const { actor, tx } = scope;
  if (!mayMoveMap(actor)) throw forbidden('move the school’s map');
  await holdEveryYear(scope);
  const { from, to, plan } = await lockedMove(scope);
  if (plan.undecided > 0)
    throw conflict(
      `${plan.undecided} of ${plan.links} links are not decided yet. Decide about them, then move. Until then nothing changes.`,
    );
  const schoolId = ownSchool(actor).id;
  await tx
    .updateTable('schoolFramework')
    .set({ frameworkVersionId: to.id, setBy: actor.personId, since: new Date() })
    .where('schoolId', '=', schoolId)
    .execute();
  const change = { before: { version: from.number, links: plan.links }, after: { version: to.number } };
  await appendSchoolEvent(scope, schoolId, { verb: 'move-map', subject: 'framework_version', subjectId: to.id, ...change });
}

/** A competency that links are moved from, by the id that a form named; missing when it is none. */
function movedCompetency({ plan }: WaitingMove, id: string): Competency {
  const found = [...plan.asked, ...plan.carried].find(({ competency }) => competency.id === id);
  if (!found) throw missing('This competency');
  return found.competency;
}

/** The move that waits, with the school's row locked, so that two people decide in turn; conflict when a submitted year would change. The version it maps against is written down first: carried links must not move it. */
async function lockedMove(scope: Scope): Promise<WaitingMove> {
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  await refuseSubmittedMove(scope, await currentVersionId(scope));
  await sql`select pg_advisory_xact_lock(hashtextextended(${`move ${schoolId}`}, 0))`.execute(tx);
  const move = await waitingMove(scope);
  if (!move) throw conflict('Your school maps against the collaborative’s current version already. Nothing waits.');
  await tx
    .insertInto('schoolFramework')
    .values({ schoolId, frameworkVersionId: move.from.id, setBy: actor.personId })
    .onConflict((clash) => clash.doNothing())
    .execute();
  return move;
}

/**
 * Makes the carried links of a version from the decisions anew: where two links of an activity come together, the further level and the fuller extent stand.
 * A link that a person made to the new version stays as it is.
 */
async function remakeCarried({ actor, tx }: Scope, { from, to }: WaitingMove): Promise<void> {
  const schoolId = ownSchool(actor).id;
  await sql`delete from competency_link l using framework_item i where i.id = l.competency_id and i.framework_version_id = ${to.id}::uuid
    and l.school_id = ${schoolId}::uuid and l.carried_from is not null`.execute(tx);
  await sql`
    insert into competency_link (school_id, activity_id, competency_id, level, extent, hit_id, linked_by, linked_at, carried_from, carried_year, evidence, milestone_ids)
    select d.school_id, d.activity_id, t.id,
      (${levels}::text[])[max(array_position(${levels}::text[], l.level))], (${extents}::text[])[max(array_position(${extents}::text[], l.extent))],
      (array_agg(l.hit_id order by l.linked_at))[1], (array_agg(l.linked_by order by l.linked_at))[1], min(l.linked_at),
      (array_agg(l.competency_id order by l.linked_at))[1], (array_agg(l.carried_year order by l.linked_at))[1],
      left(string_agg(l.evidence, ' ' order by l.linked_at), 2000), array(select distinct n.id from link_decision e
        join competency_link k on k.school_id = e.school_id and k.activity_id = e.activity_id and k.competency_id = e.from_competency_id
        join framework_item o on o.id = any(k.milestone_ids) join framework_item n on n.stable_id = o.stable_id and n.parent_id = t.id
        where e.school_id = d.school_id and e.activity_id = d.activity_id and e.framework_version_id = ${to.id}::uuid and t.id = any(e.to_competency_ids))
    from link_decision d cross join lateral unnest(d.to_competency_ids) as t(id)
      join competency_link l on l.school_id = d.school_id and l.activity_id = d.activity_id and l.competency_id = d.from_competency_id
      join framework_item i on i.id = l.competency_id and i.framework_version_id = ${from.id}::uuid
    where d.school_id = ${schoolId}::uuid and d.framework_version_id = ${to.id}::uuid
    group by d.school_id, d.activity_id, t.id
    on conflict (school_id, activity_id, competency_id) do nothing`.execute(tx);
}
