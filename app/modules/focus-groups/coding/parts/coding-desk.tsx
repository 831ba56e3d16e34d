import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { v7 as newId } from 'uuid';
import { count } from '#app/ui/count.ts';
import { OwnDevice, WaitsElsewhere } from '#app/ui/own-device.tsx';
import { type Act, type CodeShown, codeToCome } from '../coding-acts.ts';
import type { Desk, RoundState } from '../desk-queries.server.ts';
import { CodePane } from './code-pane.tsx';
import { type Beside, CodedTurn, type Turn } from './coded-turn.tsx';
import { useActs } from './use-acts.tsx';
import { useAsked } from './use-asked.tsx';
import { useLive } from './use-live.tsx';
import { useParts } from './use-parts.tsx';
import { usePassage } from './use-passage.tsx';

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
export function CodingDesk({ desk, address, codebook, changing: opened, memo: typed, now, setNow }: CodingDeskProps) {
  const { mayCode, personId, people, round, text } = desk;
  const isLive = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  const {
    codings,
    added,
    waits,
    receive,
    toReplace: toReplaceCodings,
    act,
    undo,
    takeBack,
    say,
    device,
    ...sending
  } = useActs(desk, address);
  const toReplace = useCallback(() => {
    const replace = toReplaceCodings();
    return (part: Desk) => {
      replace(part);
      setNow(part.round);
    };
  }, [toReplaceCodings, setNow]);
  const codes = added.length > desk.codes.length ? added : joined(desk.codes, added);
  const { turns, first, after, more, again, reach } = useParts({ desk, address, toReplace });
  const unknown = codings.some(({ codeId }) => !codeId.startsWith('to come') && !codes.some(({ id }) => id === codeId));
  // What was open and is closed changes no more.
  useLive(round.isOpen || round.isBlind ? `${address}/live` : null, {
    receive,
    again,
    stands: (state) => {
      if (state.isBlind !== now.isBlind || state.isOpen !== now.isOpen) void again();
    },
  });
  useEffect(() => {
    if (unknown) again();
  }, [unknown, again]);

  const [find, setFind] = useState('');
  const [memo, setMemo] = useState(typed ?? codings.find(({ id }) => id === opened)?.memo ?? '');
  const [changingId, setChanging] = useState(opened);
  const field = useRef<HTMLInputElement>(null);
  const type = useCallback(() => field.current?.focus(), []);
  const [chosen, setChosen] = usePassage(isLive && mayCode, type);

  const codeOf = useMemo(() => {
    const byId = new Map(codes.map((code) => [code.id, code]));
    return (id: string): CodeShown => {
      const code = byId.get(id);
      return (code && byId.get(code.countsAs)) ?? code ?? strange(id);
    };
  }, [codes]);
  const changing = codings.find(({ id }) => id === changingId);
  const beside = useMemo(() => {
    const waiting = new Set(waits.map(({ id }) => id));
    const all = codings.map((coding): Beside => {
      const isMine = coding.coderId === personId;
      const coder = isMine ? null : (people[coding.coderId] ?? 'somebody who left the study');
      return { ...coding, code: codeOf(coding.codeId), coder, isOwn: isMine && mayCode, waits: waiting.has(coding.id) };
    });
    return byTurn(turns, all);
  }, [codings, waits, turns, codeOf, people, personId, mayCode]);

  function leave() {
    setFind('');
    const radio = chosen && document.querySelector<HTMLInputElement>(`#turn-${chosen.turn} input[name="passage"]`);
    radio?.focus({ preventScroll: true });
  }
  function stop() {
    setChanging(null);
    setMemo('');
  }
  function give(codeId: string, name: string, made: (id: string, at: { begins: number; ends: number; memo: string }) => Act) {
    const place = chosen ?? changing;
    if (!place) return say({ words: 'Choose a turn or mark words first; then choose the code.', isRefused: true });
    const { begins, ends } = place;
    const where = chosen ? ` to turn ${chosen.turn + 1}` : '';
    const same = codings.find(
      (each) =>
        each.coderId === personId && each.codeId === codeId && each.begins === begins && each.ends === ends && each.id !== changing?.id,
    );
    if (same) return say({ words: `You gave “${name}”${where} already.`, isRefused: true });
    const done = changing ? `“${codeOf(changing.codeId).name}” is changed` : `“${name}” given${where}`;
    act(made(changing?.id ?? newId(), { begins, ends, memo: memo.trim() }), `${done}.`, done);
    stop();
    if (document.activeElement === field.current) leave();
    setFind('');
  }
  function giveCode(codeId: string) {
    give(codeId, codeOf(codeId).name, (id, at) => ({ act: changing ? 'keep' : 'code', id, codeId, ...at }));
  }
  function giveNew(name: string) {
    if (changing) return say({ words: 'Give the new code to these words first; then take the other back.', isRefused: true });
    give(codeToCome(name), name, (id, at) => ({ act: 'add', id, name, ...at }));
  }
  function uncode(id: string) {
    const coding = codings.find((each) => each.id === id);
    if (!coding) return;
    const { name } = codeOf(coding.codeId);
    act({ act: 'uncode', id }, `“${name}” is taken back.`, `“${name}” taken back`);
    if (id === changingId) stop();
  }
  function leaveAll() {
    if (changing) stop();
    const radio = document.querySelector<HTMLInputElement>('input[name="passage"]:checked');
    if (radio) radio.checked = false;
    document.getSelection()?.removeAllRanges();
    setChosen(null);
  }
  const { goTo, next, nextOf, coded } = useAsked({ desk, turns, codings, chosen, reach, say });
  const press = useRef<(event: KeyboardEvent) => void>(undefined);
  press.current = (event) => {
    const isTyping = event.target instanceof Element && event.target.closest('textarea, input:not([type="radio"])') !== null;
    if (isAlt(event, 'c')) type();
    else if (isAlt(event, 'n') && desk.asked && mayCode) goTo(next());
    else if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z' && !isTyping && undo) takeBack();
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press.current?.(event);
    const click = (event: MouseEvent) => pressChange.current?.(event);
    document.addEventListener('keydown', listen);
    document.addEventListener('click', click);
    return () => {
      document.removeEventListener('keydown', listen);
      document.removeEventListener('click', click);
    };
  }, []);
  const pressChange = useRef<(event: MouseEvent) => void>(undefined);
  pressChange.current = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-change], [data-asked]') : null;
    const turn = Number(link?.dataset.asked ?? -1);
    if (mayCode && turn >= first) {
      event.preventDefault();
      return goTo(turn);
    }
    const coding = link && codings.find(({ id }) => id === link.dataset.change);
    if (!coding) return;
    event.preventDefault();
    setChanging(coding.id);
    setMemo(coding.memo);
    setChosen(null);
    // On a phone the search would open the keyboard over the codes.
    (matchMedia('(pointer: coarse)').matches ? document.getElementById('passage') : field.current)?.focus();
  };
  const inUse = codes.filter(({ isInUse }) => isInUse);
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
      {desk.asked && <Asked asked={desk.asked} coded={mayCode ? coded : null} />}
      {!mayCode && <p role="status">{newsOf(round, now)}</p>}
      {device.elsewhere.length > 0 && <WaitsElsewhere addresses={device.elsewhere} />}
      <div className={mayCode ? 'coding-desk' : undefined}>
        {mayCode && (
          <CodePane
            codes={inUse}
            codebook={codebook}
            isLive={isLive}
            chosen={chosen}
            changing={changing ? { coding: changing, name: codeOf(changing.codeId).name, ...wordsOf(turns, changing) } : null}
            find={{ words: find, set: setFind, field, leave }}
            memo={{ words: memo, set: setMemo }}
            give={{ code: giveCode, added: giveNew, uncode, leave: leaveAll }}
            sending={{ ...sending, waits: waits.length, isKept: device.isOwn === true }}
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
                mayCode={mayCode}
                changing={changing?.id ?? null}
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
      <Places parts={desk.parts} first={first} turns={text.turns} />
    </>
  );
}

