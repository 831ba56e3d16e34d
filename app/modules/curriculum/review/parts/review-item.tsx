import type { ReactNode, Ref } from 'react';
import { count } from '#app/ui/count.ts';
import { hoursBetween } from '#app/ui/hours.ts';
import { Tag } from '#app/ui/tag.tsx';
import { requirementPhrases } from '../../placement.ts';
import type { ActivityToLink } from '../activity-queries.server.ts';
import type { ReviewItem } from '../queries.server.ts';

const fields = { title: 'the title', description: 'the description', objective: 'an objective', keyword: 'the keywords' };
/** How fully an activity addresses a competency, in words. */
export const extents = { mentioned: 'mentioned', partly: 'addressed partly', fully: 'addressed fully' };

type SuggestionProps = { item: ReviewItem; proposes: string | null; base: string; titleRef: Ref<HTMLHeadingElement> };

/** A suggestion with its context: where the activity stands, its title, the sentence with the match marked, the other suggestions there and its links. */
export function Suggestion({ item, proposes, base, titleRef }: SuggestionProps) {
  const { sentence, matchStart, matchLength, others } = item;
  const end = matchStart + matchLength;
  return (
    <>
      <ActivityHead activity={item} base={base} titleRef={titleRef} />
      <blockquote>
        {sentence.slice(0, matchStart)}
        <mark>{sentence.slice(matchStart, end)}</mark>
        {sentence.slice(end)}
      </blockquote>
      <p className="small muted">
        Found by <Tag kind="suggestion">{item.phrase}</Tag> in {fields[item.field]}
        {item.places > 1 && `, ${item.places} places in all`}.{' '}
        {item.answer === null && `A suggestion until you answer${proposes ? `: ${proposes}` : ''}.`}
      </p>
      {item.owners.length > 0 && <p className="small muted">{ownersWords(item)}</p>}
      <WholeText activity={item} />
      {others.length > 0 && (
        <details>
          <summary>{count(others.length, 'other suggestion', 'other suggestions')} in this activity</summary>
          <ul>
            {others.map(({ id, phrase, sentence: text, code, answer }) => (
              <li key={id}>
                <a href={`${base}/review?hit=${id}`}>
                  {phrase}, competency {code}
                </a>{' '}
                ({answer === null ? 'open' : answer === 'accepted' ? 'linked' : 'not this'}): {text}
              </li>
            ))}
          </ul>
        </details>
      )}
      <LinksSoFar activity={item}>{item.answer === null && 'A new answer to the same competency replaces it.'}</LinksSoFar>
    </>
  );
}

function ownersWords({ owners }: ReviewItem): string {
  const names = owners.map(({ name }) => name).join(' and ');
  return owners.length > 1 ? `Given to ${names}, who answer without seeing each other’s answer.` : `In the part of ${names}.`;
}

/** Where an activity stands, and its title with the focus of what is new. */
export function ActivityHead({ activity, base, titleRef }: { activity: ActivityToLink; base: string; titleRef?: Ref<HTMLHeadingElement> }) {
  return (
    <>
      <p className="eyebrow">{whereabouts(activity)}</p>
      <h2 ref={titleRef} tabIndex={-1}>
        <a href={`${base}/activities/${activity.activityId}`}>{activity.title}</a>
      </h2>
    </>
  );
}

/** All that the file says of an activity. */
export function WholeText({ activity: { description, objectives }, isOpen }: { activity: ActivityToLink; isOpen?: boolean }) {
  return (
    <details open={isOpen}>
      <summary>Whole description and objectives</summary>
      <p>{description || 'The file gives no description.'}</p>
      {objectives.length > 0 ? (
        <ul>
          {objectives.map((objective) => (
            <li key={objective}>{objective}</li>
          ))}
        </ul>
      ) : (
        <p>The file gives no objectives.</p>
      )}
    </details>
  );
}

/** What an activity is linked to already, with what each link rests on; nothing when it is linked to nothing. */
export function LinksSoFar({ activity: { links }, children }: { activity: ActivityToLink; children?: ReactNode }) {
  if (links.length === 0) return null;
  return (
    <div className="small">
      <p>This activity is linked to:</p>
      <ul>
        {links.map(({ code, shortTitle, level, extent, evidence, milestoneIds }) => (
          <li key={code}>
            competency {code} {shortTitle} ({level}, {extents[extent]}
            {milestoneIds.length > 0 && `, ${count(milestoneIds.length, 'milestone', 'milestones')}`})
            {evidence && <span className="muted">: “{evidence}”</span>}
          </li>
        ))}
      </ul>
      {children && <p>{children}</p>}
    </div>
  );
}

function whereabouts({ courses, learnerMinutes, learnerMinutesMost, methods }: ActivityToLink): string {
  const [first, ...others] = courses;
  const requirement = first && first.requirement !== 'unknown' ? requirementPhrases[first.requirement] : null;
  const course = first ? [first.course, first.phase, requirement].filter(Boolean).join(', ') : 'In no course';
  const more = others.length > 0 ? `and ${count(others.length, 'more course', 'more courses')}` : null;
  const minutes =
    learnerMinutes === null ? 'length unknown' : hoursBetween({ least: learnerMinutes, most: learnerMinutesMost ?? learnerMinutes });
  return [[course, more].filter(Boolean).join(' '), [minutes, ...methods.slice(0, 3)].join(', ')].join(' · ');
}
