/** The scale that self-views and observations are told on, and its version, which is kept with every one. */
export const scaleVersion = 'what-happened-1';

/** How much of the conversation was the student's own, from least to most. */
export const steps = ['taken-over', 'prompted', 'near', 'own'] as const;
export type Step = (typeof steps)[number];

/**
 * Words for what happened in this one conversation: how much help there was, looking back. They say nothing of what somebody is ready for next time, since words that do are misread
 * (Med Teach 2020, 10.1080/0142159X.2020.1853688), and they have an order but no distance, so that nothing is ever averaged (ten Cate, Schwartz & Chen, Acad Med 2020,
 * 10.1097/ACM.0000000000003427). Written for Concord; no published scale's wording. `student`: as somebody
 * else reads what a student says of themselves.
 */
export const stepWords: Readonly<Record<Step, { readonly self: string; readonly observer: string; readonly student: string }>> = {
  'taken-over': {
    self: 'Somebody else took over for parts of it',
    observer: 'I took over for parts of it',
    student: 'Somebody else took over for parts of it',
  },
  prompted: {
    self: 'I did it with prompts along the way',
    observer: 'They did it with prompts from me',
    student: 'With prompts along the way',
  },
  near: {
    self: 'I did it, with somebody near who did not need to help',
    observer: 'They did it; I was near and did not need to help',
    student: 'With somebody near who did not need to help',
  },
  own: {
    self: 'I did it on my own and told somebody afterwards',
    observer: 'They did it on their own; I heard of it afterwards',
    student: 'On their own, and somebody was told afterwards',
  },
};
