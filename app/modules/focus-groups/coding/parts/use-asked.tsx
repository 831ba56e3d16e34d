import { useEffect, useMemo, useState } from 'react';
import type { Shown } from '../coding-acts.ts';
import type { Desk } from '../desk-queries.server.ts';
import type { Turn } from './coded-turn.tsx';
import type { Said } from './use-acts.tsx';
import type { Chosen } from './use-passage.tsx';

type AskedProps = {
  desk: Desk;
  /** The turns and codings that the page holds. */
  turns: readonly Turn[];
  codings: readonly Shown[];
  chosen: Chosen | null;
  reach(turn: number): Promise<boolean>;
  say(said: Said): void;
};

/** The turns that a round asks for: the next one, going to a turn without leaving the page, and in how many something of the own stands. */
export function useAsked({ desk: { asked, personId }, turns, codings, chosen, reach, say }: AskedProps) {
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
  return {
    coded,
    /** By each turn that is asked for: the next one; null after the last. */
    nextOf,
    /** The one after where the coder is; undefined after the last. */
    next(): number | undefined {
      const at = document.activeElement?.closest<HTMLElement>('.coded-turn')?.id.slice('turn-'.length);
      const from = Number(at ?? chosen?.turn ?? (turns[0]?.position ?? 0) - 1);
      return asked?.find(({ position }) => position > from)?.position;
    },
    async goTo(turn: number | undefined): Promise<void> {
      if (turn === undefined) return say({ words: 'The round asks for no turn after this one.', isRefused: false });
      if (await reach(turn)) setGoal(turn);
      else say({ words: 'The turn could not be fetched: the network does not answer. Try again.', isRefused: true });
    },
  };
}
