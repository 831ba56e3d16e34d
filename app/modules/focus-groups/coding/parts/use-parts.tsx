import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Desk } from '../desk-queries.server.ts';

type Parts = Pick<Desk, 'turns' | 'here'>;
type PartsProps = { desk: Desk; address: string; replace(part: Desk): void };

/**
 * The turns that the page holds: the part that it came with, and with script those after it as one reads on. `more` is the link to the next part, which is fetched before one gets
 * there; `again` asks for the codings of all of them once more.
 */
export function useParts({ desk, address, replace }: PartsProps) {
  const [parts, setParts] = useState<readonly Parts[]>([desk]);
  const held = useRef(parts);
  const fetching = useRef<Promise<boolean>>(undefined);
  const after = parts.at(-1)!.here.after;

  const fetchNext = useCallback(async (): Promise<boolean> => {
    fetching.current ??= (async () => {
      const from = held.current.at(-1)!.here.after;
      const part = await fetched(address, from);
      fetching.current = undefined;
      if (!part || part.here.first !== from) return false;
      held.current = [...held.current, part];
      setParts(held.current);
      replace(part);
      return true;
    })();
    return fetching.current;
  }, [address, replace]);
  /** Fetches what comes before a later turn; false when it could not be had. */
  async function reach(turn: number): Promise<boolean> {
    while (turn >= held.current.at(-1)!.here.after) if (!(await fetchNext())) return false;
    return true;
  }
  const again = useCallback(async () => {
    for (const { here } of held.current) {
      const part = await fetched(address, here.first);
      if (part) replace(part);
    }
  }, [address, replace]);

  const [link, setLink] = useState<HTMLAnchorElement | null>(null);
  useEffect(() => {
    if (!link) return;
    const near = new IntersectionObserver((seen) => seen.at(-1)?.isIntersecting && void fetchNext(), { rootMargin: '1500px' });
    near.observe(link);
    return () => near.disconnect();
  }, [link, fetchNext]);
  const turns = useMemo(() => parts.flatMap((part) => part.turns), [parts]);
  return { turns, first: parts[0]!.here.first, after, more: setLink, again, reach };
}

async function fetched(address: string, turn: number): Promise<Desk | null> {
  try {
    const answer = await fetch(`${address}.json?turn=${turn}`, { redirect: 'error' });
    return answer.ok ? ((await answer.json()) as Desk) : null;
  } catch {
    return null; // the link still leads there
  }
}