const none: readonly Beside[] = [];

/** What happened to the round since the page was made; nothing when it stands as it did. */
function newsOf(was: RoundState, now: RoundState): string {
  if (was.isOpen && !now.isOpen)
    return 'The study’s lead closed this round, so nothing more is kept in it. What you wrote stays on this page until you leave it.';
  return was.isBlind && !now.isBlind ? 'The study’s lead opened this round: everybody’s codings are shown from now on.' : '';
}

/** An own key with Alt: by its letter, and by its place where Alt makes another letter of it. */
function isAlt({ altKey, ctrlKey, metaKey, key, code }: KeyboardEvent, letter: string): boolean {
  return altKey && !ctrlKey && !metaKey && (key.toLowerCase() === letter || code === `Key${letter.toUpperCase()}`);
}

/** What the round asks for in this text, and the way to the first of it. `coded`: in how many something of one's own stands. */
function Asked({ asked, coded }: { asked: NonNullable<Desk['asked']>; coded: number | null }) {
  const [first] = asked;
  if (!first) return <p>This round asks for no turn of this text.</p>;
  return (
    <p>
      This round asks for {count(asked.length, 'turn', 'turns')} of this text
      {coded === null ? '' : `; you have coded something in ${coded} of them`}.{' '}
      <a href={`?turn=${first.position}#turn-${first.position}`} data-asked={first.position}>
        Go to the first
      </a>
      {coded !== null && (
        <span className="muted">
          {' '}
          (next: <kbd>Alt N</kbd>)
        </span>
      )}
    </p>
  );
}

