import { data, redirect } from 'react-router';
import { actingFor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { type Acted, actorOf, answerForm, memberOf, type Refused, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayAndTime } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { mayAnswerTerms, roundSeatOf } from '../../rules.ts';
import { termsOfRound } from '../board-queries.server.ts';
import { TermsFields } from '../parts/terms-fields.tsx';
import { TermsTable, WhatCanAppear } from '../parts/terms-table.tsx';
import { TermsVersions } from '../parts/terms-versions.tsx';
import { roundNamed } from '../queries.server.ts';
import { figuresTyped, ProposalForm, TermsAnswerForm } from '../round-form.ts';
import { answerTerms, proposeTerms } from '../terms-commands.server.ts';
import type { Route } from './+types/terms';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const member = memberOf(context, request);
  const page = await scoped({ context, request, slug: roundSeatOf(member) }, (scope) => termsOfRound(scope, params.round));
  const led = member.schools.filter(({ slug }) => mayAnswerTerms(actingFor(member, slug))).map(({ slug }) => slug);
  const { zone, schools } = page;
  return {
    ...page,
    answers: schools.map(({ slug, name, answer }) => ({
      slug,
      name,
      isLed: led.includes(slug),
      answer: answer?.answer ?? null,
      words: answer?.words ?? null,
      at: answer ? dayAndTime(answer.answeredAt, zone) : null,
    })),
    done: new URL(request.url).searchParams.get('done'),
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await request.formData();
  const address = `/w/curriculum/rounds/${params.round}/terms`;
  const acted = form.get('act') === 'propose' ? await propose() : await answer(String(form.get('school')));
  return acted.ok ? redirect(`${address}${acted.done}`) : data(acted.refused, { status: acted.status });

  async function propose(): Promise<Acted> {
    const actor = await actorOf({ context, request });
    return answerForm('propose', { schema: ProposalForm, form }, async (said) => {
      await as(actor, async (scope) => proposeTerms(scope, { roundId: (await roundNamed(scope, params.round)).id, ...said }));
      return undefined;
    });
  }
  async function answer(slug: string): Promise<Acted> {
    const actor = await actorOf({ context, request, slug });
    return answerForm(`answer-${slug}`, { schema: TermsAnswerForm, form }, async (said) => {
      await as(actor, async (scope) => answerTerms(scope, { roundId: (await roundNamed(scope, params.round)).id, ...said }));
      return undefined;
    });
  }
}

type Data = Route.ComponentProps['loaderData'];
const labels = { reason: 'Why', words: 'What you would have changed' };

export default function Terms({ loaderData, actionData }: Route.ComponentProps) {
  const { round, versions, answers, mayKeep, done, zone } = loaderData;
  const latest = versions[0]!;
  const isDraft = round.status === 'draft';
  const base = `/w/curriculum/rounds/${round.slug}`;
  return (
    <Page
      title="Sharing terms"
      lead="What any school of this round may share at most, in which form and with whom. Each school still chooses for itself, within them."
      crumbs={[{ label: 'Rounds', to: '/w/curriculum/rounds' }, { label: round.title, to: base }, { label: 'Sharing terms' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Sharing terms of ${round.title} · Concord`}</title>
      <FormErrors errors={actionData?.errors ?? []} labels={labels} />
      <DoneNote done={done} data={loaderData} />
      {!isDraft && <Standing data={loaderData} />}
      <Section title={isDraft ? 'The terms, as drafted' : `The terms, version ${latest.version}`}>
        <TermsTable figures={latest.figures} />
      </Section>
      <WhatCanAppear figures={latest.figures} schools={answers.length} />
      {!isDraft && (
        <Section title="What the schools answered" id="answers">
          <Answers data={loaderData} />
        </Section>
      )}
      {round.status === 'open' &&
        answers
          .filter(({ isLed }) => isLed)
          .map((school) => <Answer key={school.slug} school={school} data={loaderData} refused={actionData} />)}
      {mayKeep && round.status !== 'closed' && <Propose data={loaderData} refused={actionData} />}
      <TermsVersions versions={versions.map((version) => ({ ...version, at: dayAndTime(version.proposedAt, zone) }))} />
    </Page>
  );
}

function DoneNote({ done, data: { versions, round } }: { done: string | null; data: Data }) {
  if (done === 'propose')
    return (
      <Note
        kind="success"
        title={
          round.status === 'draft'
            ? 'The terms are saved'
            : `Version ${versions[0]?.version} of the terms is proposed. Every school is asked again`
        }
        isAnswer
      />
    );
  if (done?.startsWith('answer-'))
    return <Note kind="success" title="Your school’s answer is kept. Every school and the convener can read it" isAnswer />;
  return null;
}

function Standing({ data: { answers } }: { data: Data }) {
  const open = answers.filter(({ answer }) => answer !== 'accepted').length;
  if (answers.length > 0 && open === 0) return <Note kind="success" title="Every school has accepted these terms. They stand" />;
  return (
    <Note kind="attention" title={`${answers.length - open} of ${answers.length} schools have accepted these terms`}>
      <p>Until all have, no school sees what another released, and no aggregate is shown.</p>
    </Note>
  );
}

function Answers({ data: { answers } }: { data: Data }) {
  return (
    <ul>
      {answers.map(({ slug, name, answer, words, at }) => (
        <li key={slug}>
          <strong>{name}</strong>
          {answer === null && ' has not answered yet.'}
          {answer === 'accepted' && ` accepted on ${at}.`}
          {answer === 'change' && ` asks for a change, on ${at}:`}
          {answer === 'change' && <blockquote>{words}</blockquote>}
        </li>
      ))}
    </ul>
  );
}

function Answer({ school, data: { versions }, refused }: { school: Data['answers'][number]; data: Data; refused: Refused | undefined }) {
  const { slug, name, answer } = school;
  const own = refused?.act === `answer-${slug}` ? refused : undefined;
  const errors = own?.errors ?? [];
  return (
    <Section title={`Your answer for ${name}`} id={`answer-${slug}`}>
      {answer === 'accepted' ? (
        <p>Your school has accepted these terms.</p>
      ) : (
        <>
          <form method="post" className="bar">
            <Hidden slug={slug} termsId={versions[0]!.id} answer="accepted" />
            <Button kind="primary" name="act" value="answer">
              Accept these terms for {name}
            </Button>
          </form>
          <form method="post" className="form" noValidate>
            <Hidden slug={slug} termsId={versions[0]!.id} answer="change" />
            <Field
              kind="textarea"
              name="words"
              label={labels.words}
              value={own?.values.words ?? school.words ?? ''}
              error={errorOf(errors, 'words')}
              help="The convener and every school of the round read it."
            />
            <Button name="act" value="answer">
              Ask for this change
            </Button>
          </form>
        </>
      )}
    </Section>
  );
}

function Hidden({ slug, termsId, answer }: { slug: string; termsId: string; answer: string }) {
  return Object.entries({ school: slug, termsId, answer }).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

function Propose({ data: { round, versions }, refused }: { data: Data; refused: Refused | undefined }) {
  const own = refused?.act === 'propose' ? refused : undefined;
  const isDraft = round.status === 'draft';
  return (
    <Section title={isDraft ? 'Change the terms' : 'Propose other terms'} id="propose">
      {!isDraft && (
        <p>A change is a new version, and every school is asked again. Until all have accepted it, nothing that was released is seen.</p>
      )}
      <form method="post" className="form" noValidate>
        <TermsFields figures={figuresTyped(own?.values ?? {}, versions[0]!.figures)} />
        <input type="hidden" name="seen" value={versions[0]!.version} />
        {isDraft ? (
          <input type="hidden" name="reason" value="as drafted" />
        ) : (
          <Field
            kind="textarea"
            name="reason"
            label={labels.reason}
            value={own?.values.reason ?? ''}
            error={errorOf(own?.errors, 'reason')}
            help="Every school reads it beside what changes."
          />
        )}
        <Button name="act" value="propose">
          {isDraft ? 'Save these terms' : 'Propose these terms to every school'}
        </Button>
      </form>
    </Section>
  );
}
