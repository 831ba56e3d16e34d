import { useEffect, useRef, useState } from 'react';
import { useFetcher } from 'react-router';
import { v7 as newId } from 'uuid';
import { useOwnDevice } from '#app/ui/own-device.tsx';
import type { Sent } from '../outcome.ts';
import type { Review } from '../queries.server.ts';

export type Fields = Readonly<Record<string, string>>;
/** What the last act did, or why it was refused and what its answer said. */
export type Said = { readonly words: string; readonly isRefused: boolean; readonly sent?: string };
/** Why an answer is still in the page: it is on its way, the network or the server did not take it, or the person is signed out. */
export type Waiting = 'sending' | 'network' | 'signed-out';

/**
 * Sends acts one at a time and keeps the one that did not arrive until it did, trying again by itself. `shown` is what the page shows now,
 * `said` what the last act did (undefined before the first).
 */
export function useAnswers(initial: Review, personId: string | null) {
  const device = useOwnDevice<Fields>({
    person: personId,
    address: `/w/curriculum/${initial.school.slug}/review`,
    // What an earlier page could not send goes first.
    take: ([first]) => first && unsent === undefined && send(first.what, first.id),
  });
  const { data, state, submit } = useFetcher<Sent>();
  const [shown, setShown] = useState(initial);
  const [said, setSaid] = useState<Said>();
  const [unsent, setUnsent] = useState<Fields>();
  const attempts = useRef(0);
  const waitsAs = useRef('');
  useEffect(() => setShown(initial), [initial]);

  function send(fields: Fields, id: string) {
    attempts.current += 1;
    waitsAs.current = id;
    const kept = { ...fields, script: '1', person: personId ?? '', attempt: String(attempts.current) };
    setUnsent(kept);
    device.keep(id, kept);
    // The outcome brings all that the page shows, so nothing else is asked for.
    submit(kept, { method: 'post', defaultShouldRevalidate: false });
  }
  const sent = unsent !== undefined && state === 'idle' && data?.attempt === unsent.attempt ? data : undefined;
  const refused = sent && 'waits' in sent ? sent : undefined;

  const { keep, drop, isOwn } = device;
  useEffect(() => {
    if (!sent || 'waits' in sent) return;
    setUnsent(undefined);
    drop(waitsAs.current);
    setShown(sent.shown);
    setSaid({ words: sent.said, isRefused: sent.isRefused, sent: sent.sent });
  }, [sent, drop]);
  useEffect(() => {
    if (isOwn && unsent) keep(waitsAs.current, unsent);
  }, [isOwn, unsent, keep]);

  const sendAgain = useRef(send);
  sendAgain.current = send;

  const tries = useRef(0);
  useEffect(() => {
    if (unsent === undefined) tries.current = 0;
    if (!refused || !unsent) return;
    tries.current += 1;
    const again = () => sendAgain.current(unsent, waitsAs.current);
    const timer = setTimeout(again, Math.min(1000 * 2 ** (tries.current - 1), 15_000));
    window.addEventListener('online', again, { once: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', again);
    };
  }, [refused, unsent]);

  useEffect(() => {
    if (!unsent) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [unsent]);

  // It stays "not saved yet" while it is tried again, not only between two tries.
  const [trouble, setTrouble] = useState<Waiting>();
  useEffect(() => {
    if (refused) setTrouble(refused.signedOut ? 'signed-out' : 'network');
    else if (unsent === undefined) setTrouble(undefined);
  }, [refused, unsent]);
  const waiting: Waiting | undefined = unsent ? (trouble ?? 'sending') : undefined;
  return { shown, said, waiting, device, send: (fields: Fields) => unsent === undefined && send(fields, newId()) };
}
