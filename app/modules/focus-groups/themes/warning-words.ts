import type { Warning } from './grounds.ts';

/** Each warning in words: what stands, and what to do. */
export const warningWords: Readonly<Record<Warning, { readonly short: string; readonly remedy: string }>> = {
  'quote gone': {
    short: 'A quote may no longer be shown',
    remedy: 'Somebody took back the consent to be quoted, or withdrew. Choose another passage, or take that one out.',
  },
  nothing: { short: 'Rests on nothing yet', remedy: 'Add passages, or link the codes that it rests on.' },
  'one session': { short: 'Rests on one session', remedy: 'Look in the other sessions, or say in the claim whose experience it is.' },
  'one site': { short: 'Rests on one site', remedy: 'Look at the other sites, or say in the claim where it holds.' },
  'one voice': { short: 'One participant speaks in half of the quotes or more', remedy: 'Quote others who say it, each in their own way.' },
  'no counter-example': {
    short: 'No counter-example looked for',
    remedy: 'Look for somebody who says otherwise and add the passage; or say where you looked and found none.',
  },
};
