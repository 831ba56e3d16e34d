import { dayAndSpan } from '#app/ui/date.ts';

type Asked = { readonly mail: string; readonly timeZone: string };
type AskedFor = { readonly title: string; readonly startsAt: Date; readonly endsAt: Date };

/** How many hours the link of an ask opens it. */
export const askHours = 24;

/** The mail with the link that confirms an ask. It is the same whether or not its address is known. No word that somebody typed is in it, so that nobody's words reach a stranger through us. */
export function askMail({ mail, timeZone }: Asked, { title, startsAt, endsAt }: AskedFor, address: string) {
  const text = `Hello,

a place was asked for with this email address:

${title}
${dayAndSpan(startsAt, endsAt, timeZone)}

Open this page and press its button to confirm that it was you:
${address}

The page opens for ${askHours} hours. If you have a place already, it leads to it.
If it was not you, leave this mail alone: nothing happens without the button.
`;
  return { to: mail, subject: `Confirm your place: ${title}`, text };
}
