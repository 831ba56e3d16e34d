import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Note } from '#app/ui/note.tsx';

type Counts = { open: number; same: number; different: number };

/** What waits among the pairs of a file, with the way to them; nothing where none was proposed. */
export function PairsNote({ counts: { open, same, different }, to }: { counts: Counts; to: string }) {
  if (open + same + different === 0) return null;
  if (open === 0)
    return (
      <p>
        {count(same, 'activity with a new id is', 'activities with new ids are')} the same as one that is here, by your word.{' '}
        <a href={to}>Look at the pairs again</a>.
      </p>
    );
  return (
    <Note kind="attention" title={`${count(open, 'activity of the file may be one', 'activities of the file may be ones')} that you have`}>
      <p>
        Their ids are new, and title, text or place are like those of activities that are here. Say which are the same before you bring the
        file in: then they keep their links and answers. A pair that you do not answer does nothing.
      </p>
      <p className="bar">
        <ButtonLink kind="primary" href={to}>{`Look at ${count(open, 'pair', 'pairs')}`}</ButtonLink>
      </p>
    </Note>
  );
}
