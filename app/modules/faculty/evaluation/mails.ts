import { dayIn } from '#app/ui/date.ts';
import type { Phase } from './instrument.ts';

/** Whom a mail of an evaluation is for, about what, and until when they can answer. `address` is the page of their own link. */
export type Asked = {
  readonly name: string;
  readonly mail: string;
  readonly title: string;
  readonly phase: Phase;
  readonly closesAt: Date;
  readonly timeZone: string;
  readonly address: string;
};

const why: Readonly<Record<Phase, string>> = {
  before: 'you have a place. Before it begins, would you answer a few questions? They take two minutes.',
  after: 'thank you for coming. Would you answer a few questions? They take three minutes.',
  '3 months': 'three months ago you said, or not, what you meant to do differently. How did it go? Three questions, one minute.',
  '12 months': 'a year ago you took part. What became of what you meant to do differently? Three questions, one minute.',
};

/** The mail that asks, or reminds once. It says who reads what. */
export function askMail({ name, mail, title, phase, closesAt, timeZone, address }: Asked, { isReminder }: { isReminder: boolean }) {
  return {
    to: mail,
    subject: `${isReminder ? 'Reminder: a' : 'A'} few questions about ${title}`.replaceAll(/\s+/g, ' '),
    text: `Hello ${name},

${title}: ${why[phase]}

${address}

You can answer until ${dayIn(closesAt, timeZone)}. What you answer is kept apart from who you are, and read once it is closed, from five answers on. ${isReminder ? 'This is the only reminder.' : 'You need not answer, and nobody is told who did.'}
`,
  };
}
