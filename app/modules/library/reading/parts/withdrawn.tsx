import { dayIn } from '#app/ui/date.ts';
import { Note } from '#app/ui/note.tsx';
import { zone } from '../../../members/time-zone.ts';

/** What stands where an item was that is withdrawn: that it was, when and why, so that a link to it still says something. */
export function Withdrawn({ at, reason }: { at: Date; reason: string | null }) {
  return (
    <Note kind="attention" title={`Withdrawn on ${dayIn(at, zone)}`}>
      <p>{reason}</p>
    </Note>
  );
}
