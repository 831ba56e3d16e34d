import * as z from 'zod';
import { Id, OptionalLink, Seen, text } from '../events/schema.ts';

const mail = z.string().trim().toLowerCase().pipe(z.email('An email address such as r.okafor@school.example'));

const Said = {
  name: text(120).min(2, 'Write a name'),
  role: text(200),
  affiliation: text(200),
  biography: text(4000),
  link: OptionalLink,
};

/** A speaker's profile from the form of whoever plans. The mail is for the one question whether it may be shown, and is never public. */
export const SpeakerForm = z.object({
  ...Said,
  mail: z
    .literal('')
    .transform(() => null)
    .or(mail),
  seen: Seen,
});
export type SpeakerForm = z.infer<typeof SpeakerForm>;

/** What speakers say of themselves behind their link: that it may be shown, with their words, their interests and the picture that they saw (its id), or that it may not. */
export const SpeakerAnswer = z.discriminatedUnion('act', [
  z.object({ act: z.literal('confirm'), ...Said, disclosure: text(2000).default(''), picture: z.literal('').or(Id).default('') }),
  z.object({ act: z.literal('decline') }),
]);
export type SpeakerAnswer = z.infer<typeof SpeakerAnswer>;

/** The same where somebody accredits an event that they are to speak at: that there is nothing to disclose is said, too. */
export const DisclosingAnswer = SpeakerAnswer.refine((said) => said.act === 'decline' || said.disclosure !== '', {
  path: ['disclosure'],
  error: 'Write your interests, or that you have none',
});

/** A speaker who is named for an event, or taken out of it. */
export const EventSpeaker = z.object({ speaker: Id });
/** What a speaker of an event discloses. */
export const Disclosure = z.object({
  speaker: Id,
  disclosure: text(2000).min(1, 'Write what they disclose, or that there is nothing to disclose'),
});
export type Disclosure = z.infer<typeof Disclosure>;
