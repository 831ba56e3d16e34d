import { useMemo } from 'react';
import { count } from '#app/ui/count.ts';
import { WaitsElsewhere } from '#app/ui/own-device.tsx';
import { useIsLive } from '#app/ui/use-is-live.tsx';
import type { Desk, RoundState } from '../desk-queries.server.ts';
import { byTurn, codeFinder } from '../margin.ts';
import type { TurnMemo } from '../memo-queries.server.ts';
import { CodePane } from './code-pane.tsx';
import { type Beside, CodedTurn } from './coded-turn.tsx';
import { BadNetwork } from './outcome.tsx';
import { Asked, useAsked } from './use-asked.tsx';
import { useGiving } from './use-giving.tsx';
import { useListener } from './use-listener.tsx';
import { useNote } from './use-note.tsx';
import { PartLinks } from './use-parts.tsx';
import { useText } from './use-text.tsx';

type CodingDeskProps = {
  desk: Desk;
  /** The page's address without what stands behind it; its `.json` and `/live` stand beside. */
  address: string;
  codebook: string;
  /** The coding that the page was opened to change. */
  changing: string | null;
  /** A memo that came back with a refused form. */
  memo: string | undefined;
  /** How the round stands now, which may be another way than when the page was made. */
  now: RoundState;
  setNow: (now: RoundState) => void;
};

/** Where a coder works: the codebook, the text, and its codes in the margin. */
export function CodingDesk({ desk, address, codebook, changing, memo, now, setNow }: CodingDeskProps) {
  const { mayCode, personId, people, round, text } = desk;
  const isLive = useIsLive();
  const held = useText({ desk, address, now, setNow });
  const { codings, codes, waits, turns, first, after, more, undo, takeBack, device, sending } = held;
  const codeOf = useMemo(() => codeFinder(codes), [codes]);
  const beside = useMemo(() => {
    const waiting = new Set(waits.map(({ id }) => id));
    const all = codings.map((coding): Beside => {
      const isMine = coding.coderId === personId;
      const coder = isMine ? null : (people[coding.coderId] ?? 'somebody who left the study');
      return { ...coding, code: codeOf(coding.codeId), coder, isOwn: isMine && mayCode, waits: waiting.has(coding.id) };
    });
    return byTurn(turns, all);
  }, [codings, waits, turns, codeOf, people, personId, mayCode]);
  const giving = useGiving({ desk, text: held, codeOf, isLive, changing, memo });
  const note = useNote({ address, personId, text: held, giving });
  const { nextOf, coded } = useAsked({ desk, text: held, chosen: giving.chosen });
  useListener('keydown', (event) => {
    const isTyping = event.target instanceof Element && event.target.closest('textarea, input:not([type="radio"])') !== null;
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
    if (!isUndo || isTyping || !undo) return;
    event.preventDefault();
    takeBack();
  });
  const isWhole = first === 0 && after >= text.turns;
  return (
    <>
      <div className="desk-facts">
        <p className="muted num">
          {isWhole ? count(text.turns, 'turn', 'turns') : `Turns ${first + 1} to ${after} of ${text.turns.toLocaleString('en')}`},{' '}
          {count(codings.length, 'coding', 'codings')}
          {isWhole ? '' : ' here'}.
        </p>
        {mayCode && <BadNetwork device={device} />}
      </div>
      {desk.asked && <Asked asked={desk.asked} coded={mayCode ? coded : null} hasKey={isLive && mayCode} />}
      {!mayCode && <p role="status">{newsOf(round, now)}</p>}
      {device.elsewhere.length > 0 && <WaitsElsewhere addresses={device.elsewhere} />}
      <div className={mayCode ? 'coding-desk' : undefined}>
        {mayCode && (
          <CodePane
            {...giving}
            give={{ ...giving.give, note }}
            codes={codes.filter(({ isInUse }) => isInUse)}
            codebook={codebook}
            isLive={isLive}
            sending={sending}
            undo={{ words: undo?.words, perform: takeBack }}
            news={newsOf(round, now)}
          />
        )}
        <div>
          {first > 0 && (
            <p className="more-turns">
              <a href={`?turn=${first - 1}#turn-${first - 1}`}>Turns before these</a>
            </p>
          )}
          <ol className="coded-turns" start={first + 1}>
            {turns.map((turn) => (
              <CodedTurn
                key={turn.position}
                turn={turn}
                codings={beside.get(turn.position) ?? none}
                next={nextOf.get(turn.position)}
                memos={held.memosOn.get(turn.position) ?? noMemos}
                mayCode={mayCode}
                changing={giving.changing?.coding.id ?? null}
              />
            ))}
          </ol>
          {after < text.turns && (
            <p className="more-turns">
              <a key={after} href={`?turn=${after}#turn-${after}`} ref={more}>
                More turns
              </a>
            </p>
          )}
        </div>
      </div>
      <PartLinks desk={desk} first={first} />
    </>
  );
}

const none: readonly Beside[] = [];
const noMemos: readonly TurnMemo[] = [];

/** What happened to the round since the page was made; nothing when it stands as it did. */
function newsOf(was: RoundState, now: RoundState): string {
  if (was.isOpen && !now.isOpen)
    return 'The study’s lead closed this round, so nothing more is kept in it. What you wrote stays on this page until you leave it.';
  return was.isBlind && !now.isBlind ? 'The study’s lead opened this round: everybody’s codings are shown from now on.' : '';
}
