import { redirect } from 'react-router';
import { Button } from '#app/ui/button.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { stopMails } from '../guest-commands.server.ts';
import type { Route } from './+types/stop';

/** Nothing keeps this page, and no address that it leads to learns where somebody came from. */
export function headers() {
  return { 'cache-control': 'no-store', 'x-robots-tag': 'noindex' };
}

export function loader({ request }: Route.LoaderArgs) {
  return { isDone: new URL(request.url).searchParams.get('done') === 'stop' };
}

/** The same answer for every link, so that nobody learns which ones are known. */
export async function action({ params }: Route.ActionArgs) {
  await stopMails(params.token);
  return redirect('?done=stop');
}

export default function StopPage({ loaderData: { isDone } }: Route.ComponentProps) {
  return (
    <Page
      title="No more mails about this round"
      lead="One press, and you are not reminded of this listening round any more. You can still answer it."
    >
      <title>No more mails about this round</title>
      {isDone ? (
        <Note kind="success" title="Done: you get no more reminders of this round" isAnswer />
      ) : (
        <form method="post">
          <Button kind="primary">End the mails</Button>
        </form>
      )}
    </Page>
  );
}
