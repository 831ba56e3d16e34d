import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { day } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { mayWriteNotes } from '../../rules.ts';
import { writeNote } from '../notebook-commands.server.ts';
import { Paragraphs } from '../parts/paragraphs.tsx';
import { StudyPage } from '../parts/study-page.tsx';
import { notes } from '../people-queries.server.ts';
import { studyNamed } from '../queries.server.ts';
import { NoteSaid } from '../schema.ts';
import type { Route } from './+types/notebook';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    return {
      study,
      notes: await notes(scope, study),
      mayWrite: mayWriteNotes(study),
      isWritten: new URL(request.url).searchParams.get('done') === 'write',
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const acted = await answerForm('write', { schema: NoteSaid, form: await request.formData() }, async (said) => {
    await as(actor, async (scope) => writeNote(scope, await studyNamed(scope, params.study), said));
    return undefined;
  });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const kinds = { meeting: 'Meeting', memo: 'Reflexive memo', reading: 'Reading pass' };
const labels: Readonly<Record<string, string>> = {
  kind: 'What it is',
  heldOn: 'Day',
  who: 'Who was there',
  text: 'What happened, what you thought',
  decided: 'What was decided',
  minutes: 'Minutes',
};

export default function Notebook({ loaderData: { study, notes: all, mayWrite, isWritten }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  return (
    <StudyPage
      study={study}
      here="/notebook"
      title="Notebook"
      lead="Meetings, reflexive memos and reading passes: how the study came to think what it thinks."
      hasErrors={errors.length > 0}
    >
      {isWritten && <Note kind="success" title="The note is written" isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {mayWrite && <Write values={actionData?.values ?? {}} errors={errors} />}
      {all.length === 0 ? (
        <Empty title="Nothing written yet">A note takes a minute, and is what a reader of the report will ask for.</Empty>
      ) : (
        <>
          {all.map(({ id, kind, heldOn, by, who, minutes, text, decided }) => (
            <Section key={id} title={`${kinds[kind]}, ${day(heldOn)}`}>
              <p className="muted">{[by, who, minutes !== null && `${minutes} min`].filter(Boolean).join(' · ')}</p>
              <Paragraphs text={text} />
              {decided && (
                <p>
                  <strong>Decided:</strong> {decided}
                </p>
              )}
            </Section>
          ))}
          <Downloads of="The notebook" address={`/w/focus-groups/${study.slug}/notebook`} />
        </>
      )}
    </StudyPage>
  );
}

function Write({ values, errors }: { values: Readonly<Record<string, string>>; errors: readonly FormError[] }) {
  const shared = (name: string) => ({ name, label: labels[name]!, value: values[name], error: errorOf(errors, name) });
  return (
    <form method="post" className="form" noValidate>
      <Field kind="select" {...shared('kind')} options={Object.entries(kinds).map(([value, label]) => ({ value, label }))} />
      <Field type="date" {...shared('heldOn')} />
      <Field {...shared('who')} isOptional isWide />
      <Field kind="textarea" rows={6} {...shared('text')} />
      <Field kind="textarea" rows={2} isOptional {...shared('decided')} />
      <Field {...shared('minutes')} isOptional inputMode="numeric" help="How long you read or met, if you count it." />
      <p className="bar">
        <Button kind="primary">Write the note</Button>
      </p>
    </form>
  );
}
