import { data, redirect } from 'react-router';
import type * as z from 'zod';
import type { Scope } from '#app/platform/scope.server.ts';
import { answerForm, scoped } from '#app/platform/web.server.ts';
import { Choices } from '#app/ui/choices.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { listeningRound } from '../../listening/queries.server.ts';
import { mayDraftGoal } from '../../rules.ts';
import { markPassage, sayReason } from '../commands.server.ts';
import { Answer } from '../parts/answer.tsx';
import { MarkBar } from '../parts/mark-bar.tsx';
import { Numbers } from '../parts/numbers.tsx';
import { passagesOf, pointsOf, readsListening, reasonsOf, saidTo } from '../queries.server.ts';
import { PassageForm, ReasonSaid } from '../schema.ts';
import type { Route } from './+types/read';

/** Marking with the mouse needs script; sentences are chosen without. */
export const handle = { script: true };

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  return scoped({ context, request }, async (scope) => {
    const round = await listeningRound(scope, params.round);
    const { answers, ...said } = (await saidTo(scope, round.id, searchParams.get('prompt')))!;
    const points = await pointsOf(scope, round.id);
    const reasons = await reasonsOf(scope, round.id);
    const passages = await passagesOf(scope, round.id);
    return {
      round: { slug: round.slug, title: round.title, status: round.status },
      ...said,
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
  const { round, prompts, prompt, answers, points, numbers, counts, reads, isReader, mayDraft } = loaderData;
  const base = `/w/perspectives/${round.slug}`;
  const search = `?prompt=${prompt.id}`;
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
        <Numbers {...{ numbers, counts }} shown={reads ? answers.length : null} />
        {answers.length === 0 ? (
          !reads ? (
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
