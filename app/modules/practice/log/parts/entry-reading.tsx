import { Facts } from '#app/ui/facts.tsx';
import { type Step, stepWords } from '../../scale.ts';
import { type Debriefed, debriefWords, type Part, partWords } from '../entry.ts';

type EntryReadingProps = {
  entry: {
    readonly part?: Part | undefined;
    readonly rotation: string;
    readonly competencies: readonly string[];
    readonly goal: string;
    readonly selfWords: string;
    readonly selfScale: Step | null;
    readonly debriefed: Debriefed | null;
    readonly next: string;
  };
  competencies: readonly { stableId: string; code: string; shortTitle: string }[];
  /** Whether the student reads it, or somebody whom they show it to. */
  whose: 'own' | 'shown';
};

/** One entry to read; what was left open is not there. */
export function EntryReading({ entry, competencies, whose }: EntryReadingProps) {
  const { part, rotation, goal, selfWords, selfScale, debriefed, next } = entry;
  const tried = competencies.filter(({ stableId }) => entry.competencies.includes(stableId));
  const my = whose === 'own' ? 'my' : 'their';
  const written = (words: string) => (words === '' ? null : <span className="reader-words">{words}</span>);
  return (
    <Facts
      facts={[
        [`${capital(my)} part in it`, part && partWords[part]],
        ['Rotation or place', written(rotation)],
        ['What was tried', tried.length === 0 ? null : tried.map(({ code, shortTitle }) => `${code} ${shortTitle}`).join('; ')],
        ['What was meant to be tried', written(goal)],
        [`How it went, in ${my} words`, written(selfWords)],
        [`How much of it was ${whose === 'own' ? 'mine' : 'theirs'}, in ${my} view`, selfScale && stepWords[selfScale].self],
        ['Talked over afterwards', debriefed && debriefWords[debriefed]],
        ['What comes next', written(next)],
      ]}
    />
  );
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
