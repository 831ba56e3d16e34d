import type { ReactNode } from 'react';

/** Steps of a work in time, from left to right, on a phone from top to bottom; `isNow` marks the one that is going on. */
export function Timeline({ steps }: { steps: { when: string; title: ReactNode; words: ReactNode; isNow?: boolean }[] }) {
  return (
    <ol className="timeline">
      {steps.map((step) => (
        <li key={step.when} className={step.isNow ? 'now' : undefined}>
          <span className="eyebrow num">{step.when}</span>
          <h3>{step.title}</h3>
          <p>{step.words}</p>
        </li>
      ))}
    </ol>
  );
}
