import { data, redirect } from 'react-router';
import { answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { listeningRound } from '../../listening/queries.server.ts';
import { mayDraftGoal } from '../../rules.ts';
import { beginPoint } from '../commands.server.ts';
import { answersToRead, pointsOf, readsListening } from '../queries.server.ts';
import { PointSaid } from '../schema.ts';
import type { Route } from './+types/points';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const round = await listeningRound(scope, params.round);
    const isReader = await readsListening(scope, round.id);
    return {
      round: { slug: round.slug, title: round.title },
      points: await pointsOf(scope, round.id),
      readable: (await answersToRead(scope, round.id)).length,
      isReader,
      mayDraft: mayDraftGoal(scope.actor) && isReader,
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  let id = '';
  const acted = await answerForm('begin', { schema: PointSaid, form: await request.formData() }, async (said) => {
    id = await scoped({ context, request }, async (scope) => beginPoint(scope, (await listeningRound(scope, params.round)).id, said));
    return undefined;
  });
  return acted.ok ? redirect(`/w/perspectives/${params.round}/points/${id}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function Points({ loaderData: { round, points, readable, isReader, mayDraft }, actionData }: Route.ComponentProps) {
  const base = `/w/perspectives/${round.slug}`;
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title="Points that emerge"
      lead="What answers come to, each with how many of them it rests on."
      crumbs={[{ label: 'Perspectives', to: '/w/perspectives' }, { label: round.title, to: base }, { label: 'Points' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Points · ${round.title} · Concord`}</title>
      <FormErrors errors={errors} labels={{ claim: 'The point, as a sentence' }} />
      {!isReader ? (
        <p>
          You read the points once you have answered yourself, or once the round is closed. <a href={`${base}/answer`}>Your answers</a>
        </p>
      ) : points.length === 0 ? (
        <Empty title="No point yet">
          A point is a sentence that answers come to. It begins with a passage that somebody marks while reading, or here.
        </Empty>
      ) : (
        <>
          <Table
            caption="Points"
            isCaptionHidden
            count={count(points.length, 'point', 'points')}
            rows={points}
            rowKey={({ id }) => id}
            columns={[
              { key: 'claim', label: 'Point', cell: ({ id, claim }) => <a href={`${base}/points/${id}`}>{claim}</a> },
              { key: 'answers', label: 'Rests on answers', isNumber: true, cell: ({ answers }) => answers },
              { key: 'of', label: 'Of those that can be read', isNumber: true, cell: () => readable },
              { key: 'state', label: 'State', phone: 'bare', cell: ({ setAsideAt }) => setAsideAt && <Tag>set aside</Tag> },
            ]}
          />
          <p className="muted">
            A number says on how many answers somebody marked a passage for the point. It is no vote: whoever did not mention it may think
            so too.
          </p>
          <Downloads of="The points" address={`${base}/points`} />
        </>
      )}
      {mayDraft && (
        <Section title="Begin a point">
          <form method="post" className="form" noValidate>
            <Field name="claim" label="The point, as a sentence" value={actionData?.values.claim} error={errorOf(errors, 'claim')} isWide />
            <Button>Begin it</Button>
          </form>
        </Section>
      )}
      <p className="bar">
        <a href={`${base}/read`}>Read what was said</a>
        <a href="/w/perspectives/goal">The shared goal</a>
      </p>
    </Page>
  );
}
