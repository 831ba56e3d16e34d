import { data, redirect } from 'react-router';
import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { listeningRound, promptsOf } from '../../listening/queries.server.ts';
import { saidBy } from '../../listening/visibility.ts';
import { mayDraftGoal } from '../../rules.ts';
import { keepPoint, removePassage, setPointAside } from '../commands.server.ts';
import { answersToRead, pointOf, quotedPassages } from '../queries.server.ts';
import { PassageNamed, PointAside, PointSaid } from '../schema.ts';
import type { Route } from './+types/point';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const pointId = addressed(z.uuid(), params.point, 'This point');
  return scoped({ context, request }, async (scope) => {
    const round = await listeningRound(scope, params.round);
    const prompts = await promptsOf(scope, round.id);
    return {
      round: { slug: round.slug, title: round.title },
      point: await pointOf(scope, round.id, pointId),
      passages: (await quotedPassages(scope, round.id))
        .filter((passage) => passage.pointId === pointId)
        .map((passage) => ({ ...passage, prompt: prompts.find(({ id }) => id === passage.promptId)?.words ?? '' })),
      readable: (await answersToRead(scope, round.id)).length,
      mayDraft: mayDraftGoal(scope.actor),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const pointId = addressed(z.uuid(), params.point, 'This point');
  const form = await request.formData();
  function answer<Schema extends z.ZodType>(
    act: string,
    schema: Schema,
    work: (scope: Scope, roundId: string, said: z.infer<Schema>) => Promise<unknown>,
  ) {
    return () =>
      answerForm(act, { schema, form }, async (said) => {
        await scoped({ context, request }, async (scope) => work(scope, (await listeningRound(scope, params.round)).id, said));
        return undefined;
      });
  }
  const acts = {
    keep: answer('keep', PointSaid, (scope, roundId, said) => keepPoint(scope, roundId, { pointId, ...said })),
    out: answer('out', PassageNamed, (scope, roundId, { passageId }) => removePassage(scope, roundId, passageId)),
    aside: answer('aside', PointAside, (scope, roundId, said) => setPointAside(scope, roundId, { pointId, ...said })),
  };
  const act = String(form.get('act') ?? 'keep');
  const acted = await (Object.hasOwn(acts, act) ? acts[act as keyof typeof acts] : acts.keep)();
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const done: Readonly<Record<string, string>> = {
  begin: 'The point is begun. Mark passages for it while you read',
  keep: 'The point is kept',
  out: 'The passage is taken out',
  aside: 'Done',
};
const labels = { claim: 'The point, as a sentence', words: 'What there is to say of it' };
export default function PointPage({
  loaderData: { round, point, passages, readable, mayDraft, ...loaderData },
  actionData,
}: Route.ComponentProps) {
  const base = `/w/perspectives/${round.slug}`;
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title={point.claim}
      crumbs={[
        { label: 'Perspectives', to: '/w/perspectives' },
        { label: round.title, to: base },
        { label: 'Points', to: `${base}/points` },
        { label: 'Point' },
      ]}
      status={point.setAsideAt ? 'Set aside' : undefined}
      lead={`It rests on ${count(point.answers, 'answer', 'answers')} of ${readable} that can be read.`}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${point.claim} · Concord`}</title>
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {point.words && <p className="reading turns-apart">{point.words}</p>}
      <Section title="What it rests on">
        {passages.length === 0 ? (
          <p className="muted">
            Nothing yet. <a href={`${base}/read`}>Read what was said</a> and mark a passage.
          </p>
        ) : (
          <ul className="passages">
            {passages.map(({ id, quoted, prompt, promptId, answerId, ...who }) => (
              <li key={id}>
                <blockquote>
                  <p>{quoted}</p>
                </blockquote>
                <p className="muted">
                  {saidBy(who)}, <a href={`${base}/read?prompt=${promptId}#answer-${answerId}`}>{prompt}</a>
                </p>
                {mayDraft && (
                  <form method="post">
                    <input type="hidden" name="passageId" value={id} />
                    <Button kind="quiet" name="act" value="out">
                      Take out<span className="visually-hidden">: {quoted.slice(0, 40)}</span>
                    </Button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      {mayDraft && (
        <Section title="Change it">
          <form method="post" className="form" noValidate>
            <input type="hidden" name="seen" value={point.version} />
            <Field
              name="claim"
              label={labels.claim}
              value={actionData?.values.claim ?? point.claim}
              error={errorOf(errors, 'claim')}
              isWide
            />
            <Field
              kind="textarea"
              rows={4}
              name="words"
              label={labels.words}
              value={actionData?.values.words ?? point.words}
              error={errorOf(errors, 'words')}
              isOptional
            />
            <p className="bar">
              <Button kind="primary" name="act" value="keep">
                Keep the point
              </Button>
            </p>
          </form>
          <form method="post">
            {!point.setAsideAt && <input type="hidden" name="isAside" value="yes" />}
            <Button kind="quiet" name="act" value="aside">
              {point.setAsideAt ? 'Take it up again' : 'Set it aside'}
            </Button>
          </form>
        </Section>
      )}
    </Page>
  );
}
