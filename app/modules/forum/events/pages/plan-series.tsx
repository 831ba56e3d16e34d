import { data, redirect } from 'react-router';
import * as z from 'zod';
import { as } from '#app/platform/scope.server.ts';
import { answerForm } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { forumActor, inForum } from '../in-forum.server.ts';
import { dayWarning, proposedSeries } from '../proposal.ts';
import { assertMayKeepForum, newestOf, seriesNamed, wholeEvent } from '../queries.server.ts';
import { mostOfSeries, SeriesPlan } from '../schema.ts';
import { planSeries } from '../series-commands.server.ts';
import type { Route } from './+types/plan-series';

const Search = z.object({ n: z.coerce.number().int().min(1).max(mostOfSeries).catch(6).default(6) });

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { n } = Search.parse(Object.fromEntries(new URL(request.url).searchParams));
  return inForum({ context, request }, async (scope) => {
    assertMayKeepForum(scope);
    const series = await seriesNamed(scope, params.series);
    const last = (await newestOf(scope, series.id)) ?? null;
    const { link } = last === null ? { link: null } : await wholeEvent(scope, last.slug);
    return {
      series,
      last: last?.title ?? null,
      values: { ...proposedSeries({ series, last, now: new Date(), n }), link: link?.url ?? '' },
      n,
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await forumActor({ context, request });
  const form = await request.formData();
  const act = form.get('act') === 'publish' ? 'publish-series' : 'plan-series';
  const acted = await answerForm(act, { schema: SeriesPlan, form }, async (said) => {
    await as(actor, (scope) => planSeries(scope, params.series, { ...said, isPublic: act === 'publish-series', now: new Date() }));
    return undefined;
  });
  return acted.ok ? redirect(`/w/forum${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function PlanSeries({ loaderData, actionData }: Route.ComponentProps) {
  const { series, last, n } = loaderData;
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? loaderData.values;
  const rows = Array.from({ length: n }, (_, at) => at);
  const labels = Object.fromEntries([
    ['link', 'Link to join'],
    ...rows.flatMap((at) => [
      [`day.${at}`, `Day of session ${at + 1}`],
      [`title.${at}`, `Title of session ${at + 1}`],
    ]),
  ]);
  const shared = fieldsOf(labels, values, errors);
  return (
    <Page
      title={`Plan the next of “${series.title}”`}
      lead={
        last === null
          ? `Days are proposed from when the series meets. Each session begins at ${series.beginsAt ?? '12:00'} by Zoom, and everybody can register; change any of it later.`
          : `Days are proposed from when the series meets. Everything else is copied from “${last}”; change any of it later.`
      }
      crumbs={[
        { label: 'Forum', to: '/w/forum' },
        { label: 'Series', to: '/w/forum/series' },
        { label: series.title, to: `/w/forum/series/${series.slug}` },
        { label: 'Plan' },
      ]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Plan the next of ${series.title} · Concord`}</title>
      <form method="get" className="bar fields">
        <Field name="n" label="How many sessions" inputMode="numeric" value={String(n)} />
        <Button kind="quiet">Propose this many days</Button>
      </form>
      <FormErrors errors={errors} labels={labels} />
      <form method="post" className="form" noValidate>
        {rows.map((at) => {
          const warning = dayWarning(values[`day.${at}`] ?? '');
          return (
            <div key={at} className="bar fields">
              <Field {...shared(`day.${at}`)} type="date" help={warning ?? undefined} />
              <Field {...shared(`title.${at}`)} />
            </div>
          );
        })}
        <p className="muted">A session without a day is left out.</p>
        <Field
          {...shared('link')}
          type="url"
          isOptional
          isWide
          help="The same for all. Only who has a confirmed place sees it; it is on no public page and in no public calendar."
        />
        <p className="bar">
          <Button kind="primary" name="act" value="plan">
            {`Keep ${count(n, 'draft', 'drafts')}`}
          </Button>
          <Button name="act" value="publish">
            Publish them, and open registration
          </Button>
        </p>
      </form>
    </Page>
  );
}
