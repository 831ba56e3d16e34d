import { appendEvent, publish } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayEndorse } from '../rules.ts';
import { endorsingSchools, goalForChange } from './queries.server.ts';
import type { Endorsement } from './schema.ts';

/** Says what the school acted for thinks of a version that is before the schools, or adopted. What it said before ends. */
export async function endorseGoal(scope: Scope, number: number, { answer, because }: Omit<Endorsement, 'school'>): Promise<void> {
  assertMayEndorse(scope);
  const { actor, tx } = scope;
  const goal = await goalForChange(scope, number);
  if (goal.proposedAt === null) throw conflict('This version is still being drafted. Comment on it; schools are asked once it is whole.');
  if (!(await endorsingSchools(scope, goal.isSample)).some(({ id }) => id === actor.school!.id))
    throw forbidden('speak for this school here', 'Member schools do.');
  if (goal.adoptedAt !== null && answer === 'cannot')
    throw conflict('This version is adopted. Withdraw what your school said, and comment on the next one.');
  await tx
    .updateTable('goalEndorsement')
    .set({ endedAt: new Date(), endedBecause: 'replaced' })
    .where('versionId', '=', goal.id)
    .where('forSchoolId', '=', actor.school!.id)
    .where('endedAt', 'is', null)
    .execute();
  await tx
    .insertInto('goalEndorsement')
    .values({ versionId: goal.id, forSchoolId: actor.school!.id, answer, words: because, givenBy: actor.personId })
    .execute();
  await appendEvent(scope, {
    verb: 'endorse',
    subject: 'goal_version',
    subjectId: goal.id,
    after: { school: actor.school!.name, answer, because },
  });
  await publish(scope);
}

/** Withdraws what the school acted for said of a version, also after its adoption; that it was said, and when it ended, stays. */
export async function withdrawEndorsement(scope: Scope, number: number): Promise<void> {
  assertMayEndorse(scope);
  const { actor, tx } = scope;
  const goal = await goalForChange(scope, number);
  const ended = await tx
    .updateTable('goalEndorsement')
    .set({ endedAt: new Date(), endedBecause: 'withdrawn' })
    .where('versionId', '=', goal.id)
    .where('forSchoolId', '=', actor.school!.id)
    .where('endedAt', 'is', null)
    .returning('answer')
    .executeTakeFirst();
  if (!ended) throw missing('What your school said');
  await appendEvent(scope, {
    verb: 'withdraw',
    subject: 'goal_endorsement',
    subjectId: goal.id,
    before: { school: actor.school!.name, ...ended },
  });
  await publish(scope);
}

function assertMayEndorse({ actor }: Scope): void {
  if (!mayEndorse(actor)) throw forbidden('speak for a school here', 'Its lead does.');
}
