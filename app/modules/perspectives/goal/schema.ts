import * as z from 'zod';

const text = (most: number) => z.string().trim().max(most, `At most ${most} characters`);

/** What a school says of a proposed goal. */
export const endorsements = ['endorse', 'live', 'cannot'] as const;
export type EndorsementAnswer = (typeof endorsements)[number];
/** The same in words. */
export const endorsementWords: Readonly<Record<EndorsementAnswer, string>> = {
  endorse: 'We endorse it',
  live: 'We can live with it',
  cannot: 'We cannot, because…',
};

/** A sentence of the goal with what it rests on. `seen`: the version that the form began with. */
export const SentenceSaid = z.object({
  words: text(600).min(1, 'Write the sentence'),
  seen: z.number().int(),
  points: z.array(z.uuid()),
  answers: z.array(z.uuid()),
});
export type SentenceSaid = z.infer<typeof SentenceSaid>;
/** The same as its form sends it: `point.ID=yes` and `answer.ID=yes` are what it rests on. */
export const SentenceForm = z
  .record(z.string(), z.string())
  .transform((form) => ({
    words: form.words ?? '',
    seen: Number(form.seen) || 0,
    points: chosen(form, 'point'),
    answers: chosen(form, 'answer'),
  }))
  .pipe(SentenceSaid);

function chosen(form: Readonly<Record<string, string>>, kind: string): string[] {
  return Object.keys(form).flatMap((name) => (name.startsWith(`${kind}.`) ? [name.slice(kind.length + 1)] : []));
}

/** A sentence by id, and which way it moves. */
export const SentenceMoved = z.object({ sentenceId: z.uuid('Name the sentence'), way: z.enum(['up', 'down']) });
/** A sentence by id. */
export const SentenceNamed = z.object({ sentenceId: z.uuid('Name the sentence') });

/** A comment on a version, or on one of its sentences. */
export const NewComment = z.object({
  sentenceId: z
    .union([z.literal(''), z.uuid()])
    .default('')
    .transform((id) => id || null),
  comment: text(2000).min(1, 'Write your comment'),
});
export type NewComment = z.infer<typeof NewComment>;
/** A comment by id. */
export const CommentNamed = z.object({ commentId: z.uuid('Name the comment') });

/** What a school says of a version, through its lead; who cannot says why. */
export const Endorsement = z
  .object({ answer: z.enum(endorsements, 'Choose what your school says'), because: text(1000).default(''), school: z.string().max(60) })
  .refine(({ answer, because }) => answer !== 'cannot' || because !== '', { path: ['because'], message: 'Say why your school cannot' });
export type Endorsement = z.infer<typeof Endorsement>;
