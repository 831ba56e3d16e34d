import { unkeptHeaders } from '#app/platform/web.server.ts';
import { EndMails } from '#app/ui/end-mails.tsx';
import { Page } from '#app/ui/page.tsx';
import { stopMails } from '../guest-commands.server.ts';
import type { Route } from './+types/stop';

export const headers = unkeptHeaders;

/** The same answer for every link, so that nobody learns which ones are known. */
export async function action({ params }: Route.ActionArgs) {
  await stopMails(params.token);
  return { isEnded: true };
}

export default function StopPage({ actionData }: Route.ComponentProps) {
  return (
    <Page title="Mails about a listening round">
      <title>End the mails about a listening round</title>
      <EndMails
        words="Press to get no more reminders of this round. You can still answer it, with the link of the mail."
        isEnded={actionData !== undefined}
        ended="No more reminders of this round come"
      >
        <p>You can still answer it, with the link of the mail. Nothing that you said before is lost.</p>
      </EndMails>
    </Page>
  );
}
