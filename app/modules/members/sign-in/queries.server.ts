import { relative } from 'node:path';
import { config } from '#app/platform/config.server.ts';
import { missing } from '#app/platform/problem.ts';
import { asSystem } from '#app/platform/scope.server.ts';

/** A fictional person with their roles in words. `isOfCrowd`: a student of a school whose first student stands before. */
export type SamplePerson = { id: string; name: string; roles: string; isOfCrowd: boolean };

/** The fictional people whom anybody may sign in as; nobody when there is no sample, or with DEMO=0. */
export async function samplePeople(): Promise<SamplePerson[]> {
  if (!config().allowsSample) return [];
  return asSystem(async ({ tx }) => {
    const people = await tx.selectFrom('person').select(['id', 'name']).where('isSample', '=', true).orderBy('id').execute();
    if (!people.length) return [];
    const inCollaborative = await tx.selectFrom('collaborativeRole').select(['personId', 'role']).execute();
    const inSchools = await tx
      .selectFrom('schoolRole')
      .innerJoin('school', 'school.id', 'schoolRole.schoolId')
      .select(['personId', 'role', 'school.name'])
      .execute();
    const seen = new Set<string>();
    return people.map(({ id, name }) => {
      const roles = [
        ...inCollaborative.filter((each) => each.personId === id).map(({ role }) => `${role} of the collaborative`),
        ...inSchools.filter((each) => each.personId === id).map((each) => `${each.role}, ${each.name}`),
      ].join('; ');
      const isOfCrowd = roles.startsWith('student, ') && seen.has(roles);
      seen.add(roles);
      return { id, name, roles, isOfCrowd };
    });
  });
}

/** What an invited person reads before proving the email address; the address itself is not shown to whoever holds the link. */
export function invitationToAccept(id: string) {
  return asSystem(async ({ tx }) => {
    const invitation = await tx
      .selectFrom('invitation')
      .leftJoin('school', 'school.id', 'invitation.forSchoolId')
      .leftJoin('person', 'person.id', 'invitation.invitedBy')
      .select([
        'invitation.id',
        'invitation.name',
        'invitation.mail',
        'role',
        'school.name as school',
        'person.name as invitedBy',
        'expiresAt',
        'acceptedAt',
        'withdrawnAt',
      ])
      .where('invitation.id', '=', id)
      .executeTakeFirst();
    if (!invitation) throw missing('This invitation');
    const { acceptedAt, withdrawnAt, expiresAt, mail, ...rest } = invitation;
    return { ...rest, mail, isOpen: !acceptedAt && !withdrawnAt && expiresAt > new Date() };
  });
}

/** What to print once the server listens: how this Concord is signed into. */
export async function waysIn(address: string): Promise<string[]> {
  const { outbox, smtpUrl } = config();
  const hasConvener = await asSystem(({ tx }) =>
    tx.selectFrom('collaborativeRole').select('personId').where('role', '=', 'convener').executeTakeFirst(),
  );
  const hasSample = (await samplePeople()).length > 0;
  return [
    hasSample
      ? `Sign in: ${address}/sign-in - this is the sample collaborative: choose one of its people from the list`
      : `Sign in: ${address}/sign-in - with your email address, then the code that is mailed to you`,
    ...(smtpUrl ? [] : [`Mail is not sent yet: it waits in ${relative('.', outbox) || outbox}. Read it: npm run -s concord -- outbox`]),
    ...(hasConvener ? [] : ['Nobody convenes yet: npm run -s concord -- person add YOU@SCHOOL.EDU --name "Your Name" --role convener']),
  ];
}
