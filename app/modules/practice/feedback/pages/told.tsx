import { data, redirect } from 'react-router';
import { v7 } from 'uuid';
import { answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { dayHere } from '../../../members/time-zone.ts';
import { lastMonths, monthName } from '../../log/entry.ts';
import { PersonalWordsAsked } from '../../parts/personal-words-asked.tsx';
import { nobodysIn } from '../../personal-words.ts';
import { steps, stepWords } from '../../scale.ts';
import { noteTold } from '../commands.server.ts';
import { entryName } from '../entry-name.ts';
import { AnchorFields } from '../parts/anchor-fields.tsx';
import { BeginFirst } from '../parts/begin-first.tsx';
import { competenciesToAskOn, entriesToAskOn, hasLog } from '../queries.server.ts';
import { toldForm } from '../schema.ts';
import type { Route } from './+types/told';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => ({
    id: v7(),
    entry: new URL(request.url).searchParams.get('entry') ?? '',
    months: lastMonths(dayHere(new Date()), 12),
    isBegun: await hasLog(scope),
    competencies: await competenciesToAskOn(scope),
    entries: await entriesToAskOn(scope),
  }));
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await request.formData();
  const competencies = await scoped({ context, request }, competenciesToAskOn);
  const schema = toldForm(competencies.map(({ stableId }) => stableId));
  const acted = await answerForm('told', { schema, form }, async (said) => {
    await scoped({ context, request }, (scope) => noteTold(scope, said, nobodysIn(form)));
    return undefined;
  });
  return acted.ok
    ? redirect(`/w/practice/feedback${acted.done}`)
    : data({ ...acted.refused, nobodys: nobodysIn(form) }, { status: acted.status });
}

const labels = {
  role: 'Who told you',
  name: 'Their name',
  month: 'Month',
  entry: 'About which conversation',
  wentWell: 'What they said went well',
  toTry: 'What they said to try next',
  step: 'How much help there was, as they said it',
};

const words = { wentWell: labels.wentWell, toTry: labels.toTry };

export default function Told({ loaderData: { id, entry, months, isBegun, competencies, entries }, actionData }: Route.ComponentProps) {
  const { errors = [], values = {}, nobodys = [] } = actionData ?? {};
  const field = fieldsOf(labels, { entry, ...values }, errors);
  return (
    <Page
      title="What I was told"
      lead="When somebody has no phone at hand, write down what they told you. It is marked as told to you, in your words, wherever it is shown."
      crumbs={[
        { label: 'Practice', to: '/w/practice' },
        { label: 'What others said', to: '/w/practice/feedback' },
        { label: 'What I was told' },
      ]}
      isCompact
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}What I was told · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      {!isBegun && <BeginFirst />}
      {isBegun && (
        <form method="post" className="form" noValidate>
          <input type="hidden" name="id" value={values.id ?? id} />
          <Field {...field('role')} help="A role is enough, for example resident." maxLength={120} />
          <Field {...field('name')} isOptional maxLength={120} />
          <Field kind="textarea" rows={3} {...field('wentWell')} help="As close to their words as you can. No name of a patient, please." />
          <Field kind="textarea" rows={3} {...field('toTry')} />
          <Field kind="select" {...field('month')} options={months.map((month) => ({ value: month, label: monthName(month) }))} />
          {entries.length > 0 && (
            <Field
              kind="select"
              {...field('entry')}
              options={[
                { value: '', label: 'One that is not in my log' },
                ...entries.map((each) => ({ value: each.id, label: entryName(each) })),
              ]}
            />
          )}
          <Field
            kind="radios"
            {...field('step')}
            isOptional
            options={steps.map((step) => ({ value: step, label: stepWords[step].observer }))}
          />
          <details>
            <summary>What they said of a competency</summary>
            <AnchorFields competencies={competencies.map(({ stableId, title }) => ({ id: stableId, title }))} values={values} />
          </details>
          <PersonalWordsAsked labels={words} values={actionData && values} nobodys={nobodys} />
          <p className="bar">
            <Button kind="primary">Note it</Button>
          </p>
        </form>
      )}
    </Page>
  );
}
