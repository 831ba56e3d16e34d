import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import type { CodeShown } from '../coding-acts.ts';
import { type Changing, ChosenWords } from './chosen-words.tsx';
import { Outcome, type Sending } from './outcome.tsx';
import type { Chosen } from './use-passage.tsx';

type CodePaneProps = {
  codes: readonly CodeShown[];
  codebook: string;
  /** Whether script is at work: then typing finds codes. */
  isLive: boolean;
  chosen: Chosen | null;
  changing: Changing | null;
  find: { readonly words: string; set(words: string): void; readonly field: RefObject<HTMLInputElement | null>; leave(): void };
  memo: { readonly words: string; set(words: string): void };
  give: {
    code(id: string): void;
    added(name: string): void;
    uncode(id: string): void;
    /** Keeps what is written as a memo on the turn. */
    note(): void;
    /** Chooses nothing, and changes nothing. */
    leave(): void;
  };
  sending: Sending;
  undo: { readonly words: string | undefined; perform(): void };
  /** What happened to the round since the page was made. */
  news: string;
};

/**
 * The codebook beside a text, as one form: each code is a button that gives it to what is chosen, without script to the turn whose radio button is chosen. With script, typing finds codes
 * and Enter gives the first, or a new one.
 */
export function CodePane({ codes, codebook, isLive, chosen, changing, find, memo, give, sending, undo, news }: CodePaneProps) {
  const words = find.words.trim();
  const found = words === '' ? codes : foundIn(codes, words);
  const isNew = words !== '' && !codes.some(({ name }) => name.toLowerCase() === words.toLowerCase());
  const pane = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (chosen) pane.current?.scrollTo(0, 0);
  }, [chosen]);
  function pressed(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') {
      event.preventDefault();
      const [first] = found;
      if (words !== '' && first) give.code(first.id);
      else if (isNew) give.added(words);
    } else if (event.key === 'Escape') find.leave();
    else if (event.key === 'ArrowDown') {
      event.preventDefault();
      event.currentTarget.form?.querySelector<HTMLButtonElement>('.codes button')?.focus();
    }
  }
  return (
    <form
      method="post"
      id="coding"
      ref={pane}
      className={`code-pane${isLive ? ' live' : ''}${chosen || changing ? ' is-chosen' : ''}`}
      aria-label="Codes to give"
      onSubmit={(event) => {
        event.preventDefault();
        const button = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
        if (button?.name === 'act' && button.value === 'note') give.note();
        else if (button?.name === 'codeId') give.code(button.value);
        else if (button?.name === 'uncode') give.uncode(button.value);
        else if (button?.name === 'act' && button.value === 'add')
          give.added(words || String(new FormData(event.currentTarget).get('name') ?? '').trim());
      }}
    >
      {/* What Enter in a field would press without script: it asks for a code, and gives none by accident. */}
      <button type="submit" name="act" value="code" hidden tabIndex={-1} />
      {changing && (
        <>
          <input type="hidden" name="passage" value={`${changing.coding.begins}-${changing.coding.ends}`} />
          <input type="hidden" name="keep" value={changing.coding.id} />
        </>
      )}
      <ChosenWords isLive={isLive} chosen={chosen} changing={changing} leave={give.leave} />
      <p className="outcome" role="status">
        {news && <strong>{news}</strong>}
      </p>
      <Outcome {...sending} />
      {undo.words !== undefined && (
        <Button kind="quiet" type="button" onClick={undo.perform} aria-keyshortcuts="Control+Z">
          Undo: {undo.words}{' '}
          <span aria-hidden="true" className="muted of-keys">
            (Ctrl Z)
          </span>
        </Button>
      )}
      {isLive && (
        <p className="field find-code">
          <label htmlFor="codeId">Find a code</label>
          <input
            id="codeId"
            type="search"
            autoComplete="off"
            ref={find.field}
            value={find.words}
            onChange={(event) => find.set(event.target.value)}
            onKeyDown={pressed}
            aria-keyshortcuts="Alt+C"
            aria-describedby="found-codes"
          />
          <span className="help" id="found-codes" role="status">
            {words === ''
              ? ''
              : found[0]
                ? `${count(found.length, 'code', 'codes')}; Enter gives “${found[0].name}”`
                : `No code is called so; Enter adds “${words}”`}
          </span>
        </p>
      )}
      <ul className="codes" aria-label="Codebook" onKeyDown={amongCodes}>
        {found.map(({ id, name, depth, colour }) => (
          <li key={id} className={`code-${colour} depth-${depth}`}>
            <button type="submit" name="codeId" value={id} aria-current={changing?.coding.codeId === id || undefined}>
              <span className="swatch" aria-hidden="true" />
              <span>{name}</span>
            </button>
          </li>
        ))}
        {isLive && isNew && (
          <li>
            <button type="submit" name="act" value="add">
              <span>Add “{words}” and give it</span>
            </button>
          </li>
        )}
      </ul>
      <div className="code-more">
        <p className="field">
          <label htmlFor="memo">
            {changing ? 'Memo' : 'Memo of the next coding'} <span className="muted">(optional)</span>
          </label>
          <textarea id="memo" name="memo" rows={2} maxLength={4000} value={memo.words} onChange={(event) => memo.set(event.target.value)} />
        </p>
        {!changing && (
          <Button kind="quiet" name="act" value="note">
            Keep it as a memo on the turn
          </Button>
        )}
        {!isLive && (
          <details>
            <summary>A new code</summary>
            <p className="field">
              <label htmlFor="name">Name of the new code</label>
              <input id="name" name="name" maxLength={120} />
            </p>
            <Button name="act" value="add">
              Add the code and give it
            </Button>
          </details>
        )}
        {changing && (
          <p className="bar">
            <Button kind="primary" name="codeId" value={changing.coding.codeId}>
              Keep “{changing.name}” so
            </Button>
          </p>
        )}
        <p>
          <a href={codebook}>What the codes mean</a>
        </p>
      </div>
    </form>
  );
}

/** Codes whose names have the typed words, those that begin so first. */
function foundIn(codes: readonly CodeShown[], words: string): CodeShown[] {
  const wanted = words.toLowerCase();
  const placeOf = ({ name }: CodeShown) => name.toLowerCase().indexOf(wanted);
  return codes
    .filter((code) => placeOf(code) !== -1)
    .sort((one, other) => Number(placeOf(one) !== 0) - Number(placeOf(other) !== 0) || one.name.length - other.name.length);
}

function amongCodes(event: KeyboardEvent<HTMLUListElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const next = buttons[buttons.indexOf(event.target as HTMLButtonElement) + step];
  if (next) next.focus();
  else if (step === -1) document.getElementById('codeId')?.focus();
}
