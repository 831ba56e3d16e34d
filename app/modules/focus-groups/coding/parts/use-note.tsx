import { useRef } from 'react';
import { v7 as newId } from 'uuid';
import type { TurnMemo } from '../memo-queries.server.ts';
import type { useGiving } from './use-giving.tsx';
import type { useText } from './use-text.tsx';

type NoteProps = {
  address: string;
  personId: string | null;
  text: Pick<ReturnType<typeof useText>, 'addMemo' | 'say'>;
  giving: Pick<ReturnType<typeof useGiving>, 'chosen' | 'memo'>;
};

/** Keeps what is written as a memo on the turn that is chosen. What is typed stays until the server has it; sent again, it is the same memo. */
export function useNote({ address, personId, text: { addMemo, say }, giving: { chosen, memo } }: NoteProps): () => Promise<void> {
  const last = useRef({ said: '', id: '' });
  return async () => {
    const words = memo.words.trim();
    if (!chosen || words === '') return say({ words: chosen ? 'Write the memo first.' : 'Choose a turn first.', isRefused: true });
    const said = `${chosen.begins} ${words}`;
    if (last.current.said !== said) last.current = { said, id: newId() };
    const answer = await sent(address, {
      ...{ act: 'note', id: last.current.id, passage: `${chosen.begins}-${chosen.ends}`, memo: words, person: personId ?? '' },
    });
    if ('refused' in answer) return say({ words: answer.refused, isRefused: true });
    last.current = { said: '', id: '' };
    addMemo(answer.memo);
    memo.set((now) => (now.trim() === words ? '' : now));
    say({ words: `The memo stands by turn ${answer.memo.position + 1}.`, isRefused: false });
  };
}

async function sent(address: string, fields: Record<string, string>): Promise<{ memo: TurnMemo } | { refused: string }> {
  try {
    const answer = await fetch(`${address}.json`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'error' });
    if (answer.status < 500 && answer.status !== 401) return (await answer.json()) as { memo: TurnMemo } | { refused: string };
  } catch {
    // it is said below
  }
  return { refused: 'The memo is not kept yet: the network does not answer, or you are signed out. It is still here; try again.' };
}
