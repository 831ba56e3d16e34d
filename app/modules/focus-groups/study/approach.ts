/** How a study makes sense of what it heard. */
export const approaches = ['immersion', 'thematic', 'reliability'] as const;
export type Approach = (typeof approaches)[number];
/** What can be done with transcripts, as far as the approach has a use for it. */
export const tools = ['notebook', 'reading', 'themes', 'codebook', 'coding', 'matrix', 'counts', 'rounds', 'agreement'] as const;
export type Tool = (typeof tools)[number];

/** An approach in words: its name, what it is for, and why figures of agreement are not offered where they are not. */
type ApproachWords = { readonly name: string; readonly meaning: string; readonly withoutAgreement: string | null };

/** Each approach in words. */
export const approachWords: Readonly<Record<Approach, ApproachWords>> = {
  immersion: {
    name: 'Immersion/crystallisation, or reflexive',
    meaning: 'Read again and again, write reflexive memos, meet, and let what matters take shape. Codes may help; they are not counted.',
    withoutAgreement:
      'In this approach the reader’s judgement is the instrument, so that two readers need not see the same. A figure of agreement would measure something that the study does not claim.',
  },
  thematic: {
    name: 'Thematic or framework analysis',
    meaning: 'Build a codebook, code the transcripts with it, and chart codes or themes by site and group.',
    withoutAgreement:
      'Here the codebook grows with the reading. Agreement between coders can be talked through side by side; a figure of it belongs to the coding reliability approach.',
  },
  reliability: {
    name: 'Coding reliability',
    meaning: 'Coders apply one codebook blind in rounds, their agreement is measured, and differences are settled.',
    withoutAgreement: null,
  },
};

const on: Readonly<Record<Approach, readonly Tool[]>> = {
  immersion: ['notebook', 'reading', 'themes', 'codebook', 'coding'],
  thematic: ['notebook', 'reading', 'themes', 'codebook', 'coding', 'matrix', 'counts'],
  reliability: ['notebook', 'reading', 'themes', 'codebook', 'coding', 'matrix', 'counts', 'rounds', 'agreement'],
};

/** Whether an approach has a use for a tool. */
export function isOn(approach: Approach, tool: Tool): boolean {
  return on[approach].includes(tool);
}
