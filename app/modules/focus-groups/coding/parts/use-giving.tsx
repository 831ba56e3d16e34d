import { useCallback, useRef, useState } from 'react';
import { v7 as newId } from 'uuid';
import { type Act, type CodeShown, codeToCome } from '../coding-acts.ts';
import type { Desk } from '../desk-queries.server.ts';
import type { Turn } from './coded-turn.tsx';
import { clicked, useAltKey, useListener } from './use-listener.tsx';
import { usePassage } from './use-passage.tsx';
import type { useText } from './use-text.tsx';

type GivingProps = {
  desk: Desk;
  text: ReturnType<typeof useText>;
  codeOf(id: string): CodeShown;
  /** Whether script is at work. */
  isLive: boolean;
  /** The coding that the page was opened to change. */
  changing: string | null;
  /** A memo that came back with a refused form. */
  memo: string | undefined;
};

/** What a coder is about to do: the words that are chosen or the coding that is being changed, what is typed, and giving a code to it. */
export function useGiving({ desk, text, codeOf, isLive, changing: opened, memo: typed }: GivingProps) {
  const { mayCode, personId } = desk;
  const { codings, turns, act, say } = text;
  const [find, setFind] = useState('');
  const [memo, setMemo] = useState(typed ?? codings.find(({ id }) => id === opened)?.memo ?? '');
  const [changingId, setChanging] = useState(opened);
  const field = useRef<HTMLInputElement>(null);
  const type = useCallback(() => field.current?.focus(), []);
  const [chosen, setChosen] = usePassage(isLive && mayCode, type);
  const changing = codings.find(({ id }) => id === changingId);

  function leave() {
    setFind('');
    if (changing && !chosen) stop();
    const turn = chosen?.turn ?? (changing && wordsOf(turns, changing).turn);
    document.querySelector<HTMLInputElement>(`#turn-${turn} input[name="passage"]`)?.focus({ preventScroll: true });
  }
  function stop() {
    setChanging(null);
    setMemo('');
  }
  function give(codeId: string, name: string, made: (id: string, at: { begins: number; ends: number; memo: string }) => Act) {
    const place = chosen ?? changing;
    if (!place) return say({ words: 'Choose a turn or mark words first; then choose the code.', isRefused: true });
    const { begins, ends } = place;
    const where = chosen ? ` to turn ${chosen.turn + 1}` : '';
    const same = codings.find(
      (each) =>
        each.coderId === personId && each.codeId === codeId && each.begins === begins && each.ends === ends && each.id !== changing?.id,
    );
    if (same) return say({ words: `You gave “${name}”${where} already.`, isRefused: true });
    const done = changing ? `“${codeOf(changing.codeId).name}” is changed` : `“${name}” given${where}`;
    act(made(changing?.id ?? newId(), { begins, ends, memo: memo.trim() }), `${done}.`, done);
    stop();
    if (document.activeElement === field.current) leave();
    setFind('');
  }
  function giveCode(codeId: string) {
    give(codeId, codeOf(codeId).name, (id, at) => ({ act: changing ? 'keep' : 'code', id, codeId, ...at }));
  }
  function giveNew(name: string) {
    if (changing) return say({ words: 'Give the new code to these words first; then take the other back.', isRefused: true });
    give(codeToCome(name), name, (id, at) => ({ act: 'add', id, name, ...at }));
  }
  function uncode(id: string) {
    const coding = codings.find((each) => each.id === id);
    if (!coding) return;
    const { name } = codeOf(coding.codeId);
    act({ act: 'uncode', id }, `“${name}” is taken back.`, `“${name}” taken back`);
    if (id === changingId) stop();
  }
  function leaveAll() {
    if (changing) stop();
    const radio = document.querySelector<HTMLInputElement>('input[name="passage"]:checked');
    if (radio) radio.checked = false;
    document.getSelection()?.removeAllRanges();
    setChosen(null);
  }

  useAltKey('c', type);
  useListener('click', (event) => {
    const coding = codings.find(({ id }) => id === clicked(event, 'data-change')?.dataset.change);
    if (!coding) return;
    event.preventDefault();
    setChanging(coding.id);
    setMemo(coding.memo);
    setChosen(null);
    // On a phone the search would open the keyboard over the codes.
    (matchMedia('(pointer: coarse)').matches ? document.getElementById('passage') : field.current)?.focus();
  });
  return {
    chosen,
    changing: changing ? { coding: changing, name: codeOf(changing.codeId).name, ...wordsOf(turns, changing) } : null,
    find: { words: find, set: setFind, field, leave },
    memo: { words: memo, set: setMemo },
    give: { code: giveCode, added: giveNew, uncode, leave: leaveAll },
  };
}

/** The words of a coding in the turn where it begins, as far as the page holds that, and the turn. */
function wordsOf(turns: readonly Turn[], { begins, ends }: { begins: number; ends: number }): { words: string; turn: number } {
  const turn = turns.find((each) => each.ends > begins);
  if (!turn) return { words: '…', turn: 0 };
  return { words: turn.text.slice(Math.max(0, begins - turn.begins), ends - turn.begins), turn: turn.position };
}
