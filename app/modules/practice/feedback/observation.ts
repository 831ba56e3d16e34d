import type { Observation } from './queries.server.ts';

type Known = Pick<Observation, 'state' | 'confirmDomain'>;

/** How far it is known who said it, in a word or two. */
export const stateTags: Readonly<Record<Observation['state'], string>> = {
  unverified: 'Unverified',
  confirmed: 'Confirmed',
  told: 'Told to me',
};

/** The same in a sentence, as it stands wherever the observation is shown. */
export function stateWords({ state, confirmDomain }: Known): string {
  if (state === 'told') return 'I was told this, and wrote it down in my words.';
  if (state === 'confirmed') return `Somebody who reads mail at ${confirmDomain} confirmed that it was theirs.`;
  return 'Nobody has confirmed who wrote this.';
}

/** Whose words these are, as far as they said. */
export function observerWords({ observerName, observerRole }: Pick<Observation, 'observerName' | 'observerRole'>): string {
  return [observerName, observerRole].filter(Boolean).join(', ');
}
