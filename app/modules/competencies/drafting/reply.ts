import type { FieldError } from '#app/platform/form.ts';
import type { Acted } from './commands.server.ts';
import type { PastAct } from './queries.server.ts';

/** What the server answers an act that script sent: done, refused with its mistakes, or (said by the page itself) not arrived. `attempt` names the sending. */
export type Reply = { readonly attempt: string } & (
  | { readonly done: Acted & { readonly last: PastAct | null; readonly next: PastAct | null } }
  | { readonly errors: readonly FieldError[]; readonly isConflict: boolean }
  | { readonly lost: 'network' | 'signed-out' }
);
