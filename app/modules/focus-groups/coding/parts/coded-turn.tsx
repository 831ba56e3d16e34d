import type { ReactNode } from 'react';
import { Button } from '#app/ui/button.tsx';
import { stretchesOf } from '../stretches.ts';

/** A turn of a text: what is said, and where it begins there (UTF-16 units). */
export type Turn = {
  readonly position: number;
  readonly speaker: string;
  readonly kind: string;
  readonly begins: number;
  readonly ends: number;
  readonly text: string;
};
/** A coding as a page shows it: `colour` 0 to 11, `isOwn` when the reader may take it back. */
export type Shown = {
  readonly id: string;
  readonly begins: number;
  readonly ends: number;
  readonly code: string;
  readonly colour: number;
  readonly coder: string;
  readonly memo: string;
  readonly isOwn: boolean;
};

type CodedTurnProps = {
  turn: Turn;
  codings: readonly Shown[];
  codes: readonly { id: string; name: string; depth: number }[];
  textId: string;
  mayCode: boolean;
};

/** A turn with its codings drawn in it and listed beside it, and the form that codes it whole. */
export function CodedTurn({ turn, codings, codes, textId, mayCode }: CodedTurnProps) {
  const { position, speaker, begins, ends } = turn;
  const id = `turn-${position}`;
  return (
    <li className="coded-turn" id={id}>
      <p className="who">
        {speaker} <span className="muted">{position + 1}</span>
      </p>
      <div>
        <p className="said" data-begins={begins}>
          <Drawn turn={turn} codings={codings} />
        </p>
      </div>
      <div className="beside">
        {codings.length > 0 && (
          <ul aria-label={`Codes on turn ${position + 1}`}>
            {codings.map((coding) => (
              <Listed key={coding.id} coding={coding} turn={turn} />
            ))}
          </ul>
        )}
        {mayCode && (
          <details>
            <summary>Code turn {position + 1}</summary>
            <form method="post" action={`#${id}`} className="form">
              <input type="hidden" name="textId" value={textId} />
              <input type="hidden" name="begins" value={begins} />
              <input type="hidden" name="ends" value={ends} />
              <CodeChoice id={`code-${position}`} codes={codes} label="Code" />
              <Button name="act" value="code">
                Give turn {position + 1} this code
              </Button>
            </form>
          </details>
        )}
      </div>
    </li>
  );
}

/** A choice among the codes of a codebook. */
export function CodeChoice({
  id,
  codes,
  label,
}: {
  id: string;
  codes: readonly { id: string; name: string; depth: number }[];
  label: string;
}) {
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} name="codeId" defaultValue="">
        <option value="">Choose</option>
        {codes.map((code) => (
          <option key={code.id} value={code.id}>
            {`${'– '.repeat(code.depth)}${code.name}`}
          </option>
        ))}
      </select>
    </p>
  );
}

/** The words of a turn; where codings lie each stretch is marked once, in the colour of the last that began, and the list beside says them all. */
function Drawn({ turn: { begins, text }, codings }: { turn: Turn; codings: readonly Shown[] }) {
  const within = codings.map(({ id, begins: from, ends: to }) => ({
    id,
    begins: Math.max(0, from - begins),
    ends: Math.min(text.length, to - begins),
  }));
  const colourOf = new Map(codings.map(({ id, colour }) => [id, colour]));
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const { begins: from, ends: to, ids } of stretchesOf(within)) {
    if (from > at) pieces.push(text.slice(at, from));
    pieces.push(
      <mark key={from} className={`coded code-${colourOf.get(ids.at(-1)!)}${ids.length > 1 ? ' several' : ''}`}>
        {text.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  if (at < text.length) pieces.push(text.slice(at));
  return pieces;
}

function Listed({ coding: { id, code, colour, coder, memo, isOwn, begins, ends }, turn }: { coding: Shown; turn: Turn }) {
  const isWhole = begins <= turn.begins && ends >= turn.ends;
  const words = turn.text.slice(Math.max(0, begins - turn.begins), ends - turn.begins);
  return (
    <li className={`code-${colour}`}>
      <strong>{code}</strong>
      <span className="small muted">
        {isWhole ? ' whole turn' : ` “${words.length > 40 ? `${words.slice(0, 39)}…` : words}”`}
        {!isOwn && `, ${coder}`}
        {memo && `: ${memo}`}
      </span>
      {isOwn && (
        <form method="post" action={`#turn-${turn.position}`}>
          <input type="hidden" name="codingId" value={id} />
          <Button kind="quiet" name="act" value="uncode">
            Take back<span className="visually-hidden">{` ${code} on turn ${turn.position + 1}`}</span>
          </Button>
        </form>
      )}
    </li>
  );
}
