import { data, redirect } from 'react-router';
import { v7 } from 'uuid';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { day, dayIn } from '#app/ui/date.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { PersonalWordsAsked } from '../../parts/personal-words-asked.tsx';
import { nobodysIn } from '../../personal-words.ts';
import { dropGoal, finishGoal, reopenGoal, setGoal } from '../commands.server.ts';
import { competenciesToTry, type OwnGoal, ownGoals, ownLog } from '../queries.server.ts';
import { DoneForm, GoalForm, NamedGoal } from '../schema.ts';
import type { Route } from './+types/goals';

export async function loader({ context, request }: Route.LoaderArgs) {
  const found = await scoped({ context, request }, async (scope) => {
    if ((await ownLog(scope)) === null) return null;
    const [goals, competencies, zone] = [await ownGoals(scope), await competenciesToTry(scope), await zoneOf(scope)];
    return { goals, competencies, zone, id: v7(), done: new URL(request.url).searchParams.get('done') };
  });
  if (found === null) throw redirect('/w/practice/log');
  return found;
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const nobodys = nobodysIn(form);
  const act = String(form.get('act') ?? 'set');
  const nothing = () => undefined;
  const acted =
    act === 'finish'
      ? await answerForm(`finish.${form.get('goal')}`, { schema: DoneForm, form }, (said) =>
          as(actor, (scope) => finishGoal(scope, { ...said, nobodys })).then(nothing),
        )
      : act === 'reopen'
        ? await answerForm('reopen', { schema: NamedGoal, form }, ({ goal }) => as(actor, (scope) => reopenGoal(scope, goal)).then(nothing))
        : act === 'drop'
          ? await answerForm('drop', { schema: NamedGoal, form }, ({ goal }) => as(actor, (scope) => dropGoal(scope, goal)).then(nothing))
          : await answerForm('set', { schema: GoalForm, form }, (said) =>
              as(actor, (scope) => setGoal(scope, { ...said, nobodys })).then(nothing),
            );
  if (acted.ok) return redirect(`/w/practice/goals?done=${act}`);
  return data({ ...acted.refused, nobodys }, { status: acted.status });
}

const labels = { words: 'What you want to try', competency: 'It is about', due: 'By', remind: 'Remind me by mail on that day' };
const freeLabels = { words: labels.words };
const doneLabels = { doneWords: 'How it went, in a sentence' };
const doneWords: Readonly<Record<string, string>> = {
  set: 'The goal stands',
  finish: 'Done. It stands below',
  reopen: 'It is open again',
  drop: 'The goal is gone',
};
type Back = Route.ComponentProps['actionData'];

export default function Goals({ loaderData: { goals, competencies, zone, id, done }, actionData }: Route.ComponentProps) {
  const ofNew = actionData?.act === 'set' ? actionData : undefined;
  const errors = ofNew?.errors ?? [];
  const field = fieldsOf(labels, ofNew?.values, errors);
  const open = goals.filter(({ doneAt }) => doneAt === null);
  const ended = goals.filter(({ doneAt }) => doneAt !== null);
  return (
    <Page
      title="Your goals"
      lead="What you mean to try. Nobody sets them for you, and nobody counts them."
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'Your goals' }]}
      isCompact
    >
      <title>{`${actionData ? 'Error: ' : ''}Your goals · Concord`}</title>
      {!actionData && done !== null && Object.hasOwn(doneWords, done) && <Note kind="success" title={doneWords[done]!} isAnswer />}
      {goals.length === 0 && (
        <Empty title="There are no goals yet">
          A goal is one thing to try in the next conversation. What an entry says comes next becomes one with a tick, or you write one here.
        </Empty>
      )}
      {open.length > 0 && (
        <ul className="plain-list">
          {open.map((goal) => (
            <OpenGoal key={goal.id} goal={goal} competencies={competencies} back={actionData} />
          ))}
        </ul>
      )}
      <Section title="A new goal">
        <FormErrors errors={errors} labels={labels} />
        <form method="post" className="form" noValidate>
          <input type="hidden" name="id" value={ofNew?.values.id ?? id} />
          <Field {...field('words')} kind="textarea" rows={2} />
          <Field
            {...field('competency')}
            kind="select"
            options={[
              { value: '', label: 'No competency in particular' },
              ...competencies.map(({ stableId, code, shortTitle }) => ({ value: stableId, label: `${code} ${shortTitle}` })),
            ]}
          />
          <Field {...field('due')} type="date" isOptional />
          <Field
            {...field('remind')}
            kind="checkbox"
            isChecked={ofNew?.values.remind !== undefined}
            help="One mail, which does not say what the goal is."
          />
          <PersonalWordsAsked labels={freeLabels} values={ofNew?.values} nobodys={ofNew?.nobodys ?? []} />
          <p>
            <Button kind="primary" name="act" value="set">
              Set the goal
            </Button>
          </p>
        </form>
      </Section>
      {ended.length > 0 && (
        <Section title="Done">
          <ul className="plain-list">
            {ended.map(({ id: goal, words, doneAt, doneWords: how }) => (
              <li key={goal}>
                <p className="reader-words">{words}</p>
                <p className="muted">{`Done on ${dayIn(doneAt!, zone)}${how === '' ? '' : `: ${how}`}`}</p>
                <form method="post" className="bar">
                  <input type="hidden" name="goal" value={goal} />
                  <Button kind="quiet" name="act" value="reopen">
                    Open it again
                  </Button>
                  <Button kind="quiet" name="act" value="drop">
                    Take it away
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

type OpenGoalProps = { goal: OwnGoal; competencies: readonly { stableId: string; code: string; shortTitle: string }[]; back: Back };

function OpenGoal({ goal: { id, words, dueOn, remind, remindedAt, competencyStableId, fromEntryId }, competencies, back }: OpenGoalProps) {
  const about = competencies.find(({ stableId }) => stableId === competencyStableId);
  const own = back?.act === `finish.${id}` ? back : undefined;
  const facts = [
    about && `${about.code} ${about.shortTitle}`,
    dueOn !== null && `by ${day(dueOn)}`,
    remind && (remindedAt === null ? 'you will be reminded' : 'you were reminded'),
  ].filter(Boolean);
  return (
    <li>
      <p className="reader-words">{words}</p>
      <p className="muted">
        {facts.join(', ')}
        {fromEntryId !== null && (
          <>
            {facts.length > 0 && ', '}
            <a href={`/w/practice/entries/${fromEntryId}`}>from this conversation</a>
          </>
        )}
      </p>
      <details open={own !== undefined}>
        <summary>
          It is done, or not wanted any more<span className="visually-hidden">{`: ${words}`}</span>
        </summary>
        <FormErrors errors={own?.errors ?? []} labels={doneLabels} />
        <form method="post" className="form" noValidate>
          <input type="hidden" name="goal" value={id} />
          <div className="field wide">
            <label htmlFor={`done-${id}`}>
              {doneLabels.doneWords} <span className="optional">(optional)</span>
            </label>
            <textarea id={`done-${id}`} name="doneWords" rows={2} defaultValue={own?.values.doneWords} />
          </div>
          <PersonalWordsAsked labels={doneLabels} values={own?.values} nobodys={own?.nobodys ?? []} />
          <p className="bar">
            <Button name="act" value="finish">
              It is done
            </Button>
            <Button kind="quiet" name="act" value="drop" formNoValidate>
              Take it away
            </Button>
          </p>
        </form>
      </details>
    </li>
  );
}
