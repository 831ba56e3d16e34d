import { data } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { Button } from '#app/ui/button.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Token } from '../schema.ts';
import { confirmationOf, confirmSubscription } from '../subscription-commands.server.ts';
import type { Route } from './+types/confirm';

/** Opening the page confirms nothing: programs that look at mails before their readers open every link in them. */
export function loader({ params }: Route.LoaderArgs) {
  return confirmationOf(addressed(Token, params.token, 'This page'));
}

export async function action({ params }: Route.ActionArgs) {
  const isConfirmed = await confirmSubscription(addressed(Token, params.token, 'This page'));
  return data({ isConfirmed }, { status: isConfirmed ? 200 : 400 });
}

export default function Confirm({ loaderData: state }: Route.ComponentProps) {
  return (
    <Page title="Updates by mail" lead={state === 'waits' ? 'One more step: say that you want them.' : undefined}>
      <title>Updates by mail</title>
      <meta name="robots" content="noindex" />
      {state === 'waits' && (
        <form method="post">
          <Button kind="primary">Yes, send me updates</Button>
        </form>
      )}
      {state === 'done' && (
        <Note kind="success" title="The updates come to you by mail" isAnswer>
          <p>
            At most once a week, and only when there is something new. Each mail ends them with one click.{' '}
            <a href="/updates">Read the updates so far</a>
          </p>
        </Note>
      )}
      {state === 'unknown' && (
        <Note kind="attention" title="This page is of no use any more">
          <p>
            The mail that led here is older than two days, or a newer one was sent. <a href="/updates/subscribe">Ask again</a>
          </p>
        </Note>
      )}
    </Page>
  );
}
