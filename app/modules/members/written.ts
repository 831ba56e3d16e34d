import type { CsvValue } from '#app/platform/csv.ts';
import { roleWords } from './invitation.ts';
import type { newestOfRecord, whoIsWhere } from './queries.server.ts';
import { changeLines, deedWords, unnamed } from './record.ts';

type People = Awaited<ReturnType<typeof whoIsWhere>>;
type Change = Awaited<ReturnType<typeof newestOfRecord>>['events'][number];

/** Every role for programs, in the order of the page: one entry for each role of a person; `school` is a slug, null in the collaborative. */
export function writtenRoles({ inCollaborative, atSchools }: People) {
  return [...inCollaborative.map((held) => ({ ...held, slug: null, school: null })), ...atSchools].map(
    ({ personId, name, mail, role, slug, school, grantedAt }) => ({
      personId,
      name,
      mail,
      role,
      school: slug,
      schoolName: school,
      grantedAt,
    }),
  );
}
type WrittenRole = ReturnType<typeof writtenRoles>[number];

/** The first line of a CSV of people and roles. */
export const roleHead: readonly string[] = ['place', 'name', 'role', 'mail', 'since', 'person_id'];

/** A role as a line of CSV; `since` is an instant in UTC (ISO 8601). */
export function roleLine({ personId, name, mail, role, schoolName, grantedAt }: WrittenRole): CsvValue[] {
  return [schoolName ?? 'The collaborative', name, roleWords(role), mail, grantedAt.toISOString(), personId];
}

/** A change as the record says it: what was done in words, and what it changed as short lines. */
export function writtenChange({ before, after, ...event }: Change) {
  return { ...event, deed: deedWords(event), changes: changeLines(before, after) };
}
type WrittenChange = ReturnType<typeof writtenChange>;

/** The first line of a CSV of the record. */
export const changeHead: readonly string[] = ['when', 'who', 'what', 'about', 'change', 'id'];

/** A change as a line of CSV; `when` is an instant in UTC (ISO 8601), the lines of what it changed are parted by "; ". */
export function changeLine({ id, at, who, deed, about, changes }: WrittenChange): CsvValue[] {
  return [at.toISOString(), who ?? unnamed, deed, about, changes.join('; '), id];
}
