import { count } from '#app/ui/count.ts';

/** How many lessons the list shows, in which order; where none passes the filters, the way back to all. */
export function NoteOfLessons({ found, material, all }: { found: number; material: string | null; all: string }) {
  const about = material === null ? '' : ` that used “${material}”`;
  if (found === 0)
    return (
      <p className="muted">
        No school has written {about === '' ? 'such a lesson' : `a lesson${about}`} yet. <a href={all}>All lessons</a>
      </p>
    );
  return <p className="muted">{`${count(found, 'lesson', 'lessons')}${about}, the newest first. Nothing is ranked.`}</p>;
}
