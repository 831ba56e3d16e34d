import { kindShort, kinds, monthName } from '../log/entry.ts';

/** An entry that waits on a device: the fields of its form as they were typed, in order. */
export type Typed = readonly (readonly [name: string, value: string])[];

/** What became of sending one: it arrived, it waits for the network or for somebody to sign in, or it was refused, and why. */
export type Outcome = { readonly is: 'kept' | 'network' | 'signed-out' } | { readonly is: 'refused'; readonly message: string };

/** What an answer to a sending says. A redirect leads to the page for signing in. */
export async function outcomeOf(answer: Pick<Response, 'type' | 'status' | 'ok' | 'json'>): Promise<Outcome> {
  if (answer.type === 'opaqueredirect' || answer.status === 401) return { is: 'signed-out' };
  if (answer.ok) return { is: 'kept' };
  if (answer.status >= 500) return { is: 'network' };
  const { message } = (await answer.json().catch(() => ({}))) as { message?: string };
  return { is: 'refused', message: message ?? 'The server did not take it. Open it, and save it from there.' };
}

/** What an entry that waits is called: its kind and its month, as far as they were chosen. */
export function nameOf(typed: Typed): string {
  const value = (name: string) => typed.find(([each]) => each === name)?.[1];
  const kind = kinds.find((each) => each === value('kind'));
  const month = value('month');
  return [kind ? kindShort[kind] : 'A conversation', month ? monthName(month) : ''].filter(Boolean).join(', ');
}
