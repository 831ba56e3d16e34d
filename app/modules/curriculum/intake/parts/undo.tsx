import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Section } from '#app/ui/page.tsx';
import { whyNotWords } from '../undo-words.ts';

type Standing = {
  year: string;
  why: 'not in' | 'before this was kept' | 'later import' | 'built on' | null;
  builtOn: readonly { what: string; count: number; by: readonly string[]; last: Date }[];
  isWholeYear: boolean;
  added: number;
  returning: number;
};

/** The way back from an import that is in: what it would do, or why it is closed. */
export function Undo({ standing }: { standing: Standing }) {
  const { year, why, builtOn, isWholeYear, added, returning } = standing;
  if (why === 'not in') return null;
  return (
    <Section title="Take this file out again" id="undo">
      {why !== null ? (
        <p>{whyNotWords(why, { year, acts: builtOn })}</p>
      ) : (
        <form method="post" className="flow">
          <p>
            {isWholeYear
              ? `${year} was not here before this file. All of it goes: ${count(added, 'activity', 'activities')} with courses, objectives, and what a scan found since.`
              : `${year} becomes exactly what it was before this file: ${count(added, 'activity goes', 'activities go')}, ${count(returning, 'activity returns', 'activities return')}, and titles, texts, hours and courses are as they were.`}{' '}
            Nobody has worked on it since, so nothing of anybody’s is lost.
          </p>
          <Button kind="danger" name="intent" value="undo">
            {isWholeYear ? `Take ${year} out again` : 'Take this file out again'}
          </Button>
        </form>
      )}
    </Section>
  );
}
