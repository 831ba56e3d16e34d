import { data, redirect } from 'react-router';
import { visitor } from '#app/platform/actor.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { conflict, Problem } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { publicly, refusalOf, requestContext, unkeptHeaders } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { codeMinutes } from '../../../members/sign-in/code.ts';
import { askGuestCode, enterAsGuest, enterGuestCode, guestBehind, leaveAsGuest, speakingAsGuest } from '../guest-commands.server.ts';
import { guestCookie, readGuestCookie } from '../guest-cookie.ts';
import { AnswerSheet } from '../parts/answer-sheet.tsx';
import { becameOfOwn, isSettled, ownAnswers, ownVoice, roundOfGuest } from '../queries.server.ts';
import { speakerActs } from '../speaking-acts.server.ts';
import type { Route } from './+types/guest';

/** Keeping while one writes needs script. */
export const handle = { script: true };

export const headers = unkeptHeaders;

export async function loader({ params, request }: Route.LoaderArgs) {
  const behind = await orNull(() => guestBehind(params.token));
  if (behind === null) return data({ behind: null, sheet: null }, { status: 404 });
  const { mail, id, ...shown } = behind;
  const { searchParams } = new URL(request.url);
  const sheet = await publicly(async (scope) => {
    const guestId = await enterAsGuest(scope, { token: params.token, session: readGuestCookie(request.headers.get('cookie')) });
    if (guestId === null) return null;
    const speaker = { personId: null, guestId };
    const round = await roundOfGuest(scope, guestId);
    const prompts = await ownAnswers(scope, round.id, speaker);
    const voice = await ownVoice(scope, round.id, speaker);
    return {
      isOpen: round.status === 'open',
      prompts,
      current:
        prompts.find((each) => each.id === searchParams.get('prompt'))?.id ??
        prompts.find(({ answer }) => !answer?.words)?.id ??
        prompts[0]?.id ??
        '',
      became: await becameOfOwn(scope),
      isSettled: await isSettled(scope, round.id),
      hasDeclined: voice?.declinedAt != null,
      wantsReminders: voice?.wantsReminders ?? true,
      role: null,
      roles: [],
      done: searchParams.get('done'),
      isAll: searchParams.has('all'),
    };
  });
  return { behind: shown, sheet };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { token } = params;
  const { address, id, isSecure } = context.get(requestContext);
  const form = await request.formData();
  const intent = form.get('intent');
  if (intent === 'ask') {
    const asked = await refusalOf(() => askGuestCode({ token, address }));
    if (!asked.ok) return data({ tab: null, refused: null, error: asked.message }, { status: asked.status });
    sendMail(asked.value.mail).catch((error) => logFault(id, error));
    return data({ tab: asked.value.tab, refused: null, error: null });
  }
  if (intent === 'code') {
    const tab = String(form.get('tab') ?? '');
    const entered = await refusalOf(() => enterGuestCode({ token, tab, code: String(form.get('code') ?? '').slice(0, 40), address }));
    if (entered.ok) return redirect(new URL(request.url).pathname, { headers: { 'set-cookie': guestCookie(entered.value, isSecure) } });
    return data({ tab, refused: null, error: entered.message }, { status: entered.status });
  }
  const session = readGuestCookie(request.headers.get('cookie'));
  if (intent === 'leave') {
    if (session !== null) await leaveAsGuest(session);
    return redirect(new URL(request.url).pathname, { headers: { 'set-cookie': guestCookie(null, isSecure) } });
  }
  const acted = await speakerActs(form, (work) =>
    as(visitor, async (scope) => {
      const speaking = await speakingAsGuest(scope, { token, session });
      if (speaking === null) throw conflict('You were away for a while. Ask for a code once more; what you wrote stands below.');
      return work(scope, speaking);
    }),
  );
  if (acted.ok) return redirect(acted.done);
  return data({ tab: null, refused: acted.refused, error: acted.refused.errors[0]?.message ?? null }, { status: acted.status });
}

async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

export default function GuestPage({ loaderData: { behind, sheet }, actionData, params }: Route.ComponentProps) {
  if (behind === null)
    return (
      <Page title="This link is closed" lead="It has passed its day, or your invitation was ended.">
        <title>This link is closed</title>
        <p>Nothing that you said before is lost. If you still want to say something, answer the message that the link came with.</p>
      </Page>
    );
  const status = behind.isSample ? 'A sample: its people and what they say are invented.' : undefined;
  if (sheet !== null)
    return (
      <Page title={behind.title} lead="Answer what you like, in any order; what you begin is kept." status={status} isCompact>
        <title>{`${actionData?.refused ? 'Error: ' : ''}${behind.title}`}</title>
        {behind.why && <p className="prose">{behind.why}</p>}
        <AnswerSheet {...sheet} page={`/perspective/${params.token}`} refused={actionData?.refused ?? null} />
        <form method="post" className="bar">
          <a href={`/perspective/${params.token}/read`}>Read what others said</a>
          <Button kind="quiet" name="intent" value="leave">
            Leave this device
          </Button>
        </form>
      </Page>
    );
  const errors = actionData?.error ? [{ field: actionData.tab ? 'code' : '', message: actionData.error }] : [];
  if (actionData?.tab)
    return (
      <Page
        title="Type your code"
        lead={`A mail with a code is on its way to the address that was invited. It works in this page only, once, for ${codeMinutes} minutes.`}
      >
        <title>{`${errors.length > 0 ? 'Error: ' : ''}Type your code`}</title>
        <FormErrors errors={errors} labels={{ code: 'Code' }} />
        <form method="post" className="form" noValidate>
          <input type="hidden" name="tab" value={actionData.tab} />
          <Field
            name="code"
            label="Code"
            help="Eight letters and digits, for example ABCD-2345. Small letters are fine."
            error={errors[0]?.message}
            autoComplete="one-time-code"
            spellCheck={false}
            maxLength={40}
          />
          <p className="bar">
            <Button kind="primary" name="intent" value="code">
              Begin
            </Button>
            <Button kind="quiet" name="intent" value="ask">
              Send me a new code
            </Button>
          </p>
        </form>
      </Page>
    );
  return (
    <Page
      title={`Welcome, ${behind.name}`}
      lead={`${behind.invitedBy ?? 'The collaborative'} would like to hear you: ${behind.title}.`}
      status={status}
    >
      <title>{behind.title}</title>
      <FormErrors errors={errors} />
      {actionData?.refused?.values.words && (
        <Section title="What you wrote">
          <p className="muted">It is not kept yet. Copy it before you go on, and put it in again once you are in.</p>
          <p className="reading turns-apart">{actionData.refused.values.words}</p>
        </Section>
      )}
      {behind.why && <p className="prose">{behind.why}</p>}
      <p>To begin, show that the email address is yours: you get a code there, and type it into this page.</p>
      <form method="post" className="form">
        <p>
          <Button kind="primary" name="intent" value="ask">
            Send me the code
          </Button>
        </p>
      </form>
    </Page>
  );
}
