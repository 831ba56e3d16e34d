import { data, redirect } from 'react-router';
import { parseForm, typedIn } from '#app/platform/form.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMailLater } from '#app/platform/mail.server.ts';
import { publicly, refusalOf, requestContext } from '#app/platform/web.server.ts';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { collaborativeProfile } from '../../../members/queries.server.ts';
import { SubscribeForm } from '../parts/subscribe-form.tsx';
import { Subscription } from '../schema.ts';
import { subscribe } from '../subscription-commands.server.ts';
import type { Route } from './+types/subscribe';

export function loader({ request }: Route.LoaderArgs) {
  return { isAsked: new URL(request.url).searchParams.has('asked') };
}

/** Answers the same whether an address is known or not, and in the same time: the mail goes afterwards. */
export async function action({ context, request }: Route.ActionArgs) {
  const form = await request.formData();
  const typed = typedIn(form).mail ?? '';
  const asked = parseForm(Subscription, form);
  if (!asked.ok) return data({ errors: asked.errors, typed }, { status: 400 });
  const { id, address } = context.get(requestContext);
  const { name } = await publicly(collaborativeProfile);
  const did = await refusalOf(() => subscribe({ mail: asked.data.mail, network: address, name }));
  if (!did.ok) return data({ errors: [{ field: '', message: did.message }], typed }, { status: did.status });
  if (did.value) sendMailLater(did.value, (error) => logFault(id, error));
  return redirect('/updates/subscribe?asked=1');
}

export default function Subscribe({ loaderData: { isAsked }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  return (
    <Page title="Updates by mail" crumbs={[{ label: 'Updates', to: '/updates' }, { label: 'By mail' }]}>
      <PublicHead
        title={errors.length > 0 ? 'Error: Updates by mail' : 'Updates by mail'}
        description="What is new, by mail, at most once a week."
      />
      {isAsked && !actionData ? (
        <Note kind="success" title="Look into your mail" isAnswer>
          If we can write to that address, a mail is on its way. Open the page it names and press the button there, within two days: then
          the updates come. If you receive them already, it says so.
        </Note>
      ) : (
        <>
          <FormErrors errors={errors} labels={{ mail: 'Your email address' }} />
          <SubscribeForm mail={actionData?.typed} errors={errors} />
        </>
      )}
    </Page>
  );
}
