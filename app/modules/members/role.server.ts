import type { Scope } from '#app/platform/scope.server.ts';
import type { Held } from './role.ts';

/** Gives a person a role, for commands that have asked their rule; one that they have already stays as it is. */
export async function giveRole({ tx }: Scope, personId: string, held: Held): Promise<void> {
  if (held.schoolId === null)
    await tx
      .insertInto('collaborativeRole')
      .values({ personId, role: held.role })
      .onConflict((on) => on.doNothing())
      .execute();
  else
    await tx
      .insertInto('schoolRole')
      .values({ personId, role: held.role, schoolId: held.schoolId })
      .onConflict((on) => on.doNothing())
      .execute();
}
