import { data, redirect } from 'react-router';
import { v4 } from 'uuid';
import { zone } from '#app/modules/members/time-zone.ts';
import { type FieldError, parseForm, typedIn } from '#app/platform/form.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Ranges } from '#app/ui/bars.tsx';
import { count } from '#app/ui/count.ts';
import { dayIn } from '#app/ui/date.ts';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { hoursBetween, hoursNumber } from '#app/ui/hours.ts';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { EditNote } from '../../editing/parts/edit-note.tsx';
import { editSaid } from '../../editing/queries.server.ts';
import { Defined } from '../../parts/defined.tsx';
import { NoCurriculum } from '../../parts/no-curriculum.tsx';
import { Years } from '../../parts/years.tsx';
import { mayBringIn } from '../../rules.ts';
import { EstimateForm as EstimateFields, workedOut } from '../estimate.ts';
import { changeEstimate, enterEstimate, takeBackEstimate } from '../estimate-commands.server.ts';
import { EstimateForm, estimateLabels } from '../parts/estimate-form.tsx';
import { estimatesOf, type ListedEstimate } from '../queries.server.ts';
import { TeachingSearch } from '../schema.ts';
import { estimateKinds } from '../words.ts';
import type { Route } from './+types/teaching';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const { year, change } = TeachingSearch.parse(Object.fromEntries(searchParams));
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const ground = await estimatesOf(scope, year);
    return {
      ...ground,
      entry: v4(),
      name: scope.actor.name,
      changed: ground.estimates.find(({ id }) => id === change) ?? null,
      edit: await editSaid(scope, searchParams.get('edit')),
      mayBringIn: mayBringIn(scope.actor),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { change } = TeachingSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const sent = await request.formData();
  const actor = await actorOf({ context, request, slug: params.school });
  const values = typedIn(sent);
  if (values.act === 'work-out') {
    const worked = workedOut(values);
    return data({ errors: worked.errors, values: worked.values }, { status: worked.errors.length > 0 ? 400 : 200 });
  }
  if (values.act === 'take-back' && change) {
    const outcome = await refusalOf(() => as(actor, (scope) => takeBackEstimate(scope, change)));
    if (!outcome.ok) return data({ errors: formError(outcome.message), values }, { status: outcome.status });
    return redirect(doneAt(values.year ?? '', outcome.value));
  }
  const form = parseForm(EstimateFields, sent);
  if (!form.ok) return data({ errors: form.errors, values }, { status: 400 });
  const outcome = await refusalOf(() =>
    as(actor, (scope: Scope) => (change ? changeEstimate(scope, change, form.data) : enterEstimate(scope, form.data))),
  );
  if (!outcome.ok) return data({ errors: formError(outcome.message), values }, { status: outcome.status });
  return redirect(doneAt(form.data.year, outcome.value));
}

function formError(message: string): FieldError[] {
  return [{ field: '', message }];
}
function doneAt(year: string, editId: string | null): string {
  return `?${new URLSearchParams({ year, ...(editId && { edit: editId }) })}`;
}

type Data = Route.ComponentProps['loaderData'];

export default function Teaching({ loaderData, actionData }: Route.ComponentProps) {
  const { school, year, years, estimates, changed, mayEstimate, edit } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title="Teaching without events"
      lead="Bedside teaching, clerkships, longitudinal coaching: what no event of a file stands for, with estimated hours and who said so. It counts as a range everywhere."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Teaching without events' }]}
    >
      <title>{`Teaching without events · ${school.name} · Concord`}</title>
      <FormErrors errors={actionData?.errors ?? []} labels={estimateLabels} />
      {!actionData && <EditNote edit={edit} base={base} mayCorrect={mayEstimate} />}
      {year === null ? (
        <NoCurriculum base={base} mayBringIn={loaderData.mayBringIn}>
          Estimates belong to an academic year; bring one in first, if only its titles.
        </NoCurriculum>
      ) : (
        <>
          <Years years={years} year={year} />
          {estimates.length === 0 ? (
            <p>{`Nothing is estimated for ${year}. What nobody says is unknown and counts nowhere.`}</p>
          ) : (
            <Estimates data={loaderData} year={year} base={base} />
          )}
          {mayEstimate ? (
            <EstimateForm
              key={changed?.id ?? 'new'}
              {...{
                year,
                entry: loaderData.entry,
                courses: loaderData.courses,
                competencies: loaderData.competencies,
                name: loaderData.name,
              }}
              estimate={changed}
              values={actionData?.values ?? null}
              errors={actionData?.errors ?? []}
            />
          ) : (
            <p>Your school’s leads and mappers estimate hours.</p>
          )}
          <Defined figures={['estimate', 'hours-range', 'learner-hours', 'delivered-hours']} />
        </>
      )}
    </Page>
  );
}

function Estimates({ data: { estimates, total, mayEstimate }, year, base }: { data: Data; year: string; base: string }) {
  const most = Math.max(...estimates.map(({ learner }) => learner?.most ?? 0));
  return (
    <Section title={`${count(estimates.length, 'estimate', 'estimates')}, ${hoursBetween(total)} of one learner`}>
      <Ranges
        ranges={estimates.flatMap(({ title, learner }) =>
          learner ? [{ label: title, low: learner.least, high: learner.most, text: hoursBetween(learner) }] : [],
        )}
        max={most}
        maxText={`${hoursNumber(most)} h`}
        zeroText="0 h"
      />
      <Table
        caption={`Teaching without events of ${year}`}
        isCaptionHidden
        rows={[...estimates]}
        rowKey={({ id }) => id}
        columns={[
          { key: 'title', label: 'Teaching', cell: ({ id, title }) => <a href={`${base}/activities/${id}`}>{title}</a> },
          { key: 'kind', label: 'What it is', phone: 'bare', cell: ({ kind }) => estimateKinds[kind] },
          {
            key: 'course',
            label: 'Course',
            phone: 'bare',
            cell: ({ places }) => places.map(({ course }) => course).join(', ') || 'In no course',
          },
          { key: 'learner', label: 'Learner hours', isNumber: true, cell: ({ learner }) => hoursBetween(learner) },
          { key: 'delivered', label: 'Delivered hours', isNumber: true, cell: ({ delivered }) => hoursBetween(delivered) },
          { key: 'source', label: 'Source', phone: 'line', cell: ({ estimateSource }) => estimateSource },
          { key: 'by', label: 'Who said so', cell: saidBy },
          ...(mayEstimate
            ? [
                {
                  key: 'change',
                  label: 'Change',
                  phone: 'bare' as const,
                  cell: ({ id, title }: ListedEstimate) => (
                    <a href={`?year=${year}&change=${id}#form`}>
                      Say anew<span className="visually-hidden">{`: ${title}`}</span>
                    </a>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function saidBy({ estimateBy, estimatedAt }: ListedEstimate): string {
  return `${estimateBy ?? 'not said'}${estimatedAt ? `, ${dayIn(estimatedAt, zone)}` : ''}`;
}
