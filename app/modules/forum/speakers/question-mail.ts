import type { Mail } from '#app/platform/mail.server.ts';
import { dayIn } from '#app/ui/date.ts';
import { zone } from '../../members/time-zone.ts';

/** What the mail to a speaker says. */
export type SpeakerQuestion = {
  readonly token: string;
  readonly mail: string;
  readonly name: string;
  readonly askedBy: string;
  readonly until: Date;
};

/** Asks a speaker whether their profile may be shown. The link only opens a page: what counts is the button there, since mail scanners open links. */
export function speakerMail({ token, mail, name, askedBy, until }: SpeakerQuestion, base: string): Mail {
  return {
    to: mail,
    subject: 'May we show you as a speaker of the forum?',
    text: `Dear ${name},

${askedBy} has named you as a speaker of the education forum. Nothing of you is public before you say so.

See what would be shown, correct it, and confirm or decline it here:
${base}/speaker/${token}

The link opens until ${dayIn(until, zone)}. Until you confirm, the pages of the forum do not name you.
`,
  };
}
