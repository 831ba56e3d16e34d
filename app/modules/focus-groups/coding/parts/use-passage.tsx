import { useEffect, useState } from 'react';
import { steppedBy, type WordStep } from '../words.ts';

/** What is chosen to be coded: [begins, ends) of the text, in which turn it begins (its position), and its words; `isTurn`: a turn as a whole. */
export type Chosen = {
  readonly begins: number;
  readonly ends: number;
  readonly turn: number;
  readonly words: string;
  readonly isTurn: boolean;
};

const steps: Readonly<Record<string, WordStep>> = {
  ArrowRight: 'next',
  ArrowLeft: 'previous',
  'Shift+ArrowRight': 'more',
  'Shift+ArrowLeft': 'less',
};

/**
 * What a coder chooses: words by mouse or touch, a turn by its radio button or a tap, words of it with the left and right arrows (with Shift: one more, one less). `type` is called
 * when somebody on a turn begins to type, which goes to the search for a code. The passage stays drawn while the focus is elsewhere.
 */
export function usePassage(isOn: boolean, type: () => void) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  useEffect(() => {
    if (!isOn) return;
    const select = () => {
      const marked = markedIn(document.getSelection());
      if (marked) setChosen(marked);
    };
    const click = ({ target }: MouseEvent) => {
      const said = target instanceof Element ? target.closest<HTMLElement>('[data-begins]') : null;
      if (!said || !document.getSelection()?.isCollapsed) return;
      radioOf(said)?.focus({ preventScroll: true });
      radioOf(said)?.click();
    };
    const change = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement) || target.name !== 'passage') return;
      setChosen(wholeOf(saidOf(target)));
      target.closest('.coded-turn')?.scrollIntoView({ block: 'nearest' });
    };
    const press = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (!(target instanceof HTMLInputElement) || target.name !== 'passage' || event.ctrlKey || event.altKey || event.metaKey) return;
      const said = saidOf(target);
      const step = steps[event.shiftKey && key.startsWith('Arrow') ? `Shift+${key}` : key];
      if (step && said) {
        event.preventDefault();
        target.checked = true;
        setChosen((now) => wordsOf(said, step, now));
      } else if (key === 'Escape') setChosen(wholeOf(said));
      else if (key === 'Enter' || (key.length === 1 && key !== ' ')) {
        if (key === 'Enter') event.preventDefault();
        if (!target.checked) target.click();
        type();
      }
    };
    document.addEventListener('selectionchange', select);
    document.addEventListener('click', click);
    document.addEventListener('change', change);
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('selectionchange', select);
      document.removeEventListener('click', click);
      document.removeEventListener('change', change);
      document.removeEventListener('keydown', press);
    };
  }, [isOn, type]);
  useEffect(() => {
    const range = chosen && rangeOf(chosen);
    if (!range || !('highlights' in CSS)) return;
    CSS.highlights.set('chosen', new Highlight(range));
    return () => void CSS.highlights.delete('chosen');
  }, [chosen]);
  return [chosen, setChosen] as const;
}

function saidOf(radio: Element): HTMLElement | null {
  return radio.closest('.coded-turn')?.querySelector<HTMLElement>('[data-begins]') ?? null;
}
function radioOf(said: Element): HTMLInputElement | null {
  return said.closest('.coded-turn')?.querySelector<HTMLInputElement>('input[name="passage"]') ?? null;
}
function turnOf(said: HTMLElement): number {
  return Number(said.dataset.turn);
}

function wholeOf(said: HTMLElement | null): Chosen | null {
  if (!said) return null;
  const words = said.textContent ?? '';
  const begins = Number(said.dataset.begins);
  return { begins, ends: begins + words.length, turn: turnOf(said), words, isTurn: true };
}

function wordsOf(said: HTMLElement, step: WordStep, now: Chosen | null): Chosen | null {
  const text = said.textContent ?? '';
  const from = Number(said.dataset.begins);
  const isHere = now !== null && !now.isTurn && now.turn === turnOf(said);
  const marked = steppedBy(step, text, isHere ? { begins: now.begins - from, ends: now.ends - from } : null);
  return (
    marked && {
      begins: from + marked.begins,
      ends: from + marked.ends,
      turn: turnOf(said),
      words: text.slice(marked.begins, marked.ends),
      isTurn: false,
    }
  );
}

/** The marked words of one turn or several, as units of the text; null when nothing of a turn is marked. */
function markedIn(selection: Selection | null): Chosen | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const begins = unitAt(range.startContainer, range.startOffset);
  const ends = unitAt(range.endContainer, range.endOffset);
  const words = selection.toString().trim();
  return begins === null || ends === null || ends.unit <= begins.unit || words === ''
    ? null
    : { begins: begins.unit, ends: ends.unit, turn: begins.turn, words, isTurn: false };
}

function unitAt(node: Node, offset: number): { unit: number; turn: number } | null {
  const said = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-begins]');
  if (!said) return null;
  const before = document.createRange();
  before.selectNodeContents(said);
  before.setEnd(node, offset);
  return { unit: Number(said.dataset.begins) + before.toString().length, turn: turnOf(said) };
}

function rangeOf({ begins, ends }: Chosen): Range | null {
  const all = [...document.querySelectorAll<HTMLElement>('[data-begins]')];
  const from = all.findLast((said) => Number(said.dataset.begins) <= begins);
  const to = all.findLast((said) => Number(said.dataset.begins) < ends);
  const [start, end] = [from && pointIn(from, begins), to && pointIn(to, ends)];
  if (!start || !end) return null;
  const range = document.createRange();
  range.setStart(...start);
  range.setEnd(...end);
  return range;
}

function pointIn(said: HTMLElement, unit: number): [Node, number] | null {
  let left = unit - Number(said.dataset.begins);
  const texts = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
  let last: Text | null = null;
  for (let text = texts.nextNode() as Text | null; text; text = texts.nextNode() as Text | null) {
    if (left <= text.length) return [text, left];
    left -= text.length;
    last = text;
  }
  return last && [last, last.length];
}
