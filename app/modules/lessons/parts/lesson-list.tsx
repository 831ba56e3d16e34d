import { firstWords } from '#app/platform/markdown.ts';
import { count } from '#app/ui/count.ts';
import { dayIn } from '#app/ui/date.ts';
import { Tag } from '#app/ui/tag.tsx';
import { zone } from '../../members/time-zone.ts';
import { strengthName } from '../definitions.ts';
import { againName, kindName, type Said } from '../lesson.ts';

/** A lesson as a list shows it. */
export type LessonEntry = {
  readonly slug: string;
  readonly said: Said;
  readonly school: string | null;
  readonly isSample: boolean;
  readonly audience: 'collaborative' | 'public';
  readonly on: Date;
  readonly usedBy: number;
};

/** Lessons, each with its kind, whether its school would do it again, and what it rests on, in this order of words whatever the answer. `isInside`: for members, whose pages they lead to. */
export function LessonList({ lessons, isInside = false }: { lessons: readonly LessonEntry[]; isInside?: boolean }) {
  return (
    <ul className="news plain-list">
      {lessons.map(({ slug, said, school, isSample, audience, on, usedBy }) => (
        <li key={slug}>
          <a href={isInside ? `/w/lessons/read/${slug}` : `/lessons/${slug}`}>{said.title}</a>
          <p className="small">
            {kindName(said.kind)}. Would they do it again? {againName(said.again)}. {strengthName(said.strength)}.
          </p>
          <p className="prose">{firstWords(said.happened || said.tried, 180)}</p>
          <p className="muted small">
            {school ?? 'A school of the collaborative'}, {dayIn(on, zone)}.{' '}
            {usedBy > 0 && `Used by ${count(usedBy, 'school', 'schools')}. `}
            {audience === 'collaborative' && <Tag>collaborative only</Tag>} {isSample && <Tag>sample</Tag>}
          </p>
        </li>
      ))}
    </ul>
  );
}
