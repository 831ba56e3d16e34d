import { useEffect, useRef, useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import { CodeChoice } from './coded-turn.tsx';

type Chosen = { readonly begins: number; readonly ends: number; readonly words: string };
type PassageBarProps = { codes: readonly { id: string; name: string; depth: number }[]; textId: string };

/**
 * Codes the words that are marked with the mouse, by touch or with the keys. Draws nothing until words of a turn are marked; without script turns are coded whole.
 * Alt with the arrows goes from turn to turn, with Shift and Control it marks by words as everywhere; Alt and C goes to the choice of a code.
 */
export function PassageBar({ codes, textId }: PassageBarProps) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const bar = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const look = () => {
      if (bar.current?.contains(document.activeElement)) return;
      setChosen(chosenIn(document.getSelection()));
    };
    document.addEventListener('selectionchange', look);
    document.addEventListener('keydown', move);
    return () => {
      document.removeEventListener('selectionchange', look);
      document.removeEventListener('keydown', move);
    };
  }, []);
  if (chosen === null) return null;
  const shown = chosen.words.length > 60 ? `${chosen.words.slice(0, 59)}…` : chosen.words;
  return (
    <form method="post" className="passage-bar" ref={bar} aria-label="Code the marked words">
      <input type="hidden" name="textId" value={textId} />
      <input type="hidden" name="begins" value={chosen.begins} />
      <input type="hidden" name="ends" value={chosen.ends} />
      <p role="status">“{shown}”</p>
      <CodeChoice id="code-passage" codes={codes} label="Code of the marked words" />
      <p className="field">
        <label htmlFor="memo-passage">Memo</label>
        <input id="memo-passage" name="memo" maxLength={500} />
      </p>
      <Button kind="primary" name="act" value="code">
        Give these words this code
      </Button>
    </form>
  );
}

/** The marked words of one turn or several, as units of the text; null when nothing of a turn is marked. */
function chosenIn(selection: Selection | null): Chosen | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const [begins, ends] = [unitAt(range.startContainer, range.startOffset), unitAt(range.endContainer, range.endOffset)];
  const words = selection.toString().trim();
  return begins === null || ends === null || ends <= begins || words === '' ? null : { begins, ends, words };
}

function unitAt(node: Node, offset: number): number | null {
  const turn = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-begins]');
  if (!turn) return null;
  const before = document.createRange();
  before.selectNodeContents(turn);
  before.setEnd(node, offset);
  return Number(turn.dataset.begins) + before.toString().length;
}

function move(event: KeyboardEvent): void {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key.toLowerCase() === 'c') {
    document.getElementById('code-passage')?.focus();
    event.preventDefault();
    return;
  }
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const turns = [...document.querySelectorAll<HTMLElement>('[data-begins]')];
  const { anchorNode = null } = document.getSelection() ?? {};
  const here = turns.findIndex((turn) => turn.contains(anchorNode));
  const next = turns[here === -1 ? 0 : Math.min(turns.length - 1, Math.max(0, here + step))];
  if (!next) return;
  event.preventDefault();
  document.getSelection()?.selectAllChildren(next);
  next.scrollIntoView({ block: 'nearest' });
}
