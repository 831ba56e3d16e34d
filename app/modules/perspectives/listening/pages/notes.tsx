import { data, redirect } from 'react-router';
import { enqueue } from '#app/platform/jobs.server.ts';
import { forbidden } from '#app/platform/problem.ts';
import { answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { mayInterview } from '../../rules.ts';
import { dropNote, noteWords } from '../interview-commands.server.ts';
import { listeningMails } from '../jobs.server.ts';
import { listeningRound, ownNotes, possibleSpeakers, promptsOf } from '../queries.server.ts';
import { NewNote, NoteNamed } from '../schema.ts';
import type { Route } from './+types/notes';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    if (!mayInterview(scope.actor)) throw forbidden('write down what others say', 'Conveners and steering members do.');
    const round = await listeningRound(scope, params.round);
    return {
      round,
      notes: await ownNotes(scope, round.id),
      speakers: await possibleSpeakers(scope, round.id),
      prompts: await promptsOf(scope, round.id),
      zone: await zoneOf(scope),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await request.formData();
  const acted =
    form.get('act') === 'drop'
      ? await answerForm('drop', { schema: NoteNamed, form }, async ({ noteId }) => {
          await scoped({ context, request }, (scope) => dropNote(scope, noteId));
          return undefined;
        })
      : await answerForm('note', { schema: NewNote, form }, async (said) => {
          await scoped({ context, request }, async (scope) =>
            noteWords(scope, { roundId: (await listeningRound(scope, params.round)).id, ...said }),
          );
          return undefined;
        });
  if (!acted.ok) return data(acted.refused, { status: acted.status });
  await enqueue(listeningMails, {});
  return redirect(acted.done);
}

const done: Readonly<Record<string, string>> = {
  note: 'The note is kept. Whoever spoke is asked whether it may be used',
  drop: 'The note is gone',
};
const labels = { speaker: 'Who spoke', promptId: 'To which prompt', words: 'What they said, in their words' };
export default function Notes({ loaderData: { round, notes, speakers, prompts, zone, ...loaderData }, actionData }: Route.ComponentProps) {
  const { errors = [], values = {} } = actionData ?? {};
  const shared = fieldsOf(labels, values, errors);
  return (
    <Page
      title="Note what somebody said"
      lead="Whoever spoke reads it first: they approve, correct or refuse it, and choose what others see. Until then nobody but you two reads it."
      crumbs={[
        { label: 'Perspectives', to: '/w/perspectives' },
        { label: round.title, to: `/w/perspectives/${round.slug}` },
        { label: 'Notes' },
      ]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Notes · ${round.title} · Concord`}</title>
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {round.status === 'open' ? (
        <form method="post" className="form" noValidate>
          <Field kind="select" {...shared('speaker')} options={[{ value: '', label: 'Choose' }, ...speakers]} />
          <Field
            kind="select"
            name="promptId"
            label={labels.promptId}
            value={values.promptId ?? prompts[0]?.id}
            error={errorOf(errors, 'promptId')}
            options={prompts.map(({ id, words }) => ({ value: id, label: words }))}
          />
          <Field kind="textarea" rows={8} {...shared('words')} help="Please name no patient." />
          <Button kind="primary">Ask them whether it may be used</Button>
        </form>
      ) : (
        <p>The round is not open.</p>
      )}
      <Section title="Your notes that wait for their word">
        {notes.length === 0 ? (
          <p className="muted">None. A note is gone from here once it is approved or refused; you are not told which.</p>
        ) : (
          <ul className="passages">
            {notes.map(({ id, words, prompt, speaker, notedAt }) => (
              <li key={id}>
                <p className="muted">
                  {speaker}, {dayIn(notedAt, zone)}: {prompt}
                </p>
                <p className="reading turns-apart">{words}</p>
                <form method="post">
                  <input type="hidden" name="noteId" value={id} />
                  <Button kind="quiet" name="act" value="drop">
                    Take it back<span className="visually-hidden">: {speaker}</span>
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}
