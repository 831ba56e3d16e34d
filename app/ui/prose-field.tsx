import {
  type ClipboardEvent,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useDeferredValue,
  useEffect,
  useRef,
  useState,
} from 'react';
import { createPortal, flushSync } from 'react-dom';
import { Button } from './button.tsx';
import { describedBy, FieldError, type FieldWords, Help, Optional } from './field-words.tsx';
import { Icon, type IconName } from './icon.tsx';
import { Prose } from './prose.tsx';
import { addressTyped, type Edit, linked, type Mark, marked, nextItem, pasted, pictured, type Selected } from './prose-edit.ts';
import { useIsLive } from './use-is-live.tsx';

type ProseFieldProps = FieldWords & {
  value?: string;
  rows?: number;
  /** The address that takes a picture with its words and answers where it stands; without one there is no button Picture. */
  pictures?: string;
};

/**
 * A text with headings, lists, links and pictures, for whoever never wrote Markdown: buttons, keys, what is pasted from Word keeps what matters, and how it will look is
 * drawn while one types. Without script it is a plain text field. Undo is the browser’s own.
 */
export function ProseField({ value = '', rows = 14, pictures, ...words }: ProseFieldProps) {
  const { name, label, help, error, isOptional } = words;
  const isLive = useIsLive();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(value);
  const [said, setSaid] = useState('');
  const [asks, setAsks] = useState<{ what: 'link' | 'picture'; selected: Selected } | null>(null);
  // What was typed before script was at work, or is given back by the browser.
  useEffect(() => setText(area.current?.value ?? ''), []);

  const change = (edit: Edit, done: string) => {
    if (!area.current) return;
    applied(area.current, edit);
    setText(area.current.value);
    setSaid(done);
  };
  const press = (tool: Tool) => {
    if (!area.current) return;
    const selected = selectionOf(area.current);
    if (tool.what === 'link' || tool.what === 'picture') setAsks({ what: tool.what, selected });
    else change(marked(area.current.value, selected, tool.what), `${tool.label}: done.`);
  };
  /** A dialog keeps the focus from the text until the browser has drawn the page without it. */
  const leave = (then: () => void) => {
    flushSync(() => setAsks(null));
    requestAnimationFrame(then);
  };
  const close = () =>
    leave(() => {
      area.current?.focus();
      if (asks) area.current?.setSelectionRange(asks.selected.start, asks.selected.end);
    });
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const tool = isCommand ? tools.find(({ key }) => key === event.key.toLowerCase()) : undefined;
    if (tool) press(tool);
    const isEnter = event.key === 'Enter' && !isCommand && !event.altKey && !event.shiftKey && !event.nativeEvent.isComposing;
    const next = isEnter ? nextItem(event.currentTarget.value, selectionOf(event.currentTarget)) : null;
    if (next) change(next, '');
    if (tool || next) event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const html = event.clipboardData.getData('text/html');
    if (!hasShape.test(html)) return;
    event.preventDefault();
    const plain = event.clipboardData.getData('text/plain');
    const target = event.currentTarget;
    readPasted(html, plain).then((markdown) => {
      change(pasted(target.value, selectionOf(target), markdown), 'Pasted, with headings, lists and links. Undo takes it back.');
    });
  };
  return (
    <div className="field wide prose-field">
      <label htmlFor={name}>
        {label}
        <Optional isOptional={isOptional} />
      </label>
      <div className="prose-desk">
        <div className="prose-desk-in">
          {isLive && <Tools hasPictures={pictures !== undefined} area={name} press={press} />}
          <textarea
            ref={area}
            id={name}
            name={name}
            rows={rows}
            defaultValue={value}
            aria-invalid={error ? true : undefined}
            aria-describedby={describedBy(words)}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
          />
          <Help id={`${name}-help`}>{help}</Help>
          <FieldError id={`${name}-error`}>{error}</FieldError>
        </div>
        {isLive && <Look name={name} text={text} />}
      </div>
      {isLive && (
        <p className="visually-hidden" role="status">
          {said}
        </p>
      )}
      {asks?.what === 'link' && (
        <LinkDialog
          words={text.slice(asks.selected.start, asks.selected.end)}
          close={close}
          done={(link) => leave(() => change(linked(asks.selected, link), 'The link is in the text.'))}
        />
      )}
      {asks?.what === 'picture' && pictures && (
        <PictureDialog
          pictures={pictures}
          close={close}
          done={(picture) => leave(() => change(pictured(text, asks.selected, picture), 'The picture is in the text.'))}
        />
      )}
    </div>
  );
}

