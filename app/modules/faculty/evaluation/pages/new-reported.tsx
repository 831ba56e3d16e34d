import { data, redirect } from 'react-router';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { answerForm } from '#app/platform/web.server.ts';
import { withParam } from '#app/ui/address.ts';
import { Button } from '#app/ui/button.tsx';
import { Choices } from '#app/ui/choices.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { facultyActor, inFaculty } from '../../in-faculty.server.ts';
import { kirkpatrickLevels } from '../levels.ts';
import { ReportedForm, reportedKinds } from '../reported.ts';
import { enterReported } from '../reported-commands.server.ts';
import { mayReport, whoMayEvaluate } from '../rules.ts';
import type { Route } from './+types/new-reported';

const labels = {
  programme: 'Programme',
  what: 'What was counted or measured',
  years: 'Years',
  count: 'How many',
  of: 'Of how many',
  percent: 'Percentage, as printed',
  cohorts: 'People in each cohort',
  inSeveral: 'Of these in more than one',
  people: 'People in all, as printed',
  mean: 'Mean',
  least: 'Least of the scale',
  most: 'Most of the scale',
  n: 'Of how many people',
  parts: 'Parts',
  total: 'Total, as printed',
  kirkpatrick: 'Level (Kirkpatrick)',
  source: 'Source',
  url: 'Its address',
  keptBecause: 'Why it is kept as printed, if it contradicts itself',
} as const;

const fieldsOfKind = {
  share: ['count', 'of', 'percent'],
  people: ['cohorts', 'inSeveral', 'people'],
  mean: ['mean', 'least', 'most', 'n'],
  sum: ['parts', 'total'],
} as const;

export function loader({ context, request }: Route.LoaderArgs) {
  const { searchParams, search } = new URL(request.url);
  return inFaculty({ context, request }, async ({ actor }) => {
    if (!mayReport(actor)) throw forbidden('enter what a programme reported', whoMayEvaluate.report);
    return { kind: reportedKinds.find(({ id }) => id === searchParams.get('kind'))?.id ?? ('share' as const), search };
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await facultyActor({ context, request });
  const acted = await answerForm('enter', { schema: ReportedForm, form: await request.formData() }, async (said) => {
    await as(actor, (scope) => enterReported(scope, said));
    return undefined;
  });
  return acted.ok ? redirect(`/w/faculty/reported${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function NewReported({ loaderData: { kind, search }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const shared = fieldsOf(labels, actionData?.values, errors);
  const hasContradiction = errors.some(({ message }) => message.endsWith('kept as printed.'));
  return (
    <Page
      title="Enter what a programme reported"
      lead="One figure, as its source prints it. Where it does not agree with itself you are told before it is kept."
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: 'Reported', to: '/w/faculty/reported' }, { label: 'A new one' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Enter what a programme reported · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      <Choices
        label="What the figure is"
        options={reportedKinds.map(({ id, name }) => ({ to: withParam(search, 'kind', id), label: name, isCurrent: id === kind }))}
      />
      <form method="post" className="form" noValidate>
        <input type="hidden" name="kind" value={kind} />
        <Field {...shared('programme')} help="Such as the name of the course and where it was held." isWide />
        <Field {...shared('what')} help="Such as: evaluations that called it excellent." isWide />
        <Field {...shared('years')} isOptional />
        {fieldsOfKind[kind].map((name) => (
          <Field
            key={name}
            {...shared(name)}
            inputMode={name === 'cohorts' || name === 'parts' ? undefined : 'decimal'}
            help={
              name === 'cohorts'
                ? 'With a plus between them, such as 18 + 14.'
                : name === 'parts'
                  ? 'With a plus between them, such as 55 + 42 + 25.'
                  : undefined
            }
          />
        ))}
        {(hasContradiction || Boolean(actionData?.values.keptBecause)) && (
          <Field
            {...shared('keptBecause')}
            kind="textarea"
            rows={2}
            help="Such as: it is printed so, and its authors were asked. It is marked wherever it is shown."
            isOptional
          />
        )}
        <Field
          {...shared('kirkpatrick')}
          kind="select"
          options={[
            { value: '', label: 'Choose one' },
            ...kirkpatrickLevels.map(({ level, name, means }) => ({ value: String(level), label: `${level} ${name}: ${means}` })),
          ]}
          isWide
        />
        <Field {...shared('source')} kind="textarea" rows={2} help="A citation, so that others find it." />
        <Field {...shared('url')} type="url" isOptional isWide />
        <p className="bar">
          <Button kind="primary">Enter it</Button>
        </p>
      </form>
    </Page>
  );
}
