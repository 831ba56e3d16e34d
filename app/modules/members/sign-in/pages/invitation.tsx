import { data, redirect } from 'react-router';
import { addressed, parseForm } from '#app/platform/form.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { answering, refusalOf, requestContext } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { sessionCookie } from '../../session.ts';
import { askForCode, enterCode } from '../commands.server.ts';
import { CodeForm } from '../parts/code-form.tsx';
import { invitationToAccept } from '../queries.server.ts';
import { EnterCode, InvitationPath } from '../schema.ts';
import type { Route } from './+types/invitation';

function open(params: Route.LoaderArgs['params']) {
  return answering(async () => invitationToAccept(addressed(InvitationPath, params, 'This invitation').invitation));
}

export async function loader({ params }: Route.LoaderArgs) {
  const { mail, ...shown } = await open(params);
  return shown;
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { id: invitationId, mail } = await open(params);
  const form = await request.formData();
  const { address, id, isSecure } = context.get(requestContext);
  if (form.get('intent') === 'code') {
    const input = parseForm(EnterCode, form);
    if (!input.ok) return data({ tab: input.values.tab ?? '', error: input.errors[0]!.message }, { status: 400 });
    const entered = await refusalOf(() => enterCode({ ...input.data, address }));
    if (entered.ok)
      return redirect('/home', {
        headers: { 'set-cookie': sessionCookie(entered.value, { isSecure, isOwnDevice: input.data.isOwnDevice }) },
      });
    return data({ tab: input.data.tab, error: entered.message }, { status: entered.status });
  }
  const asked = await refusalOf(() => askForCode({ mail, address, invitationId }));
  if (!asked.ok) return data({ tab: null, error: asked.message }, { status: asked.status });
  if (asked.value.mail) sendMail(asked.value.mail).catch((error) => logFault(id, error));
  return { tab: asked.value.tab, error: null };
}

export default function Invitation({ loaderData: { id, role, school, invitedBy, isOpen, name }, actionData }: Route.ComponentProps) {
  if (actionData?.tab) {
    const address = 'the address that was invited';
    return <CodeForm address={address} tab={actionData.tab} next="/home" again={`/invitation/${id}`} error={actionData.error} />;
  }
  if (!isOpen) {
    return (
      <Page title="This invitation is closed">
        <title>This invitation is closed</title>
        <p>
          It has been used, withdrawn, or is older than its thirty days. If you accepted it, <a href="/sign-in">sign in</a>. Otherwise ask
          whoever invited you for a new one.
        </p>
      </Page>
    );
  }
  const place = school ? `of ${school}` : 'of the collaborative';
  return (
    <Page title={`Welcome, ${name}`} lead={`${invitedBy ?? 'The collaborative'} invites you as ${role} ${place}.`}>
      <title>Your invitation</title>
      <FormErrors errors={actionData?.error ? [{ field: '', message: actionData.error }] : []} />
      <p>To accept, show that the email address is yours: you get a code there, and type it into this page.</p>
      <form method="post" className="form">
        <p>
          <Button kind="primary">Send me the code</Button>
        </p>
      </form>
    </Page>
  );
}
