import type { Mail } from '#app/platform/mail.server.ts';
import { dayIn } from '#app/ui/date.ts';
import { zone } from '../../members/time-zone.ts';

/** What the mail to a speaker says. */
export type SpeakerQuestion = {
  readonly token: string;
  readonly mail: string;
  readonly name: string;
  /** Null: they asked for it themselves. */
  readonly askedBy: string | null;
  /** True for whom a published source names: that much is public already. */
  readonly isCited: boolean;
  readonly until: Date;
};

/** Asks a speaker whether their profile may be shown. The link only opens a page: what counts is the button there, since mail scanners open links. */
export function speakerMail({ token, mail, name, askedBy, isCited, until }: SpeakerQuestion, base: string): Mail {
  if (askedBy === null)
    return {
      to: mail,
      subject: 'Your page of the forum',
      text: `Dear ${name},

Somebody asked on your public page for a link to change it, which is sent to you alone. Correct the page, bring another picture, or take yourself off every public page here:
${base}/speaker/${token}

The link opens until ${dayIn(until, zone)}; earlier ones are closed. If you did not ask, there is nothing to do.
`,
    };
  return {
    to: mail,
    subject: 'May we show you as a speaker of the forum?',
    text: `Dear ${name},

${askedBy} has named you as a speaker of the education forum. ${isCited ? 'Your name stands there as a published source gives it. Nothing else of you is public before you say so.' : 'Nothing of you is public before you say so.'}

See what would be shown, correct it, and confirm or decline it here:
${base}/speaker/${token}

The link opens until ${dayIn(until, zone)}. ${isCited ? 'If you do not want to be named, decline.' : 'Until you confirm, the pages of the forum do not name you.'}
`,
  };
}
