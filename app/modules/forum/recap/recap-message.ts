import type { Message } from '../../attendance/schema.ts';
import type { ForumEvent } from '../events/event.ts';

/** Tells whoever had a place that the recap is there. The mail itself leads to the place, and from there to the evaluation and the certificate. */
export function recapMessage({ title, slug }: Pick<ForumEvent, 'title' | 'slug'>, tries: readonly string[], base: string): Message {
  const parts = [
    `The recap of “${title}” is there, with what was given to keep of slides and recording:\n${base}/forum/${slug}#recap`,
    tries.length > 0 && `To try:\n${tries.map((each, at) => `${at + 1}. ${each}`).join('\n')}`,
    'The page of your place, below, leads to the evaluation and, where there is one, to your certificate.',
  ];
  return { subject: 'The recap is there', words: parts.filter(Boolean).join('\n\n'), to: 'confirmed' };
}
