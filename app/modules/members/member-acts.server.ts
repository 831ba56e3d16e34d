import type { Actor } from '#app/platform/actor.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { type Acted, answerForm } from '#app/platform/web.server.ts';
import { endRole, invite, withdrawInvitation } from './commands.server.ts';
import { type InvitationWords, invitationMail } from './invitation.ts';
import { Invitation, RoleHeld, Withdrawal } from './schema.ts';

/** What answering these forms takes: the form, where this site is, and the request's id for the log. */
export type Asked = { readonly form: FormData; readonly address: string; readonly requestId: string };

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
