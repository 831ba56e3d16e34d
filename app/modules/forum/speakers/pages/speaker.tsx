import { data, redirect } from 'react-router';
import { config } from '#app/platform/config.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { answerForm, refusalOf } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zone } from '../../../members/time-zone.ts';
import { forumActor, inForum } from '../../events/in-forum.server.ts';
import { mayKeepEvent, mayPlan } from '../../rules.ts';
import { addSpeaker, askSpeaker, keepSpeaker, removeSpeaker } from '../commands.server.ts';
import { SpeakerFields, speakerLabels } from '../parts/speaker-fields.tsx';
import { allSpeakers } from '../queries.server.ts';
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
  const form = await request.formData();
  let { speaker: slug } = params;
  if (form.get('act') === 'ask') {
    const asked = await refusalOf(() => as(actor, (scope) => askSpeaker(scope, slug)));
    if (!asked.ok) return data({ act: 'ask', errors: [{ field: '', message: asked.message }], values: {} }, { status: asked.status });
    const { publicUrl, port } = config();
    await sendMail(speakerMail(asked.value, publicUrl ?? `http://localhost:${port}`));
    return redirect('?done=ask');
  }
  if (form.get('act') === 'remove') {
    await refusalOf(() => as(actor, (scope) => removeSpeaker(scope, slug)));
    return redirect('/w/forum/speakers');
  }
  const acted = await answerForm('keep', { schema: SpeakerForm, form }, async (said) => {
    if (isNew(slug)) ({ slug } = await as(actor, (scope) => addSpeaker(scope, said)));
    else await as(actor, (scope) => keepSpeaker(scope, slug, said));
    return undefined;
  });
  return acted.ok ? redirect(`/w/forum/speakers/${slug}${acted.done}`) : data(acted.refused, { status: acted.status });
}

const labels = { ...speakerLabels, mail: 'Mail address' };

export default function SpeakerPage({ loaderData: { speaker, done }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const kept = speaker && {
    name: speaker.name,
    role: speaker.role,
    affiliation: speaker.affiliation,
    biography: speaker.biography,
    link: speaker.link ?? '',
    mail: speaker.mail ?? '',
  };
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
          {!speaker.mail && <p>Write a mail address below, and save, to ask them.</p>}
        </Section>
      )}
      <form method="post" className="form" noValidate>
        <SpeakerFields values={values} errors={errors} />
        <Field
          type="email"
          name="mail"
          label={labels.mail}
          value={values.mail}
          error={errorOf(errors, 'mail')}
          isOptional
          help="For this one question. It is never public."
        />
        {speaker?.confirmedAt && (
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
