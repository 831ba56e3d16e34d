import { data, redirect } from 'react-router';
import type * as z from 'zod';
import type { Scope } from '#app/platform/scope.server.ts';
import { answerForm, scoped } from '#app/platform/web.server.ts';
import { Choices } from '#app/ui/choices.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { countsOf, listeningRound, promptCountsOf, promptsOf } from '../../listening/queries.server.ts';
import { mayDraftGoal } from '../../rules.ts';
import { markPassage, sayReason } from '../commands.server.ts';
import { Answer } from '../parts/answer.tsx';
import { MarkBar } from '../parts/mark-bar.tsx';
import { answersToRead, passagesOf, pointsOf, readsListening, reasonsOf } from '../queries.server.ts';
import { PassageForm, ReasonSaid } from '../schema.ts';
import type { Route } from './+types/read';

/** Marking with the mouse needs script; sentences are chosen without. */
export const handle = { script: true };

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  return scoped({ context, request }, async (scope) => {
    const round = await listeningRound(scope, params.round);
    const prompts = await promptsOf(scope, round.id);
    const prompt = prompts.find(({ id }) => id === searchParams.get('prompt')) ?? prompts[0]!;
    const answers = (await answersToRead(scope, round.id)).filter(({ promptId }) => promptId === prompt.id);
    const points = await pointsOf(scope, round.id);
    const reasons = await reasonsOf(scope, round.id);
    const passages = await passagesOf(scope, round.id);
    return {
      round: { slug: round.slug, title: round.title, status: round.status },
      prompts,
      prompt,
      answers: answers.map((answer) => ({
        ...answer,
        reason: reasons.get(answer.id),
        marks: passages
          .filter(({ answerId }) => answerId === answer.id)
          .map(({ id, begins, ends, pointId }) => ({
            id,
            begins,
            ends,
            pointId,
            claim: points.find((point) => point.id === pointId)?.claim ?? '',
          })),
      })),
      points: points.filter(({ setAsideAt }) => setAsideAt === null).map(({ id, claim }) => ({ value: id, label: claim })),
      numbers: (await promptCountsOf(scope, round.id)).find(({ promptId }) => promptId === prompt.id)!,
      counts: await countsOf(scope, round.id),
      isReader: await readsListening(scope, round.id),
      mayDraft: mayDraftGoal(scope.actor),
      done: searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await request.formData();
  function answer<Schema extends z.ZodType>(
    act: string,
    schema: Schema,
    work: (scope: Scope, roundId: string, said: z.infer<Schema>) => Promise<unknown>,
  ) {
    return answerForm(act, { schema, form }, async (said) => {
      await scoped({ context, request }, async (scope) => work(scope, (await listeningRound(scope, params.round)).id, said));
      return undefined;
    });
  }
  const acted = await (form.get('act') === 'reason' ? answer('reason', ReasonSaid, sayReason) : answer('mark', PassageForm, markPassage));
  if (!acted.ok) return data(acted.refused, { status: acted.status });
  const prompt = new URL(request.url).searchParams.get('prompt');
  return redirect(
    `${acted.done}${prompt === null ? '' : `&prompt=${encodeURIComponent(prompt)}`}#answer-${encodeURIComponent(String(form.get('answerId')))}`,
  );
}

const done: Readonly<Record<string, string>> = { mark: 'The passage is with its point', reason: 'Whoever said it reads your reason' };
export default function ReadPage({ loaderData, actionData }: Route.ComponentProps) {
  const { round, prompts, prompt, answers, points, numbers, counts, isReader, mayDraft } = loaderData;
  const base = `/w/perspectives/${round.slug}`;
  const search = `?prompt=${prompt.id}`;
  const readable = numbers.named + numbers.byRole;
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title="What was said"
      crumbs={[{ label: 'Perspectives', to: '/w/perspectives' }, { label: round.title, to: base }, { label: 'What was said' }]}
      lead={
        mayDraft
          ? 'Mark a passage, or choose sentences, and give them to a point. Every answer is read, and each can be told why it is in or not.'
          : 'Each answer shows as much of who said it as they chose.'
      }
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}What was said · ${round.title} · Concord`}</title>
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FormErrors errors={errors.map(({ message }) => ({ field: '', message }))} />
      <Choices
        label="Prompts"
        options={prompts.map(({ id, words }) => ({ to: `?prompt=${id}`, label: words, isCurrent: id === prompt.id }))}
      />
      <Section title={prompt.words}>
        <p className="muted">
          {count(readable, 'answer', 'answers')} can be read, {numbers.counted} more {numbers.counted === 1 ? 'is' : 'are'} only counted;{' '}
          {counts.answered} of {counts.asked} answered the round. They stand in no order of time.
        </p>
        {answers.length === 0 ? (
          round.status === 'open' && readable + numbers.counted > 0 ? (
            <Note title="Say what you think first">
              <p>
                So that nobody writes what others wrote, you read the answers to a prompt once you have given yours, and all of them once
                the round is closed. <a href={`${base}/answer?prompt=${prompt.id}`}>Answer this prompt</a>
              </p>
            </Note>
          ) : (
            <p>Nothing to read here.</p>
          )
        ) : (
          answers.map(({ marks, reason, ...answer }) => {
            const isBack = actionData?.values.answerId === answer.id && actionData.act === 'mark';
            return (
              <Answer
                key={answer.id}
                {...{ answer, marks, reason, points, base, search, mayDraft: mayDraft && isReader }}
                error={isBack ? errors[0]?.message : undefined}
                claim={isBack ? actionData.values.claim : undefined}
              />
            );
          })
        )}
        {answers.length > 0 && <Downloads of="What can be read" address={`${base}/read`} />}
      </Section>
      <p className="bar">
        <a href={`${base}/points`}>The points that emerge</a>
        <a href="/w/perspectives/goal">The shared goal</a>
      </p>
      {mayDraft && isReader && answers.length > 0 && <MarkBar points={points} search={search} />}
    </Page>
  );
}
