import { data, redirect } from 'react-router';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { type FormError, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { mayTakeOut, mayWriteNotes } from '../../rules.ts';
import { inStudy } from '../in-study.server.ts';
import { writeNote } from '../notebook-commands.server.ts';
import { type NoteSubject, noteSubjectsOf, notes } from '../notebook-queries.server.ts';
import { NoteList, noteKinds } from '../parts/note-list.tsx';
import { StudyPage } from '../parts/study-page.tsx';
import { studyNamed } from '../queries.server.ts';
import { NoteSaid } from '../schema.ts';
import type { Route } from './+types/notebook';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    return {
      study,
      notes: await notes(scope, study),
      subjects: await noteSubjectsOf(scope, study),
      mayWrite: mayWriteNotes(study),
      mayTake: mayTakeOut(study),
      isWritten: new URL(request.url).searchParams.get('done') === 'write',
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const acted = await answerForm('write', { schema: NoteSaid, form: await request.formData() }, async (said) => {
    await inStudy(actor, params.study, (scope, study) => writeNote(scope, study, said));
    return undefined;
  });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const labels = {
  kind: 'What it is',
  heldOn: 'Day',
  who: 'Who was there',
  text: 'What happened, what you thought',
  decided: 'What was decided',
  minutes: 'Minutes',
  about: 'What it is about',
};

export default function Notebook({ loaderData, actionData }: Route.ComponentProps) {
  const { study, notes: all, subjects, mayWrite, mayTake, isWritten } = loaderData;
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
      {mayWrite && all.length > 0 && (
        <p className="bar">
          <ButtonLink href="#write">Write a note</ButtonLink>
        </p>
      )}
      {all.length === 0 ? (
        <Empty title="Nothing written yet">A note takes a minute, and is what a reader of the report will ask for.</Empty>
      ) : (
        <>
          <NoteList notes={all} base={`/w/focus-groups/${study.slug}`} />
          {mayTake && <Downloads of="The notebook" address={`/w/focus-groups/${study.slug}/notebook`} />}
        </>
      )}
      {mayWrite && (
        <Section title="Write a note" id="write">
          <Write values={actionData?.values ?? {}} errors={errors} subjects={subjects} />
        </Section>
      )}
    </StudyPage>
  );
}

type WriteProps = { values: Readonly<Record<string, string>>; errors: readonly FormError[]; subjects: readonly NoteSubject[] };

function Write({ values, errors, subjects }: WriteProps) {
  const shared = fieldsOf(labels, values, errors);
  return (
    <form method="post" className="form" noValidate>
      <Field kind="select" {...shared('kind')} options={Object.entries(noteKinds).map(([value, label]) => ({ value, label }))} />
      <Field type="date" {...shared('heldOn')} />
      <Field {...shared('who')} isOptional isWide />
      <Field kind="textarea" rows={6} {...shared('text')} />
      <Field kind="textarea" rows={2} isOptional {...shared('decided')} />
      {subjects.length > 0 && (
        <details>
          <summary>{labels.about}</summary>
          <Field
            kind="checkboxes"
            {...shared('about')}
            values={values.about?.split(';')}
            options={subjects.map(({ kind, id, label }) => ({ value: `${kind}:${id}`, label }))}
            isOptional
            isWide
          />
        </details>
      )}
      <Field {...shared('minutes')} isOptional inputMode="numeric" help="How long you read or met, if you count it." />
      <p className="bar">
        <Button kind="primary">Write the note</Button>
      </p>
    </form>
  );
}
