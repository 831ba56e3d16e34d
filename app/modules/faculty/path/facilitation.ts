/** An aspect of leading a session of practice, with what each of its words looks like. */
export type Aspect = {
  readonly id: string;
  readonly title: string;
  readonly anchors: Readonly<Record<Anchor, string>>;
};
/** The words of an aspect, in their order. `unseen`: the session gave no occasion to see it, which is no judgement. */
export const anchors = ['beginning', 'often', 'throughout'] as const;
export type Anchor = (typeof anchors)[number];
/** What may be chosen for an aspect. */
export type Chosen = Anchor | 'unseen';
/** The words as pages show them. */
export const anchorWords: Readonly<Record<Chosen, string>> = {
  beginning: 'Beginning to',
  often: 'Often',
  throughout: 'Throughout',
  unseen: 'Could not be seen this time',
};

/** Our own short rubric for facilitating practice in small groups. Its words are ordered and are never made into numbers. */
export const aspects: readonly Aspect[] = [
  {
    id: 'frame',
    title: 'Opens the room: says what is practised and how people speak here',
    anchors: {
      beginning: 'The task is told. How learners may stop, fail and try again is left open.',
      often: 'The task and the rules of the room are said; some learners still play safe.',
      throughout: 'Everybody knows what is practised, may stop at any time, and takes risks.',
    },
  },
  {
    id: 'goal',
    title: 'Asks each learner for a goal before they practise',
    anchors: {
      beginning: 'Learners begin without a goal of their own, or with the facilitator’s.',
      often: 'Most name a goal; it is seldom come back to.',
      throughout: 'Each names something small to try, and the practice is set up for it.',
    },
  },
  {
    id: 'practice',
    title: 'Leaves the practice to the learners',
    anchors: {
      beginning: 'The facilitator explains or shows more than learners practise.',
      often: 'Learners practise, and are now and then told how before they could find out.',
      throughout: 'Learners do most of the talking; a pause, a rewind or another try comes when it helps.',
    },
  },
  {
    id: 'feedback',
    title: 'Lets the learner speak first, then says what was seen',
    anchors: {
      beginning: 'Feedback is general, or the facilitator’s view comes first.',
      often: 'The learner speaks first; what is said is sometimes about words that were spoken.',
      throughout: 'The learner, the group, then the facilitator; each names words that were said and what they did.',
    },
  },
  {
    id: 'feeling',
    title: 'Stays with what the conversation stirs up',
    anchors: {
      beginning: 'Feeling in the room is passed over, or soothed.',
      often: 'It is named when it is plain, and soon left.',
      throughout: 'It is noticed, named and given time, in learners as in the role.',
    },
  },
  {
    id: 'closing',
    title: 'Closes with something to take away',
    anchors: {
      beginning: 'The session ends when the time does.',
      often: 'The facilitator sums up.',
      throughout: 'Each learner says what they will try next, and with whom.',
    },
  },
];

/** What the rubric rests on. The choice of aspects and their words are Concord’s. */
export const facilitationSources = [
  {
    words:
      'Role play in small groups with facilitators who are trained for it: the Comskil facilitator workshop, Memorial Sloan Kettering Cancer Center',
    url: 'https://doi.org/10.1016/j.pec.2007.11.024',
  },
  {
    words: 'New facilitators attend, prepare, lead one session, and reflect on it with feedback: a facilitator training in Japan',
    url: 'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5472548/',
  },
  {
    words: 'Learning again and again, feedback and a community of facilitators are what facilitators in training valued',
    url: 'https://doi.org/10.1097/ACM.0000000000000268',
  },
  {
    words: 'A school that counted key functions and showed stars went back to words and narrative: numbers were read as good or bad',
    url: 'https://123dok.com/id/docs/supplemental-digital-appendix-1-http-links-lww-com.10845754',
  },
] as const;
