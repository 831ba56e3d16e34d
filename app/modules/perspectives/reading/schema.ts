import * as z from 'zod';

const text = (most: number) => z.string().trim().max(most, `At most ${most} characters`);

/** A point: what answers come to, as a sentence, and what there is to say of it. `seen`: the version that the form began with. */
export const PointSaid = z.object({
  claim: text(300).min(1, 'Write the point as a sentence'),
  words: text(4000).default(''),
  seen: z.coerce.number().int().default(0),
});
export type PointSaid = z.infer<typeof PointSaid>;
/** A point that is set aside, or taken up again. */
export const PointAside = z.object({
  isAside: z
    .literal('yes')
    .optional()
    .transform((said) => said === 'yes'),
});

/** A passage of an answer for a point: [begins, ends) in UTF-16 units, or the sentences (by number, from 0) that were chosen. `pointId` is empty for a new point, whose sentence is `claim`. */
export const PassageMarked = z
  .object({
    answerId: z.uuid('Choose an answer'),
    begins: z.number().int().min(0).optional(),
    ends: z.number().int().optional(),
    sentences: z.array(z.number().int()),
    pointId: z.union([z.literal(''), z.uuid()], 'Choose a point'),
    claim: text(300),
  })
  .refine(({ pointId, claim }) => pointId !== '' || claim !== '', { path: ['claim'], message: 'Choose a point, or write a new one' })
  .refine(({ begins, ends, sentences }) => sentences.length > 0 || (begins !== undefined && ends !== undefined && ends > begins), {
    path: ['sentences'],
    message: 'Choose at least one sentence',
  });
export type PassageMarked = z.infer<typeof PassageMarked>;
/** The same as its form sends it: `sentence.N=yes` for each that is chosen. */
export const PassageForm = z
  .record(z.string(), z.string())
  .transform((form) => ({
    ...{ answerId: form.answerId ?? '', pointId: form.pointId ?? '', claim: form.claim ?? '' },
    ...(form.begins !== undefined && { begins: Number(form.begins), ends: Number(form.ends) }),
    sentences: Object.keys(form).flatMap((name) => (/^sentence\.\d{1,4}$/.test(name) ? [Number(name.slice('sentence.'.length))] : [])),
  }))
  .pipe(PassageMarked);
/** A passage by id. */
export const PassageNamed = z.object({ passageId: z.uuid('Name the passage') });
/** Why an answer that was read is not in the goal; empty takes the reason back. */
export const ReasonSaid = z.object({ answerId: z.uuid('Choose an answer'), words: text(500) });
export type ReasonSaid = z.infer<typeof ReasonSaid>;
