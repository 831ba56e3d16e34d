import type { CollaborativeRole, SchoolRole } from '#app/platform/actor.ts';

/** How long an invitation stands. */
export const invitationDays = 30;

const words: Record<CollaborativeRole | SchoolRole, string> = {
  convener: 'convener',
  'steering-member': 'steering member',
  auditor: 'auditor',
  lead: 'lead',
  mapper: 'mapper',
  faculty: 'faculty',
  staff: 'staff',
  student: 'student',
};

/** A role as people say it. */
export function roleWords(role: string): string {
  return words[role as keyof typeof words] ?? role;
}

/** What the mail of an invitation says. */
export type InvitationWords = {
  readonly id: string;
  readonly mail: string;
  readonly name: string;
  readonly role: string;
  /** The school's name; null is the collaborative. */
  readonly school: string | null;
  readonly invitedBy: string;
};

/** Where an invitation is accepted; `address` is the site's own, such as https://concord.example. */
export function invitationAddress(id: string, address: string): string {
  return new URL(`/invitation/${id}`, address).href;
}

/** The mail that invites. The link only opens a page: accepting takes a code, since mail scanners open links. */
export function invitationMail({ id, mail, name, role, school, invitedBy }: InvitationWords, address: string) {
  const where = school ?? 'the collaborative';
  return {
    to: mail,
    subject: `${invitedBy} invites you to Concord`,
    text: `Dear ${name},

${invitedBy} invites you as ${roleWords(role)} of ${where}.

Open this page to accept:

    ${invitationAddress(id, address)}

There you ask for a code, which comes to this email address, and type it in. The invitation is for you alone and stands for ${invitationDays} days.

If you did not expect it, leave this mail alone: nothing happens.
`,
  };
}
