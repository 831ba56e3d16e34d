import { data, redirect } from 'react-router';
import type { Scope } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayIn } from '#app/ui/date.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { mayCode, mayLeadStudy } from '../../rules.ts';
import { isOn } from '../../study/approach.ts';
import { inStudy } from '../../study/in-study.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { type Study, studyNamed } from '../../study/queries.server.ts';
import { readLost } from '../look-again-commands.server.ts';
import { lostCodings, toLookAgain } from '../look-again-queries.server.ts';
import { type Round, rounds } from '../queries.server.ts';
import { beginRound, closeRound, openRound, sayDone } from '../round-commands.server.ts';
import { roundProgress } from '../round-queries.server.ts';
import { NewRound, RoundAct } from '../schema.ts';
import { signedTexts } from '../text-queries.server.ts';
import type { Route } from './+types/coding';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    return {
      study,
      rounds: await rounds(scope, study),
      texts: await signedTexts(scope, study),
      mayLead: mayLeadStudy(study),
      mayBlind: isOn(study.approach, 'rounds'),
      progress: await progressOf(scope, study),
      waiting: (await toLookAgain(scope, study)).length,
      lost: await lostCodings(scope, study),
      mayCode: mayCode(study),
      zone: await zoneOf(scope),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

/** By round: the turns it asks for and the own progress, and who said to be done. */
async function progressOf(scope: Scope, study: Study) {
  const of = await roundProgress(scope, study);
  return Object.fromEntries((await rounds(scope, study)).map(({ id }) => [id, of(id)]));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  if (form.get('act') === 'lost') {
    await inStudy(actor, params.study, (scope, study) => readLost(scope, study));
    return redirect('?done=lost');
  }
  const acted =
    form.get('act') === 'begin'
      ? await answerForm('begin', { schema: NewRound, form }, async (said) => {
          await inStudy(actor, params.study, (scope, study) => beginRound(scope, study, said));
          return undefined;
        })
      : await answerForm(String(form.get('act') ?? ''), { schema: RoundAct, form }, async ({ act, roundId }) => {
          await inStudy(actor, params.study, async (scope, study) => {
            if (act === 'open') await openRound(scope, study, roundId);
            else if (act === 'close') await closeRound(scope, study, roundId);
            else await sayDone(scope, study, { roundId, isDone: act === 'done' });
          });
          return undefined;
        });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const done: Readonly<Record<string, string>> = {
  begin: 'The round is begun',
  open: 'The round is open: the team sees everybody’s codings',
  close: 'The round is closed: its codings stay as they are',
  done: 'The team sees that you are done with the round',
  undone: 'You are coding again',
  lost: 'Noted',
};
const kinds = { open: 'open to the team', blind: 'blind', consensus: 'what was settled' };

function stateOf({ kind, openedAt, closedAt }: Round): string {
  if (closedAt !== null) return 'closed';
  if (kind === 'blind') return openedAt === null ? 'blind: nobody sees another’s codings' : 'opened';
  return kinds[kind];
}

export default function Coding({ loaderData, actionData }: Route.ComponentProps) {
  const { study, rounds: all, texts, mayLead, mayBlind, zone, progress, waiting, lost, mayCode: may } = loaderData;
  const { values = {}, errors = [] } = actionData ?? {};
  const base = `/w/focus-groups/${study.slug}`;
  return (
    <StudyPage
      study={study}
      here="/coding"
      title="Coding"
      lead="Rounds of coding, and the texts that are ready to be coded."
      hasErrors={errors.length > 0}
    >
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FormErrors errors={errors} labels={{ title: 'Title', kind: 'How it goes', amount: 'How many turns', seed: 'Seed' }} />
      {waiting > 0 && (
        <Note kind="attention" title={`${count(waiting, 'coding of yours waits', 'codings of yours wait')} to be looked at again`}>
          Their code or their words changed. <a href={`${base}/coding/again`}>Look again</a>
        </Note>
      )}
      {lost.length > 0 && (
        <Note kind="attention" title="Words that you had coded were taken out">
          <p>
            {lost.map(({ title, lost: many }) => `${title}: ${count(Number(many), 'coding', 'codings')}`).join('; ')}. None of their words
            is left.
          </p>
          <form method="post">
            <Button kind="quiet" name="act" value="lost">
              I have read it
            </Button>
          </form>
        </Note>
      )}
      {all.length === 0 && (
        <Empty title="No round yet">
          {!isOn(study.approach, 'counts') && 'This study reads and meets; codes may help, and it needs none. '}
          {mayLead ? 'Codings belong to a round. Begin the first.' : 'Once the study’s lead has begun a round, you can code in it.'}
        </Empty>
      )}
      {all.map((round) => (
        <Section key={round.id} title={round.title}>
          <p className="muted">
            Begun on {dayIn(round.begunAt, zone)} with version {round.codebookVersion} of the codebook; {stateOf(round)}.
          </p>
          <RoundProgress {...progress[round.id]!} round={round} mayCode={may} />
          {texts.length === 0 ? (
            <p>No text is signed yet. Texts are coded once what identifies is taken out of them.</p>
          ) : (
            <Table
              caption={`Texts to code in ${round.title}`}
              isCaptionHidden
              rows={texts}
              rowKey={({ id }) => id}
              columns={[
                { key: 'text', label: 'Text', cell: ({ id, title }) => <a href={`${base}/coding/${round.id}/${id}`}>{title}</a> },
                { key: 'session', label: 'Session', phone: 'bare', cell: ({ session }) => session },
                ...(round.seed === null
                  ? []
                  : [
                      {
                        key: 'asked',
                        label: 'Turns asked for',
                        isNumber: true,
                        cell: ({ id }: { id: string }) => progress[round.id]?.askedIn[id] ?? 0,
                      },
                    ]),
              ]}
            />
          )}
          {mayLead && round.closedAt === null && (
            <form method="post" className="bar">
              <input type="hidden" name="roundId" value={round.id} />
              {round.kind === 'blind' && round.openedAt === null && (
                <Button name="act" value="open">
                  Open {round.title} to the team
                </Button>
              )}
              <Button kind="quiet" name="act" value="close">
                Close {round.title}
              </Button>
            </form>
          )}
        </Section>
      ))}
      {mayLead && (
        <Section title="Begin a round">
          <form method="post" className="form" noValidate>
            <Field name="title" label="Title" value={values.title} error={errorOf(errors, 'title')} help="For example Round 1." />
            <Field
              kind="radios"
              name="kind"
              label="How it goes"
              value={values.kind ?? 'open'}
              error={errorOf(errors, 'kind')}
              options={[
                { value: 'open', label: 'Open', help: 'The team sees codings as they are made' },
                ...(mayBlind
                  ? [{ value: 'blind', label: 'Blind', help: 'Nobody sees another’s codings, you neither, until you open it' }]
                  : []),
              ]}
              isWide
            />
            <Field
              name="amount"
              label="How many turns"
              isOptional
              value={values.amount}
              error={errorOf(errors, 'amount')}
              help="A share such as 20 %, or a number such as 150: so many of what participants said are drawn. Empty: everything."
            />
            <Field
              name="seed"
              label="Seed"
              isOptional
              value={values.seed}
              error={errorOf(errors, 'seed')}
              help="The same seed draws the same turns. Empty: one is drawn, and kept."
            />
            <p className="bar">
              <Button kind={all.length === 0 && isOn(study.approach, 'counts') ? 'primary' : 'plain'} name="act" value="begin">
                Begin the round
              </Button>
            </p>
          </form>
        </Section>
      )}
    </StudyPage>
  );
}

type RoundProgressProps = {
  asked: number;
  coded: number;
  isDone: boolean;
  done: readonly { name: string }[];
  round: Round;
  mayCode: boolean;
};

/** What the round asks for, the own progress, and who said to be done. */
function RoundProgress({ asked, coded, isDone, done: people, round, mayCode: may }: RoundProgressProps) {
  return (
    <>
      {asked > 0 && (
        <p>
          It asks for {count(asked, 'turn', 'turns')}, drawn by the seed {round.seed}.
          {may && ` You have coded something in ${coded} of them.`}
        </p>
      )}
      {people.length > 0 && <p>Done, as they say: {people.map(({ name }) => name).join(', ')}.</p>}
      {may && round.closedAt === null && round.kind !== 'consensus' && (
        <form method="post" className="bar">
          <input type="hidden" name="roundId" value={round.id} />
          <Button kind="quiet" name="act" value={isDone ? 'undone' : 'done'}>
            {isDone ? `I am not done with ${round.title}` : `I am done with ${round.title}`}
          </Button>
          {!isDone && <span className="muted small">If you have coded nothing in it by then, that counts as a no to every code.</span>}
        </form>
      )}
    </>
  );
}
