import { useEffect, useRef } from 'react';
import type { Shown } from '../coding-acts.ts';

type Heard = { readonly id: string; readonly coding: Shown | null } | { readonly again: true };

/** Hears what others code in an open round; `again` is called where something may have been missed. In a blind round nothing is asked for. */
export function useLive(stream: string | null, { receive, again }: { receive(id: string, coding: Shown | null): void; again(): void }) {
  const told = useRef({ receive, again });
  told.current = { receive, again };
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
      else told.current.receive(heard.id, heard.coding);
    };
    return () => source.close();
  }, [stream]);
}
