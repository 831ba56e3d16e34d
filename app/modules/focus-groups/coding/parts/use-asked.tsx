import { useEffect, useMemo, useState } from 'react';
import { count } from '#app/ui/count.ts';
import type { Desk } from '../desk-queries.server.ts';
import { clicked, useAltKey, useListener } from './use-listener.tsx';
import type { Chosen } from './use-passage.tsx';
import type { useText } from './use-text.tsx';

type AskedProps = { desk: Desk; text: ReturnType<typeof useText>; chosen: Chosen | null };

/** The turns that a round asks for: which one follows, in how many something of one's own stands, and going to one without leaving the page. */
export function useAsked({ desk: { asked, personId, mayCode }, text: { turns, codings, reach, say }, chosen }: AskedProps) {
  const [goal, setGoal] = useState<number | null>(null);
  // `turns` too: what is gone to may have to be fetched first.
  useEffect(() => {
    const radio = goal === null ? null : document.querySelector<HTMLInputElement>(`#turn-${goal} input[name="passage"]`);
    if (!radio || turns.length === 0) return;
    setGoal(null);
    radio.focus();
    radio.click();
    radio.closest('.coded-turn')?.scrollIntoView({ block: 'start' });
  }, [goal, turns]);

  const nextOf = useMemo(() => new Map(asked?.map(({ position }, at) => [position, asked[at + 1]?.position ?? null])), [asked]);
  const coded = useMemo(() => {
    if (!asked) return 0;
    const own = codings.filter(({ coderId }) => coderId === personId);
    const held = new Map(turns.map((turn) => [turn.position, turn]));
    return asked.filter(({ position, isCoded }) => {
      const turn = held.get(position);
      return turn ? own.some(({ begins, ends }) => begins < turn.ends && ends > turn.begins) : isCoded;
    }).length;
  }, [asked, personId, turns, codings]);
  /** The one after where the coder is; undefined after the last. */
  function next(): number | undefined {
    const at = document.activeElement?.closest<HTMLElement>('.coded-turn')?.id.slice('turn-'.length);
    const from = Number(at ?? chosen?.turn ?? (turns[0]?.position ?? 0) - 1);
    return asked?.find(({ position }) => position > from)?.position;
  }
  async function goTo(turn: number | undefined): Promise<void> {
    if (turn === undefined) return say({ words: 'The round asks for no turn after this one.', isRefused: false });
    if (await reach(turn)) setGoal(turn);
    else say({ words: 'The turn could not be fetched: the network does not answer. Try again.', isRefused: true });
  }
  useAltKey('n', () => {
    if (asked && mayCode) void goTo(next());
  });
  useListener('click', (event) => {
    const turn = Number(clicked(event, 'data-asked')?.dataset.asked ?? -1);
    if (!mayCode || turn < (turns[0]?.position ?? 0)) return;
    event.preventDefault();
    void goTo(turn);
  });
  /** `nextOf`: by each turn that is asked for the next one; null after the last. */
  return { coded, nextOf };
}

/** What the round asks for in this text, and the way to the first of it. `coded`: in how many something of one's own stands. */
export function Asked({ asked, coded, hasKey }: { asked: NonNullable<Desk['asked']>; coded: number | null; hasKey: boolean }) {
  const [first] = asked;
  if (!first) return <p>This round asks for no turn of this text.</p>;
  return (
    <p>
      This round asks for {count(asked.length, 'turn', 'turns')} of this text
      {coded === null ? '' : `; you have coded something in ${coded} of them`}.{' '}
      <a href={`?turn=${first.position}#turn-${first.position}`} data-asked={first.position}>
        Go to the first
      </a>
      {hasKey && (
        <span className="muted">
          {' '}
          (next: <kbd>Alt N</kbd>)
        </span>
      )}
    </p>
  );
}
