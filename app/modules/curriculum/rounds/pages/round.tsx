import { data, redirect } from 'react-router';
import { actingFor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, memberOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Dialog, DialogButton } from '#app/ui/dialog.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Defined } from '../../parts/defined.tsx';
import { mayCompare, roundSeatOf } from '../../rules.ts';
import { boardOf } from '../board-queries.server.ts';
import { boardRows, stepRows } from '../board-words.ts';
import { closeRound, discardRound, openRoundToSchools } from '../commands.server.ts';
import { nextWords } from '../next-words.ts';
import { BoardTable, StepBoard } from '../parts/board-table.tsx';
import { NextForUs } from '../parts/next-for-us.tsx';
import { StepTable } from '../parts/step-table.tsx';
import { WhatCanAppear } from '../parts/terms-table.tsx';
import { roundNamed } from '../queries.server.ts';
import type { Route } from './+types/round';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const member = memberOf(context, request);
  const { searchParams } = new URL(request.url);
  const board = await scoped({ context, request, slug: roundSeatOf(member) }, async (scope) => ({
    ...(await boardOf(scope, params.round)),
    mayCompare: mayCompare(scope.actor),
  }));
  const { round, schools, dueOn, zone, terms } = board;
  const at = { now: new Date(), zone };
  const ours = schools.flatMap(({ slug, name, cells }) => {
    const own = member.schools.find((school) => school.slug === slug && school.roles.some((role) => role !== 'student'));
    if (!own || round.status !== 'open') return [];
    return [{ slug, name, steps: nextWords(cells, { actor: actingFor(member, slug), dueOn, where: { round, school: slug }, at }) }];
  });
  const { framework, list, mayKeep, isDefinedAsToday } = board;
  return {
    round,
    framework,
    list,
    mayKeep,
    isDefinedAsToday,
    mayCompare: board.mayCompare,
    terms: { version: terms.version, figures: terms.figures },
    accepted: schools.filter(({ answer }) => answer?.answer === 'accepted').length,
    asking: schools.filter(({ answer }) => answer?.answer === 'change').map(({ name }) => name),
    rows: boardRows(schools, dueOn, at),
    steps: stepRows(schools, dueOn, at),
    ours,
    done: searchParams.get('done'),
    isStepByStep: searchParams.get('show') === 'steps',
  };
}

const acts: Readonly<Record<string, typeof closeRound>> = { open: openRoundToSchools, close: closeRound, discard: discardRound };

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const act = (await request.formData()).get('act');
  const perform = Object.hasOwn(acts, String(act)) && acts[String(act)];
  if (!perform) throw data('This act is not known here.', { status: 400 });
  const outcome = await refusalOf(() => as(actor, async (scope) => perform(scope, (await roundNamed(scope, params.round)).id)));
  if (outcome.ok)
    return redirect(act === 'discard' ? '/w/curriculum/rounds?done=discard' : `/w/curriculum/rounds/${params.round}?done=${act}`);
  return data({ message: outcome.message }, { status: outcome.status });
}

type Data = Route.ComponentProps['loaderData'];

export default function Round({ loaderData, actionData }: Route.ComponentProps) {
  const { round, framework, list, ours, rows, steps, terms, accepted, done } = loaderData;
  const base = `/w/curriculum/rounds/${round.slug}`;
  return (
    <Page
      title={round.title}
      lead={round.note ?? undefined}
      status={round.isSample ? 'A sample: its schools and all they did are invented.' : undefined}
      crumbs={[{ label: 'Curriculum', to: '/w/curriculum' }, { label: 'Rounds', to: '/w/curriculum/rounds' }, { label: round.title }]}
    >
      <title>{`${round.title} · Concord`}</title>
      <FormErrors errors={actionData ? [{ field: '', message: actionData.message }] : []} />
      <DoneNote done={done} />
      {round.status === 'draft' ? <Draft data={loaderData} base={base} /> : <Asking data={loaderData} base={base} />}
      {ours.map(({ slug, name, steps }) => (
        <Section key={slug} title={`What is next for ${name}`}>
          <NextForUs steps={steps} />
        </Section>
      ))}
      {round.status !== 'draft' && (
        <Section title="Where each school is">
          <p className="muted">How far a school is with a step is told in tenths (8/10); nobody sees what it maps.</p>
          <BoardTable rows={rows} own={ours.map(({ slug }) => slug)} />
          {loaderData.isStepByStep ? (
            <div id="steps">
              <StepBoard rows={rows} own={ours.map(({ slug }) => slug)} />
            </div>
          ) : (
            <p>
              <a href={`${base}?show=steps#steps`}>Show every school step by step</a>
            </p>
          )}
          <Downloads of="This board" address={base} />
          <p className="bar">
            {loaderData.mayCompare && <ButtonLink href={`${base}/compare`}>Compare what was released</ButtonLink>}
            <ButtonLink href={`${base}/releases`}>The archive of releases</ButtonLink>
          </p>
        </Section>
      )}
      <Section title="Steps and last days">
        <StepTable steps={steps} schools={rows.length} status={round.status} />
      </Section>
      <Section title="What every school uses alike">
        <Facts
          facts={[
            ['Academic year', round.year],
            [
              'Framework',
              <a
                key="framework"
                href={`/frameworks/${framework.slug}/versions/${framework.number}`}
              >{`${framework.title}, version ${framework.number}`}</a>,
            ],
            ['Keyword list', `${list.name}, version ${list.version}`],
            ['Definitions', <Definitions key="definitions" data={loaderData} />],
            [
              'Sharing terms',
              <a key="terms" href={`${base}/terms`}>
                {round.status === 'draft'
                  ? 'as drafted'
                  : `version ${terms.version}, accepted by ${accepted} of ${count(rows.length, 'school', 'schools')}`}
              </a>,
            ],
          ]}
        />
      </Section>
      <Keep data={loaderData} base={base} />
      <Defined figures={['step-tenths', 'waits-since', 'last-day', 'schools-done']} />
    </Page>
  );
}

