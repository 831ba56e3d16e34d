import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { enqueue } from '#app/platform/jobs.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { type Acted, answerForm, answering } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { day } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { dayHere } from '../../../members/time-zone.ts';
import { facultyActor, inFaculty } from '../../in-faculty.server.ts';
import { Id } from '../../schema.ts';
import { steps, stepWords } from '../../step.ts';
import { assignObserver, confirmStep, endStep } from '../commands.server.ts';
import { pathMails } from '../jobs.server.ts';
import { WayList } from '../parts/way-list.tsx';
import { personOnPath } from '../queries.server.ts';
import { Assignment, Confirmation, Ending } from '../schema.ts';
import type { Route } from './+types/person';

function personIn(params: { person: string }): Promise<string> {
  return answering(async () => addressed(Id, params.person, 'This person'));
}

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const personId = await personIn(params);
  const today = dayHere(new Date());
  const search = new URL(request.url).searchParams;
  return inFaculty({ context, request, programme: params.programme }, async (scope) => ({
    ...(await personOnPath(scope, params.programme, { personId, today })),
    ...{ today, done: search.get('done'), certificate: search.get('certificate') },
  }));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const person = await personIn(params);
  const actor = await facultyActor({ context, request, programme: params.programme });
  const form = await request.formData();
  form.set('person', person);
  const act = String(form.get('act'));
  const acts: Readonly<Record<string, () => Promise<Acted>>> = {
    confirm: () =>
      answerForm(act, { schema: Confirmation, form }, async (said) => {
        const code = await as(actor, (scope) => confirmStep(scope, params.programme, said));
        return code === null ? undefined : `&certificate=${encodeURIComponent(code)}`;
      }),
    end: () =>
      answerForm(act, { schema: Ending, form }, (said) =>
        as(actor, (scope) => endStep(scope, params.programme, said)).then(() => undefined),
      ),
    assign: () =>
      answerForm(act, { schema: Assignment, form }, (said) =>
        as(actor, (scope) => assignObserver(scope, params.programme, said)).then(() => undefined),
      ),
  };
  const acted = await (Object.hasOwn(acts, act) ? acts[act]!() : undefined);
  if (!acted) return data({ act, errors: [{ field: '', message: 'Choose what to do.' }], values: {} }, { status: 400 });
  if (!acted.ok) return data(acted.refused, { status: acted.status });
  if (act !== 'end') await enqueue(pathMails, {});
  return redirect(acted.done);
}

const done: Readonly<Record<string, string>> = {
  confirm: 'The step is confirmed',
  end: 'The step is ended, and its holder reads why',
  assign: 'The observer is asked; it waits on their path',
  observe: 'It is kept. Whoever was observed reads it first',
};
const labels = {
  step: 'Step',
  since: 'Reached on',
  ground: 'On what ground',
  because: 'Why',
  standing: 'Step to end',
  observer: 'Observer',
};

type Shown = Route.ComponentProps['loaderData'];
type Typed = { errors: ReadonlyArray<{ field: string; message: string }>; values: Readonly<Record<string, string>> };

