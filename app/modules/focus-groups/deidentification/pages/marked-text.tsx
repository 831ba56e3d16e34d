import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { inStudy } from '../../study/in-study.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { markWords } from '../commands.server.ts';
import { TranscriptPage } from '../parts/transcript-page.tsx';
import { type Passage, wholeOriginal } from '../queries.server.ts';
import { Marked, PassageId } from '../schema.ts';
import type { Route } from './+types/marked-text';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const transcriptId = addressed(PassageId, params.transcript, 'This transcript');
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const whole = await wholeOriginal(scope, study, transcriptId);
    return { study, ...whole, isMarked: new URL(request.url).searchParams.get('done') === 'mark' };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const transcriptId = addressed(PassageId, params.transcript, 'This transcript');
  const actor = await actorOf({ context, request });
  const acted = await answerForm('mark', { schema: Marked, form: await request.formData() }, async (said) => {
    await inStudy(actor, params.study, (scope, study) => markWords(scope, study, { transcriptId, said }));
    return undefined;
  });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const labels = { words: 'Words as they stand in the text', replacement: 'What stands there instead' };

export default function MarkedText({ loaderData: { study, transcript, turns, isMarked }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const base = `/w/focus-groups/${study.slug}/transcripts/${transcript.id}/deidentify`;
  return (
    <TranscriptPage
      study={study}
      transcript={transcript}
      here="/deidentify/text"
      isNamed
      title="The whole text, as it was said"
      lead="Read it for what nobody proposed. What is marked leads to its answer."
      hasErrors={errors.length > 0}
    >
      {isMarked && <Note kind="success" title="Marked, everywhere where these words stand" isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {turns.length === 0 ? (
        <Empty title="Look for passages first">
          The text stands here as soon as its newest version is looked through, on <a href={base}>the page of its passages</a>.
        </Empty>
      ) : (
        <>
          <Section title="Mark what nobody proposed">
            <form method="post" className="form" noValidate>
              <Field
                name="words"
                label={labels.words}
                value={actionData?.values.words}
                error={errorOf(errors, 'words')}
                help="Every place where they stand is marked and replaced."
                autoComplete="off"
              />
              <Field
                name="replacement"
                label={labels.replacement}
                value={actionData?.values.replacement}
                error={errorOf(errors, 'replacement')}
                autoComplete="off"
              />
              <p className="bar">
                <Button kind="primary">Mark these words</Button>
              </p>
            </form>
          </Section>
          <Section title="What was said">
            <div className="turns">
              {turns.map(({ start, speaker, pieces }) => (
                <div key={start}>
                  <h3>{speaker}</h3>
                  <p>
                    {pieces.map(({ start: at, text, passage }) =>
                      passage ? (
                        <a key={at} href={`${base}?passage=${passage.id}`}>
                          <mark>{text}</mark>
                          <span className="visually-hidden">, {answerWords(passage)}</span>
                        </a>
                      ) : (
                        <span key={at}>{text}</span>
                      ),
                    )}
                  </p>
                </div>
              ))}
            </div>
          </Section>
        </>
      )}
    </TranscriptPage>
  );
}

function answerWords({ answer, replacement }: Passage): string {
  if (answer === null) return 'not answered yet';
  return answer === 'keep' ? 'kept' : `replaced by ${replacement}`;
}
