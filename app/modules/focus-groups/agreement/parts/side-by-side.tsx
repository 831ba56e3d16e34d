import { stretchesOf } from '../../coding/stretches.ts';

/** A turn with its words and its place in the text (UTF-16 units). */
export type SpokenTurn = {
  readonly position: number;
  readonly speaker: string;
  readonly begins: number;
  readonly ends: number;
  readonly text: string;
};
/** What one coder marked in the turns. */
export type Reading = { readonly coder: string; readonly spans: readonly { readonly start: number; readonly end: number }[] };

/** The same turns once for each coder, with what she marked of them. */
export function SideBySide({ turns, readings }: { turns: readonly SpokenTurn[]; readings: readonly Reading[] }) {
  return (
    <div className="halves">
      {readings.map(({ coder, spans }) => (
        <div key={coder} className="stack">
          <h3>
            {coder} <span className="muted small">{spans.length === 0 ? 'did not code it' : 'marked'}</span>
          </h3>
          {turns.map((turn) => (
            <blockquote key={turn.position}>
              <p className="small muted">{turn.speaker}</p>
              <p>
                <MarkedWords turn={turn} spans={spans} />
              </p>
            </blockquote>
          ))}
        </div>
      ))}
    </div>
  );
}

function MarkedWords({ turn: { begins, ends, text }, spans }: { turn: SpokenTurn; spans: Reading['spans'] }) {
  const marked = stretchesOf(
    spans.map(({ start, end }, at) => ({ id: String(at), begins: Math.max(start, begins), ends: Math.min(end, ends) })),
  );
  let at = begins;
  return (
    <>
      {marked.map((stretch) => {
        const before = text.slice(at - begins, stretch.begins - begins);
        at = stretch.ends;
        return (
          <span key={stretch.begins}>
            {before}
            <mark>{text.slice(stretch.begins - begins, stretch.ends - begins)}</mark>
          </span>
        );
      })}
      {text.slice(at - begins)}
    </>
  );
}
