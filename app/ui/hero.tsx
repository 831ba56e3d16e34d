import type { ReactNode } from 'react';

type HeroProps = { title: string; words: ReactNode; acts: ReactNode; aside?: ReactNode; as?: 'h1' | 'h3' };

/** The first screen of the public home: who and why in a title and a paragraph, what to do, and beside it what comes next. */
export function Hero({ title, words, acts, aside, as: Title = 'h1' }: HeroProps) {
  return (
    <div className="hero">
      <div className="hero-main">
        <Title className="hero-title">{title}</Title>
        <p className="hero-words">{words}</p>
        <p className="bar">{acts}</p>
      </div>
      {aside && <div className="event">{aside}</div>}
    </div>
  );
}
