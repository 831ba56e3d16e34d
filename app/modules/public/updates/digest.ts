import { escaped } from '#app/platform/html.ts';
import type { Mail } from '#app/platform/mail.server.ts';
import { isoDayIn, wallClock } from '#app/ui/date.ts';
import { datedInWords } from './dated.ts';

/** An update as a digest tells it. */
export type Told = {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly dated: string;
  readonly firstPublishedAt: Date;
};
/** When somebody was written to last, and what they know: all that was published until then. */
export type Known = { readonly sentAt: Date | null; readonly sentThrough: Date };

const week = 7 * 24 * 3600_000;
const morning = 7;

/**
 * What to mail to somebody now, the newest first; empty when it is not time. A digest goes out in the morning after what is new was published, so that what a
 * coordinator publishes on one day comes in one mail, and at most once a week.
 */
export function digestFor(known: Known, updates: readonly Told[], { now, zone }: { now: Date; zone: string }): Told[] {
  if (Number(wallClock(now, zone).hour) < morning) return [];
  // An hour less than a week, so that the morning does not move from week to week.
  if (known.sentAt && now.getTime() - known.sentAt.getTime() < week - 3600_000) return [];
  const today = isoDayIn(now, zone);
  return updates
    .filter(({ firstPublishedAt }) => firstPublishedAt > known.sentThrough && isoDayIn(firstPublishedAt, zone) < today)
    .sort((one, other) => other.firstPublishedAt.getTime() - one.firstPublishedAt.getTime());
}

type Words = { to: string; name: string; base: string; leaveToken: string };

/** The digest as a mail; its last lines, and the mail program's own button, end the mails. */
export function digestMail(updates: readonly Told[], { to, name, base, leaveToken }: Words): Mail {
  const [first] = updates;
  const items = updates.map(
    ({ slug, title, summary, dated }) => `${title}\n${datedInWords(dated)}${summary ? `\n${summary}` : ''}\n${base}/updates/${slug}`,
  );
  const subject = updates.length === 1 ? `${name}: ${first!.title}` : `${name}: ${updates.length} updates`;
  return {
    to,
    subject,
    text: `${items.join('\n\n')}\n\n${ending({ name, base, leaveToken })}`,
    html: digestMarkup(updates, { subject, name, base, leaveToken }),
    unsubscribe: leaveAddress(base, leaveToken),
  };
}

/** The same words with links to press, in the mail program's own type and colours. No picture: it would tell who opened the mail, and when. */
function digestMarkup(updates: readonly Told[], { subject, name, base, leaveToken }: Omit<Words, 'to'> & { subject: string }): string {
  const link = (address: string, words: string) => `<a href="${escaped(address)}">${escaped(words)}</a>`;
  const items = updates.map(
    ({ slug, title, summary, dated }) =>
      `<h2>${link(`${base}/updates/${slug}`, title)}</h2>\n<p>${escaped(datedInWords(dated))}</p>${summary ? `\n<p>${escaped(summary)}</p>` : ''}`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body>
${items.join('\n')}
<hr>
<p>${escaped(why(name))} ${link(leaveAddress(base, leaveToken), 'End these mails, and have this address forgotten')}.</p>
</body></html>`;
}

/** Asks whether the address is its reader’s own: nothing is sent before somebody says so on our page. */
export function confirmMail({ to, name, base, token }: { to: string; name: string; base: string; token: string }): Mail {
  return {
    to,
    subject: `Confirm: updates of the ${name} by mail`,
    text: `Somebody, probably you, asked for the updates of the ${name} at this address.

To receive them, open this page and press its button, within two days:
${base}/updates/confirm/${token}

If it was not you, do nothing: you will hear no more, and this address is forgotten.`,
  };
}

/** The answer to whoever asks again. */
export function alreadyMail({ to, name, base, leaveToken }: Words): Mail {
  return {
    to,
    subject: `Updates of the ${name} by mail`,
    text: `Somebody, probably you, asked for the updates of the ${name} at this address. They come to you already; there is nothing to do.\n\n${ending({ name, base, leaveToken })}`,
    unsubscribe: leaveAddress(base, leaveToken),
  };
}

function leaveAddress(base: string, leaveToken: string): string {
  return `${base}/updates/leave/${leaveToken}`;
}
function ending({ name, base, leaveToken }: { name: string; base: string; leaveToken: string }): string {
  return `${why(name)} To end these mails, and have this address forgotten:\n${leaveAddress(base, leaveToken)}`;
}
function why(name: string): string {
  return `You receive this because you asked for the updates of the ${name}, at most once a week.`;
}
