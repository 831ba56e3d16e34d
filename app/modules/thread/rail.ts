import type { Member } from '#app/platform/actor.ts';
import { roleWords } from '../members/invitation.ts';

/** An entry of the rail; `to` is its address. */
export type RailNoun = {
  readonly to: string;
  readonly label: string;
  readonly icon:
    | 'home'
    | 'members'
    | 'competencies'
    | 'curriculum'
    | 'focus-groups'
    | 'faculty'
    | 'practice'
    | 'forum'
    | 'library'
    | 'lessons'
    | 'pages';
  readonly isCurrent: boolean;
};

/** The nouns of the rail that exist for this member; a student sees no curriculum, no studies and no faculty development, who has a role in the collaborative its rounds; whoever is of no school may be named in a study; whoever convenes keeps the public pages. */
export function railNouns({ schools, collaborativeRoles }: Pick<Member, 'schools' | 'collaborativeRoles'>, pathname: string): RailNoun[] {
  const seesRounds = collaborativeRoles.length > 0 || schools.some(({ roles }) => roles.some((role) => role !== 'student'));
  const seesStudies = seesRounds || schools.length === 0;
  const isMember = schools.length > 0 || collaborativeRoles.length > 0;
  const keepsPages = collaborativeRoles.includes('convener');
  const noun = (to: string, label: string, icon: RailNoun['icon']) => ({
    to,
    label,
    icon,
    // What members say, and their goal, is a part of members.
    isCurrent: pathname === to || pathname.startsWith(`${to}/`) || (icon === 'members' && pathname.startsWith('/w/perspectives')),
  });
  return [
    noun('/home', 'Home', 'home'),
    noun('/w/members', 'Members', 'members'),
    noun('/w/competencies', 'Competencies', 'competencies'),
    ...(seesRounds ? [noun('/w/curriculum', 'Curriculum', 'curriculum')] : []),
    ...(seesStudies ? [noun('/w/focus-groups', 'Focus groups', 'focus-groups')] : []),
    ...(seesRounds ? [noun('/w/faculty', 'Faculty', 'faculty')] : []),
    ...(isMember ? [noun('/w/practice', 'Practice', 'practice')] : []),
    noun('/w/forum', 'Forum', 'forum'),
    ...(isMember ? [noun('/w/library', 'Library', 'library'), noun('/w/lessons', 'Lessons', 'lessons')] : []),
    ...(keepsPages ? [noun('/w/pages', 'Public pages', 'pages')] : []),
  ];
}

/** The school that the rail names: the address's when it is the member's, otherwise their only one. */
export function railSchool({ schools }: Pick<Member, 'schools'>, slug: string | undefined): Member['schools'][number] | null {
  if (slug !== undefined) return schools.find((school) => school.slug === slug) ?? null;
  return schools.length === 1 ? schools[0]! : null;
}

/** What the member is, in the school the rail names (or in all), and in the collaborative: "lead, auditor". */
export function railRoles(
  { schools, collaborativeRoles }: Pick<Member, 'schools' | 'collaborativeRoles'>,
  slug: string | undefined,
): string {
  const atSchools = schools.filter((school) => slug === undefined || school.slug === slug).flatMap(({ roles }) => roles);
  return [...new Set([...atSchools, ...collaborativeRoles])].map(roleWords).join(', ');
}
