import type { Mail } from '#app/platform/mail.server.ts';

/** Asks an observer to confirm that the feedback was theirs. It says none of the words that somebody behind a link wrote, no name either, since they choose where it goes; and its link only opens a page: what counts is the button there, since mail scanners open links. */
export function confirmMail({ to, student, address }: { to: string; student: string; address: string }): Mail {
  return {
    to,
    subject: 'Was this feedback yours?',
    text: `Hello,

Somebody gave feedback to ${student} on a conversation, with this address. If it was you, confirm it here:
${address}

The link opens for 30 days, to a page with one button; opening it changes nothing. Without it the feedback stays with ${student}, marked as unverified.

If it was not you, there is nothing to do. We have not kept this address.
`,
  };
}