function Definitions({ data: { round, isDefinedAsToday } }: { data: Data }) {
  return (
    <>
      <a href="/definitions">{isDefinedAsToday ? 'as they stand today' : 'as they stood then'}</a>
      {!isDefinedAsToday && '; they have changed since, and trends mark where'} (set {round.definitions.slice(0, 8)})
    </>
  );
}

function DoneNote({ done }: { done: string | null }) {
  if (done === 'begin') return <Note kind="success" title="The draft is kept. Nobody else sees it yet" isAnswer />;
  if (done === 'keep') return <Note kind="success" title="The round is saved" isAnswer />;
  if (done === 'open') return <Note kind="success" title="The round is open; every school’s lead is asked to accept the terms" isAnswer />;
  if (done === 'close') return <Note kind="success" title="The round is closed. Nobody is reminded of it any more" isAnswer />;
  return null;
}

function Draft({ data: { mayKeep, rows, terms }, base }: { data: Data; base: string }) {
  if (!mayKeep) return null;
  return (
    <>
      <Note kind="attention" title="A draft: nobody but whoever convenes sees it">
        <p>
          {rows.length === 0
            ? 'No school takes part yet. Name at least two, then open it.'
            : `${count(rows.length, 'school takes', 'schools take')} part: ${rows.map(({ name }) => name).join('; ')}. Read below what can appear at all with them.`}
        </p>
        <form method="post" className="bar">
          <Button kind="primary" name="act" value="open">
            Open the round to its schools
          </Button>
          <ButtonLink href={`${base}/edit`}>Change dates and schools</ButtonLink>
          <ButtonLink href={`${base}/terms`}>Change the terms</ButtonLink>
          <ButtonLink href={`${base}/calibration`}>Prepare the calibration</ButtonLink>
          <DialogButton dialog="discard" kind="danger">
            Discard the draft
          </DialogButton>
        </form>
        <Dialog
          id="discard"
          title="Discard this draft?"
          acts={
            <form method="post">
              <Button kind="danger" name="act" value="discard">
                Discard it for good
              </Button>
            </form>
          }
        >
          <p>Its dates, schools and terms go. No school has seen them.</p>
        </Dialog>
      </Note>
      <WhatCanAppear figures={terms.figures} schools={rows.length} />
    </>
  );
}

function Asking({ data: { asking, accepted, rows, round }, base }: { data: Data; base: string }) {
  if (round.status === 'closed') return <Note title="This round is closed. What each school released stays as it chose" />;
  if (accepted === rows.length) return null;
  return (
    <Note kind="attention" title={`${accepted} of ${count(rows.length, 'school has', 'schools have')} accepted the sharing terms`}>
      <p>
        Until all have, no school sees what another released. {asking.length > 0 && `A change is asked for by ${asking.join('; ')}. `}
        <a href={`${base}/terms`}>Read the terms and the answers</a>
      </p>
    </Note>
  );
}

function Keep({ data: { mayKeep, round }, base }: { data: Data; base: string }) {
  if (!mayKeep || round.status !== 'open') return null;
  return (
    <Section title="Keep the round">
      <p className="bar">
        <ButtonLink href={`${base}/edit`}>Change dates and schools</ButtonLink>
        <ButtonLink href={`${base}/terms`}>Propose other terms</ButtonLink>
        <ButtonLink href={`${base}/calibration`}>Open the calibration</ButtonLink>
        <DialogButton dialog="close" kind="danger">
          Close the round
        </DialogButton>
      </p>
      <Dialog
        id="close"
        title={`Close ${round.title}?`}
        acts={
          <form method="post">
            <Button kind="danger" name="act" value="close">
              Close it for good
            </Button>
          </form>
        }
      >
        <p>Its board and terms stay as they are, and nobody is reminded any more. What schools released stays as each chose.</p>
      </Dialog>
    </Section>
  );
}
