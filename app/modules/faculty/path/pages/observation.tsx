import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { enqueue } from '#app/platform/jobs.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { type Acted, answerForm, answering, refusalOf } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { dayHere } from '../../../members/time-zone.ts';
import { facultyActor, inFaculty } from '../../in-faculty.server.ts';
import { Id } from '../../schema.ts';
import { giveObservation, readObservation, takeBackAssignment } from '../commands.server.ts';
import { pathMails } from '../jobs.server.ts';
import { ObservationFields, observationLabels } from '../parts/observation-fields.tsx';
import { ObservationReading, Sources } from '../parts/observation-reading.tsx';
import { observationOf } from '../queries.server.ts';
import { ObservationForm, ReadBack } from '../schema.ts';
import type { Route } from './+types/observation';

function idIn(params: { observation: string }): Promise<string> {
  return answering(async () => addressed(Id, params.observation, 'This observation'));
}

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const id = await idIn(params);
  return inFaculty({ context, request }, async (scope) => {
    const observation = await observationOf(scope, id);
    const { personId } = scope.actor;
    return {
      observation,
      isObserver: observation.observerId === personId,
      isObserved: observation.personId === personId,
      today: dayHere(new Date()),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const id = await idIn(params);
  const actor = await facultyActor({ context, request });
  const form = await request.formData();
  const act = String(form.get('act'));
  const acts: Readonly<Record<string, () => Promise<Acted>>> = {
    give: () =>
      answerForm(act, { schema: ObservationForm, form }, (said) =>
        as(actor, (scope) => giveObservation(scope, id, said)).then(() => undefined),
      ),
    read: () =>
      answerForm(act, { schema: ReadBack, form }, (said) => as(actor, (scope) => readObservation(scope, id, said)).then(() => undefined)),
  };
  if (act === 'take-back') {
    const taken = await refusalOf(() => as(actor, (scope) => takeBackAssignment(scope, id)));
    return taken.ok
      ? redirect('/w/faculty?done=take-back')
      : data({ act, errors: [{ field: '', message: taken.message }], values: {} }, { status: taken.status });
  }
  const acted = await (Object.hasOwn(acts, act) ? acts[act]!() : undefined);
  if (!acted) return data({ act, errors: [{ field: '', message: 'Choose what to do.' }], values: {} }, { status: 400 });
  if (!acted.ok) return data(acted.refused, { status: acted.status });
  if (act === 'give') await enqueue(pathMails, {});
  return redirect(acted.done);
}

const done: Readonly<Record<string, string>> = {
  give: 'It is kept. Whoever was observed reads it first',
  read: 'You said that you read it. It stays as it is now',
};
const answerLabels = { words: 'What you want to answer' };

export default function ObservationPage({ loaderData, actionData }: Route.ComponentProps) {
  const { observation, isObserver, isObserved, today } = loaderData;
  const { name, programme, programmeSlug, givenAt, readAt, onDay, taught, well, toTry, aspects } = observation;
  const errors = actionData?.errors ?? [];
  const kept: Record<string, string> = {
    onDay: onDay ?? today,
    taught,
    well,
    toTry,
    ...Object.fromEntries(Object.entries(aspects).map(([id, chosen]) => [`aspect.${id}`, chosen])),
  };
  const values: Readonly<Record<string, string>> = actionData?.values ?? kept;
  const title = isObserved ? 'What was seen of my teaching' : `Teaching of ${name}`;
  const mayWrite = isObserver && readAt === null;
  return (
    <Page
      title={title}
      lead={mayWrite ? 'First in your own words, then aspect by aspect. You can change it until it was read.' : undefined}
      status={programme}
      crumbs={[
        { label: 'Faculty', to: '/w/faculty' },
        { label: programme, to: `/w/faculty/programmes/${programmeSlug}` },
        { label: title },
      ]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${title} · Concord`}</title>
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FormErrors errors={errors} labels={{ ...observationLabels, ...answerLabels }} />
      {mayWrite ? (
        <>
          <form method="post" className="form" noValidate>
            <ObservationFields values={values} errors={errors} />
            <p className="bar">
              <Button kind="primary" name="act" value="give">
                {givenAt === null ? `Give it to ${name}` : 'Save the change'}
              </Button>
            </p>
          </form>
          <Sources />
        </>
      ) : givenAt === null ? (
        <>
          <p>{observation.observerName} is asked to observe, and has not written yet.</p>
          {!isObserved && (
            <form method="post" className="bar">
              <Button kind="danger" name="act" value="take-back">
                Take the question back
              </Button>
            </form>
          )}
        </>
      ) : (
        <ObservationReading observation={observation} />
      )}
      {isObserved && givenAt !== null && readAt === null && <Answering values={actionData?.values ?? {}} errors={errors} />}
    </Page>
  );
}

function Answering({
  values,
  errors,
}: {
  values: Readonly<Record<string, string>>;
  errors: ReadonlyArray<{ field: string; message: string }>;
}) {
  const shared = fieldsOf(answerLabels, values, errors);
  return (
    <Section title="Have you read it?">
      <form method="post" className="form">
        <p>Once you say so, it stays as it is, and the trainers of the programme and the convener can read it, with what you answer.</p>
        <Field kind="textarea" rows={3} {...shared('words')} isOptional />
        <p className="bar">
          <Button kind="primary" name="act" value="read">
            I have read it
          </Button>
        </p>
      </form>
    </Section>
  );
}
