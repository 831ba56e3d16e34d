import { zone as ourZone } from '#app/modules/members/time-zone.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { waiting } from './board.ts';
import { dueDays, progressOfSchools } from './board-queries.server.ts';
import type { Receiver, Waiting } from './reminder.ts';
import type { StepWaiter } from './step.ts';

/** A step that waits, for one of those whom it waits for, with the last reminder. */
export type Remindable = {
  readonly waiting: Waiting;
  readonly receiver: Receiver;
  readonly lastAt: Date | null;
  readonly roundId: string;
  readonly schoolId: string;
  readonly personId: string;
};

/** Everything that waits in open rounds, with whom it waits for; what waits for course directors is their leads' to follow up. For the job that reminds. */
export async function remindables(scope: Scope): Promise<Remindable[]> {
  const rounds = await scope.tx
    .selectFrom('mappingRound')
    .select(['id', 'slug', 'title', 'year', 'openedAt'])
    .where('status', '=', 'open')
    .execute();
  const people = await receivers(scope);
  const found: Remindable[] = [];
  for (const round of rounds) {
    const dueOn = await dueDays(scope, round.id);
    const { schools } = await progressOfSchools(scope, round);
    const lastAt = await lastReminders(scope, round.id);
    for (const { id: schoolId, slug, name, cells } of schools)
      for (const { step, waitsFor, since } of waiting(cells))
        for (const { personId, ...receiver } of people(schoolId, waitsFor!))
          found.push({
            waiting: { round, school: { slug, name }, step, waitsFor: waitsFor!, dueOn: dueOn[step], since: since! },
            receiver,
            lastAt: lastAt.get(`${schoolId} ${step} ${personId}`) ?? null,
            roundId: round.id,
            schoolId,
            personId,
          });
  }
  return found;
}

/** Who is told of what waits for a role at a school. Invented people have no mailbox. */
async function receivers({ tx }: Scope) {
  const wants = { id: 'person.id', isSample: 'person.isSample', wantsReminders: 'person.wantsReminders' } as const;
  const columns = ['person.id as personId', 'person.name', 'person.mail', 'person.timeZone', 'role'] as const;
  const atSchools = await tx
    .selectFrom('schoolRole')
    .innerJoin('person', wants.id, 'schoolRole.personId')
    .select([...columns, 'schoolId'])
    .where(wants.isSample, '=', false)
    .where(wants.wantsReminders, '=', true)
    .execute();
  const conveners = await tx
    .selectFrom('collaborativeRole')
    .innerJoin('person', wants.id, 'collaborativeRole.personId')
    .select(columns)
    .where('role', '=', 'convener')
    .where(wants.isSample, '=', false)
    .where(wants.wantsReminders, '=', true)
    .execute();
  const roleOf = { lead: 'lead', mapper: 'mapper', director: 'lead' } as const;
  return (schoolId: string, waitsFor: StepWaiter) =>
    (waitsFor === 'convener' ? conveners : atSchools.filter((each) => each.schoolId === schoolId && each.role === roleOf[waitsFor])).map(
      ({ personId, name, mail, timeZone }) => ({ personId, name, mail, zone: timeZone ?? ourZone }),
    );
}

async function lastReminders({ tx }: Scope, roundId: string): Promise<ReadonlyMap<string, Date>> {
  const rows = await tx
    .selectFrom('roundReminder')
    .select(['forSchoolId', 'step', 'personId', ({ fn }) => fn.max('sentAt').as('lastAt')])
    .where('roundId', '=', roundId)
    .groupBy(['forSchoolId', 'step', 'personId'])
    .execute();
  return new Map(rows.map(({ forSchoolId, step, personId, lastAt }) => [`${forSchoolId} ${step} ${personId}`, lastAt]));
}