type Tool = { what: Mark | 'link' | 'picture'; label: string; icon: IconName; key?: string };
const tools: readonly Tool[] = [
  { what: 'bold', label: 'Bold', icon: 'bold', key: 'b' },
  { what: 'italic', label: 'Italic', icon: 'italic', key: 'i' },
  { what: 'heading', label: 'Heading', icon: 'heading' },
  { what: 'list', label: 'List', icon: 'list' },
  { what: 'numbered', label: 'Numbered list', icon: 'numbered' },
  { what: 'quote', label: 'Quote', icon: 'quote' },
  { what: 'link', label: 'Link', icon: 'link', key: 'k' },
  { what: 'picture', label: 'Picture', icon: 'picture' },
];

/** One stop of the Tab key; arrows go from button to button, as in every toolbar. */
function Tools({ hasPictures, area, press }: { hasPictures: boolean; area: string; press: (tool: Tool) => void }) {
  const [at, setAt] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const shown = tools.filter(({ what }) => hasPictures || what !== 'picture');
  const onKeyDown = (event: KeyboardEvent) => {
    const places: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: shown.length - 1 };
    const to = places[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const place = (to + shown.length) % shown.length;
    setAt(place);
    bar.current?.querySelectorAll('button')[place]?.focus();
  };
  return (
    <div ref={bar} className="prose-tools" role="toolbar" aria-label="What the words are" aria-controls={area} onKeyDown={onKeyDown}>
      {shown.map((tool, place) => (
        <button
          key={tool.what}
          type="button"
          className="button quiet"
          tabIndex={place === at ? 0 : -1}
          aria-keyshortcuts={tool.key && `Control+${tool.key.toUpperCase()}`}
          title={tool.key && `Ctrl ${tool.key.toUpperCase()}`}
          onFocus={() => setAt(place)}
          onClick={() => press(tool)}
        >
          <Icon name={tool.icon}>{tool.label}</Icon>
        </button>
      ))}
    </div>
  );
}

function Look({ name, text }: { name: string; text: string }) {
  const shown = useDeferredValue(text);
  return (
    <section className="prose-look" aria-labelledby={`${name}-look`}>
      <h2 className="eyebrow" id={`${name}-look`}>
        How it will look
      </h2>
      {shown.trim() === '' ? <p className="muted">What you write stands here as it will look.</p> : <Prose markdown={shown} from={3} />}
    </section>
  );
}

function LinkDialog({
  words,
  close,
  done,
}: {
  words: string;
  close: () => void;
  done: (link: { words: string; address: string }) => void;
}) {
  const [error, setError] = useState<string>();
  const take = (form: FormData) => {
    const address = addressTyped(String(form.get('address')));
    if (address === null) setError('Write an address, for example example.org/page or name@school.edu.');
    else done({ words: String(form.get('words')), address });
  };
  return (
    <Ask title="A link" act="Put the link in" close={close} take={take}>
      <AskField name="words" label="Words to press" value={words.replace(/\s+/g, ' ').trim()} />
      <AskField name="address" label="Where it leads" error={error} isNeeded />
    </Ask>
  );
}

