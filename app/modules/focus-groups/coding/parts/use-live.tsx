import { useEffect, useRef } from 'react';
import type { Shown } from '../coding-acts.ts';
import type { RoundState } from '../desk-queries.server.ts';

type Heard = { readonly id: string; readonly coding: Shown | null } | { readonly again: true } | { readonly round: RoundState };

type Told = { receive(id: string, coding: Shown | null): void; again(): void; stands(state: RoundState): void };

/** Hears what others code in an open round, and how the round stands; `again` is called where something may have been missed. */
export function useLive(stream: string | null, { receive, again, stands }: Told) {
  const told = useRef({ receive, again, stands });
  told.current = { receive, again, stands };
  useEffect(() => {
    if (stream === null) return;
    let opened = 0;
    const source = new EventSource(stream);
    source.onopen = () => {
      if (opened++ > 0) told.current.again();
    };
    source.onmessage = ({ data }) => {
      const heard = JSON.parse(data) as Heard;
      if ('again' in heard) told.current.again();
      else if ('round' in heard) told.current.stands(heard.round);
      else told.current.receive(heard.id, heard.coding);
    };
    return () => source.close();
  }, [stream]);
}
