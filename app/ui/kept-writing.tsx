import { useEffect, useRef, useState } from 'react';

type KeptWritingProps = {
  /** The page of the form; what is written goes to the same address with `/keep` behind it (`keptAnswer`). */
  page: string;
  /** What is written there, where a page has several: pages of one address and thing tell each other. */
  of: string;
  /** The name of the hidden field with the version that the form stands on. */
  version: string;
};
type Said = { readonly words: string; readonly isTrouble: boolean };

/**
 * Keeps the form that it stands in while one writes: a moment after the last key, and as the page is put away. What does not arrive stays in the page and is sent again; a page of the same thing
 * elsewhere is told, on another device when it is looked at again; nothing is sent over what was changed elsewhere. Without script the form's own button keeps.
 */
export function KeptWriting({ page, of, version }: KeptWritingProps) {
  const place = useRef<HTMLParagraphElement>(null);
  const [said, setSaid] = useState<Said | null>(null);
  useEffect(() => {
    const form = place.current?.closest('form');
    setSaid({ words: 'What you write is kept by itself.', isTrouble: false });
    return form ? keepWhileWriting(form, { page, of, version, say: setSaid }) : undefined;
  }, [page, of, version]);
  return (
    <p ref={place} className="help" role={said?.isTrouble ? 'status' : undefined}>
      {said?.words}
    </p>
  );
}

const words = {
  network: 'Not kept yet: the network does not answer. What you wrote is still here, and is sent again.',
  signedOut: 'Not kept yet: you are signed out. Sign in in another tab; what you wrote is still here, and is sent again.',
  elsewhere:
    'You wrote on elsewhere, in another tab or on another device. Open this page again to go on here; until then what you write here is not kept by itself.',
};

/** A moment without a key; the longest that a sending may take, and the longest between two tries. Milliseconds. */
const times = { quiet: 1500, longest: 15_000 };

function keepWhileWriting(form: HTMLFormElement, { page, of, version, say }: KeptWritingProps & { say(said: Said): void }): () => void {
  const field = form.elements.namedItem(version) as HTMLInputElement;
  form.toggleAttribute('data-keeps-itself', true);
  const ended = new AbortController();
  const { signal } = ended;
  const channel = new BroadcastChannel(`kept ${page} ${of}`);
  let here = page;
  let isChanged = false;
  let isStopped = false;
  let isLeaving = false;
  /** What was sent and not answered: it is sent again as it was, so that the answer to it is never taken for somebody else's. */
  let unanswered: URLSearchParams | null = null;
  let sending: Promise<void> | null = null;
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const trouble = (text: string) => say({ words: text, isTrouble: true });
  const later = (milliseconds: number) => {
    clearTimeout(timer);
    if (!signal.aborted && !isStopped) timer = setTimeout(send, milliseconds);
  };
  function send(): Promise<void> {
    clearTimeout(timer);
    if (isStopped || !(isChanged || unanswered)) return Promise.resolve();
    sending ??= post().finally(() => {
      sending = null;
    });
    return sending;
  }
  async function post(): Promise<void> {
    if (!unanswered) {
      unanswered = new URLSearchParams([...new FormData(form)].filter((each): each is [string, string] => typeof each[1] === 'string'));
      isChanged = false;
    }
    const answer = await sent(`${here}/keep`, unanswered);
    if (answer === 'network' || answer === 'signedOut') {
      trouble(words[answer]);
      return later(Math.min(1000 * 2 ** tries++, times.longest));
    }
    tries = 0;
    unanswered = null;
    if ('version' in answer) {
      field.value = String(answer.version);
      if (answer.page) {
        here = answer.page;
        form.action = here;
        history.replaceState(history.state, '', here);
      }
      channel.postMessage(field.value);
      say({ words: `Kept at ${new Date().toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' })}.`, isTrouble: false });
      if (isChanged) later(times.quiet);
      return;
    }
    isChanged = true;
    isStopped = answer.isFinal;
    trouble(answer.message);
  }

  form.addEventListener(
    'input',
    () => {
      isChanged = true;
      later(times.quiet);
    },
    { signal },
  );
  // What is on its way arrives first, so that the form stands on it.
  form.addEventListener(
    'submit',
    (event) => {
      if (!sending || isLeaving) {
        isLeaving = true;
        return;
      }
      event.preventDefault();
      const { submitter } = event;
      isLeaving = true;
      sending.then(() => form.requestSubmit(submitter));
    },
    { signal },
  );
  const isBehind = () => {
    isStopped = true;
    trouble(words.elsewhere);
  };
  async function lookElsewhere(): Promise<void> {
    if (isStopped || isChanged || sending || unanswered) return;
    const before = field.value;
    const kept = await fetch(`${here}/keep?of=${encodeURIComponent(of)}`, { redirect: 'manual' }).then(
      (answer) => (answer.ok ? answer.json() : null),
      () => null,
    );
    if (kept && String(kept.version) !== before && field.value === before && !sending) isBehind();
  }
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') lookElsewhere();
      else if (!isLeaving) send();
    },
    { signal },
  );
  window.addEventListener('online', () => send(), { signal });
  window.addEventListener('pageshow', () => (isLeaving = false), { signal });
  window.addEventListener('beforeunload', (event) => !isLeaving && (isChanged || unanswered) && event.preventDefault(), { signal });
  channel.addEventListener('message', ({ data }) => {
    if (data !== field.value) isBehind();
  });
  return () => {
    ended.abort();
    clearTimeout(timer);
    channel.close();
  };
}

type Answered = 'network' | 'signedOut' | { version: number; page?: string } | { message: string; isFinal: boolean };

async function sent(address: string, body: URLSearchParams): Promise<Answered> {
  try {
    const answer = await fetch(address, {
      ...{ method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(times.longest) },
      // A browser sends this much also once the page is gone.
      keepalive: body.toString().length < 60_000,
    });
    if (answer.type === 'opaqueredirect' || answer.status === 401) return 'signedOut';
    if (answer.status >= 500) return 'network';
    const said = await answer.json();
    return answer.ok ? said : { message: String(said.message), isFinal: answer.status !== 400 };
  } catch {
    return 'network';
  }
}
