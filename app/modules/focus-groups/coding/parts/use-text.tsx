import { useCallback, useEffect } from 'react';
import { nameToCome } from '../coding-acts.ts';
import type { Desk, RoundState } from '../desk-queries.server.ts';
import { useActs } from './use-acts.tsx';
import { useLive } from './use-live.tsx';
import { useParts } from './use-parts.tsx';

type TextProps = { desk: Desk; address: string; now: RoundState; setNow(now: RoundState): void };

/** What the page holds of a text in a round, as it changes: the turns, what everybody coded in them, and what the coder does. */
export function useText({ desk, address, now, setNow }: TextProps) {
  const { receive, toReplace: toReplaceCodings, ...acts } = useActs(desk, address);
  const { codings, codes } = acts;
  const toReplace = useCallback(() => {
    const replace = toReplaceCodings();
    return (part: Desk) => {
      replace(part);
      setNow(part.round);
    };
  }, [toReplaceCodings, setNow]);
  const { again, ...held } = useParts({ desk, address, toReplace });
  const { isOpen, isBlind } = desk.round;
  // What was open and is closed changes no more.
  useLive(isOpen || isBlind ? `${address}/live` : null, {
    receive,
    again,
    stands: (state) => {
      if (state.isBlind !== now.isBlind || state.isOpen !== now.isOpen) void again();
    },
  });
  const isNewCode = codings.some(({ codeId }) => nameToCome(codeId) === null && !codes.some(({ id }) => id === codeId));
  useEffect(() => {
    if (isNewCode) void again();
  }, [isNewCode, again]);
  return { ...acts, ...held };
}
