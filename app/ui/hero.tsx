import type { ReactNode } from 'react';

/** The first screen of the public home: who and why in a title and a paragraph, what to do, and beside it what comes next. */
export function Hero({ title, words, acts, aside }: { title: string; words: ReactNode; acts: ReactNode; aside?: ReactNode }) {
  return (
    <div className="hero">
      <div className="hero-main">
        <h1>{title}</h1>
        <p className="hero-words">{words}</p>
        <p className="bar">{acts}</p>
      </div>
      {aside && <div className="event">{aside}</div>}
    </div>
  );
}
