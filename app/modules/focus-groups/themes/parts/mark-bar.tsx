import { useEffect, useRef, useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import { isForPage } from '#app/ui/keys.tsx';
import { markedWords, textsWithUnits } from '#app/ui/selected-words.ts';

type Marked = {
  readonly begins: number;
  readonly ends: number;
  readonly words: string;
  readonly mayQuote: boolean;
  /** The first turn that they stand in. */
  readonly turn: string | undefined;
};

/**
 * Adds the words that are marked with the mouse, by touch or with the keys. Draws nothing until words of a turn are marked; without script words are typed beside their turn.
 * `j` and `k` mark the next turn and the one before; the keys on the buttons add what is marked.
 */
export function MarkBar({ textId }: { textId: string }) {
  const [marked, setMarked] = useState<Marked | null>(null);
  const bar = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const look = () => {
      if (!bar.current?.contains(document.activeElement)) setMarked(markedIn(document.getSelection()));
    };
    document.addEventListener('selectionchange', look);
    document.addEventListener('keydown', step);
    return () => {
      document.removeEventListener('selectionchange', look);
      document.removeEventListener('keydown', step);
    };
  }, []);
  if (marked === null) return null;
  return (
    <form method="post" action={`?text=${textId}#turn-${marked.turn}`} className="passage-bar" ref={bar} aria-label="Add the marked words">
      <input type="hidden" name="textId" value={textId} />
      <input type="hidden" name="begins" value={marked.begins} />
      <input type="hidden" name="ends" value={marked.ends} />
      <p role="status">“{marked.words.length > 60 ? `${marked.words.slice(0, 59)}…` : marked.words}”</p>
      {marked.mayQuote && (
        <Button kind="primary" name="kind" value="quote" keyLabel="q">
          Quote
        </Button>
      )}
      <Button name="kind" value="support" keyLabel="s">
        Supports
      </Button>
      <Button name="kind" value="counter" keyLabel="c">
        Speaks against
      </Button>
    </form>
  );
}

function markedIn(selection: Selection | null): Marked | null {
  const marked = markedWords(selection);
  if (marked === null || marked.ends <= marked.begins) return null;
  const { begins, ends, words, met } = marked;
  return { begins, ends, words, mayQuote: met.every(({ dataset }) => dataset.quotable === 'yes'), turn: met[0]?.dataset.turn };
}

function step(event: KeyboardEvent): void {
  const way = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
  if (way === 0 || !isForPage(event)) return;
  const all = textsWithUnits();
  const { anchorNode = null } = document.getSelection() ?? {};
  const marked = all.findIndex((turn) => turn.contains(anchorNode));
  // After a passage was added one goes on at its turn.
  const here = marked === -1 ? all.findIndex((turn) => turn.closest(':target')) : marked;
  const next = all[here === -1 ? 0 : Math.min(all.length - 1, Math.max(0, here + way))];
  if (!next) return;
  event.preventDefault();
  document.getSelection()?.selectAllChildren(next);
  next.scrollIntoView({ block: 'nearest' });
}
