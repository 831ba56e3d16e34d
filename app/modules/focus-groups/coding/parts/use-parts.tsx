import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Desk } from '../desk-queries.server.ts';
import type { TurnMemo } from '../memo-queries.server.ts';

type Parts = Pick<Desk, 'turns' | 'here' | 'memos'>;
type PartsProps = { desk: Desk; address: string; toReplace(): (part: Desk) => void };

/**
 * The turns that the page holds: the part that it came with, and with script those after it as one reads on. `more` is the link to the next part, which is fetched before one gets
 * there; `again` asks for the codings of all of them once more. What is answered to somebody else, who signed in since, is no part of this page.
 */
export function useParts({ desk, address, toReplace }: PartsProps) {
  const [parts, setParts] = useState<readonly Parts[]>([desk]);
  const held = useRef(parts);
  const fetching = useRef<Promise<boolean>>(undefined);
  const after = parts.at(-1)!.here.after;
  const { personId } = desk;

  const fetchNext = useCallback(async (): Promise<boolean> => {
    fetching.current ??= (async () => {
      const from = held.current.at(-1)!.here.after;
      const replace = toReplace();
      const part = await fetched(address, from, personId);
      fetching.current = undefined;
      if (!part || part.here.first !== from) return false;
      held.current = [...held.current, part];
      setParts(held.current);
      replace(part);
      return true;
    })();
    return fetching.current;
  }, [address, personId, toReplace]);
  /** Fetches what comes before a later turn; false when it could not be had. */
  async function reach(turn: number): Promise<boolean> {
    while (turn >= held.current.at(-1)!.here.after) if (!(await fetchNext())) return false;
    return true;
  }
  const again = useCallback(async () => {
    for (const { here } of held.current) {
      const replace = toReplace();
      const part = await fetched(address, here.first, personId);
      if (!part) continue;
      replace(part);
      const { memos } = part;
      held.current = held.current.map((each) => (each.here.first === here.first ? { ...each, memos } : each));
      setParts(held.current);
    }
  }, [address, personId, toReplace]);

  const [link, setLink] = useState<HTMLAnchorElement | null>(null);
  useEffect(() => {
    if (!link) return;
    const near = new IntersectionObserver((seen) => seen.at(-1)?.isIntersecting && void fetchNext(), { rootMargin: '1500px' });
    near.observe(link);
    return () => near.disconnect();
  }, [link, fetchNext]);
  const turns = useMemo(() => parts.flatMap((part) => part.turns), [parts]);
  const memosOn = useMemo(
    () =>
      Map.groupBy(
        parts.flatMap(({ memos }) => memos),
        ({ position }) => position,
      ),
    [parts],
  );
  function addMemo(memo: TurnMemo): void {
    held.current = held.current.map((part) =>
      memo.position >= part.here.first && memo.position < part.here.after
        ? { ...part, memos: [...part.memos.filter(({ id }) => id !== memo.id), memo] }
        : part,
    );
    setParts(held.current);
  }
  return { turns, first: parts[0]!.here.first, after, more: setLink, again, reach, memosOn, addMemo };
}

/** The way to every part of a long text. */
export function PartLinks({ desk: { parts, text }, first }: { desk: Desk; first: number }) {
  if (parts.length < 2) return null;
  return (
    <nav className="parts" aria-label="Parts of the text">
      {parts.map((turn, at) => (
        <a key={turn} href={`?turn=${turn}`} aria-current={turn === first ? 'page' : undefined}>
          {turn + 1}–{parts[at + 1] ?? text.turns}
        </a>
      ))}
    </nav>
  );
}

async function fetched(address: string, turn: number, personId: string | null): Promise<Desk | null> {
  try {
    const answer = await fetch(`${address}.json?turn=${turn}`, { redirect: 'error' });
    const part = answer.ok ? ((await answer.json()) as Desk) : null;
    return part?.personId === personId ? part : null;
  } catch {
    return null; // the link still leads there
  }
}