/** What happens to one's work without network, and where a device is marked as one's own. */
function BadNetwork({ device }: { device: ReturnType<typeof useActs>['device'] }) {
  if (device.isOwn === undefined) return null;
  return (
    <details>
      <summary>If the network fails</summary>
      <p>Go on coding. What you do waits in this page, which says so and sends it by itself.</p>
      <OwnDevice device={device} />
    </details>
  );
}

/** The way to every part of a long text. */
function Places({ parts, first, turns }: { parts: readonly number[]; first: number; turns: number }) {
  if (parts.length < 2) return null;
  return (
    <nav className="parts" aria-label="Parts of the text">
      {parts.map((turn, at) => (
        <a key={turn} href={`?turn=${turn}`} aria-current={turn === first ? 'page' : undefined}>
          {turn + 1}–{parts[at + 1] ?? turns}
        </a>
      ))}
    </nav>
  );
}

/** The words of a coding in the turn where it begins, as far as the page holds that, and the turn. */
function wordsOf(turns: readonly Turn[], { begins, ends }: { begins: number; ends: number }): { words: string; turn: number } {
  const turn = turns.find((each) => each.ends > begins);
  if (!turn) return { words: '…', turn: 0 };
  return { words: turn.text.slice(Math.max(0, begins - turn.begins), ends - turn.begins), turn: turn.position };
}

/** Codings by the turns that they meet; both stand in their order. */
function byTurn(turns: readonly Turn[], codings: readonly Beside[]): Map<number, Beside[]> {
  const found = new Map<number, Beside[]>();
  let from = 0;
  for (const coding of codings) {
    while (from < turns.length && turns[from]!.ends <= coding.begins) from++;
    for (let at = from; at < turns.length && turns[at]!.begins < coding.ends; at++) {
      const { position } = turns[at]!;
      found.set(position, [...(found.get(position) ?? []), coding]);
    }
  }
  return found;
}

function joined(codes: readonly CodeShown[], added: readonly CodeShown[]): readonly CodeShown[] {
  const newer = added.filter(({ id }) => !codes.some((code) => code.id === id));
  return newer.length === 0 ? codes : [...codes, ...newer];
}

/** A code that is on its way, or that somebody added a moment ago. */
function strange(id: string): CodeShown {
  const name = id.startsWith(codeToCome('')) ? id.slice(codeToCome('').length) : 'a new code';
  return { id, name, depth: 0, colour: 0, isInUse: true, countsAs: id };
}
