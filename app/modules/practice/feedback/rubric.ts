/** The version of this rubric, which is kept with every observation: what was said stays what it was when words change. */
export const rubricVersion = 'conversation-1';

/** How much of it was there, from least to most. They have an order but no distance, and are never numbers. */
export const anchors = ['beginning', 'partly', 'throughout'] as const;
export type Anchor = (typeof anchors)[number];
/** What an observer may say of a competency: an anchor, or that there was nothing of it to see. */
export const anchorsSaid = [...anchors, 'not-seen'] as const;
export type AnchorSaid = (typeof anchorsSaid)[number];

/** What a line rests on. */
export type Fact = { readonly says: string; readonly source: string; readonly year: number; readonly link: string };
/** One competency, as somebody looks at it in a conversation: what to look at, and what each anchor looks like. */
export type RubricLine = { readonly look: string; readonly anchors: Readonly<Record<Anchor, string>>; readonly facts: readonly Fact[] };

/** What is said where there was nothing to see. */
export const notSeen = 'Not seen this time';

const competencies: Fact = {
  says: 'The competency as the collaborative’s schools published it',
  source: 'BMC Medical Education 22:654, table 2',
  year: 2022,
  link: 'https://doi.org/10.1186/s12909-022-03702-2',
};
const program: Fact = {
  says: 'What clinicians learn for these conversations can be watched: the patient speaks more than half of the time, silence is left, prognosis is a range',
  source: 'BMJ Open, the goals of the training for the Serious Illness Conversation Guide',
  year: 2015,
  link: 'https://bmjopen.bmj.com/highwire/markup/93012/expansion',
};
const narrative: Fact = {
  says: 'What learners scored for themselves did not agree with what observers did; an examination of these conversations keeps room for an observer’s own words',
  source: 'Palliative Medicine Reports, the SIC-Ex',
  year: 2020,
  link: 'https://doi.org/10.1089/pmr.2020.0086',
};
const hardNews: Fact = {
  says: 'Half of the students who had told a patient of a life-threatening illness were given feedback on it',
  source: 'A national survey of students, residents and teachers (PMC1494921)',
  year: 2003,
  link: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC1494921/',
};
const debriefs: Fact = {
  says: 'Ten minutes of debriefing after a death were felt as support, the more often the more',
  source: 'Journal of Graduate Medical Education 7:430',
  year: 2015,
  link: 'https://doi.org/10.4300/JGME-D-14-00544.1',
};

/**
 * Our own short rubric: a line for each of the five competencies by its stable id (migration 0003). It holds no item of a published or licensed tool; a school attaches its own tool by reference.
 */
const lines: Readonly<Record<string, RubricLine>> = {
  '01900000-0000-7000-8000-000000000221': {
    look: 'Did they find out what the person understands, fears and hopes for, before they spoke of plans?',
    anchors: {
      beginning: 'Spoke of plans first; asked little about what matters to the person',
      partly: 'Asked what the person understands or hopes for, and then mostly spoke themselves',
      throughout: 'The person spoke most of the time, and the plan came out of what they said',
    },
    facts: [competencies, program, narrative],
  },
  '01900000-0000-7000-8000-000000000222': {
    look: 'When feelings showed, what did they do with them?',
    anchors: {
      beginning: 'Went on with facts, or comforted too soon',
      partly: 'Named or acknowledged a feeling, then moved on quickly',
      throughout: 'Noticed, named and stayed with it; left silence before going on',
    },
    facts: [competencies, program],
  },
  '01900000-0000-7000-8000-000000000223': {
    look: 'How did they bring what was hard to hear?',
    anchors: {
      beginning: 'Long or technical, or without asking what the person wanted to know',
      partly: 'Asked first and said it plainly, but gave much at once',
      throughout: 'Asked first, said it in few plain words, with what is uncertain, and waited',
    },
    facts: [competencies, program, hardNews],
  },
  '01900000-0000-7000-8000-000000000224': {
    look: 'Did they notice what it did to themselves, and what did they do with that?',
    anchors: {
      beginning: 'Did not speak of it, also when asked',
      partly: 'Could say afterwards what it did to them, when asked',
      throughout: 'Said by themselves what it did to them, and what they would do with it',
    },
    facts: [competencies, debriefs],
  },
  '01900000-0000-7000-8000-000000000225': {
    look: 'Did they say what palliative care is and does, in words that this person could use?',
    anchors: {
      beginning: 'Left it out, or mixed it up with hospice or with giving up',
      partly: 'Said it rightly, in the words of a textbook',
      throughout: 'Said plainly what it would do for this person, and how hospice differs',
    },
    facts: [competencies],
  },
};

/** For a competency that this rubric has no line for: a framework may have others. */
const general: RubricLine = {
  look: 'How much of it did you see in this conversation?',
  anchors: {
    beginning: 'A beginning of it, with help',
    partly: 'Parts of it, by themselves',
    throughout: 'All through the conversation, by themselves',
  },
  facts: [narrative],
};

/** The line of a competency by its stable id. */
export function lineOf(stableId: string): RubricLine {
  return lines[stableId] ?? general;
}

/** What was said of a competency, in words; the word itself where another version of the rubric had it. */
export function anchorWords(stableId: string, said: string): string {
  return said === 'not-seen' ? notSeen : (lineOf(stableId).anchors[said as Anchor] ?? said);
}
