/** The prompts of a debrief, in their order. */
export const prompts = ['happened', 'wentWell', 'carry', 'need', 'wouldDo'] as const;
export type Prompt = (typeof prompts)[number];

/** What each asks, and what helps to begin. */
export const promptWords: Readonly<Record<Prompt, { readonly asks: string; readonly help: string }>> = {
  happened: { asks: 'What happened, for me?', help: 'What I saw, heard and felt. Not what was right or wrong.' },
  wentWell: { asks: 'What went well?', help: 'Something that I, or somebody with me, did that helped.' },
  carry: { asks: 'What do I carry with me?', help: 'A picture, a sentence, a feeling that stays.' },
  need: { asks: 'What do I need now?', help: 'Rest, a talk, some air, somebody who was there too.' },
  wouldDo: { asks: 'What would I do, if it came again?', help: 'The same, or one small thing otherwise.' },
};

/** Where the prompts come from. */
export const debriefSource = {
  says: 'Ten minutes within a day or two of a death, with a card of prompts and no training before: 79 of 91 residents had met a death, and the more often they debriefed, the more they felt supported.',
  source: 'Eng and others, Journal of Graduate Medical Education 7:430',
  year: 2015,
  link: 'https://doi.org/10.4300/JGME-D-14-00544.1',
};
