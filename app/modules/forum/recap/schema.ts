import * as z from 'zod';
import { Id, Link, Seen, text } from '../events/schema.ts';

/** What is said of the recording: that there is none is an answer. */
export const recordings = ['unknown', 'coming', 'here', 'none'] as const;
export type Recording = (typeof recordings)[number];
/** What can be given to an event. */
const materialKinds = ['slides', 'recording', 'transcript', 'handout'] as const;
export type MaterialKind = (typeof materialKinds)[number];

/** What stays of an event, from its form: the words in Markdown, up to three things to try. */
export const RecapForm = z
  .object({
    words: text(50_000),
    try1: text(500),
    try2: text(500),
    try3: text(500),
    recording: z.enum(recordings, 'Choose one'),
    noRecordingWhy: text(300),
    transcript: text(200_000),
    seen: Seen,
  })
  .transform(({ try1, try2, try3, ...said }) => ({ ...said, tries: [try1, try2, try3].filter(Boolean) }));
export type RecapForm = z.infer<typeof RecapForm>;

/** What a file or a link is: its title, its language, and in which language it has captions. */
export const MaterialSaid = z.object({
  kind: z.enum(materialKinds, 'Choose what it is'),
  title: text(200).min(2, 'Write a title'),
  language: text(35).min(2, 'A language'),
  captions: text(35).transform((said) => said || null),
});
export type MaterialSaid = z.infer<typeof MaterialSaid>;
/** A link to something that lies elsewhere. */
export const MaterialLink = MaterialSaid.extend({ link: Link });
export type MaterialLink = z.infer<typeof MaterialLink>;
/** One of the materials. */
export const MaterialNamed = z.object({ material: Id });
