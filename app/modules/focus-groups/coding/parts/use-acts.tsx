import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { v7 as newId } from 'uuid';
import { count } from '#app/ui/count.ts';
import { useOwnDevice, type Waiting } from '#app/ui/own-device.tsx';
import { type Act, type CodeShown, fieldsOf, type Shown, settled, type Taken, undoing, withActs } from '../coding-acts.ts';
import type { Desk } from '../desk-queries.server.ts';

/** Why acts wait in the page: the network or the server did not take one, or the person is not signed in any more. */
export type Trouble = 'network' | 'signed-out';
/** What became of an act, in words. */
export type Said = { readonly words: string; readonly isRefused: boolean };
/** Why the server refused so many acts, and the memos that were written for them. */
export type Refusal = { readonly words: string; readonly acts: number; readonly memos: readonly string[] };
type Undo = { readonly act: Act; readonly words: string };

/** After so long a sending counts as not arrived. What is sent twice counts once. */
const longestSending = 15_000;

/**
 * The codings of a text as the page shows them, with the codes, and the coder's acts on them: each shows at once, is sent in its order, and stays in the page (on a device of one's own beyond it)
 * until the server has it. An act has its coding's id from the start, so sending it again makes nothing twice. Whatever the server refuses is taken out again, with the reason.
 */
export function useActs(desk: Desk, address: string) {
  const { personId } = desk;
  const [standing, setStanding] = useState(() => new Map(desk.codings.map((coding) => [coding.id, coding])));
  const [codes, setCodes] = useState<readonly CodeShown[]>(desk.codes);
  const [waits, setWaits] = useState<readonly Act[]>([]);
  const [trouble, setTrouble] = useState<Trouble>();
  const [said, setSaid] = useState<Said>();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [undos, setUndos] = useState<readonly Undo[]>([]);
  const queue = useRef<Waiting<Act>[]>([]);
  const heard = useRef<string[]>([]);
  const isSending = useRef(false);
  const isGone = useRef(false);

  const device = useOwnDevice<Act>({
    ...{ person: personId, address },
    take(left) {
      const others = left.filter(({ id }) => !queue.current.some((own) => own.id === id));
      queue.current.push(...others);
      if (others.length > 0) begin(`${count(others.length, 'act that waited', 'acts that waited')} on this device.`);
    },
  });
  const { keep, drop, has, isOwn } = device;
  useEffect(() => {
    if (isOwn) for (const { id, what } of queue.current) keep(id, what);
  }, [isOwn, keep]);

  const receive = useCallback((id: string, coding: Shown | null) => {
    heard.current.push(id);
    setStanding((now) => {
      const next = new Map(now);
      if (coding) next.set(coding.id, coding);
      if (!coding || coding.id !== id) next.delete(id);
      return next;
    });
  }, []);
  /** To be called before a part is asked for. What comes replaces the part's codings, but for those that were heard of since: of them the page knows more. */
  const toReplace = useCallback(() => {
    const since = heard.current.length;
    return (part: Desk) => {
      const newer = new Set(heard.current.slice(since));
      const isOutside = ({ begins, ends }: Shown) => begins >= part.here.ends || ends <= part.here.begins;
      setStanding((now) => {
        const own = [...now.values()].filter((coding) => isOutside(coding) || newer.has(coding.id));
        return new Map([...own, ...part.codings.filter(({ id }) => !newer.has(id))].map((coding) => [coding.id, coding]));
      });
      setCodes(part.codes);
    };
  }, []);

  const sendAll = useCallback(async () => {
    if (isSending.current) return;
    isSending.current = true;
    let tries = 0;
    for (let first = queue.current[0]; first !== undefined && !isGone.current; first = queue.current[0]) {
      const { id, what: act } = first;
      const taken = await send(address, personId, act);
      if (taken === 'network' || taken === 'signed-out') {
        setTrouble(taken);
        const isOnline = await onlineOrAfter(Math.min(1000 * 2 ** tries, 15_000));
        tries = isOnline ? 0 : tries + 1;
        continue;
      }
      tries = 0;
      setTrouble(undefined);
      queue.current.shift();
      drop(id);
      if ('refused' in taken) {
        setRefusals((all) => refused(all, taken.refused, act));
        setUndos((all) => all.filter((undo) => undo.act.id !== act.id));
      } else {
        queue.current = queue.current.map((each) => ({ ...each, what: settled(each.what, act, taken) }));
        for (const later of queue.current) if (has(later.id)) keep(later.id, later.what);
        setUndos((all) => all.map((undo) => ({ ...undo, act: settled(undo.act, act, taken) })));
        if (taken.code) setCodes((all) => [...all.filter(({ id }) => id !== taken.code!.id), taken.code!]);
        receive(act.id, taken.coding);
      }
      setWaits(actsIn(queue.current));
    }
    isSending.current = false;
  }, [address, personId, receive, keep, drop, has]);

  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  useEffect(() => {
    if (waits.length === 0) return;
    const warn = (event: BeforeUnloadEvent) => {
      if (!queue.current.every(({ id }) => has(id))) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [waits, has]);

  const codings = useMemo(() => withActs(standing.values(), waits, personId ?? ''), [standing, waits, personId]);
  function begin(words: string) {
    setWaits(actsIn(queue.current));
    setSaid({ words, isRefused: false });
    void sendAll();
  }
  function perform(act: Act, words: string) {
    const id = newId();
    queue.current.push({ id, what: act });
    keep(id, act);
    begin(words);
  }
  return {
    codings,
    codes,
    waits,
    sending: {
      ...{ said, refusals, trouble },
      waits: waits.length,
      isKept: device.isOwn === true,
      forgetRefusals: () => setRefusals([]),
    },
    device,
    receive,
    toReplace,
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
      perform(last.act, `Undone: ${last.words}.`);
    },
    say: setSaid,
  };
}

function actsIn(queue: readonly Waiting<Act>[]): Act[] {
  return queue.map(({ what }) => what);
}

function refused(all: readonly Refusal[], words: string, act: Act): Refusal[] {
  const same = all.find((each) => each.words === words) ?? { words, acts: 0, memos: [] };
  const memos = 'memo' in act && act.memo !== '' ? [...same.memos, act.memo] : same.memos;
  return [...all.filter((each) => each.words !== words), { words, acts: same.acts + 1, memos }];
}

type Answer = Taken | { readonly refused: string } | Trouble;

/** `personId`: whose act it is. The server takes it of nobody else, whoever is signed in by the time it arrives. */
async function send(address: string, personId: string | null, act: Act): Promise<Answer> {
  try {
    const answer = await fetch(`${address}.json`, {
      method: 'POST',
      body: new URLSearchParams({ ...fieldsOf(act), person: personId ?? '' }),
      redirect: 'manual',
      signal: AbortSignal.timeout(longestSending),
    });
    if (answer.type === 'opaqueredirect' || answer.status === 401) return 'signed-out';
    if (answer.status >= 500) return 'network';
    return (await answer.json().catch(() => ({ refused: 'This was not taken. Load the page again.' }))) as Taken | { refused: string };
  } catch {
    return 'network';
  }
}

/** Whether the network came back before so many milliseconds were over. */
function onlineOrAfter(milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const go = (event?: Event) => {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      resolve(event !== undefined);
    };
    const timer = setTimeout(go, milliseconds);
    window.addEventListener('online', go);
  });
}
