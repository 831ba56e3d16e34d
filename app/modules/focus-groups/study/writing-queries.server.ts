import type { Scope } from '#app/platform/scope.server.ts';
import { type FreeText, leftOutWords, type Mention, mentionsIn, type Unprintable } from './free-writing.ts';
import type { Study } from './queries.server.ts';

/** What the team wrote freely, as a file may hold it: consent cannot filter it, so it is asked whom it names. */
export type Writing = {
  /** Where it names somebody of whom nothing may be printed today. */
  mentions(texts: readonly FreeText[]): Mention[];
  /** A text as a file has it: left out where it names such a person. */
  words(text: string): string;
  /** The ids of all participants whom these texts name. */
  named(texts: readonly string[]): string[];
  /** The ids of all participants: of whom it is not to be told which of them a file names. */
  readonly everybody: readonly string[];
};

/** How a study's free writing leaves today. */
export async function writingOf({ tx }: Scope, study: Study): Promise<Writing> {
  const rows = await tx
    .selectFrom('participant')
    .innerJoin('participantAllows as a', (join) =>
      join.onRef('a.studyId', '=', 'participant.studyId').onRef('a.participantId', '=', 'participant.id'),
    )
    .leftJoin('signedSites', 'signedSites.studyId', 'participant.studyId')
    .select(['participant.id as participantId', 'pseudonym', 'state', 'withdrawn', 'mayQuote', 'mayCross', 'sites'])
    .where('participant.studyId', '=', study.id)
    .orderBy('pseudonym')
    .execute();
  const people = rows.map(({ sites, ...person }) => ({ ...person, why: whyNot(person, (sites ?? 0) > 1) }));
  const unprintable = people.flatMap(({ participantId, pseudonym, why }): Unprintable[] =>
    why === null ? [] : [{ participantId, pseudonym, why }],
  );
  const all = people.map(({ participantId, pseudonym }) => ({ participantId, pseudonym, why: '' }));
  const asOne = (text: string) => [{ key: '', name: '', text }];
  return {
    everybody: all.map(({ participantId }) => participantId),
    mentions: (texts) => mentionsIn(texts, unprintable),
    words: (text) => (mentionsIn(asOne(text), unprintable).length > 0 ? leftOutWords : text),
    named: (texts) => mentionsIn(asOne(texts.join('\n')), all).flatMap(({ of }) => of.map(({ participantId }) => participantId)),
  };
}

type Person = {
  readonly state: string;
  readonly withdrawn: string | null;
  readonly mayQuote: boolean | null;
  readonly mayCross: boolean | null;
};

function whyNot({ state, withdrawn, mayQuote, mayCross }: Person, areSeveral: boolean): string | null {
  if (withdrawn !== null) return 'withdrew';
  if (state === 'declined') return 'declined';
  if (!mayQuote) return 'did not agree to be quoted';
  return areSeveral && !mayCross ? 'did not agree to be read together with other schools' : null;
}
