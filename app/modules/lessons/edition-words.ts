/** What becomes of an edition, as people read it. */
export const stateWords = {
  asked: 'waits for another school',
  returned: 'came back with words',
  standing: 'stands',
  replaced: 'replaced by a later edition',
  'taken back': 'taken back',
} as const;

/** Who reads an edition. */
export const audienceWords = { collaborative: 'the collaborative', public: 'everybody' } as const;

type Edition = { readonly number: number; readonly state: keyof typeof stateWords; readonly audience: keyof typeof audienceWords };

/** Where a lesson stands, from its editions (newest first): "a draft", "stands, for everybody", "edition 2 waits for another school". */
export function standingWords(editions: readonly Edition[]): string {
  const [newest] = editions;
  if (!newest) return 'a draft, for your school alone';
  const standing = editions.find(({ state }) => state === 'standing');
  const stands = standing ? `stands, for ${audienceWords[standing.audience]}` : null;
  if (newest.state === 'standing') return stands!;
  const last = newest.state === 'taken back' && !stands ? 'taken back' : `edition ${newest.number} ${stateWords[newest.state]}`;
  return [stands, last].filter(Boolean).join('; ');
}
