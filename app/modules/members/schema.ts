import * as z from 'zod';
import { collaborativeRoles, schoolRoles } from '#app/platform/actor.ts';
import { isZone } from './time-zone.ts';

const orNothing = z
  .string()
  .trim()
  .transform((text) => text || null);
const Name = z.string('Write a name').trim().min(1, 'Write a name').max(120, 'At most 120 characters');
const Mail = z
  .string('Write an email address')
  .trim()
  .toLowerCase()
  .pipe(z.email('Write an email address, for example r.okafor@school.edu').max(254, 'At most 254 characters'));
const Slug = z
  .string('Write a short name for addresses')
  .trim()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters, digits and single hyphens, for example boston-university')
  .max(60, 'At most 60 characters')
  .refine(
    (slug) => !['profile', 'me', 'record', 'rounds', 'keywords'].includes(slug),
    'This word is an address of Concord; choose another',
  );
const Role = z.enum([...collaborativeRoles, ...schoolRoles], 'Choose a role');
const ClassSize = z
  .string()
  .trim()
  .regex(/^\d{0,4}$/, 'Write a whole number, for example 160')
  .transform((text) => (text === '' ? null : Number(text)))
  .refine((size) => size !== 0, 'Write how many students a year has, or leave it empty');

/** True for a role that somebody holds at a school. */
export function isSchoolRole(role: string): role is (typeof schoolRoles)[number] {
  return schoolRoles.some((each) => each === role);
}

/** True for a role that somebody holds in the collaborative. */
export function isCollaborativeRole(role: string): role is (typeof collaborativeRoles)[number] {
  return collaborativeRoles.some((each) => each === role);
}

function isPlaced({ role, school }: { role: z.infer<typeof Role>; school: string | null }): boolean {
  return isSchoolRole(role) === (school !== null);
}
const notPlaced = {
  path: ['school'],
  message: 'Choose a school for a lead, mapper, faculty, staff or student, and none for the other roles',
};

/** Whom to invite or to add, as what, and where (a school's slug; null is the collaborative). */
export const Invitation = z
  .object({ name: Name, mail: Mail, role: Role, school: orNothing.nullable().default(null) })
  .refine(isPlaced, notPlaced);
export type Invitation = z.infer<typeof Invitation>;

/** An open invitation by its id. */
export const Withdrawal = z.object({ invitation: z.uuid('Name the invitation') });
export type Withdrawal = z.infer<typeof Withdrawal>;

/** One role of one person at one place (a school's slug; null is the collaborative). */
export const RoleHeld = z
  .object({ personId: z.uuid('Name the person'), role: Role, school: orNothing.nullable().default(null) })
  .refine(isPlaced, notPlaced);
export type RoleHeld = z.infer<typeof RoleHeld>;

const words = (most: number) => z.string().trim().max(most, `At most ${most} characters`);
const needed = (most: number) => words(most).min(1, 'Write a few words');

/** The collaborative's public profile, with where its words are published. What may stay empty is null. */
export const Profile = z.object({
  name: needed(160),
  shortName: needed(60),
  mission: needed(1000),
  vision: words(1000).transform((text) => text || null),
  about: needed(2000),
  sourceTitle: words(300).transform((text) => text || null),
  sourceUrl: orNothing.pipe(z.url({ protocol: /^https?$/, error: 'Write the whole address, beginning with https://' }).nullable()),
});
export type Profile = z.infer<typeof Profile>;

/** A school's own facts; `classSize` is students a year, null when nobody has said. */
export const SchoolFacts = z.object({ name: Name, classSize: ClassSize });
export type SchoolFacts = z.infer<typeof SchoolFacts>;

/** The same as a form beside others sends it. */
export const SchoolForm = z.object({ schoolName: Name, classSize: ClassSize });

/** A school that joins. */
export const NewSchool = z.object({ name: Name, slug: Slug });
export type NewSchool = z.infer<typeof NewSchool>;

/** The same as a form beside others sends it. */
export const NewSchoolForm = z.object({ schoolName: Name, slug: Slug });

/** A person's own name. */
export const OwnName = z.object({ name: Name });
export type OwnName = z.infer<typeof OwnName>;

/** The zone in which a person is told days and times, and whether reminders come by mail. */
export const OwnReminders = z.object({
  timeZone: z.string().refine(isZone, 'Choose a time zone from the list'),
  wantsReminders: z
    .literal('yes')
    .optional()
    .transform((said) => said === 'yes'),
});
export type OwnReminders = z.infer<typeof OwnReminders>;

/** Which record to read, and which page of it. What cannot be read is left out. */
export const RecordSearch = z.object({
  school: z.string().min(1).max(60).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type RecordSearch = z.infer<typeof RecordSearch>;
