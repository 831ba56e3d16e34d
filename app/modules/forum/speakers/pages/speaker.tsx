import { data, redirect } from 'react-router';
import { ownAddress } from '#app/platform/config.server.ts';
import { dropFile } from '#app/platform/files.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { type TakenPicture, takePicture } from '#app/platform/taken-picture.server.ts';
import { answerForm, answering, refusalOf } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zone } from '../../../members/time-zone.ts';
import { forumActor, inForum } from '../../events/in-forum.server.ts';
import { mayKeepEvent, mayPlan } from '../../rules.ts';
import { addSpeaker, askSpeaker, keepSpeaker, keepSpeakerPicture, removeSpeaker } from '../commands.server.ts';
import { PictureForm, pictureLabels, pictureOf } from '../parts/picture-form.tsx';
import { SpeakerFields, speakerLabels } from '../parts/speaker-fields.tsx';
import { pathOfSpeakerPicture, speakerPictures } from '../picture-bytes.server.ts';
import { allSpeakers, assertMayKeepSpeaker } from '../queries.server.ts';
import { speakerMail } from '../question-mail.ts';
import { SpeakerForm } from '../schema.ts';
import type { Route } from './+types/speaker';

/** The address `new` adds a speaker; any other name is one who is there. */
const isNew = (slug: string) => slug === 'new';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return inForum({ context, request }, async (scope) => {
    if (!mayPlan(scope.actor)) throw forbidden('look after speakers', 'The convener does, and leads of schools.');
    const speaker = (await allSpeakers(scope)).find(({ slug }) => slug === params.speaker) ?? null;
    if (!isNew(params.speaker) && (speaker === null || !mayKeepEvent(scope.actor, speaker)))
      throw forbidden('change this speaker', 'The convener does, and the lead of the school that added them.');
    return { speaker, done: new URL(request.url).searchParams.get('done') };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await forumActor({ context, request });
  let { speaker: slug } = params;
  const keep = async (picture: TakenPicture | null) => {
    const former = await as(actor, (scope) => keepSpeakerPicture(scope, slug, picture));
    if (former !== null) await dropFile(pathOfSpeakerPicture(former));
  };
  if (request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    await answering(() => as(actor, (scope) => assertMayKeepSpeaker(scope, slug))); // before a large file travels
    const taken = await takePicture(request, speakerPictures, keep);
    return taken.ok ? redirect('?done=picture#picture') : data({ act: 'picture', ...taken }, { status: taken.status });
  }
  const form = await request.formData();
  if (form.get('act') === 'take-picture') {
    await answering(() => keep(null));
    return redirect('?done=take-picture#picture');
  }
  if (form.get('act') === 'ask') {
    const asked = await refusalOf(() => as(actor, (scope) => askSpeaker(scope, slug)));
    if (!asked.ok) return data({ act: 'ask', errors: [{ field: '', message: asked.message }], values: {} }, { status: asked.status });
    await sendMail(speakerMail(asked.value, ownAddress()));
    return redirect('?done=ask');
  }
  if (form.get('act') === 'remove') {
    const picture = await answering(() => as(actor, (scope) => removeSpeaker(scope, slug)));
    if (picture !== null) await dropFile(pathOfSpeakerPicture(picture));
    return redirect('/w/forum/speakers');
  }
  const acted = await answerForm('keep', { schema: SpeakerForm, form }, async (said) => {
    if (isNew(slug)) ({ slug } = await as(actor, (scope) => addSpeaker(scope, said)));
    else await as(actor, (scope) => keepSpeaker(scope, slug, said));
    return undefined;
  });
  return acted.ok ? redirect(`/w/forum/speakers/${slug}${acted.done}`) : data(acted.refused, { status: acted.status });
}

const labels = { ...speakerLabels, ...pictureLabels, mail: 'Email address' };

export default function SpeakerPage({ loaderData: { speaker, done }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const kept = speaker && {
    name: speaker.name,
    role: speaker.role,
    affiliation: speaker.affiliation,
    biography: speaker.biography,
    link: speaker.link ?? '',
    mail: speaker.mail ?? '',
    seen: speaker.changedAt.toISOString(),
  };
  const isOfPicture = actionData?.act === 'picture';
  const values: Readonly<Record<string, string>> = actionData?.act === 'keep' ? actionData.values : (kept ?? {});
  const title = speaker?.name ?? 'Add a speaker';
  return (
    <Page title={title} crumbs={[{ label: 'Forum', to: '/w/forum' }, { label: 'Speakers', to: '/w/forum/speakers' }, { label: title }]}>
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${title} · Concord`}</title>
      {done === 'keep' && <Note kind="success" title="The profile is saved" isAnswer />}
      {done === 'ask' && (
        <Note kind="success" title="The mail is on its way" isAnswer>
          {`${title} can correct the profile, and confirm or decline it, without an account.`}
        </Note>
      )}
      {done === 'picture' && (
        <Note kind="success" title="The picture is here" isAnswer>
          {`The public sees it once ${title} has confirmed the profile with it.`}
        </Note>
      )}
      {done === 'take-picture' && <Note kind="success" title="The picture is taken away" isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {speaker && (
        <Section title="May the public see it?">
          <p>{stateWords(speaker)}</p>
          {speaker.mail && (
            <form method="post" className="bar">
              <Button kind={speaker.confirmedAt ? 'plain' : 'primary'} name="act" value="ask">
                {speaker.askedAt ? `Ask ${speaker.name} again` : `Ask ${speaker.name} by mail`}
              </Button>
              {(speaker.confirmedAt ?? speaker.sourceUrl) && !speaker.declinedAt && (
                <a href={`/forum/speakers/${speaker.slug}`}>See the public page</a>
              )}
            </form>
          )}
          {!speaker.mail && <p>Write an email address below, and save, to ask them.</p>}
        </Section>
      )}
      <form method="post" className="form" noValidate>
        <input type="hidden" name="seen" value={values.seen ?? ''} />
        <SpeakerFields values={values} errors={isOfPicture ? [] : errors} />
        <Field
          type="email"
          name="mail"
          label={labels.mail}
          value={values.mail}
          error={errorOf(errors, 'mail')}
          isOptional
          help="For this one question. It is never public."
        />
        {speaker?.sourceUrl && (
          <p className="muted">
            A source names {speaker.name}: these words stay as it tells them. The email address is yours to write; what they say of
            themselves by their link is shown.
          </p>
        )}
        {speaker?.confirmedAt && !speaker.sourceUrl && (
          <p className="muted">
            Another name, role or word takes the profile off the public pages until {speaker.name} has confirmed it again.
          </p>
        )}
        <p className="bar">
          <Button kind={speaker ? 'plain' : 'primary'} name="act" value="keep">
            Save the profile
          </Button>
          {speaker && (
            <Button kind="danger" name="act" value="remove">
              Remove this speaker
            </Button>
          )}
        </p>
      </form>
      {speaker && (
        <PictureForm
          picture={pictureOf(speaker)}
          source={`/w/forum/speakers/${speaker.slug}/picture.webp`}
          note={`Nobody else sees it before ${speaker.name} has confirmed it by their link. They can bring their own there.`}
          values={isOfPicture ? actionData.values : {}}
          errors={isOfPicture ? errors : []}
        />
      )}
    </Page>
  );
}

type Asked = {
  name: string;
  confirmedAt: Date | null;
  declinedAt: Date | null;
  askedAt: Date | null;
  expiresAt: Date | null;
  sourceTitle: string | null;
};
function stateWords({ name, confirmedAt, declinedAt, askedAt, expiresAt, sourceTitle }: Asked): string {
  if (declinedAt) return `${name} does not want to be shown, as they said on ${dayIn(declinedAt, zone)}. No public page names them.`;
  if (confirmedAt) return `Yes: ${name} confirmed it on ${dayIn(confirmedAt, zone)}.`;
  if (sourceTitle) return `Yes: it is a published fact. Source: ${sourceTitle}.`;
  if (askedAt && expiresAt) return `Not yet. ${name} was asked on ${dayIn(askedAt, zone)}; the link opens until ${dayIn(expiresAt, zone)}.`;
  return `Not yet: ${name} has not been asked.`;
}
