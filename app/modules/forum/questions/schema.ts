import * as z from 'zod';
import { Id, text } from '../events/schema.ts';

/** A question for an event, as somebody sends it beforehand. `website` is a field that people do not see: whatever fills it in is a program. */
export const QuestionForm = z.object({
  words: text(1000).min(10, 'Write your question in at least ten letters'),
  askedAs: text(120).default(''),
  website: z.string().max(0, 'Leave this field empty').default(''),
});
export type QuestionForm = z.infer<typeof QuestionForm>;

/** What a moderator makes of a question. */
export const QuestionDecision = z.object({ question: Id, state: z.enum(['accepted', 'declined'], 'Choose one') });
export type QuestionDecision = z.infer<typeof QuestionDecision>;
