import { data, redirect } from 'react-router';
import { visitor } from '#app/platform/actor.ts';
import { dropFile } from '#app/platform/files.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { type TakenPicture, takePicture } from '#app/platform/taken-picture.server.ts';
import { answerForm, answering, publicly, unkeptHeaders } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { listed } from '#app/ui/count.ts';
import { dayAndTime, dayIn } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zone } from '../../../members/time-zone.ts';
import { monthWords } from '../../events/event.ts';
import { answerAsSpeaker, keepOwnPicture } from '../commands.server.ts';
import { PictureForm, pictureLabels } from '../parts/picture-form.tsx';
import { SpeakerFields, speakerLabels } from '../parts/speaker-fields.tsx';
import { pathOfSpeakerPicture, speakerPictures } from '../picture-bytes.server.ts';
import { speakerToConfirm } from '../queries.server.ts';
import { DisclosingAnswer, SpeakerAnswer } from '../schema.ts';
import type { Route } from './+types/confirm';

export const headers = unkeptHeaders;

export async function loader({ params, request }: Route.LoaderArgs) {
  const found = await publicly((scope) => speakerToConfirm(scope, params.token));
  if (found === null) return data({ speaker: null, done: null }, { status: 404 });
  const { hash: _, ...speaker } = found;
  return { speaker, done: new URL(request.url).searchParams.get('done') };
}

export async function action({ params: { token }, request }: Route.ActionArgs) {
  if (request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    // before a large file travels
    if ((await publicly((scope) => speakerToConfirm(scope, token))) === null) return redirect(`/speaker/${token}`);
    const taken = await takePicture(request, speakerPictures, (picture) => keep(token, picture));
    return taken.ok ? redirect('?done=picture#picture') : data({ act: 'picture', ...taken }, { status: taken.status });
  }
  const form = await request.formData();
  if (form.get('act') === 'take-picture') {
    await answering(() => keep(token, null));
    return redirect('?done=take-picture#picture');
  }
  const act = form.get('act') === 'decline' ? 'decline' : 'confirm';
  const asked = await publicly((scope) => speakerToConfirm(scope, token));
  const schema = asked?.events.some(asksInterests) ? DisclosingAnswer : SpeakerAnswer;
  const acted = await answerForm(act, { schema, form }, async (said) => {
    await as(visitor, (scope) => answerAsSpeaker(scope, token, said));
    return undefined;
  });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

/** Whether speakers of an event must tell their interests. */
function asksInterests({ accreditedBy, isComing }: { accreditedBy: string | null; isComing: boolean }): boolean {
  return accreditedBy !== null && isComing;
}

async function keep(token: string, picture: TakenPicture | null): Promise<void> {
  const former = await as(visitor, (scope) => keepOwnPicture(scope, token, picture));
  if (former !== null) await dropFile(pathOfSpeakerPicture(former));
}

const labels = { ...speakerLabels, ...pictureLabels, disclosure: 'Your interests' };

export default function Confirm({ loaderData: { speaker, done }, actionData, params: { token } }: Route.ComponentProps) {
  if (speaker === null) {
    return (
      <Page title="This link is closed" lead="It has passed its day, or a newer one was sent.">
        <title>This link is closed</title>
        <p>If you want to change what the forum shows of you, answer the message that the link came with.</p>
      </Page>
    );
  }
  const errors = actionData?.errors ?? [];
  const { name, role, affiliation, biography, link, events, picture } = speaker;
  const asking = events.filter(asksInterests);
  const disclosed = asking.find(({ disclosure }) => disclosure)?.disclosure ?? '';
  const isOfPicture = actionData?.act === 'picture';
  const values: Readonly<Record<string, string>> = (!isOfPicture && actionData?.values) || {
    name,
    role,
    affiliation,
    biography,
    link: link ?? '',
    disclosure: disclosed,
  };
  const isShown = speaker.confirmedAt !== null;
  return (
    <Page
      title={isShown ? 'What the forum shows of you' : 'May the forum show you?'}
      lead={
        isShown
          ? 'You confirmed it. Change it here, or take yourself off every public page.'
          : 'This is what its public pages would say of you. Correct it, then confirm; or say that you do not want to be shown.'
      }
      status={speaker.isSample ? 'A sample: this person is invented.' : undefined}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}May the forum show you?`}</title>
      {done === 'confirm' && (
        <Note kind="success" title="Thank you: you are shown as you see below" isAnswer>
          You can change it, or withdraw, by this link until it closes. Later, your public page sends you another link.
        </Note>
      )}
      {done === 'decline' && (
        <Note kind="success" title="You are not shown" isAnswer>
          No public page names you. If you change your mind, confirm below.
        </Note>
      )}
      {done === 'picture' && (
        <Note kind="success" title="The picture is here" isAnswer>
          {isShown ? 'It stands on your public page.' : 'Nobody else sees it before you confirm.'}
        </Note>
      )}
      {done === 'take-picture' && <Note kind="success" title="The picture is taken away" isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      <Section title="You are named for">
        <ul className="links">
          {events.map(({ title, startsAt, timeZone, heldMonth }) => (
            <li key={title}>
              {title}
              {startsAt && timeZone && <span className="muted">, {dayAndTime(startsAt, timeZone)}</span>}
              {heldMonth && <span className="muted">, {monthWords(heldMonth)}</span>}
            </li>
          ))}
        </ul>
        {events.length === 0 && <p>No event yet.</p>}
      </Section>
      <PictureForm
        picture={picture}
        source={`/speaker/${token}/picture.webp`}
        note={isShown ? 'It is public as soon as you bring it.' : 'Nobody else sees it before you confirm below.'}
        values={isOfPicture ? actionData.values : {}}
        errors={isOfPicture ? errors : []}
      />
      <Section title="What would be said of you">
        <form method="post" className="form" noValidate>
          <input type="hidden" name="picture" value={picture?.id ?? ''} />
          <SpeakerFields values={values} errors={isOfPicture ? [] : errors} />
          {asking.length > 0 && (
            <Field
              kind="textarea"
              rows={3}
              name="disclosure"
              label={labels.disclosure}
              value={values.disclosure}
              error={errorOf(errors, 'disclosure')}
              help={`${listed([...new Set(asking.map(({ accreditedBy }) => accreditedBy!))])} asks speakers to disclose financial and other interests. It is shown beside your name before people register. Where you have none, write that.`}
            />
          )}
          <p className="bar">
            <Button kind="primary" name="act" value="confirm">
              {isShown ? 'Show this instead' : 'Confirm: show this'}
            </Button>
            <Button kind="danger" name="act" value="decline">
              {isShown ? 'Withdraw: show me nowhere' : 'Do not show me'}
            </Button>
          </p>
        </form>
      </Section>
      <p className="muted">This page opens without an account until {dayIn(speaker.expiresAt, zone)}; keep the link to yourself.</p>
    </Page>
  );
}
