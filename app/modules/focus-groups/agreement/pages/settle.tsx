import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Keys } from '#app/ui/keys.tsx';
import { Note } from '#app/ui/note.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { Queue } from '#app/ui/queue.tsx';
import { rounds } from '../../coding/queries.server.ts';
import { maySettle } from '../../rules.ts';
import { inStudy } from '../../study/in-study.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { settle, unsettle } from '../commands.server.ts';
import { type Contested, comparedRound, contestedIn } from '../compared-round.ts';
import { type SettledDifference, settlements } from '../consensus-queries.server.ts';
import { SideBySide } from '../parts/side-by-side.tsx';
import { comparisonRead, wordsAround } from '../round-queries.server.ts';
import { RoundId, Settlement, SettleSearch, Unsettling } from '../schema.ts';
import type { Route } from './+types/settle';

/** Keys need script; everything else works without. */
export const handle = { script: true };

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const roundId = addressed(RoundId, params.round, 'This round');
  const { at, done } = SettleSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { read, settled, ...shown } = await scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const { round, ...read } = await comparisonRead(scope, study, { roundId });
    const consensus = (await rounds(scope, study)).find(({ ofRound }) => ofRound === roundId);
    return {
      ...{ study, round, read, personId: scope.actor.personId, mayAnswer: maySettle(study) && consensus?.closedAt === null },
      consensusId: consensus?.id ?? null,
      settled: consensus ? await settlements(scope, study, consensus.id) : [],
    };
  });
  // Finding the differences takes its time, so it stands between two scopes.
  const compared = comparedRound(read);
  const all = contestedIn(compared)
    .filter(({ isAgreed }) => !isAgreed)
    .map((each) => ({ ...each, settlement: settled.find((one) => isSame(one, each)) ?? null }));
  const open = all.findIndex(({ settlement }) => settlement === null);
  const number = at === undefined ? open + 1 || all.length : Math.min(at, all.length);
  const item = all[number - 1];
  const turns = item ? await scoped({ context, request }, (scope) => wordsAround(scope, shown.study, item)) : [];
  const nextOpen = all.findIndex(({ settlement }, position) => settlement === null && position >= number);
  return {
    ...{ ...shown, done, number, turns, total: all.length, answered: all.filter(({ settlement }) => settlement !== null).length },
    next: nextOpen >= 0 ? nextOpen + 1 : open >= 0 && open + 1 !== number ? open + 1 : null,
    item: item
      ? {
          ...item,
          code: compared.codes.find(({ id }) => id === item.codeId)?.name ?? '',
          text: read.texts.find(({ id }) => id === item.textId)?.title ?? '',
          readings: item.stands.map(({ coder, spans }) => ({
            coder: read.coders.find(({ key }) => key === coder)?.name ?? '',
            key: coder,
            spans,
          })),
        }
      : null,
  };
}

