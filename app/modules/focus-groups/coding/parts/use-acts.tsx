import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Act, type CodeShown, fieldsOf, type Shown, type Taken, undoing, withActs } from '../coding-acts.ts';
import type { Desk } from '../desk-queries.server.ts';

/** Why acts wait in the page: the network or the server did not take one, or the person is signed out. */
export type Waiting = 'network' | 'signed-out';
/** What became of an act, in words; `kept`: a memo that was written for what was refused. */
export type Said = { readonly words: string; readonly isRefused: boolean; readonly kept?: string };
type Undo = { readonly act: Act; readonly words: string };

/** After so long a sending counts as not arrived. What is sent twice counts once. */
const longestSending = 15_000;

/**
 * The codings of a text as the page shows them, and the coder's acts on them: each shows at once, is sent in its order, and stays in the page until the server has it. An act has
 * its coding's id from the start, so sending it again makes nothing twice. Whatever the server refuses is taken out again, with the reason.
 */
export function useActs(desk: Desk, address: string) {
  const { personId } = desk;
  const [standing, setStanding] = useState(() => new Map(desk.codings.map((coding) => [coding.id, coding])));
  const [added, setAdded] = useState<readonly CodeShown[]>([]);
  const [waits, setWaits] = useState<readonly Act[]>([]);
  const [trouble, setTrouble] = useState<Waiting>();
  const [said, setSaid] = useState<Said>();
  const [undos, setUndos] = useState<readonly Undo[]>([]);
  const queue = useRef<Act[]>([]);
  const isSending = useRef(false);
  const isGone = useRef(false);

  const receive = useCallback((id: string, coding: Shown | null) => {
    setStanding((now) => {
      const next = new Map(now);
      if (coding) next.set(coding.id, coding);
      if (!coding || coding.id !== id) next.delete(id);
      return next;
    });
  }, []);
  /** The codings of a part as the server has them now. */
  const replace = useCallback((part: Desk) => {
    setStanding((now) => {
      const outside = [...now.values()].filter(({ begins, ends }) => begins >= part.here.ends || ends <= part.here.begins);
      return new Map([...outside, ...part.codings].map((coding) => [coding.id, coding]));
    });
    setAdded(part.codes);
  }, []);

  const sendAll = useCallback(async () => {
    if (isSending.current) return;
    isSending.current = true;
    let tries = 0;
    while (queue.current[0] !== undefined && !isGone.current) {
      const act = queue.current[0];
      const taken = await send(address, act);
      if (taken === 'network' || taken === 'signed-out') {
        setTrouble(taken);
        await onlineOrAfter(Math.min(1000 * 2 ** tries++, 15_000));
        continue;
      }
      tries = 0;
      setTrouble(undefined);
      queue.current.shift();
      if ('refused' in taken) {
        setSaid({ words: taken.refused, isRefused: true, kept: 'memo' in act && act.memo !== '' ? act.memo : undefined });
        setUndos((all) => all.filter((undo) => undo.act.id !== act.id));
      } else {
        const named = taken.coding?.id ?? act.id;
        if (named !== act.id) {
          queue.current = queue.current.map((each) => (each.id === act.id ? { ...each, id: named } : each));
          setUndos((all) => all.map((undo) => (undo.act.id === act.id ? { ...undo, act: { ...undo.act, id: named } } : undo)));
        }
        if (taken.code) setAdded((all) => [...all.filter(({ id }) => id !== taken.code!.id), taken.code!]);
        receive(act.id, taken.coding);
      }
      setWaits([...queue.current]);
    }
    isSending.current = false;
  }, [address, receive]);

  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  useEffect(() => {
    if (waits.length === 0) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [waits]);

  const codings = useMemo(() => withActs(standing.values(), waits, personId ?? ''), [standing, waits, personId]);
  function perform(act: Act, words: string) {
    queue.current.push(act);
    setWaits([...queue.current]);
    setSaid({ words, isRefused: false });
    void sendAll();
  }
  return {
    codings,
    added,
    waits,
    trouble,
    said,
    receive,
    replace,
    /** `words` say what was done; `again` what undoing it does. */
    act(act: Act, words: string, again: string) {
      const back = undoing(
        act,
        codings.find(({ id }) => id === act.id),
      );
      if (back) setUndos((all) => [...all.slice(-49), { act: back, words: again }]);
      perform(act, words);
    },
    undo: undos.at(-1),
    takeBack() {
      const last = undos.at(-1);
      if (!last) return;
      setUndos((all) => all.slice(0, -1));
      perform(last.act, `Undone: ${last.words}`);
    },
    say: setSaid,
  };
}

type Answer = Taken | { readonly refused: string } | Waiting;

async function send(address: string, act: Act): Promise<Answer> {
  try {
    const answer = await fetch(`${address}.json`, {
      method: 'POST',
      body: new URLSearchParams(fieldsOf(act)),
      redirect: 'manual',
      signal: AbortSignal.timeout(longestSending),
    });
    if (answer.type === 'opaqueredirect') return 'signed-out';
    if (answer.status >= 500) return 'network';
    return (await answer.json().catch(() => ({ refused: 'This was not taken. Load the page again.' }))) as Taken | { refused: string };
  } catch {
    return 'network';
  }
}

function onlineOrAfter(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, milliseconds);
    window.addEventListener('online', go);
  });
}
