import { addressed } from '#app/platform/form.ts';
import { EndMails } from '#app/ui/end-mails.tsx';
import { Page } from '#app/ui/page.tsx';
import { Token } from '../schema.ts';
import { leave } from '../subscription-commands.server.ts';
import type { Route } from './+types/leave';

/** Whoever posts here leaves: a mail program or the button. */
export async function action({ params }: Route.ActionArgs) {
  await leave(addressed(Token, params.token, 'This page'));
  return { hasLeft: true };
}

export default function Leave({ actionData }: Route.ComponentProps) {
  return (
    <Page title="Updates by mail">
      <title>End the updates by mail</title>
      <meta name="robots" content="noindex" />
      <EndMails
        words="No more updates will be mailed to the address that this mail came to, and it is forgotten here."
        isEnded={actionData !== undefined}
        ended="No more mails come, and your address is forgotten"
      >
        <p>
          The updates can still be read <a href="/updates">on our page</a>.
        </p>
      </EndMails>
    </Page>
  );
}
