import { dayIn } from '#app/ui/date.ts';
import { type ReviewStage, reviewDays } from './clock.ts';

type Due = { readonly title: string; readonly reviewedAt: Date; readonly stage: Exclude<ReviewStage, 'fresh'>; readonly address: string };

/** The mail that tells a keeper that an item's review is near, due, or so late that readers are warned. */
export function reviewMail(to: { name: string; mail: string }, { title, reviewedAt, stage, address }: Due, zone: string) {
  const { due, caution } = reviewDays(reviewedAt);
  const [dueOn, cautionOn] = [dayIn(due, zone), dayIn(caution, zone)];
  const plain = title.replaceAll(/\s+/g, ' ');
  const words = {
    notice: { subject: `Review due on ${dueOn}: ${plain}`, text: `It is to be reviewed by ${dueOn}, three years after the last time.` },
    due: { subject: `Review due: ${plain}`, text: `Its review is due. From ${cautionOn} on, readers are told that it is late.` },
    caution: {
      subject: `Readers are warned: ${plain}`,
      text: `Its review was due on ${dueOn}. Readers now see that nobody has looked at it since.`,
    },
  }[stage];
  const text = `Hello ${to.name},

“${plain}” was last reviewed on ${dayIn(reviewedAt, zone)}.
${words.text}

Read it, and say whether it stays, is to be changed, or is withdrawn:
${address}

If you want no such mail at all, say so under “You” in Concord.
`;
  return { to: to.mail, subject: words.subject, text };
}
