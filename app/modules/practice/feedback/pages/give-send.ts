import { visitor } from '#app/platform/actor.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { originOf } from '#app/platform/open-answer.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { requestContext } from '#app/platform/web.server.ts';
import { takeFeedback } from '../giving-commands.server.ts';
import type { Route } from './+types/give-send';

const statuses = { kept: 200, again: 200, answered: 409, closed: 404, refused: 400 } as const;

/** The same as the page's form, for its script: it says what became of it, and nothing else. */
export async function action({ context, params: { token }, request }: Route.ActionArgs) {
  const { id } = context.get(requestContext);
  const link = { token, base: originOf(request) };
  const form = await request.formData();
  const taken = await as(visitor, (scope) => takeFeedback(scope, link, form));
  if (taken.outcome === 'kept' && taken.mail) sendMail(taken.mail).catch((error) => logFault(id, error));
  return Response.json({ outcome: taken.outcome }, { status: statuses[taken.outcome] });
}
