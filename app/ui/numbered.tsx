import type { ReactNode } from 'react';

type Statement = { numeral: string; title?: string; words: ReactNode; to?: string; ways?: { to: string; label: string }[] };

/** Numbered statements for reading, such as the five competencies, each with the ways that lead on from it; `isShort`: beside one another where there is room, each under its short title where it has one. */
export function Numbered({ statements, isShort }: { statements: Statement[]; isShort?: boolean }) {
  return (
    <ol className={isShort ? 'numbered short' : 'numbered'}>
      {statements.map(({ numeral, title, words, to, ways = [] }) => (
        <li key={numeral}>
          <span className="numeral num">{numeral}</span>
          {title ? (
            <div>
              <h3>{to ? <a href={to}>{title}</a> : title}</h3>
              <p>{words}</p>
            </div>
          ) : (
            <p className="numbered-words">{to ? <a href={to}>{words}</a> : words}</p>
          )}
          {ways.length > 0 && (
            <span className="numbered-ways">
              {ways.map((way) => (
                <a key={way.to} href={way.to}>
                  {way.label}
                </a>
              ))}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
