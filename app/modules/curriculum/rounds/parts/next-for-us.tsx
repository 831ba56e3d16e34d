import { ButtonLink } from '#app/ui/button.tsx';
import { Tag } from '#app/ui/tag.tsx';
import type { NextStepWords } from '../next-words.ts';

/** What waits at one school of a round: each with whom it waits for, by when, and where it is done. */
export function NextForUs({ steps }: { steps: readonly NextStepWords[] }) {
  if (steps.length === 0) return <p>Nothing waits for your school in this round. Every step is done.</p>;
  return (
    <ul>
      {steps.map(({ step, name, act, who, since, due, isLate, isYours, to }) => (
        <li key={step}>
          <strong>{name}</strong>: {act}. It waits for {who} {since}
          {due && (
            <>
              {', '}
              {isLate ? <Tag kind="attention">{due}</Tag> : due}
            </>
          )}
          . {isYours ? <ButtonLink href={to}>{name}</ButtonLink> : null}
        </li>
      ))}
    </ul>
  );
}