function PictureDialog({
  pictures,
  close,
  done,
}: {
  pictures: string;
  close: () => void;
  done: (picture: { words: string; address: string }) => void;
}) {
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const take = async (form: FormData) => {
    setIsBusy(true);
    const brought = await bringPicture(pictures, form);
    setIsBusy(false);
    if ('message' in brought) setError(brought.message);
    else done(brought);
  };
  return (
    <Ask title="A picture" act={isBusy ? 'On its way' : 'Put the picture in'} isBusy={isBusy} close={close} take={take}>
      <AskField name="words" label="What it shows, for whoever does not see it" isNeeded />
      <div className="field">
        <label htmlFor="ask-file">Picture</label>
        <input id="ask-file" name="file" type="file" accept="image/png,image/jpeg,image/gif,image/webp" required />
        <p className="help">PNG, JPEG, GIF or WebP. We draw it again, so that no place or camera stays in it.</p>
        <FieldError id="ask-file-error">{error}</FieldError>
      </div>
    </Ask>
  );
}

type AskProps = { title: string; act: string; isBusy?: boolean; close: () => void; take: (form: FormData) => void; children: ReactNode };

/** A small question in a form of its own, outside the form around the text: the key Enter answers it, Escape closes it. */
function Ask({ title, act, isBusy, close, take, children }: AskProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useOpened(dialog);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    take(new FormData(event.currentTarget));
  };
  return createPortal(
    <dialog ref={dialog} className="dialog" aria-labelledby="ask-title" onClose={close}>
      <form className="dialog-body" onSubmit={onSubmit}>
        <h2 id="ask-title">{title}</h2>
        {children}
        <div className="bar">
          <Button kind="primary" disabled={isBusy}>
            {act}
          </Button>
          <Button type="button" kind="quiet" onClick={close}>
            Not now
          </Button>
        </div>
      </form>
    </dialog>,
    document.body,
  );
}

function useOpened(dialog: RefObject<HTMLDialogElement | null>): void {
  useEffect(() => dialog.current?.showModal(), [dialog]);
}

type AskFieldProps = { name: string; label: string; value?: string; error?: string; isNeeded?: boolean };

function AskField({ name, label, value, error, isNeeded }: AskFieldProps) {
  return (
    <div className="field">
      <label htmlFor={`ask-${name}`}>{label}</label>
      <input
        id={`ask-${name}`}
        name={name}
        defaultValue={value}
        required={isNeeded}
        aria-invalid={error ? true : undefined}
        aria-describedby={error && `ask-${name}-error`}
      />
      <FieldError id={`ask-${name}-error`}>{error}</FieldError>
    </div>
  );
}

/** HTML that says more than its plain words do. Program editors copy colours alone, and what they copy is Markdown already. */
const hasShape =
  /<(?:h[1-6]|li|a\s|b[\s>]|strong|i[\s>]|em[\s>]|table|blockquote)|mso-list|font-(?:weight:\s*(?:bold|[6-9]00)|style:\s*italic)/i;

/** The reader of pasted pages is fetched when somebody pastes one. */
async function readPasted(html: string, plain: string): Promise<string> {
  try {
    const { longestPaste, pastedProse } = await import('./pasted-prose.ts');
    return html.length > longestPaste ? plain : pastedProse(html) || plain;
  } catch {
    return plain;
  }
}

async function bringPicture(address: string, form: FormData): Promise<{ address: string; words: string } | { message: string }> {
  try {
    const answer = await fetch(address, { method: 'POST', body: form });
    const said = await answer.json();
    return answer.ok ? { address: String(said.address), words: String(said.words) } : { message: String(said.message) };
  } catch {
    return { message: 'The picture did not arrive. Nothing else is lost; try again.' };
  }
}

function selectionOf({ selectionStart, selectionEnd }: HTMLTextAreaElement): Selected {
  return { start: selectionStart, end: selectionEnd };
}

/** Types the change as a person would, so that the browser's undo takes it back; where it cannot, the text is set. */
function applied(area: HTMLTextAreaElement, { from, to, insert, select }: Edit): void {
  area.focus();
  area.setSelectionRange(from, to);
  const isTyped = insert === '' ? from === to || document.execCommand('delete') : document.execCommand('insertText', false, insert);
  if (!isTyped) {
    area.setRangeText(insert, from, to, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
  area.setSelectionRange(select.start, select.end);
}