export default function PersonPage({ loaderData, actionData }: Route.ComponentProps) {
  const { programme, person, way, standings, observations, confirms, isTrainer, certificate } = loaderData;
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? {};
  const base = `/w/faculty/programmes/${programme.slug}`;
  const said = loaderData.done !== null && Object.hasOwn(done, loaderData.done) ? done[loaderData.done]! : null;
  return (
    <Page
      title={person.name}
      lead="What is there of each step, what a person confirmed, and what is lacking."
      status={programme.title}
      crumbs={[
        { label: 'Faculty', to: '/w/faculty' },
        { label: programme.title, to: base },
        { label: 'Who is how far', to: `${base}/people` },
        { label: person.name },
      ]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${person.name} · ${programme.title} · Concord`}</title>
      {said && (
        <Note kind="success" title={said} isAnswer>
          {certificate && (
            <p>
              Its certificate stands at <a href={`/certificates/${certificate}`}>an address of its own</a>, and among their places and
              certificates.
            </p>
          )}
        </Note>
      )}
      <FormErrors errors={errors} labels={labels} />
      <Section title="The way">
        <WayList way={way} caption={`The way of ${person.name}`} />
      </Section>
      {confirms && !person.isSelf && <Confirming {...loaderData} errors={errors} values={values} />}
      {person.isSelf && <p>It is you: another trainer of the programme, or the convener, confirms your steps.</p>}
      {standings.length > 0 && (
        <Section title="What was confirmed">
          <Table
            caption="Steps that were confirmed, the newest first"
            isCaptionHidden
            rows={standings}
            rowKey={({ id }) => id}
            columns={[
              { key: 'step', label: 'Step', cell: ({ step }) => stepWords[step] },
              { key: 'since', label: 'Since', cell: ({ since }) => day(since) },
              {
                key: 'until',
                label: 'Until',
                cell: ({ until, endedBecause }) =>
                  endedBecause !== null ? `ended: ${endedBecause}` : until === null ? 'for good' : day(until),
              },
              { key: 'by', label: 'Confirmed by', cell: ({ confirmedByName }) => confirmedByName },
              { key: 'ground', label: 'Ground', phone: 'bare', cell: ({ ground }) => ground },
            ]}
          />
        </Section>
      )}
      {(confirms || observations.length > 0) && (
        <Section title="Observations of teaching">
          {observations.length === 0 ? (
            <p>None that you can read. One that was written stands here once {person.name} has read it.</p>
          ) : (
            <Table
              caption="Observations, the newest first"
              isCaptionHidden
              rows={observations}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'what',
                  label: 'Session',
                  cell: ({ id, taught }) => <a href={`/w/faculty/observations/${id}`}>{taught || 'Not written yet'}</a>,
                },
                { key: 'by', label: 'Observed by', cell: ({ observerName }) => observerName },
                { key: 'day', label: 'On', cell: ({ onDay }) => (onDay === null ? '' : day(onDay)) },
                {
                  key: 'read',
                  label: 'Read',
                  cell: ({ readAt, givenAt }) => (readAt !== null ? 'yes' : givenAt === null ? '' : 'not yet'),
                },
              ]}
            />
          )}
          {isTrainer && !person.isSelf && (
            <p className="bar">
              <ButtonLink href={`${base}/people/${person.personId}/observe`}>Write what I saw of their teaching</ButtonLink>
            </p>
          )}
          {confirms && <Asking {...loaderData} errors={errors} values={values} />}
        </Section>
      )}
    </Page>
  );
}

function Confirming({ way, standings, today, errors, values }: Shown & Typed) {
  const shared = fieldsOf(labels, values, errors);
  const proposed = way.find(({ state }) => state === 'due' || state === 'over' || state === 'next')?.step;
  const standing = standings.filter(({ endedAt }) => endedAt === null);
  return (
    <Section title="Confirm a step">
      <form method="post" className="form" noValidate>
        <Field
          kind="select"
          {...shared('step')}
          value={values.step ?? proposed ?? 'trainer'}
          options={steps.map((step) => ({ value: step, label: stepWords[step] }))}
        />
        <Field {...shared('since')} type="date" value={values.since ?? today} />
        <Field kind="textarea" rows={3} {...shared('ground')} help="What was seen, read or heard. Whoever it is about reads it." />
        <p className="bar">
          <Button kind="primary" name="act" value="confirm">
            Confirm the step
          </Button>
        </p>
      </form>
      {standing.length > 0 && (
        <details open={values.because !== undefined}>
          <summary>End a step before its time</summary>
          <form method="post" className="form" noValidate>
            <Field
              kind="select"
              {...shared('standing')}
              options={standing.map(({ id, step, since }) => ({ value: id, label: `${stepWords[step]}, since ${day(since)}` }))}
            />
            <Field
              kind="textarea"
              rows={2}
              {...shared('because')}
              help="Whoever it is about reads it. A certificate of it is revoked with the same words."
            />
            <p className="bar">
              <Button kind="danger" name="act" value="end">
                End this step
              </Button>
            </p>
          </form>
        </details>
      )}
    </Section>
  );
}

function Asking({ observers, person, errors, values }: Shown & Typed) {
  if (observers.length === 0) return null;
  const shared = fieldsOf(labels, values, errors);
  return (
    <form method="post" className="bar fields">
      <Field
        kind="select"
        {...shared('observer')}
        label={`Who is to observe ${person.name}`}
        options={observers.map(({ personId, name }) => ({ value: personId, label: name }))}
      />
      <Button name="act" value="assign">
        Ask them
      </Button>
    </form>
  );
}
