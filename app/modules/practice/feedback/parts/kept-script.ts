import { looksLike, unansweredWords } from '../../personal-words.ts';

/*
 * The one script of an observer's page. What they write is kept on this phone, under one key of this link, until the server has said that it arrived; then it is removed. What was sent and not
 * answered is sent again as it was, also when the page is opened later. Without it the page is a plain form.
 */

type Kept = { fields: [string, string][]; isSent: boolean };

/** Milliseconds: the longest that a sending may take, and between two tries. */
const longest = { sending: 15_000, pause: 30_000 };

const place = location.pathname;
const key = `concord-feedback ${place}`;
const form = document.querySelector<HTMLFormElement>('form[data-feedback]');
const part = (name: string) => document.querySelector<HTMLElement>(`[data-part="${name}"]`)!;

/** Where the browser refuses its memory, the open page is all there is. */
let inPage: string | null = null;
let isInPageOnly = false;
function keep(kept: Kept): void {
  inPage = JSON.stringify(kept);
  try {
    localStorage.setItem(key, inPage);
  } catch {
    isInPageOnly = true;
  }
}
function kept(): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? inPage ?? 'null');
  } catch {
    return JSON.parse(inPage ?? 'null');
  }
}
function forget(): void {
  inPage = null;
  try {
    localStorage.removeItem(key);
  } catch {
    // It kept nothing.
  }
}

function say(words: string): void {
  part('kept').hidden = false;
  part('says').textContent = words;
}
const stays = () =>
  isInPageOnly
    ? 'This phone keeps nothing for this page: leave it open until it is sent.'
    : 'What you write stays on this phone until it has arrived, and is removed then. It is the one thing that we keep on a phone.';

function filled(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'shown' ? [[name, value] as [string, string]] : [],
  );
}
/** Fills what nobody has touched since the page came: it may have come long before this script. */
function fill(form: HTMLFormElement, fields: Kept['fields']): void {
  for (const [name, value] of fields) {
    const ones = [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(`[name="${CSS.escape(name)}"]`)];
    if (ones.some(isTouched)) continue;
    for (const field of ones) {
      if (isRadio(field)) field.checked = field.value === value;
      else field.value = value;
    }
  }
}
function isTouched(field: HTMLInputElement | HTMLTextAreaElement): boolean {
  return isRadio(field) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
}
function isRadio(field: Element): field is HTMLInputElement {
  return field instanceof HTMLInputElement && field.type === 'radio';
}

/** Asks about words that may tell who a patient is; true when there are none, or somebody has said that they are nobody's. */
function tellsNobody(fields: Kept['fields'], nobodys: readonly string[]): boolean {
  const words = Object.fromEntries(fields.filter(([name]) => name === 'wentWell' || name === 'toTry'));
  const found = unansweredWords(words, nobodys);
  part('warned').hidden = found.length === 0;
  part('found').replaceChildren(
    ...found.map(({ kind, words }) => {
      const line = document.createElement('li');
      const shown = document.createElement('input');
      Object.assign(shown, { type: 'hidden', name: 'shown', value: words });
      line.append(`“${words}” looks like ${looksLike[kind]}`, shown);
      return line;
    }),
  );
  if (found.length > 0) part('warned').focus();
  return found.length === 0;
}

/** Says beside a field what it lacks; with the network away the server cannot. */
function lacks(form: HTMLFormElement, name: string, words: string): void {
  const field = form.elements.namedItem(name) as HTMLInputElement;
  field.setCustomValidity(words);
  field.reportValidity();
  field.addEventListener('input', () => field.setCustomValidity(''), { once: true });
}

let isSending = false;
let tries = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

async function send(): Promise<void> {
  clearTimeout(timer);
  const waiting = kept();
  if (!waiting?.isSent || isSending) return;
  isSending = true;
  if (form) form.hidden = true;
  say('Sending…');
  part('kept').focus();
  const outcome = await sent(waiting.fields);
  isSending = false;
  if (outcome === 'network') {
    say(
      'It waits on this phone: the network does not answer. It is sent by itself when the network is back, while this page is open, or when you open the link again.',
    );
    timer = setTimeout(send, Math.min(1000 * 2 ** tries++, longest.pause));
    return;
  }
  if (outcome === 'kept' || outcome === 'again') {
    forget();
    thank();
  } else if (outcome === 'refused' && form) {
    // The server says in the page what is wrong with it.
    keep({ ...waiting, isSent: false });
    form.submit();
  } else {
    say(
      outcome === 'answered'
        ? 'Somebody else answered this link before yours arrived, and one answer is kept. Yours is on this phone alone: copy it, or remove it.'
        : 'This link has closed, so yours could not be kept. It is on this phone alone: copy it, or remove it.',
    );
    showWords(waiting);
  }
}

async function sent(fields: Kept['fields']): Promise<string> {
  try {
    const answer = await fetch(`${place}/send`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      signal: AbortSignal.timeout(longest.sending),
    });
    if (answer.status >= 500) return 'network';
    return (await answer.json()).outcome;
  } catch {
    return 'network';
  }
}

function thank(): void {
  document.title = 'Thank you';
  document.querySelector('h1')!.textContent = document.title;
  document.querySelector('.lead')?.remove();
  for (const name of ['kept', 'state']) part(name).hidden = true;
  part('thanks').hidden = false;
  part('thanks').focus();
}

function showWords({ fields }: Kept): void {
  const words = part('words');
  words.hidden = false;
  words.textContent = fields.flatMap(([name, value]) => (value && (name === 'wentWell' || name === 'toTry') ? [value] : [])).join('\n\n');
}

part('remove').addEventListener('click', () => {
  forget();
  clearTimeout(timer);
  location.reload();
});

form?.addEventListener('input', () => {
  keep({ fields: filled(form), isSent: false });
  say(stays());
});
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  const fields = filled(form);
  const said = Object.fromEntries(fields);
  const hasWords = said.wentWell?.trim() || said.toTry?.trim();
  if (!hasWords) return lacks(form, 'wentWell', 'Write what went well, or what to try next: a few words are enough.');
  if (!said.name?.trim()) return lacks(form, 'name', 'Write your name, so that the student knows whose words these are.');
  if (!said.role?.trim()) return lacks(form, 'role', 'Write your role, for example resident or nurse.');
  const isSure = (event.submitter as HTMLButtonElement | null)?.value === 'sure';
  const nobodys = isSure ? new FormData(form).getAll('shown').map(String) : [];
  if (!tellsNobody(fields, nobodys)) return;
  keep({ fields: [...fields, ...nobodys.map((words) => ['nobodys', words] as [string, string])], isSent: true });
  send();
});

window.addEventListener('online', send);
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && send());

const before = kept();
const wasTouched = form !== null && [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].some(isTouched);
if (before !== null) {
  if (form) fill(form, before.fields);
  else showWords(before);
}
if (before?.isSent) send();
else if (form && (before || wasTouched)) {
  keep({ fields: filled(form), isSent: false });
  say(stays());
} else if (before) say('What you wrote is still on this phone, and nowhere else: it was not sent. Copy it, or remove it.');