function isSame(one: SettledDifference, other: Contested): boolean {
  return one.textId === other.textId && one.codeId === other.codeId && one.begins === other.begins && one.ends === other.ends;
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const roundId = addressed(RoundId, params.round, 'This round');
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const at = new URL(request.url).searchParams.get('at');
  const acted =
    form.get('act') === 'unsettle'
      ? await answerForm('unsettle', { schema: Unsettling, form }, async ({ settlementId }) => {
          await inStudy(actor, params.study, (scope, study) => unsettle(scope, study, { roundId, settlementId }));
          return at === null ? undefined : `&at=${Number(at)}`;
        })
      : await answerForm('settle', { schema: Settlement, form }, async (said) => {
          await inStudy(actor, params.study, (scope, study) => settle(scope, study, { roundId, said }));
          return undefined;
        });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const done: Readonly<Record<string, string>> = {
  begin: 'The consensus is begun. What all coders marked alike is in it',
  settle: 'Settled',
  unsettle: 'The answer is taken back',
};

export default function Settle({ loaderData, actionData }: Route.ComponentProps) {
  const { study, round, consensusId, total, answered, item } = loaderData;
  const base = `/w/focus-groups/${study.slug}/agreement/${round.id}`;
  const errors = actionData?.errors ?? [];
  return (
    <StudyPage
      study={study}
      here="/agreement"
      below="Consensus"
      title={`Consensus of ${round.title}`}
      lead="Each difference is settled once. What each coder coded stays as it is."
      hasErrors={errors.length > 0}
    >
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FormErrors errors={errors} labels={{ decision: 'The answer', words: 'The words', reason: 'Reason' }} />
      <p>
        <a href={base}>The figures of {round.title}</a>
      </p>
      {consensusId === null ? (
        <Empty title="No consensus yet">The study’s lead begins it on the page of the figures.</Empty>
      ) : (
        <>
          <Progress label="differences settled" done={answered} total={total} />
          {item === null ? (
            <Empty title="No difference">All coders marked the same. There is nothing to settle.</Empty>
          ) : (
            <>
              <Difference key={loaderData.number} data={loaderData} item={item} errors={errors} typed={actionData?.values ?? {}} />
              <Keys />
            </>
          )}
        </>
      )}
    </StudyPage>
  );
}

type Data = Route.ComponentProps['loaderData'];
type Item = NonNullable<Data['item']>;
type DifferenceProps = { data: Data; item: Item; errors: readonly FormError[]; typed: Readonly<Record<string, string>> };

function Difference({ data: { number, total, next, turns, mayAnswer, personId }, item, errors, typed }: DifferenceProps) {
  const { code, text, readings, settlement, textId, codeId, begins, ends } = item;
  const shown = (
    <>
      <h2>
        {code}: {text}
      </h2>
      <p className="muted">
        Difference {number} of {total}.{' '}
        {next !== null && (
          <a href={`?at=${next}`} aria-keyshortcuts="j">
            Next that is open (j)
          </a>
        )}
      </p>
      <SideBySide turns={turns} readings={readings} />
    </>
  );
  if (settlement !== null || !mayAnswer)
    return (
      <article className="stack">
        {shown}
        {settlement ? (
          <Note title={`${settlement.words}.`}>
            {settlement.reason && <p>{settlement.reason}</p>}
            {mayAnswer && settlement.settledBy === personId && (
              <form method="post">
                <input type="hidden" name="settlementId" value={settlement.id} />
                <Button kind="quiet" name="act" value="unsettle" keyLabel="u">
                  Take this answer back
                </Button>
              </form>
            )}
          </Note>
        ) : (
          <p>It is not settled yet.</p>
        )}
      </article>
    );
  const marked = turns.map((turn) => turn.text.slice(Math.max(0, begins - turn.begins), Math.max(0, ends - turn.begins))).join(' ');
  return (
    <Queue
      item={shown}
      hidden={{ textId, codeId, begins: String(begins), ends: String(ends) }}
      questions={[
        {
          name: 'decision',
          legend: `Where does “${code}” stand?`,
          chosen: typed.decision,
          options: [
            ...readings.map(({ key, coder, spans }, at) => ({
              value: key,
              label: spans.length === 0 ? `Nowhere, as ${coder} has it` : `As ${coder} marked it`,
              keyLabel: String(at + 1),
            })),
            { value: 'all', label: 'On all that anybody marked', keyLabel: 'a' },
            { value: 'range', label: 'On the words below', keyLabel: 'w' },
            { value: 'none', label: 'Nowhere', keyLabel: 'n' },
          ],
        },
      ]}
      acts={[{ value: 'settle', label: 'Settle it', keyLabel: 's', kind: 'primary' }]}
      saved="Saved when you settle it"
    >
      <Field
        kind="textarea"
        name="words"
        label="The words"
        value={typed.words ?? marked}
        rows={3}
        error={errorOf(errors, 'words')}
        help="Counts with “On the words below”: exactly as they stand in the turn."
      />
      <Field name="reason" label="Reason" isOptional isWide value={typed.reason} error={errorOf(errors, 'reason')} autoComplete="off" />
      <Field
        kind="select"
        name="withId"
        label="Settled together with"
        value={typed.withId ?? ''}
        options={[
          { value: '', label: 'Nobody: I alone' },
          ...readings.filter(({ key }) => key !== personId).map(({ key, coder }) => ({ value: key, label: coder })),
        ]}
      />
    </Queue>
  );
}
