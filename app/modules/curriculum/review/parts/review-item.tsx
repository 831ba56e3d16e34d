import type { Ref } from 'react';
import { count } from '#app/ui/count.ts';
import { hoursBetween } from '#app/ui/hours.ts';
import { Tag } from '#app/ui/tag.tsx';
import { requirementPhrases } from '../../placement.ts';
import type { ReviewItem } from '../queries.server.ts';

const fields = { title: 'the title', description: 'the description', objective: 'an objective', keyword: 'the keywords' };
const extents = { mentioned: 'mentioned', partly: 'addressed partly', fully: 'addressed fully' };

/** A suggestion with its context: where the activity stands, its title, the sentence with the match marked, and what it is linked to. */
export function Suggestion({ item, base, titleRef }: { item: ReviewItem; base: string; titleRef: Ref<HTMLHeadingElement> }) {
  const { sentence, matchStart, matchLength } = item;
  const end = matchStart + matchLength;
  return (
    <>
      <p className="eyebrow">{whereabouts(item)}</p>
      <h2 ref={titleRef} tabIndex={-1}>
        <a href={`${base}/activities/${item.activityId}`}>{item.title}</a>
      </h2>
      <blockquote>
        {sentence.slice(0, matchStart)}
        <mark>{sentence.slice(matchStart, end)}</mark>
        {sentence.slice(end)}
      </blockquote>
      <details>
        <summary>Whole description and objectives</summary>
        <p>{item.description || 'The file gives no description.'}</p>
        {item.objectives.length > 0 ? (
          <ul>
            {item.objectives.map((objective) => (
              <li key={objective}>{objective}</li>
            ))}
          </ul>
        ) : (
          <p>The file gives no objectives.</p>
        )}
      </details>
      <p className="small muted">
        Found by <Tag kind="suggestion">{item.phrase}</Tag> in {fields[item.field]}
        {item.places > 1 && `, ${item.places} places in all`}. {item.answer === null && 'A suggestion until you answer.'}
      </p>
      {item.links.length > 0 && (
        <p className="small">
          This activity is linked to{' '}
          {item.links
            .map(({ code, shortTitle, level, extent }) => `competency ${code} ${shortTitle} (${level}, ${extents[extent]})`)
            .join('; ')}
          . {item.answer === null && 'A new answer to the same competency replaces it.'}
        </p>
      )}
    </>
  );
}

function whereabouts({ courses, learnerMinutes, learnerMinutesMost, methods }: ReviewItem): string {
  const [first, ...others] = courses;
  const requirement = first && first.requirement !== 'unknown' ? requirementPhrases[first.requirement] : null;
  const course = first ? [first.course, first.phase, requirement].filter(Boolean).join(', ') : 'In no course';
  const more = others.length > 0 ? `and ${count(others.length, 'more course', 'more courses')}` : null;
  const minutes =
    learnerMinutes === null ? 'length unknown' : hoursBetween({ least: learnerMinutes, most: learnerMinutesMost ?? learnerMinutes });
  return [[course, more].filter(Boolean).join(' '), [minutes, ...methods.slice(0, 3)].join(', ')].join(' · ');
}
