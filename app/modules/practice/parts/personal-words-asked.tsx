import { useEffect, useId, useRef, useState } from 'react';
import { type FieldFinding, looksLike, unansweredWords } from '../personal-words.ts';

type PersonalWordsAskedProps = {
  /** The fields that are looked through, by name, and what each is called on the page. */
  labels: Readonly<Record<string, string>>;
  /** What was typed, where the form comes back; then what it tells is asked at once. */
  values?: Readonly<Record<string, string>>;
  /** The words of which was said before that they are nobody's. */
  nobodys?: readonly string[];
};

/** A moment without a key. Milliseconds. */
const quiet = 700;

/**
 * Asks, in the form that it stands in and before its button, about words that may tell who a patient is: change them, or say that they are nobody's (fields `nobodys`, kept nowhere). With script it asks while
 * one writes and holds the form back; without, the server does (`assertTellsNobody`), and the form comes back with the same question.
 */
export function PersonalWordsAsked({ labels, values, nobodys = [] }: PersonalWordsAskedProps) {
  const place = useRef<HTMLDivElement>(null);
  const id = useId();
  const [found, setFound] = useState<readonly FieldFinding[]>(() => (values ? unansweredWords(textsOf(labels, values), []) : []));
  const [said, setSaid] = useState<readonly string[]>(nobodys);
  useEffect(() => {
    const form = place.current?.closest('form');
    return form ? askWhileWriting(form, labels, setFound) : undefined;
  }, [labels]);
  const toggle = (words: string, isSaid: boolean) => setSaid((all) => (isSaid ? [...all, words] : all.filter((each) => each !== words)));
  return (
    <div ref={place} role="status">
      {found.length > 0 && (
        <fieldset className="note attention" tabIndex={-1}>
          <legend className="visually-hidden">Words that may tell who a patient is</legend>
          <p className="note-title">Before this is saved: does it tell who a patient is?</p>
          <p>Change the words, or tick what points to no patient.</p>
          {found.map(({ field, kind, words }, at) => (
            <label key={words} className="choice" htmlFor={`${id}${at}`}>
              <input
                type="checkbox"
                id={`${id}${at}`}
                name="nobodys"
                value={words}
                checked={said.includes(words)}
                onChange={(event) => toggle(words, event.target.checked)}
              />
              <span>
                “{words}” is nobody’s
                <span className="help">
                  It looks like {looksLike[kind]}, in “{labels[field]}”.
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}

function textsOf(labels: Readonly<Record<string, string>>, values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.keys(labels).map((name) => [name, values[name] ?? '']));
}

function askWhileWriting(
  form: HTMLFormElement,
  labels: Readonly<Record<string, string>>,
  setFound: (found: readonly FieldFinding[]) => void,
): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    const typed = new FormData(form);
    const texts = Object.fromEntries(Object.keys(labels).map((name) => [name, String(typed.get(name) ?? '')]));
    setFound(unansweredWords(texts, []));
    return unansweredWords(texts, typed.getAll('nobodys').map(String));
  };
  form.addEventListener(
    'input',
    (event) => {
      const { name = '' } = event.target as HTMLInputElement;
      if (!(name in labels)) return;
      clearTimeout(timer);
      timer = setTimeout(look, quiet);
    },
    { signal },
  );
  // Heard before whatever else hears it, so that a form which is held back is for nobody on its way.
  form.addEventListener(
    'submit',
    (event) => {
      // A button that takes something away keeps no words.
      if ((event.submitter as HTMLButtonElement | null)?.formNoValidate || look().length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      requestAnimationFrame(() => form.querySelector<HTMLElement>('fieldset.note')?.focus());
    },
    { signal, capture: true },
  );
  return () => {
    ended.abort();
    clearTimeout(timer);
  };
}
