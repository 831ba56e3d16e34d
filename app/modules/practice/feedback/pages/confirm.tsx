import { data, redirect } from 'react-router';
import { publicly, unkeptHeaders } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { zone } from '../../../members/time-zone.ts';
import { confirmFeedback } from '../giving-commands.server.ts';
import { feedbackToConfirm } from '../queries.server.ts';
import type { Route } from './+types/confirm';

export const headers = unkeptHeaders;

/** Opening the link changes nothing: mail scanners open links. */
export async function loader({ params: { token } }: Route.LoaderArgs) {
  const shown = await publicly((scope) => feedbackToConfirm(scope, token));
  return shown === null ? data(null, { status: 404 }) : shown;
}

export async function action({ params: { token } }: Route.ActionArgs) {
  await publicly((scope) => confirmFeedback(scope, token));
  return redirect(`/f/confirm/${token}`);
}

export default function Confirm({ loaderData: shown }: Route.ComponentProps) {
  if (shown === null)
    return (
      <Page title="This link is closed" lead="It has passed its day, or what it was about is no more.">
        <title>This link is closed</title>
        <p>There is nothing to do. What was said stays with the student, marked as unverified.</p>
      </Page>
    );
  const { student, observerName, arrivedAt, confirmedAt } = shown;
  return (
    <Page
      title="Was this feedback yours?"
      lead={`On ${dayIn(arrivedAt, zone)}, somebody named ${observerName} gave feedback to ${student}.`}
    >
      <title>Was this feedback yours?</title>
      {confirmedAt ? (
        <Note kind="success" title="Confirmed: thank you" isAnswer>
          {`${student} sees that it came from you. You can close this page.`}
        </Note>
      ) : (
        <form method="post" className="form">
          <p className="bar">
            <Button kind="primary">Yes, it was mine</Button>
          </p>
          <p className="muted">If it was not you, close this page: nothing happens without the button, and it stays unverified.</p>
        </form>
      )}
    </Page>
  );
}
