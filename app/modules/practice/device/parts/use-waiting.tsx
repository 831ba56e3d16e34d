import { useCallback, useEffect, useRef, useState } from 'react';
import { useOwnDevice, type Waiting } from '#app/ui/own-device.tsx';
import { type Outcome, outcomeOf, type Typed } from '../waiting-entry.ts';

/** The address under which entries wait, whichever page sends them. */
export const offlinePage = '/w/practice/offline';
/** The longest between two tries, and that a sending may take. Milliseconds. */
const longest = 15_000;

/** An entry that waits, with what became of the last try. */
export type WaitingEntry = Waiting<Typed> & { readonly outcome?: Outcome };

/**
 * Entries on their way: kept on the student's own device until the server has said that it has them, sent one after another by itself, again when the network comes back. Only on a device that was marked; else they
 * are in the page alone, and leaving warns.
 */
export function useWaiting(person: string) {
  const [waiting, setWaiting] = useState<readonly WaitingEntry[]>([]);
  const [arrived, setArrived] = useState(0);
  const queue = useRef<readonly WaitingEntry[]>([]);
  const isSending = useRef(false);
  const tries = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const change = useCallback((to: readonly WaitingEntry[]) => {
    queue.current = to;
    setWaiting(to);
  }, []);
  const device = useOwnDevice<Typed>({ person, address: offlinePage, take: (left) => add(left) });
  const { keep, drop, isOwn } = device;

  function add(more: readonly WaitingEntry[]) {
    change([...queue.current.filter(({ id }) => !more.some((each) => each.id === id)), ...more]);
    send();
  }
  async function send(): Promise<void> {
    if (isSending.current) return;
    isSending.current = true;
    clearTimeout(timer.current);
    for (const next of queue.current.filter(({ outcome }) => outcome?.is !== 'refused')) {
      const outcome = await sent(person, next);
      if (outcome.is === 'kept') {
        drop(next.id);
        tries.current = 0;
        setArrived((n) => n + 1);
        change(queue.current.filter(({ id }) => id !== next.id));
        continue;
      }
      change(queue.current.map((each) => (each.id === next.id ? { ...each, outcome } : each)));
      if (outcome.is === 'refused') continue;
      timer.current = setTimeout(() => sendNow.current(), Math.min(1000 * 2 ** tries.current++, longest));
      break;
    }
    isSending.current = false;
  }
  const sendNow = useRef(send);
  sendNow.current = send;

  useEffect(() => {
    const again = () => void sendNow.current();
    window.addEventListener('online', again);
    return () => {
      window.removeEventListener('online', again);
      clearTimeout(timer.current);
    };
  }, []);
  useEffect(() => {
    if (isOwn) for (const { id, what } of queue.current) keep(id, what);
  }, [isOwn, keep]);
  useEffect(() => {
    if (waiting.length === 0 || isOwn) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [waiting, isOwn]);

  return {
    device,
    waiting,
    /** How many arrived since the page was opened. */
    arrived,
    /** Keeps one on the device and sends it. */
    put(id: string, typed: Typed) {
      keep(id, typed);
      add([{ id, what: typed }]);
    },
    /** Takes one out, to write it again or because it is not wanted. */
    remove(id: string) {
      drop(id);
      change(queue.current.filter((each) => each.id !== id));
    },
  };
}

async function sent(person: string, { id, what }: WaitingEntry): Promise<Outcome> {
  const body = new URLSearchParams([['person', person], ['id', id], ...what.map(([name, value]): [string, string] => [name, value])]);
  try {
    return await outcomeOf(
      await fetch('/w/practice/arriving', { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(longest) }),
    );
  } catch {
    return { is: 'network' };
  }
}
