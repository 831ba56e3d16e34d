import { useEffect, useRef, useState } from 'react';
import { useFetcher, useRevalidator } from 'react-router';
import { patched } from '../outline-view.ts';
import type { EditorItem, PastAct } from '../queries.server.ts';
import type { Reply } from '../reply.ts';

/** What the editor shows of a draft, as far as acts change it. */
export type Shown = {
  readonly items: readonly EditorItem[];
  readonly revision: number;
  readonly last: PastAct | null;
  readonly next: PastAct | null;
};
type Fields = Readonly<Record<string, string>>;
/** An act on its way: its fields are asked for when it is sent, since the act before may have changed what it stands on; null: it has no ground any more. */
type Sending = { readonly fields: (shown: Shown) => Fields | null; readonly onReply: (reply: Reply) => void };

/**
 * Sends acts one after the other and keeps the outline as the server says it is. After an act of somebody else, which the revision tells, the whole outline is asked for anew;
 * whether there was one is asked every twenty seconds.
 */
export function useOutline(initial: Shown, stateAddress: string) {
  const { data, state, submit } = useFetcher<Reply>();
  const { revalidate } = useRevalidator();
  const [shown, setShown] = useState<Shown>(initial);
  const now = useRef(shown);
  const waiting = useRef<Sending[]>([]);
  const [sent, setSent] = useState<Sending & { attempt: string }>();
  const busy = useRef(false);
  const attempts = useRef(0);

  function show(next: Shown) {
    now.current = next;
    setShown(next);
  }
  const shows = useRef(show);
  shows.current = show;
  useEffect(() => shows.current(initial), [initial]);

  function next() {
    const first = waiting.current.shift();
    if (!first) return;
    const fields = first.fields(now.current);
    if (fields === null) return next();
    attempts.current += 1;
    const attempt = String(attempts.current);
    busy.current = true;
    setSent({ ...first, attempt });
    submit({ ...fields, script: '1', attempt }, { method: 'post', defaultShouldRevalidate: false });
  }
  const goOn = useRef(next);
  goOn.current = next;

  useEffect(() => {
    if (!sent || state !== 'idle' || data?.attempt !== sent.attempt) return;
    busy.current = false;
    setSent(undefined);
    if ('done' in data) {
      const { revision, last, next: again } = data.done;
      const isAlone = revision.before === now.current.revision;
      shows.current({ items: patched(now.current.items, data.done), revision: revision.after, last, next: again });
      if (!isAlone) revalidate();
    } else {
      waiting.current = [];
      if ('isConflict' in data && data.isConflict) revalidate();
    }
    sent.onReply(data);
    goOn.current();
  }, [data, state, sent, revalidate]);

  useEffect(() => {
    const ask = async () => {
      // An open form keeps the ground on which it was opened, so that it cannot overwrite what its reader has not seen.
      if (document.hidden || busy.current || document.querySelector('dialog[open]')) return;
      const answer = await fetch(stateAddress).catch(() => null);
      const found = answer?.ok ? ((await answer.json()) as { revision: number }) : null;
      if (found && found.revision > now.current.revision && !busy.current) revalidate();
    };
    const timer = setInterval(ask, 20_000);
    return () => clearInterval(timer);
  }, [stateAddress, revalidate]);

  return {
    shown,
    isSending: sent !== undefined,
    send(sending: Sending) {
      waiting.current.push(sending);
      if (!busy.current) goOn.current();
    },
  };
}
