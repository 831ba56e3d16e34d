/** What others see of an answer, as its giver chose. */
export const visibilities = ['named', 'role', 'counted'] as const;
export type Visibility = (typeof visibilities)[number];

/** What each choice means, for the one who chooses. */
export const visibilityWords: Readonly<Record<Visibility, { readonly label: string; readonly help: string; readonly short: string }>> = {
  named: { label: 'With my name', help: 'Others read your words beside your name.', short: 'with the name' },
  role: {
    label: 'With my role only',
    help: 'Others read your words, and a role that at least three people share, such as “a lead”; else only “a member” or “somebody who was asked”. Where fewer than three could have said it, nobody reads it. What you write may still tell who you are.',
    short: 'with the role only',
  },
  counted: {
    label: 'Counted only',
    help: 'Nobody else reads your words. The round says that one more person answered.',
    short: 'counted only',
  },
};

const roles: Readonly<Record<string, string>> = {
  convener: 'a convener',
  'steering-member': 'a steering member',
  auditor: 'an auditor',
  lead: 'a school’s lead',
  mapper: 'a mapper',
  faculty: 'faculty',
  staff: 'staff',
  student: 'a student',
  member: 'a member',
  guest: 'an invited guest',
  speaker: 'somebody who was asked',
};

/** Who said something, as far as it may be known: a name, or a role in words. A guest's role is said as whoever invited them wrote it. */
export function saidBy({ name, role }: { readonly name: string | null; readonly role: string | null }): string {
  const words = role === null ? null : (roles[role] ?? role);
  if (name === null) return words ?? 'a member';
  return role !== null && roles[role] === undefined ? `${name}, ${role}` : name;
}
