import { Tag } from '#app/ui/tag.tsx';
import type { NextStepWords } from '../next-words.ts';

/** What waits at one school of a round: each with whom it waits for, by when, and where it is done. */
export function NextForUs({ steps }: { steps: readonly NextStepWords[] }) {
  if (steps.length === 0) return <p>Nothing waits for your school in this round. Every step is done.</p>;
  return (
    <ul>
      {steps.map(({ step, name, act, who, since, due, isLate, to }) => (
        <li key={step}>
          <strong>{to === null ? name : <a href={to}>{name}</a>}</strong>: {act}. Waiting for {who} {since}
          {due && (
            <>
              {', '}
              {isLate ? <Tag kind="attention">{due}</Tag> : due}
            </>
          )}
          .
        </li>
      ))}
    </ul>
  );
}
