import type { ReactNode } from 'react';

type HeroProps = {
  title: string;
  words: ReactNode;
  goal?: { label: string; words: ReactNode };
  acts: ReactNode;
  aside?: ReactNode;
  as?: 'h1' | 'h3';
};

/** The first screen of the public home: who in a title and a paragraph, why in the words of the goal, what to do, and beside it what comes next. */
export function Hero({ title, words, goal, acts, aside, as: Title = 'h1' }: HeroProps) {
  return (
    <div className="hero">
      <div className="hero-main">
        <Title className="hero-title">{title}</Title>
        <p className="hero-words">{words}</p>
        {goal && (
          <div>
            <p className="eyebrow">{goal.label}</p>
            <p className="statement">{goal.words}</p>
          </div>
        )}
        <p className="bar">{acts}</p>
      </div>
      {aside && <div className="hero-aside">{aside}</div>}
    </div>
  );
}
