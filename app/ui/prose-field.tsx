import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useDeferredValue, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Ask, AskField } from './ask.tsx';
import { describedBy, FieldError, type FieldWords, Help, Optional } from './field-words.tsx';
import { Icon, type IconName } from './icon.tsx';
import { PictureDialog } from './picture-dialog.tsx';
import { Prose } from './prose.tsx';
import { addressTyped, type Edit, linked, type Mark, marked, nextItem, pasted, pictured, type Selected } from './prose-edit.ts';
import { useIsLive } from './use-is-live.tsx';
import { useUnsaved } from './use-unsaved.tsx';

type ProseFieldProps = FieldWords & {
  value?: string;
  rows?: number;
  /** The address that lists the pictures that are here, and takes one with its words and answers where it stands; without one there is no button Picture. */
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
  const [asks, setAsks] = useState<{ what: 'link' | 'picture'; selected: Selected; given?: File } | null>(null);
  useUnsaved(area);

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
    const { clipboardData: from, currentTarget: target } = event;
    const [given] = [...from.files].filter(({ type }) => type.startsWith('image/'));
    // Word lays a picture of its words beside them: then the words are meant.
    if (pictures && given && from.getData('text/plain') === '') {
      event.preventDefault();
      setAsks({ what: 'picture', selected: selectionOf(target), given });
      return;
    }
    const html = from.getData('text/html');
    if (!hasShape.test(html)) return;
    event.preventDefault();
    const plain = from.getData('text/plain');
    readPasted(html, plain).then((markdown) => {
      change(pasted(target.value, selectionOf(target), markdown), 'Pasted, with headings, lists and links. Undo takes it back.');
    });
  };
  /** A file that is dropped and nobody takes would be opened in place of the page, and what was typed be lost. */
  const onDrop = (event: DragEvent<HTMLTextAreaElement>) => {
    const [given] = event.dataTransfer.files;
    if (!given) return;
    event.preventDefault();
    if (pictures) setAsks({ what: 'picture', selected: selectionOf(event.currentTarget), given });
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
            onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
            onDrop={onDrop}
          />
          <Help id={`${name}-help`}>{help}</Help>
          <FieldError id={`${name}-error`}>{error}</FieldError>
        </div>
        {isLive && <Look text={text} />}
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
          given={asks.given}
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

/** No landmark: a form may have several such fields. */
function Look({ text }: { text: string }) {
  const shown = useDeferredValue(text);
  return (
    <div className="prose-look">
      <h2 className="eyebrow">How it will look</h2>
      {shown.trim() === '' ? <p className="muted">What you write stands here as it will look.</p> : <Prose markdown={shown} from={3} />}
    </div>
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
