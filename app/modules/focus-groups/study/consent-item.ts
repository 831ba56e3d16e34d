/** What a letter can ask for, item by item. */
export const consentItems = ['take part', 'record', 'quote', 'cross-school analysis', 'use of AI', 'contact again'] as const;
export type ConsentItem = (typeof consentItems)[number];
/** What a letter promises to whoever withdraws. */
export const promises = ['stop', 'remove', 'keep analysed'] as const;
export type WithdrawalPromise = (typeof promises)[number];

/** Each item as a person reads it. */
export const itemWords: Readonly<Record<ConsentItem, string>> = {
  'take part': 'Take part in a group',
  record: 'Be recorded',
  quote: 'Be quoted under a pseudonym',
  'cross-school analysis': 'Be read together with groups of other schools',
  'use of AI': 'Be worked on with tools that use AI',
  'contact again': 'Be contacted again',
};

/** Each promise as a person reads it. What was said in a group cannot always be told apart from what others answered, and every letter has to say so. */
export const promiseWords: Readonly<Record<WithdrawalPromise, string>> = {
  stop: 'Nothing new is done with what was said; what is there stays as it is',
  remove: 'What can be told apart is removed; talk shared with others cannot always be separated',
  'keep analysed': 'What was analysed before stays; nothing new is taken from it',
};
