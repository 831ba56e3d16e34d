import { day } from '#app/ui/date.ts';

/** Whom to write to about which courses; `address` is the site's own. */
export type MailedDirector = {
  readonly name: string;
  readonly mail: string;
  readonly school: { readonly slug: string; readonly name: string };
  readonly year: string;
  readonly dueOn: string;
  readonly askedBy: string | null;
  readonly courses: ReadonlyArray<{ readonly stableId: string; readonly title: string }>;
};

/** Where a director answers about a course, or reads the list of all of them. */
export function askedAddress(school: string, address: string, course?: string): string {
  return new URL(`/w/curriculum/${school}/asked${course ? `/${course}` : ''}`, address).href;
}

/** The one mail to a director. Its links only open pages: whoever reads them signs in with a code, since mail scanners open links. */
export function directorMail(director: MailedDirector, { address, isReminder }: { address: string; isReminder: boolean }) {
  const { name, mail, school, year, dueOn, askedBy, courses } = director;
  const list = courses.map(({ stableId, title }) => `${title}\n    ${askedAddress(school.slug, address, stableId)}`).join('\n\n');
  const one = courses.length === 1;
  return {
    to: mail,
    subject: `${isReminder ? 'Reminder: two' : 'Two'} minutes about ${one ? `“${courses[0]!.title}”` : `your ${courses.length} courses`}`,
    text: `Dear ${name},

${isReminder ? `your word about ${one ? 'this course' : 'these courses'} is still missing.` : `${askedBy ?? school.name} asks for two minutes of your time.`} ${school.name} is describing what ${one ? 'this course' : 'these courses'} of ${year} teach about conversations with seriously ill patients. You know ${one ? 'it' : 'them'} best: say what is still so, what is not any more, and what was missed.

${list}

The page asks for this email address, and then for a code that comes here: there is no password and no account to set up. Please answer by ${day(dueOn)}; you can come back and change your answers until the map is submitted.

If you do not direct ${one ? 'this course' : 'one of these courses'} any more, answer this mail.
`,
  };
}
