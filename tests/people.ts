import { type Actor, actingFor, type CollaborativeRole, type Member, operator, type SchoolRole } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { freshDatabase } from './database.ts';

/** Importing this file gives the test file its own database. */
export const { owner, url } = await freshDatabase();

type School = { id: string; slug: string; name: string };

/** A fictional school. Its three default phases come with it. */
export async function school(slug: string, classSize = 100): Promise<School> {
  const name = `${slug[0]!.toUpperCase()}${slug.slice(1)} School of Medicine`;
  return as(operator(), ({ tx }) =>
    tx
      .insertInto('school')
      .values({ slug, name, classSize, isSample: true, isMember: false })
      .returning(['id', 'slug', 'name'])
      .executeTakeFirstOrThrow(),
  );
}

/** A fictional person with these roles; `at` names the school of school roles. */
export async function person(name: string, roles: ReadonlyArray<SchoolRole | CollaborativeRole>, at?: School): Promise<Member> {
  const mail = `${name.toLowerCase()}@${at?.slug ?? 'collaborative'}.example`;
  const inSchool = roles.filter((role): role is SchoolRole => isSchoolRole(role));
  const inCollaborative = roles.filter((role): role is CollaborativeRole => !isSchoolRole(role));
  const personId = await as(operator(), async ({ tx }) => {
    const { id } = await tx.insertInto('person').values({ name, mail, isSample: true }).returning('id').executeTakeFirstOrThrow();
    for (const role of inSchool) await tx.insertInto('schoolRole').values({ schoolId: at!.id, personId: id, role }).execute();
    for (const role of inCollaborative) await tx.insertInto('collaborativeRole').values({ personId: id, role }).execute();
    return id;
  });
  return {
    personId,
    name,
    mail,
    isSample: true,
    collaborativeRoles: inCollaborative,
    schools: at && inSchool.length ? [{ ...at, roles: inSchool }] : [],
  };
}

/** A fictional person as actor for their school. */
export async function actor(name: string, roles: ReadonlyArray<SchoolRole | CollaborativeRole>, at?: School): Promise<Actor> {
  return actingFor(await person(name, roles, at), at && roles.some(isSchoolRole) ? at.slug : null);
}

function isSchoolRole(role: string): boolean {
  return !['convener', 'steering-member', 'auditor'].includes(role);
}
