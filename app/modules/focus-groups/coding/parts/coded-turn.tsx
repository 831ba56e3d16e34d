import { memo, type ReactNode } from 'react';
import { Button } from '#app/ui/button.tsx';
import type { CodeShown, Shown } from '../coding-acts.ts';
import type { TurnMemo } from '../memo-queries.server.ts';
import { stretchesOf } from '../stretches.ts';

/** A turn of a text: what is said, and where it begins there (UTF-16 units). */
export type Turn = {
  readonly position: number;
  readonly speaker: string;
  readonly begins: number;
  readonly ends: number;
  readonly text: string;
};
/** A coding with what it says beside a turn: the code that it counts as, its coder (null: the reader), and whether it still waits to be sent. */
export type Beside = Shown & { readonly code: CodeShown; readonly coder: string | null; readonly isOwn: boolean; readonly waits: boolean };

type CodedTurnProps = {
  turn: Turn;
  /** By where they begin. */
  codings: readonly Beside[];
  mayCode: boolean;
  /** The coding that is being changed. */
  changing: string | null;
  /** Where the round asks for this turn: the next turn that it asks for, null when this is the last. */
  next: number | null | undefined;
  memos: readonly TurnMemo[];
};

/** A turn with its codings drawn in it and listed beside it, and the radio button that chooses it whole. It is drawn again only where something of it changed. */
export const CodedTurn = memo(function CodedTurn({ turn, codings, mayCode, changing, next, memos }: CodedTurnProps) {
  const { position, speaker, begins, ends } = turn;
  const isAsked = next !== undefined;
  const name = (
    <>
      {speaker} <span className="visually-hidden">turn</span> <span className="muted num">{position + 1}</span>
      {isAsked && <span className="muted">, asked for</span>}
    </>
  );
  return (
    <li className={isAsked ? 'coded-turn asked' : 'coded-turn'} id={`turn-${position}`}>
      <div>
        {mayCode ? (
          <label className="who">
            <input type="radio" name="passage" form="coding" value={`${begins}-${ends}`} aria-describedby={`said-${position}`} />
            <span>{name}</span>
          </label>
        ) : (
          <p className="who">
            <span>{name}</span>
          </p>
        )}
        <p className="said" id={`said-${position}`} data-begins={begins} data-turn={position}>
          <Drawn turn={turn} codings={codings} />
        </p>
        {memos.length > 0 && (
          <ul className="turn-memos small" aria-label={`Memos on turn ${position + 1}`}>
            {memos.map(({ id, words, author, isOwn }) => (
              <li key={id}>
                {words} <span className="muted">{isOwn ? 'Your memo' : `Memo by ${author}`}</span>
              </li>
            ))}
          </ul>
        )}
        {typeof next === 'number' && (
          <p className="of-coding small">
            <a href={`?turn=${next}#turn-${next}`} data-asked={next}>
              Next turn asked for<span className="visually-hidden">{` after turn ${position + 1}`}</span>
            </a>
          </p>
        )}
      </div>
      {codings.length > 0 && (
        <ul className="beside" aria-label={`Codes on turn ${position + 1}`}>
          {codings.map((coding) => (
            <Listed key={coding.id} coding={coding} turn={turn} isChanging={coding.id === changing} />
          ))}
        </ul>
      )}
    </li>
  );
}, isSame);

function isSame(one: CodedTurnProps, other: CodedTurnProps): boolean {
  return (
    one.turn === other.turn &&
    one.mayCode === other.mayCode &&
    one.next === other.next &&
    one.memos.length === other.memos.length &&
    one.memos.every(({ id, words }, at) => id === other.memos[at]!.id && words === other.memos[at]!.words) &&
    one.codings.length === other.codings.length &&
    (one.changing === other.changing || !other.codings.some(({ id }) => id === one.changing || id === other.changing)) &&
    one.codings.every((coding, at) => isSameCoding(coding, other.codings[at]!))
  );
}
function isSameCoding(one: Beside, other: Beside): boolean {
  return (
    one.id === other.id &&
    one.begins === other.begins &&
    one.ends === other.ends &&
    one.memo === other.memo &&
    one.code.id === other.code.id &&
    one.code.name === other.code.name &&
    one.waits === other.waits &&
    one.isOwn === other.isOwn
  );
}

/** The words of a turn; where codings lie each stretch is marked once, with the lines of the two that began last, and the list beside says them all. */
function Drawn({ turn: { begins, text }, codings }: { turn: Turn; codings: readonly Beside[] }) {
  const within = codings.map(({ id, begins: from, ends: to }) => ({
    id,
    begins: Math.max(0, from - begins),
    ends: Math.min(text.length, to - begins),
  }));
  const colourOf = new Map(codings.map(({ id, code }) => [id, code.colour]));
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const { begins: from, ends: to, ids } of stretchesOf(within)) {
    if (from > at) pieces.push(text.slice(at, from));
    const [last, before] = [ids.at(-1)!, ids.at(-2)];
    pieces.push(
      <mark key={from} className={`code-${colourOf.get(last)}${before === undefined ? '' : ` also-${colourOf.get(before)}`}`}>
        {text.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  if (at < text.length) pieces.push(text.slice(at));
  return pieces;
}

function Listed({ coding, turn, isChanging }: { coding: Beside; turn: Turn; isChanging: boolean }) {
  const { id, code, coder, memo: words, isOwn, begins, ends, waits } = coding;
  const isWhole = begins <= turn.begins && ends >= turn.ends;
  const passage = turn.text.slice(Math.max(0, begins - turn.begins), ends - turn.begins);
  const where = ` on turn ${turn.position + 1}`;
  return (
    <li className={`code-${code.colour}`} aria-current={isChanging || undefined}>
      <p>
        <span className="swatch" aria-hidden="true" />
        <strong>{code.name}</strong>
        {coder !== null && <span className="muted">, {coder}</span>}
        {waits && <span className="muted">, not sent yet</span>}
      </p>
      {!isWhole && <p className="muted">“{passage.length > 40 ? `${passage.slice(0, 39)}…` : passage}”</p>}
      {words && <p>{words}</p>}
      {isOwn && (
        <p className="of-coding">
          <a href={`?turn=${turn.position}&coding=${id}#coding`} data-change={id}>
            Change<span className="visually-hidden">{` ${code.name}${where}`}</span>
          </a>
          <Button kind="quiet" form="coding" name="uncode" value={id}>
            Take back<span className="visually-hidden">{` ${code.name}${where}`}</span>
          </Button>
        </p>
      )}
    </li>
  );
}
