import { diffWordsWithSpace } from 'diff';

type Sentence = { readonly id: string; readonly words: string };
/** A sentence beside the version before: its words in parts, each kept, added or gone. */
export type SentenceChange = {
  readonly id: string;
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
  readonly parts: readonly { readonly text: string; readonly kind: 'same' | 'added' | 'removed' }[];
};

/** What became of each sentence since the version before: those of the new one in their order, then those that are gone. */
export function goalChanges(before: readonly Sentence[], now: readonly Sentence[]): SentenceChange[] {
  const stood = new Map(before.map(({ id, words }) => [id, words]));
  const whole = (text: string, kind: 'same' | 'added' | 'removed') => [{ text, kind }] as const;
  return [
    ...now.map(({ id, words }): SentenceChange => {
      const was = stood.get(id);
      if (was === undefined) return { id, kind: 'added', parts: whole(words, 'added') };
      if (was === words) return { id, kind: 'same', parts: whole(words, 'same') };
      const parts = diffWordsWithSpace(was, words).map(
        ({ value, added, removed }) => ({ text: value, kind: added ? 'added' : removed ? 'removed' : 'same' }) as const,
      );
      return { id, kind: 'changed', parts };
    }),
    ...before
      .filter(({ id }) => !now.some((sentence) => sentence.id === id))
      .map(({ id, words }): SentenceChange => ({ id, kind: 'removed', parts: whole(words, 'removed') })),
  ];
}
