import type { Scope } from '#app/platform/scope.server.ts';

/** Somebody who is told by mail. */
export type Told = { readonly personId: string; readonly name: string; readonly mail: string };

/**
 * Who is told of what concerns a school's items, or (null) the collaborative's: `first`, as long as they teach or work there, else its leads; of the collaborative whoever convenes.
 * Only who wants mail; invented people have no mailbox. For jobs.
 */
export async function keepersToTell({ tx }: Pick<Scope, 'tx'>, schoolId: string | null, first: string | null): Promise<Told[]> {
  const columns = ['person.id as personId', 'person.name', 'person.mail'] as const;
  if (schoolId === null)
    return tx
      .selectFrom('collaborativeRole as r')
      .innerJoin('person', 'person.id', 'r.personId')
      .select(columns)
      .where('r.role', '=', 'convener')
      .where('person.isSample', '=', false)
      .where('person.wantsReminders', '=', true)
      .execute();
  const people = await tx
    .selectFrom('schoolRole as r')
    .innerJoin('person', 'person.id', 'r.personId')
    .select([...columns, 'r.role', 'person.isSample', 'person.wantsReminders'])
    .where('r.schoolId', '=', schoolId)
    .where('r.role', '<>', 'student')
    .execute();
  const one = people.filter(({ personId }) => personId === first);
  const told = one.length > 0 ? one : people.filter(({ role }) => role === 'lead');
  const wanting = told.filter(({ isSample, wantsReminders }) => !isSample && wantsReminders);
  return [...new Map(wanting.map(({ personId, name, mail }) => [personId, { personId, name, mail }])).values()];
}

/** Writes down that somebody is about to be told something of an item; false when they were told before. For jobs. */
export async function noteTold({ tx }: Pick<Scope, 'tx'>, told: { itemId: string; about: string; personId: string }): Promise<boolean> {
  const row = await tx
    .insertInto('libraryNotice')
    .values(told)
    .onConflict((on) => on.doNothing())
    .returning('itemId')
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes that back where the mail could not be sent, so that it is tried again. For jobs. */
export async function forgetTold(
  { tx }: Pick<Scope, 'tx'>,
  { itemId, about, personId }: { itemId: string; about: string; personId: string },
): Promise<void> {
  await tx.deleteFrom('libraryNotice').where('itemId', '=', itemId).where('about', '=', about).where('personId', '=', personId).execute();
}
