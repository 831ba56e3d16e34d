import type { z } from 'zod';
import type { Actor } from '#app/platform/actor.ts';
import { type FieldError, parseForm } from '#app/platform/form.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { refusalOf } from '#app/platform/web.server.ts';
import { endRole, invite, withdrawInvitation } from './commands.server.ts';
import { type InvitationWords, invitationMail } from './invitation.ts';
import { Invitation, RoleHeld, Withdrawal } from './schema.ts';

/** A form that comes back: which act it was for, its mistakes, and what was typed. */
export type Refused = { readonly act: string; readonly errors: readonly FieldError[]; readonly values: Readonly<Record<string, string>> };
/** `done` is the query part of the address that says what was done. */
export type Acted =
  | { readonly ok: true; readonly done: string }
  | { readonly ok: false; readonly refused: Refused; readonly status: number };
/** What answering a form takes: the form, where this site is, and the request's id for the log. */
export type Asked = { readonly form: FormData; readonly address: string; readonly requestId: string };

/** Parses a form and does its work; the answer is `?done=act` and what the work adds to it, or the form with its mistakes. */
export async function answerForm<Schema extends z.ZodType>(
  act: string,
  { schema, form }: { schema: Schema; form: FormData },
  work: (input: z.infer<Schema>) => Promise<string | undefined>,
): Promise<Acted> {
  const input = parseForm(schema, form);
  if (!input.ok) return { ok: false, refused: { act, errors: input.errors, values: input.values }, status: 400 };
  const done = await refusalOf(() => work(input.data));
  if (done.ok) return { ok: true, done: `?done=${act}${done.value ?? ''}` };
  const typed = [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  return {
    ok: false,
    refused: { act, errors: [{ field: '', message: done.message }], values: Object.fromEntries(typed) },
    status: done.status,
  };
}

/** Answers the forms that the pages of people share (`act`: invite, withdraw, end-role). An invitation's mail goes out after its scope. */
export async function actOnMembers(actor: Actor, asked: Asked): Promise<Acted> {
  const { form } = asked;
  const act = form.get('act');
  if (act === 'withdraw')
    return answerForm(act, { schema: Withdrawal, form }, async (input) => {
      await as(actor, (scope) => withdrawInvitation(scope, input));
      return undefined;
    });
  if (act === 'end-role')
    return answerForm(act, { schema: RoleHeld, form }, async (input) => {
      await as(actor, (scope) => endRole(scope, input));
      return undefined;
    });
  return answerForm('invite', { schema: Invitation, form }, async (input) => {
    const invitation = await as(actor, (scope) => invite(scope, input));
    return `&invitation=${invitation.id}${(await isSent(invitation, asked)) ? '' : '&unsent=1'}`;
  });
}

async function isSent(invitation: InvitationWords, { address, requestId }: Asked): Promise<boolean> {
  try {
    await sendMail(invitationMail(invitation, address));
    return true;
  } catch (error) {
    logFault(requestId, error);
    return false;
  }
}
