import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { answerForm } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { forumActor, inForum } from '../in-forum.server.ts';
import { SeriesFields, seriesLabels } from '../parts/series-fields.tsx';
import { assertMayKeepForum, seriesNamed } from '../queries.server.ts';
import { SeriesForm } from '../schema.ts';
import { beginSeries, keepSeries } from '../series-commands.server.ts';
import type { Route } from './+types/edit-series';

/** The address `new` begins a series; any other name is one that is there. */
const isNew = (slug: string) => slug === 'new';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return inForum({ context, request }, async (scope) => {
    assertMayKeepForum(scope);
    return {
      series: isNew(params.series) ? null : await seriesNamed(scope, params.series),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await forumActor({ context, request });
  let { series: slug } = params;
  const acted = await answerForm('keep', { schema: SeriesForm, form: await request.formData() }, async (said) => {
    if (isNew(slug)) slug = await as(actor, (scope) => beginSeries(scope, said));
    else await as(actor, (scope) => keepSeries(scope, slug, said));
    return undefined;
  });
  return acted.ok ? redirect(`/w/forum/series/${slug}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function EditSeries({ loaderData: { series, done }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const begun = { weekday: '4', everyMonths: '1', begins: '12:00', minutes: '60', zone: 'America/New_York' };
  const values: Readonly<Record<string, string>> =
    actionData?.values ??
    (series === null
      ? begun
      : {
          title: series.title,
          description: series.description,
          host: series.host,
          nth: String(series.nth ?? ''),
          weekday: String(series.weekday ?? begun.weekday),
          everyMonths: String(series.everyMonths ?? begun.everyMonths),
          begins: series.beginsAt ?? begun.begins,
          minutes: String(series.minutes ?? begun.minutes),
          zone: series.timeZone,
          cadence: series.cadence,
          seen: series.changedAt.toISOString(),
        });
  const title = series?.title ?? 'Begin a series';
  return (
    <Page
      title={title}
      lead="The public sees it as soon as you save it; its events each when you publish them."
      crumbs={[{ label: 'Forum', to: '/w/forum' }, { label: 'Series', to: '/w/forum/series' }, { label: title }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${title} · Concord`}</title>
      {done === 'keep' && series && (
        <Note kind="success" title="The series is saved" isAnswer>
          <p className="bar">
            <a href={`/forum/series/${series.slug}`}>See its public page</a>
            {series.nth !== null && <a href={`/w/forum/series/${series.slug}/plan`}>Plan its next sessions</a>}
            <a href={`/w/forum/new?series=${series.slug}`}>Plan one event</a>
          </p>
        </Note>
      )}
      <FormErrors errors={errors} labels={seriesLabels} />
      <form method="post" className="form" noValidate>
        <input type="hidden" name="seen" value={values.seen ?? ''} />
        <SeriesFields values={values} errors={errors} />
        <p className="bar">
          <Button kind="primary">Save the series</Button>
        </p>
      </form>
    </Page>
  );
}
