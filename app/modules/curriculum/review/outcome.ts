import type { Review } from './queries.server.ts';
import type { Act } from './schema.ts';

/** What an act answers to the open page: what was done, in words, and what to show now. A refused act changed nothing; `sent` is what its answer said. */
export type Outcome = { readonly said: string; readonly isRefused: boolean; readonly sent?: string; readonly shown: Review };

/** An act that did not arrive: the page keeps it and sends it again. `signedOut`: it will be taken only after signing in. */
export type Unsent = { readonly waits: true; readonly signedOut: boolean };

/** `attempt` names the sending, so that one act's outcome is never taken for another's. */
export type Sent = (Outcome | Unsent) & { readonly attempt: string };

/** What an act did, for the line that is read out: "Linked to competency 2. 12 of 80 answered." `isBlind`: the answer waits for a colleague's. */
export function saidOf(
  did: Act['act'],
  { code, progress, isBlind }: { code?: string; progress: Review['progress']; isBlind?: boolean },
): string {
  const words = {
    link: `Linked to competency ${code}.`,
    stay: `Linked to competency ${code}. Name another one, or go on.`,
    more: `Linked to competency ${code} too.`,
    reject: 'Kept as not this.',
    undo: 'That answer is taken back.',
    skip: 'Skipped; it is on your list of skipped ones.',
    next: 'Next.',
    back: 'One back.',
  }[did];
  const said = isBlind ? 'Your answer is kept; it counts when your colleague’s is there too.' : words;
  return progress ? `${said} ${progress.answered} of ${progress.total} answered.` : said;
}

/** What an answer's form said, so that a refusal can give it back: "not this, “…”". Undefined for an act that says nothing. */
export function sentIn(form: Readonly<Record<string, unknown>>, competencies: Review['competencies']): string | undefined {
  const quoted = (text: unknown, before = '') => (typeof text === 'string' && text.trim() ? [`${before}“${text.trim()}”`] : []);
  if (form.act === 'reject') return ['not this', ...quoted(form.reason)].join(', ');
  if (!['link', 'stay', 'more'].includes(String(form.act))) return undefined;
  const code = competencies.find(({ id }) => id === form.competencyId)?.code;
  const extent = form.extent === 'mentioned' ? 'mentioned' : form.extent && `addressed ${form.extent}`;
  return [code ? `competency ${code}` : 'no competency chosen', form.level, extent, ...quoted(form.evidence, 'resting on ')]
    .filter(Boolean)
    .join(', ');
}
