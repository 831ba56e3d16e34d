import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { dayIn } from '#app/ui/date.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { mayWriteNotes } from '../../rules.ts';
import { inStudy } from '../../study/in-study.server.ts';
import { mayReadOriginalsOf } from '../../study/key-queries.server.ts';
import { writeNote } from '../../study/notebook-commands.server.ts';
import { notes } from '../../study/notebook-queries.server.ts';
import { NoteList } from '../../study/parts/note-list.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { NoteSaid } from '../../study/schema.ts';
import { ReadingPass, readingLabels } from '../parts/reading-pass.tsx';
import { TranscriptPage } from '../parts/transcript-page.tsx';
import { Turns } from '../parts/turns.tsx';
import { PassageId } from '../schema.ts';
import { signedTranscript } from '../text-queries.server.ts';
import type { Route } from './+types/read';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const transcriptId = addressed(PassageId, params.transcript, 'This transcript');
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const signed = await signedTranscript(scope, study, transcriptId);
    return {
      study,
      ...signed,
      isNamed: await mayReadOriginalsOf(scope, study, signed.transcript.siteId),
      zone: await zoneOf(scope),
      notes: (await notes(scope, study)).filter(({ about }) => about.some(({ id }) => id === transcriptId)),
      mayWrite: mayWriteNotes(study),
      isWritten: new URL(request.url).searchParams.get('done') === 'write',
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  form.set('kind', 'reading');
  form.set('about', `transcript:${addressed(PassageId, params.transcript, 'This transcript')}`);
  const acted = await answerForm('write', { schema: NoteSaid, form }, async (said) => {
    await inStudy(actor, params.study, (scope, study) => writeNote(scope, study, said));
    return '#passes';
  });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

export default function Read({ loaderData, actionData }: Route.ComponentProps) {
  const { study, transcript, text, turns, isClosed, isNamed, zone, notes: passes, mayWrite, isWritten } = loaderData;
  const errors = actionData?.errors ?? [];
  return (
    <TranscriptPage
      study={study}
      transcript={transcript}
      here="/read"
      isNamed={isNamed}
      title={transcript.title}
      lead={`What was said at ${transcript.site}, by pseudonym.`}
      hasErrors={errors.length > 0}
    >
      <FormErrors errors={errors} labels={readingLabels} />
      {isClosed && (
        <Note kind="attention" title="This text is closed for now">
          Somebody who speaks in it withdrew, and what they said is taken out first. It opens again when the text without it is signed.
        </Note>
      )}
      {!text && !isClosed && (
        <Empty title="Not signed yet">The team reads it once what says who somebody is was taken out, and a second reader signed.</Empty>
      )}
      {text && (
        <>
          <Facts
            facts={[
              ['Version', `${text.number}`],
              ['Signed', `${text.signer ?? 'by somebody who left'}, ${dayIn(text.signedAt!, zone)}`],
              ['What may still tell who somebody is', text.residualRisk],
            ]}
          />
          <Section title="What was said">
            <Turns turns={turns} />
          </Section>
          {mayWrite && (
            <Section title="You read it once more?" id="passes">
              {isWritten && errors.length === 0 && <Note kind="success" title="The reading pass is in the notebook" isAnswer />}
              <ReadingPass values={actionData?.values ?? {}} errors={errors} />
            </Section>
          )}
          <NoteList notes={passes} base={`/w/focus-groups/${study.slug}`} />
        </>
      )}
    </TranscriptPage>
  );
}
