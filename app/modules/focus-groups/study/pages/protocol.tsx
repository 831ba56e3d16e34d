import { data, redirect } from 'react-router';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { day, dayAndTime } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { mayLeadStudy } from '../../rules.ts';
import { approachWords } from '../approach.ts';
import { setOriginalsUntil, writeProtocol } from '../commands.server.ts';
import { inStudy } from '../in-study.server.ts';
import { ApproachField } from '../parts/approach-field.tsx';
import { Paragraphs } from '../parts/paragraphs.tsx';
import { StudyPage } from '../parts/study-page.tsx';
import { protocolVersions, studyNamed } from '../queries.server.ts';
import { OriginalsUntil, ProtocolForm } from '../schema.ts';
import type { Route } from './+types/protocol';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    return {
      study,
      versions: await protocolVersions(scope, study),
      mayWrite: mayLeadStudy(study),
      zone: await zoneOf(scope),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const acted =
    form.get('act') === 'until'
      ? await answerForm('until', { schema: OriginalsUntil, form }, async ({ originalsUntil }) => {
          await inStudy(actor, params.study, (scope, study) => setOriginalsUntil(scope, study, originalsUntil));
          return undefined;
        })
      : await answerForm('write', { schema: ProtocolForm, form }, async ({ seen, ...said }) => {
          await inStudy(actor, params.study, (scope, study) => writeProtocol(scope, study, { seen, said }));
          return undefined;
        });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const labels = {
  question: 'What the study asks',
  design: 'Design',
  guide: 'Moderator’s guide',
  approach: 'Approach',
  reason: 'Why this version',
  originalsUntil: 'Last day of the originals',
};
type Data = Route.ComponentProps['loaderData'];

export default function Protocol({ loaderData, actionData }: Route.ComponentProps) {
  const { study, versions, mayWrite, zone, done } = loaderData;
  const errors = actionData?.errors ?? [];
  const [newest, ...earlier] = versions;
  return (
    <StudyPage
      study={study}
      here="/protocol"
      title="Protocol"
      lead="What the study set out to do. Every version stays."
      hasErrors={errors.length > 0}
    >
      {done === 'until' && <Note kind="success" title="The day of the originals is saved" isAnswer />}
      {done === 'write' && <Note kind="success" title={`Version ${study.protocol} is written`} isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      <Section title={`Version ${newest!.number}`}>
        <Version version={newest!} zone={zone} />
      </Section>
      {mayWrite && <Write newest={newest!} values={actionData?.act === 'write' ? actionData.values : undefined} errors={errors} />}
      <Originals
        until={study.originalsUntil}
        mayWrite={mayWrite}
        typed={actionData?.act === 'until' ? actionData.values.originalsUntil : undefined}
        errors={errors}
      />
      {earlier.length > 0 && (
        <Section title="Earlier versions">
          {earlier.map((version) => (
            <details key={version.number}>
              <summary>Version {version.number}</summary>
              <Version version={version} zone={zone} />
            </details>
          ))}
        </Section>
      )}
    </StudyPage>
  );
}

function Version({ version, zone }: { version: Data['versions'][number]; zone: string }) {
  const { approach, question, design, guide, reason, writtenAt, writtenBy } = version;
  return (
    <>
      <p className="muted">
        {writtenBy && `${writtenBy}, `}
        {dayAndTime(writtenAt, zone)}
        {reason && `: ${reason}`}
      </p>
      <p>
        <strong>{approachWords[approach].name}.</strong> {question}
      </p>
      <Long title="Design" text={design} />
      <Long title="Moderator’s guide" text={guide} />
    </>
  );
}

type OriginalsProps = {
  until: string | null;
  mayWrite: boolean;
  typed: string | undefined;
  errors: readonly { field: string; message: string }[];
};

function Originals({ until, mayWrite, typed, errors }: OriginalsProps) {
  return (
    <Section title="How long originals stay">
      <p>
        {until
          ? `What was said as it was said is erased after ${day(until)}, and the trail says so. De-identified texts stay.`
          : 'No day is set yet. What was said as it was said stays until there is one.'}
      </p>
      {mayWrite && (
        <form method="post" className="form" noValidate>
          <Field
            type="date"
            name="originalsUntil"
            label={labels.originalsUntil}
            isOptional
            value={typed ?? until ?? ''}
            error={errorOf(errors, 'originalsUntil')}
            help="As your board’s approval and your letters say. What is erased does not come back."
          />
          <p className="bar">
            <Button name="act" value="until">
              Save the day
            </Button>
          </p>
        </form>
      )}
    </Section>
  );
}

function Long({ title, text }: { title: string; text: string }) {
  if (text === '') return null;
  return (
    <>
      <h3>{title}</h3>
      <Paragraphs text={text} />
    </>
  );
}

type WriteProps = {
  newest: Data['versions'][number];
  values: Readonly<Record<string, string>> | undefined;
  errors: readonly { field: string; message: string }[];
};

function Write({ newest, values, errors }: WriteProps) {
  const { number, approach, question, design, guide } = newest;
  const shown: Readonly<Record<string, string>> = values ?? { approach, question, design, guide, seen: String(number) };
  const shared = fieldsOf(labels, shown, errors);
  return (
    <Section title="Write the next version">
      <form method="post" className="form" noValidate>
        <input type="hidden" name="seen" value={shown.seen} />
        <Field kind="textarea" rows={3} {...shared('question')} />
        <Field
          kind="textarea"
          rows={6}
          isOptional
          {...shared('design')}
          help="Whom you ask and how, how many groups, what you do with what is said."
        />
        <Field kind="textarea" rows={8} isOptional {...shared('guide')} help="The questions that every group hears." />
        <ApproachField value={shown.approach} error={errorOf(errors, 'approach')} />
        <Field kind="textarea" rows={2} isOptional {...shared('reason')} help="Needed when the approach changes: the report shows it." />
        <p className="bar">
          <Button>Write version {number + 1}</Button>
        </p>
      </form>
    </Section>
  );
}
