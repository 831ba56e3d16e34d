import { count } from '#app/ui/count.ts';
import type { ForumEvent } from '../events/event.ts';

/** An event with what may wait there; `hasRecap`: a public one. */
export type Waiting = Pick<
  ForumEvent,
  'slug' | 'title' | 'occasionId' | 'startsAt' | 'endsAt' | 'status' | 'publishedAt' | 'accreditedBy'
> & {
  readonly questions: number;
  readonly hasRecap: boolean;
  readonly speakers: readonly WaitingSpeaker[];
};
/** A speaker of an event, with how far the question to them is. */
export type WaitingSpeaker = {
  readonly slug: string;
  readonly name: string;
  readonly confirmedAt: Date | null;
  readonly declinedAt: Date | null;
  readonly sourceUrl: string | null;
  readonly askedAt: Date | null;
  readonly disclosure: string | null;
};
/** One thing that waits for whoever keeps an event: what, and where it is done. */
export type Wait = { readonly event: string; readonly words: string; readonly act: string; readonly to: string };

/** For how many days a recap is waited for, how many days before an event its speakers should be sure, and how many before it a draft is late. */
const days = { recap: 60, speakers: 60, draft: 30 };

/** What waits at an event now, the most urgent first. */
export function waitsAt(event: Waiting, now: Date): Wait[] {
  const { slug, title, occasionId, startsAt, endsAt, status } = event;
  if (occasionId === null || startsAt === null || endsAt === null || status === 'cancelled') return [];
  const within = (at: Date, some: number) => Math.abs(at.getTime() - now.getTime()) < some * 86_400_000;
  const isComing = endsAt > now;
  const here = `/w/forum/${slug}`;
  const waits: (Omit<Wait, 'event'> | false)[] = [
    event.questions > 0 && {
      words: count(event.questions, 'question was sent', 'questions were sent'),
      act: 'Read what was sent',
      to: `${here}/questions`,
    },
    event.publishedAt === null &&
      !isComing && { words: 'Its day has passed, and it is a draft', act: 'Move it, or take it away', to: here },
    event.publishedAt === null &&
      isComing &&
      within(startsAt, days.draft) && { words: 'It is near, and a draft', act: 'Publish it', to: here },
    event.publishedAt !== null &&
      !isComing &&
      !event.hasRecap &&
      within(endsAt, days.recap) && { words: 'It is over, and has no recap', act: 'Write the recap', to: `${here}/recap` },
    ...(isComing && within(startsAt, days.speakers) ? event.speakers.map((speaker) => speakerWaits(speaker, event)) : []),
  ];
  return waits.flatMap((wait) => (wait ? [{ event: title, ...wait }] : []));
}

function speakerWaits(speaker: WaitingSpeaker, { slug, accreditedBy }: Waiting): Omit<Wait, 'event'> | false {
  const { name, confirmedAt, declinedAt, sourceUrl, askedAt, disclosure } = speaker;
  const profile = `/w/forum/speakers/${speaker.slug}`;
  if (declinedAt !== null) return false;
  if (confirmedAt === null && sourceUrl === null)
    return askedAt === null
      ? { words: `${name} was not asked whether the public may see them`, act: 'Ask by mail', to: profile }
      : { words: `${name} was asked, and has not answered`, act: 'Ask again', to: profile };
  if (accreditedBy !== null && !disclosure)
    return { words: `${name} has not told their interests`, act: 'Write what they disclose', to: `/w/forum/${slug}#speakers` };
  return false;
}
