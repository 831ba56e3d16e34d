import { addressed } from '#app/platform/form.ts';
import { Button } from '#app/ui/button.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Token } from '../schema.ts';
import { leave } from '../subscription-commands.server.ts';
import type { Route } from './+types/leave';

/** Whoever posts here leaves: a mail program (RFC 8058) or the button. Opening the page ends nothing, and whoever comes twice is told the same. */
export async function action({ params }: Route.ActionArgs) {
  await leave(addressed(Token, params.token, 'This page'));
  return { hasLeft: true };
}

export default function Leave({ actionData }: Route.ComponentProps) {
  return (
    <Page title="Updates by mail">
      <title>End the updates by mail</title>
      <meta name="robots" content="noindex" />
      {actionData ? (
        <Note kind="success" title="No more mails come, and your address is forgotten" isAnswer>
          <p>
            The updates can still be read <a href="/updates">on our page</a>.
          </p>
        </Note>
      ) : (
        <form method="post" className="stack">
          <p>No more updates will be mailed to the address that this mail came to, and it is forgotten here.</p>
          <Button kind="primary">End these mails</Button>
        </form>
      )}
    </Page>
  );
}
