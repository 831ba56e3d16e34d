import { count } from '#app/ui/count.ts';
import type { YearState } from './submit-queries.server.ts';

/** A sentence about a year that is to be submitted, and the page (below the school's) where something can still be done about it. */
export type StateSentence = { readonly says: string; readonly path?: string; readonly act?: string };

/** How a year stands, in plain sentences: what is there, and everything that is not done. */
export function stateSentences(state: YearState): StateSentence[] {
  const { activities, links, openHits, importing, notAsked, waiting, silent, answered, contradictions, unknownMinutes } = state;
  const asked = waiting + silent + answered;
  return [
    { says: `${count(activities, 'activity', 'activities')} with ${count(links, 'link', 'links')} to competencies.` },
    ...(importing > 0 ? [{ says: 'A file of this year is being brought in. Wait until it is in.' }] : []),
    openHits > 0
      ? {
          says: `${count(openHits, 'suggestion of the scan is', 'suggestions of the scan are')} not answered.`,
          path: 'review',
          act: 'Answer them',
        }
      : { says: 'Every suggestion of the scan is answered.' },
    ...(asked + notAsked === 0
      ? [{ says: 'No course director is named, so nobody confirmed what your mappers linked.', path: 'directors', act: 'Name them' }]
      : []),
    ...(notAsked > 0
      ? [
          {
            says: `${count(notAsked, 'course director is', 'course directors are')} named and not asked; their links count in no figure.`,
            path: 'directors',
            act: 'Ask them',
          },
        ]
      : []),
    ...(waiting > 0
      ? [
          {
            says: `${count(waiting, 'course director', 'course directors')} may still answer; until then their open links count in no figure.`,
            path: 'directors',
            act: 'See who',
          },
        ]
      : []),
    ...(silent > 0
      ? [
          {
            says: `${count(silent, 'course director was', 'course directors were')} silent until the last day; their links count as unanswered.`,
            path: 'directors',
            act: 'See who',
          },
        ]
      : []),
    ...(answered > 0 ? [{ says: `${count(answered, 'course director', 'course directors')} answered.` }] : []),
    ...(contradictions > 0
      ? [
          {
            says: `${count(contradictions, 'contradiction between a mapper and a director is', 'contradictions between mappers and directors are')} not settled.`,
            path: 'directors',
            act: 'Settle them',
          },
        ]
      : []),
    unknownMinutes > 0
      ? {
          says: `${count(unknownMinutes, 'linked activity has', 'linked activities have')} no hours: unknown, and never counted as zero.`,
          path: 'to-settle',
          act: 'Add them',
        }
      : { says: 'Every linked activity has its hours.' },
  ];
}
