import { data, redirect } from 'react-router';
import { typedIn } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { answerForm, refusalOf } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Defined } from '#app/ui/definition.tsx';
import { AskedButton } from '#app/ui/dialog.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { currentFramework } from '../../../competencies/queries.server.ts';
import { facultyActor, inFaculty } from '../../in-faculty.server.ts';
import { offeringNamed } from '../../offerings/queries.server.ts';
import { dropInstrument, keepInstrument, shareEvaluation } from '../commands.server.ts';
import { facultyEvaluationDefinitions } from '../definitions.ts';
import { designWords, didWords, phaseWords, questionLines, readPoints, readQuestions, usualPoints } from '../instrument.ts';
import { kirkpatrickWords, mooreWords } from '../levels.ts';
import { FoundQuestion } from '../parts/found-question.tsx';
import { InstrumentFields, instrumentLabels } from '../parts/instrument-fields.tsx';
import { offeringEvaluation } from '../queries.server.ts';
import { InstrumentForm } from '../schema.ts';
import type { Route } from './+types/evaluation';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return inFaculty({ context, request, offering: params.offering }, async (scope) => {
    const { offering, found, mayRun } = await offeringEvaluation(scope, params.offering, new Date());
    const { competencies } = await currentFramework(scope);
    const followUps = found?.askings.filter(({ phase }) => phase.endsWith('months')).length ?? 2;
    return {
      ...{ offering, mayRun, found, zone: offering.timeZone, competencies: competencies.map(({ stableId, code }) => ({ stableId, code })) },
      isFixed: found?.askings.some(({ state, answers }) => state !== 'not yet' || answers > 0) ?? false,
      values: {
        design: found?.instrument.design ?? 'then-test',
        questions: found
          ? questionLines(found.instrument.questions, (id) => competencies.find(({ stableId }) => stableId === id)?.code)
          : '',
        points: (found?.instrument.questions[0]?.points ?? usualPoints).join(' | '),
        followUps: ['none', '3', '12'][followUps]!,
        kirkpatrick: String(found?.instrument.kirkpatrick ?? 2),
        moore: String(found?.instrument.moore ?? 4),
      } as Readonly<Record<string, string>>,
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await facultyActor({ context, request, offering: params.offering });
  const { occasionId, competencies } = await inFaculty({ context, request, offering: params.offering }, async (scope) => ({
    occasionId: (await offeringNamed(scope, params.offering)).occasionId,
    competencies: (await currentFramework(scope)).competencies,
  }));
  const form = await request.formData();
  const act = String(form.get('act') ?? '');
  if (act === 'share' || act === 'back' || act === 'drop') {
    const work = act === 'drop' ? dropInstrument : null;
    const done = await refusalOf(() =>
      as(actor, (scope) => (work ? work(scope, occasionId) : shareEvaluation(scope, occasionId, act === 'share'))),
    );
    return done.ok
      ? redirect(`?done=${act}`)
      : data({ errors: [{ field: '', message: done.message }], values: typedIn(form) }, { status: done.status });
  }
  const typed = typedIn(form);
  const points = readPoints(typed.points ?? '');
  const { questions, mistake } = readQuestions(typed.questions ?? '', { points: points ?? [], competencies });
  const mistakes = [
    ...(mistake === null ? [] : [{ field: 'questions', message: mistake }]),
    ...(points === null
      ? [
          {
            field: 'points',
            message: 'Write two to seven different words with bars between them, such as “Not yet | With help | On my own”.',
          },
        ]
      : []),
  ];
  if (mistakes.length > 0) return data({ errors: mistakes, values: typed }, { status: 400 });
  const acted = await answerForm('ask', { schema: InstrumentForm, form }, async ({ design, kirkpatrick, moore, followUps }) => {
    await as(actor, (scope) => keepInstrument(scope, occasionId, { design, questions, kirkpatrick, moore, followUps }));
    return undefined;
  });
  return acted.ok
    ? redirect(acted.done)
    : data({ errors: [...acted.refused.errors], values: { ...acted.refused.values } }, { status: acted.status });
}

const doneWords: Readonly<Record<string, string>> = {
  ask: 'These questions are asked, when it says below',
  drop: 'Nothing is asked',
  share: 'Whoever reads needs reads these figures now, and nobody’s words',
  back: 'Only those who run this offering read its figures',
};

export default function Evaluation({ loaderData, actionData }: Route.ComponentProps) {
  const { offering, mayRun, found, isFixed, values, competencies, done } = loaderData;
  const errors = actionData?.errors ?? [];
  const base = `/w/faculty/offerings/${offering.slug}`;
  return (
    <Page
      title="Evaluation"
      lead={`What people said of themselves around “${offering.title}”. Who answered is kept apart from what.`}
      status={offering.isSample ? 'invented sample' : undefined}
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: offering.title, to: base }, { label: 'Evaluation' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Evaluation · ${offering.title} · Concord`}</title>
      {errors.length === 0 && done !== null && Object.hasOwn(doneWords, done) && <Note kind="success" title={doneWords[done]!} isAnswer />}
      <FormErrors errors={errors} labels={instrumentLabels} />
      {found === null ? (
        <Empty title="Nothing is asked around this offering">
          Ask a few questions in ordered words, and whoever has a place is asked by a mail with their own link. You read what was answered
          once it is closed, from five answers on.
        </Empty>
      ) : (
        <Found data={loaderData} />
      )}
      {mayRun && !isFixed && (
        <Section title={found === null ? 'Ask' : 'Change what is asked'}>
          <form method="post" className="form" noValidate>
            <InstrumentFields values={actionData?.values ?? values} errors={errors} codes={competencies.map(({ code }) => code)} />
            <div className="bar">
              <Button kind="primary" name="act" value="ask">
                Ask these questions
              </Button>
              {found !== null && (
                <AskedButton
                  id="drop"
                  opens="Ask nothing"
                  title="Ask nothing around this offering?"
                  value="drop"
                  act="Take the questions away"
                >
                  <p>The questions that are written here are gone then. Nobody was asked them yet.</p>
                </AskedButton>
              )}
            </div>
          </form>
        </Section>
      )}
    </Page>
  );
}

type Data = Route.ComponentProps['loaderData'];

function Found({ data: { offering, mayRun, found, competencies, zone } }: { data: Data }) {
  if (found === null) return null;
  const { instrument, askings, enrolled, came, questions, followUps, written, sharedAt } = found;
  const { name, caution } = designWords[instrument.design];
  return (
    <>
      <Note title={`${name}. ${kirkpatrickWords(instrument.kirkpatrick)}; ${mooreWords(instrument.moore)}`}>
        <p>{caution}</p>
        <p>
          People rate themselves here, and those who answer choose to. Attending, and rating oneself higher, says nothing about what
          patients meet.
        </p>
      </Note>
      <Table
        caption="When it is asked, and how many answered"
        rows={[...askings]}
        rowKey={({ phase }) => phase}
        columns={[
          { key: 'phase', label: 'Asked', cell: ({ phase }) => phaseWords[phase] },
          { key: 'when', label: 'From, until', cell: ({ opensAt, closesAt }) => `${dayIn(opensAt, zone)} to ${dayIn(closesAt, zone)}` },
          {
            key: 'answers',
            label: 'Answered',
            cell: ({ answers, state }) =>
              state === 'not yet' ? '–' : `${answers} of ${enrolled} with a place${came === null ? '' : `, ${came} of whom came`}`,
          },
          {
            key: 'state',
            label: 'What is read',
            phone: 'line',
            cell: ({ state, hidden }) => (state === 'not yet' ? 'Not asked yet' : (hidden ?? 'Closed: it is read below')),
          },
        ]}
      />
      {questions.map((each) => (
        <FoundQuestion
          key={each.question.id}
          figure={each}
          code={competencies.find(({ stableId }) => stableId === each.question.about)?.code ?? null}
        />
      ))}
      {followUps.map(({ phase, counts }) => (
        <Section key={phase} title={`${phaseWords[phase]}: did they do what they meant to do?`}>
          {counts === null ? (
            <p>Fewer than five answered this, so nobody’s answer is shown.</p>
          ) : (
            <Table
              caption="In their own words of themselves"
              rows={counts.map((people, at) => ({ word: didWords[at]!, people }))}
              rowKey={({ word }) => word}
              columns={[
                { key: 'word', label: 'Answer', cell: ({ word }) => word },
                { key: 'people', label: 'People', isNumber: true, cell: ({ people }) => people },
              ]}
            />
          )}
        </Section>
      ))}
      {written.map(({ phase, asked, words }) => (
        <Section key={`${phase} ${asked}`} title={`${phaseWords[phase]}: ${asked}`}>
          <ul className="plain-list">
            {words
              .map((said, at) => ({ id: `${at}`, said }))
              .map(({ id, said }) => (
                <li key={id}>{said}</li>
              ))}
          </ul>
        </Section>
      ))}
      <Downloads of="These figures" address={`/w/faculty/offerings/${offering.slug}/evaluation`} />
      {mayRun && (
        <form method="post">
          <p>
            {sharedAt === null
              ? 'Others do not read these figures. Show them, and whoever works or teaches at a member school reads them on the board of needs and here; the words that people wrote stay with you.'
              : `Shown to whoever reads needs since ${dayIn(sharedAt, zone)}, without anybody’s words.`}
          </p>
          <Button name="act" value={sharedAt === null ? 'share' : 'back'}>
            {sharedAt === null ? 'Show the figures to the collaborative' : 'Take the figures back'}
          </Button>
        </form>
      )}
      <Defined figures={facultyEvaluationDefinitions.slice(1)} />
    </>
  );
}
