import { data, redirect } from 'react-router';
import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { answerForm, publicly } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayAndTime, dayIn } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zone } from '../../../members/time-zone.ts';
import { answerAsSpeaker } from '../commands.server.ts';
import { SpeakerFields, speakerLabels } from '../parts/speaker-fields.tsx';
import { speakerToConfirm } from '../queries.server.ts';
import { SpeakerAnswer } from '../schema.ts';
import type { Route } from './+types/confirm';

/** Nothing keeps a speaker's page, and no address that it leads to learns where they came from. */
export function headers() {
  return { 'cache-control': 'no-store', 'x-robots-tag': 'noindex' };
}

export async function loader({ params, request }: Route.LoaderArgs) {
  const found = await publicly((scope) => speakerToConfirm(scope, params.token));
  if (found === null) return data({ speaker: null, done: null }, { status: 404 });
  const { hash: _, ...speaker } = found;
  return { speaker, done: new URL(request.url).searchParams.get('done') };
}

export async function action({ params, request }: Route.ActionArgs) {
  const form = await request.formData();
  const act = form.get('act') === 'decline' ? 'decline' : 'confirm';
  const acted = await answerForm(act, { schema: SpeakerAnswer, form }, async (said) => {
    await as(visitor, (scope) => answerAsSpeaker(scope, params.token, said));
    return undefined;
  });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const labels = { ...speakerLabels, disclosure: 'Your interests' };

export default function Confirm({ loaderData: { speaker, done }, actionData }: Route.ComponentProps) {
  if (speaker === null) {
    return (
      <Page title="This link is closed" lead="It has passed its day, or a newer one was sent.">
        <title>This link is closed</title>
        <p>If you want to change what the forum shows of you, answer the message that the link came with.</p>
      </Page>
    );
  }
  const errors = actionData?.errors ?? [];
  const { name, role, affiliation, biography, link, events } = speaker;
  const disclosed = events.find(({ disclosure }) => disclosure)?.disclosure ?? '';
  const values: Readonly<Record<string, string>> = actionData?.values ?? {
    name,
    role,
    affiliation,
    biography,
    link: link ?? '',
    disclosure: disclosed,
  };
  const asking = events.filter(({ accreditedBy }) => accreditedBy !== null);
  return (
    <Page
      title="May the forum show you?"
      lead="This is what its public pages would say of you. Correct it, then confirm; or say that you do not want to be shown."
      status={speaker.isSample ? 'A sample: this person is invented.' : undefined}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}May the forum show you?`}</title>
      {done === 'confirm' && (
        <Note kind="success" title="Thank you: you are shown as you see below" isAnswer>
          You can come back to this page and change it until the link closes.
        </Note>
      )}
      {done === 'decline' && (
        <Note kind="success" title="You are not shown" isAnswer>
          No public page names you. If you change your mind, confirm below.
        </Note>
      )}
      <FormErrors errors={errors} labels={labels} />
      <Section title="You are named for">
        <ul className="links">
          {events.map(({ title, startsAt, timeZone }) => (
            <li key={title}>
              {title}
              {startsAt && timeZone && <span className="muted">, {dayAndTime(startsAt, timeZone)}</span>}
            </li>
          ))}
        </ul>
        {events.length === 0 && <p>No event yet.</p>}
      </Section>
      <form method="post" className="form" noValidate>
        <SpeakerFields values={values} errors={errors} />
        {asking.length > 0 && (
          <Field
            kind="textarea"
            rows={3}
            name="disclosure"
            label={labels.disclosure}
            value={values.disclosure}
            error={errorOf(errors, 'disclosure')}
            isOptional
            help={`${asking[0]!.accreditedBy} asks speakers to disclose financial and other interests. It is shown beside your name before people register. Where you have none, write that.`}
          />
        )}
        <p className="bar">
          <Button kind="primary" name="act" value="confirm">
            Confirm: show this
          </Button>
          <Button kind="danger" name="act" value="decline">
            Do not show me
          </Button>
        </p>
      </form>
      <p className="muted">This page opens without an account until {dayIn(speaker.expiresAt, zone)}; keep the link to yourself.</p>
    </Page>
  );
}
