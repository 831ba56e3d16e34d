import { useEffect, useRef } from 'react';
import type { Shown } from '../coding-acts.ts';
import type { RoundState } from '../desk-queries.server.ts';

type Heard = { readonly id: string; readonly coding: Shown | null } | { readonly again: true } | { readonly round: RoundState };

/** Milliseconds until a stream that was refused is asked for again. */
const untilAgain = 10_000;

type Told = { receive(id: string, coding: Shown | null): void; again(): void; stands(state: RoundState): void };

/** Hears what others code in an open round, and how the round stands; `again` is called where something may have been missed. */
export function useLive(stream: string | null, { receive, again, stands }: Told) {
  const told = useRef({ receive, again, stands });
  told.current = { receive, again, stands };
  useEffect(() => {
    if (stream === null) return;
    let opened = 0;
    let source: EventSource;
    let later: ReturnType<typeof setTimeout>;
    function listen(to: string) {
      source = new EventSource(to);
      source.onopen = () => {
        if (opened++ > 0) told.current.again();
      };
      source.onmessage = ({ data }) => {
        const heard = JSON.parse(data) as Heard;
        if ('again' in heard) told.current.again();
        else if ('round' in heard) told.current.stands(heard.round);
        else told.current.receive(heard.id, heard.coding);
      };
      source.onerror = () => {
        // The browser asks again where the network was gone, and never where something else answered, such as a proxy while the server starts.
        if (source.readyState === EventSource.CLOSED) later = setTimeout(listen, untilAgain, to);
      };
    }
    listen(stream);
    return () => {
      clearTimeout(later);
      source.close();
    };
  }, [stream]);
}
