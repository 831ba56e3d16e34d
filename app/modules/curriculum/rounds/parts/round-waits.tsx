import { Note } from '#app/ui/note.tsx';
import type { RoundForUs } from '../board-queries.server.ts';
import { NextForUs } from './next-for-us.tsx';

/** Says what waits for the reader in their school's open round; nothing when nothing does. */
export function RoundWaits({ round }: { round: RoundForUs | null }) {
  if (round === null || round.steps.length === 0) return null;
  return (
    <Note kind="attention" title={`${round.title} waits for you`}>
      <NextForUs steps={round.steps} />
      <p>
        <a href={`/w/curriculum/rounds/${round.slug}`}>See where every school is</a>
      </p>
    </Note>
  );
}
