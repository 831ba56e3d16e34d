import { data, redirect } from 'react-router';
import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import { answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { saidBy } from '../../listening/visibility.ts';
import { answersToRead, pointsOf } from '../../reading/queries.server.ts';
import { mayDraftGoal } from '../../rules.ts';
import { keepSentence } from '../commands.server.ts';
import { goalNumbered, sentencesOfGoal, sourcesOfGoal } from '../queries.server.ts';
import { SentenceForm } from '../schema.ts';
import type { Route } from './+types/sentence';

const Path = z.object({ number: z.coerce.number().int().min(1).max(9999), sentence: z.union([z.literal('new'), z.uuid()]) });

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { number, sentence: id } = addressed(Path, params, 'This sentence');
  return scoped({ context, request }, async (scope) => {
    if (!mayDraftGoal(scope.actor)) throw forbidden('draft the goal', 'Conveners and steering members do.');
    const goal = await goalNumbered(scope, number);
    const sentence = (await sentencesOfGoal(scope, goal.id)).find((each) => each.id === id) ?? null;
    if (id !== 'new' && sentence === null) throw missing('This sentence');
    const own = (await sourcesOfGoal(scope, goal)).filter(({ sentenceId }) => sentenceId === id);
    const points = await pointsOf(scope, goal.roundId);
    // What an earlier round's points gave to this sentence stays to choose.
    const earlier = own.flatMap(({ pointId, claim, answers }) =>
      pointId && !points.some((point) => point.id === pointId)
        ? [{ id: pointId, claim: claim ?? '', answers: answers.length, setAsideAt: null }]
        : [],
    );
    return {
      number,
      roundSlug: goal.roundSlug,
      sentence,
      points: [...points, ...earlier]
        .filter(({ setAsideAt }) => setAsideAt === null)
        .map(({ id: value, claim, answers }) => ({ id: value, claim, answers })),
      answers: await answersToRead(scope, goal.roundId),
      chosen: own.flatMap(({ pointId, answerId }) => pointId ?? answerId ?? []),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { number, sentence } = addressed(Path, params, 'This sentence');
  const acted = await answerForm('sentence', { schema: SentenceForm, form: await request.formData() }, async (said) => {
    await scoped({ context, request }, (scope) =>
      keepSentence(scope, number, { ...said, sentenceId: sentence === 'new' ? null : sentence }),
    );
    return undefined;
  });
  return acted.ok ? redirect(`/w/perspectives/goal/${number}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function SentencePage({
  loaderData: { number, roundSlug, sentence, points, answers, chosen },
  actionData,
}: Route.ComponentProps) {
  const goal = `/w/perspectives/goal/${number}`;
  const errors = actionData?.errors ?? [];
  const title = sentence ? 'Change a sentence' : 'Write a sentence';
  const isChosen = (kind: string, id: string) => (actionData ? actionData.values[`${kind}.${id}`] === 'yes' : chosen.includes(id));
  return (
    <Page
      title={title}
      lead="One thing that the schools want, in words that everybody understands, and what it rests on."
      crumbs={[
        { label: 'Perspectives', to: '/w/perspectives' },
        { label: `The shared goal, version ${number}`, to: goal },
        { label: title },
      ]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${title} · Concord`}</title>
      <FormErrors errors={errors} labels={{ words: 'The sentence' }} />
      <form method="post" className="form" noValidate>
        <input type="hidden" name="seen" value={sentence?.version ?? 0} />
        <Field
          kind="textarea"
          rows={3}
          name="words"
          label="The sentence"
          value={actionData?.values.words ?? sentence?.words}
          error={errorOf(errors, 'words')}
        />
        <fieldset className="field wide">
          <legend>Points that it rests on</legend>
          {points.length === 0 && (
            <p className="help">
              No point yet. <a href={`/w/perspectives/${roundSlug}/read`}>Read what was said</a> and mark passages.
            </p>
          )}
          <div className="field-choices">
            {points.map(({ id, claim, answers: behind }) => (
              <label key={id} className="choice">
                <input type="checkbox" name={`point.${id}`} value="yes" defaultChecked={isChosen('point', id)} />
                <span>
                  {claim}
                  <span className="help">{count(behind, 'answer', 'answers')}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <details open={answers.some(({ id }) => isChosen('answer', id))}>
          <summary>Answers that it rests on themselves</summary>
          <div className="field-choices">
            {answers.map(({ id, words, ...who }) => (
              <label key={id} className="choice">
                <input type="checkbox" name={`answer.${id}`} value="yes" defaultChecked={isChosen('answer', id)} />
                <span>
                  {words.length > 200 ? `${words.slice(0, 199)}…` : words}
                  <span className="help">{saidBy(who)}</span>
                </span>
              </label>
            ))}
          </div>
        </details>
        <p className="bar">
          <Button kind="primary">Keep the sentence</Button>
          <a href={goal}>Leave without keeping</a>
        </p>
      </form>
    </Page>
  );
}
