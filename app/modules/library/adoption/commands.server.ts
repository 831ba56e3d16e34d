import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { itemNamed, standingVersion, versionOf } from '../items/queries.server.ts';
import { mayAdopt } from '../rules.ts';
import { adoptionToKeep } from './queries.server.ts';
import type { AdoptionSaid, VersionChosen } from './schema.ts';

/** Notes that the school acted for uses a version of an item that it may read, the one that stands unless another is named. Answers the adoption's id. */
export async function adoptItem(scope: Scope, slug: string, { number, said }: { number?: number; said: AdoptionSaid }): Promise<string> {
  const { actor, tx } = scope;
  if (!mayAdopt(actor)) throw forbidden('note what a school uses');
  const schoolId = ownSchool(actor).id;
  const item = await itemNamed(scope, slug);
  const version = number === undefined ? await standingVersion(scope, item) : await versionOf(scope, item.id, number);
  if (version.publishedAt === null) throw conflict('This version is not published yet.');
  const { tells, ...rest } = said;
  const { id } = await tx
    .insertInto('libraryAdoption')
    .values({ ...rest, schoolId, itemId: item.id, number: version.number, itemTitle: version.title, adoptedBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tell(scope, id, tells);
  await appendSchoolEvent(scope, schoolId, {
    verb: 'adopt',
    subject: 'library_adoption',
    subjectId: id,
    after: { item: slug, version: version.number, ...rest },
  });
  return id;
}

/** Keeps what a school says of its use, and whether the author may read it. */
export async function changeAdoption(scope: Scope, id: string, said: AdoptionSaid): Promise<void> {
  const { actor, tx } = scope;
  if (!mayAdopt(actor)) throw forbidden('note what a school uses');
  const before = await adoptionToKeep(scope, id);
  const { tells, ...rest } = said;
  await tx
    .updateTable('libraryAdoption')
    .set({ ...rest, changedAt: new Date() })
    .where('schoolId', '=', before.schoolId)
    .where('id', '=', id)
    .execute();
  await tell(scope, id, tells);
  await appendSchoolEvent(scope, before.schoolId, {
    verb: 'change',
    subject: 'library_adoption',
    subjectId: id,
    after: { ...rest, tells },
  });
}

/** What the author may read stands apart, under the school's name, and goes when the school takes it back. */
async function tell(scope: Scope, id: string, tells: boolean): Promise<void> {
  const { schoolId, itemId, number, course, academicYear, changed, went } = await adoptionToKeep(scope, id);
  await scope.tx.deleteFrom('libraryTold').where('forSchoolId', '=', schoolId).where('adoptionId', '=', id).execute();
  if (!tells || itemId === null || number === null) return;
  await scope.tx
    .insertInto('libraryTold')
    .values({ forSchoolId: schoolId, adoptionId: id, itemId, number, course, academicYear, changed, went })
    .execute();
}

/** Notes that the school uses the item no more there; what it said stays with it, and the author counts it no more. */
export async function endAdoption(scope: Scope, id: string): Promise<void> {
  const { actor, tx } = scope;
  if (!mayAdopt(actor)) throw forbidden('note what a school uses');
  const { schoolId, endedAt } = await adoptionToKeep(scope, id);
  if (endedAt !== null) return;
  await tx.updateTable('libraryAdoption').set({ endedAt: new Date() }).where('schoolId', '=', schoolId).where('id', '=', id).execute();
  await appendSchoolEvent(scope, schoolId, { verb: 'end', subject: 'library_adoption', subjectId: id });
}

/** Notes what the school does about the version that stands, or about a withdrawal: it takes the version, stays with its own, decides later, or leaves the item. */
export async function chooseVersion(scope: Scope, id: string, { choice, reason }: VersionChosen): Promise<void> {
  const { actor, tx } = scope;
  if (!mayAdopt(actor)) throw forbidden('decide what a school uses');
  const adoption = await adoptionToKeep(scope, id);
  const { schoolId, number, standing, slug, withdrawnAt, endedAt } = adoption;
  const isNewer = standing !== null && number !== null && standing > number;
  if (slug === null || number === null || endedAt !== null || (!isNewer && withdrawnAt === null))
    throw conflict('There is no newer version to decide about.');
  if (choice === 'take' && !isNewer) throw conflict('This item is withdrawn: there is no version to take.');
  await tx
    .insertInto('libraryChoice')
    .values({ schoolId, adoptionId: id, number: standing ?? number, choice, reason, chosenBy: actor.personId })
    .execute();
  if (choice === 'leave') return endAdoption(scope, id);
  if (choice === 'take') {
    await tx
      .updateTable('libraryAdoption')
      .set({ number: standing!, changedAt: new Date() })
      .where('schoolId', '=', schoolId)
      .where('id', '=', id)
      .execute();
    await tell(scope, id, adoption.tells);
  }
  await appendSchoolEvent(scope, schoolId, {
    verb: choice,
    subject: 'library_version',
    subjectId: id,
    before: { version: number },
    after: { version: standing ?? number, reason },
  });
}
