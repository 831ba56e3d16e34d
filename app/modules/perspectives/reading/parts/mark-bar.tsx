import { useEffect, useRef, useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import { type MarkedWords, markedWords } from '#app/ui/selected-words.ts';

type Choice = { readonly value: string; readonly label: string };

/** Gives the words that are marked with the mouse or by touch to a point. It draws nothing until words of one answer are marked; by keyboard and without script sentences are chosen beside each answer. */
export function MarkBar({ points, search }: { points: readonly Choice[]; search: string }) {
  const [marked, setMarked] = useState<(MarkedWords & { answer: string }) | null>(null);
  const bar = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const look = () => {
      if (bar.current?.contains(document.activeElement)) return;
      const words = markedWords(document.getSelection());
      const answer = words?.met.length === 1 && words.ends > words.begins ? words.met[0]!.dataset.answer : undefined;
      setMarked(words && answer ? { ...words, answer } : null);
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, []);
  if (marked === null) return null;
  return (
    <form
      method="post"
      action={`${search}#answer-${marked.answer}`}
      className="passage-bar"
      ref={bar}
      aria-label="Give the marked words to a point"
    >
      <input type="hidden" name="answerId" value={marked.answer} />
      <input type="hidden" name="begins" value={marked.begins} />
      <input type="hidden" name="ends" value={marked.ends} />
      <p role="status">“{marked.words.length > 60 ? `${marked.words.slice(0, 59)}…` : marked.words}”</p>
      <select name="pointId" aria-label="Point" defaultValue={points.at(-1)?.value ?? ''}>
        {points.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
        <option value="">A new point:</option>
      </select>
      <input name="claim" aria-label="A new point, as a sentence" placeholder="A new point, as a sentence" />
      <Button kind="primary" name="act" value="mark">
        Give it to the point
      </Button>
    </form>
  );
}
