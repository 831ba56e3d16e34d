import { zone } from '#app/modules/members/time-zone.ts';
import { dayIn } from '#app/ui/date.ts';

type MatchedProps = { at: Date; by: string | null; isRecalled: boolean; change: string | null };

/** How the columns of a spreadsheet came to be read as they are, and the way to change it. */
export function Matched({ at, by, isRecalled, change }: MatchedProps) {
  const who = by ?? 'the operator';
  return (
    <p>
      {isRecalled
        ? `A file of this shape was here before, so this one is read as ${who} matched its columns on ${dayIn(at, zone)}.`
        : `Its columns are read as ${who} matched them on ${dayIn(at, zone)}.`}{' '}
      {change && <a href={change}>Change how the columns are read</a>}
    </p>
  );
}
