import { data, redirect } from 'react-router';
import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { missing } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { answerForm } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { facultyActor, inFaculty } from '../../in-faculty.server.ts';
import { dropPreparation, keepPreparation } from '../commands.server.ts';
import { competencyChoices, ownEntry, ownStandings, trainerChoices } from '../queries.server.ts';
import { competenciesIn, PreparationForm, PreparationPath } from '../schema.ts';
import type { Route } from './+types/preparation';

const own = '/w/faculty/facilitators/me';

/** The id of the preparation that an address names; null for a new one. */
function idIn(named: string): string | null {
  return named === 'new' ? null : addressed(PreparationPath, named, 'This part of your entry');
}

export function loader(asked: Route.LoaderArgs) {
  return inFaculty(asked, async (scope) => {
    const id = idIn(asked.params.preparation);
    const entry = await ownEntry(scope);
    const kept = id === null ? null : entry?.preparations.find((each) => each.id === id);
    if (entry === null || kept === undefined) throw missing('This part of your entry');
    const standings = await ownStandings(scope);
    // A programme stands in an entry once.
    const taken = new Set(entry.preparations.flatMap(({ id: other, programmeId }) => (other === id ? [] : (programmeId ?? []))));
    return {
      kept,
      standings: standings.filter((each) => !taken.has(each.id)),
      competencies: await competencyChoices(scope),
      trainers: await trainerChoices(scope),
    };
  });
}

export async function action(asked: Route.ActionArgs) {
  const actor = await facultyActor(asked);
  const id = idIn(asked.params.preparation);
  const form = await asked.request.formData();
  if (form.get('act') === 'drop' && id !== null) {
    const dropped = await answerForm('taken', { schema: z.object({}), form }, async () => {
      await as(actor, (scope) => dropPreparation(scope, id));
      return undefined;
    });
    return dropped.ok ? redirect(`${own}${dropped.done}#prepared`) : data(dropped.refused, { status: dropped.status });
  }
  const acted = await answerForm('prepared', { schema: PreparationForm, form }, async (preparation) => {
    await as(actor, (scope) => keepPreparation(scope, { ...preparation, competencies: competenciesIn(form) }, id));
    return undefined;
  });
  return acted.ok ? redirect(`${own}${acted.done}#prepared`) : data(acted.refused, { status: acted.status });
}

const labels = {
  where: 'Where you were prepared',
  course: 'Name of the course',
  year: 'Year',
  source: 'Source',
  trainer: 'Who trained you',
  otherTrainer: 'And who else',
  until: 'Ready until',
  ownLearnersOnly: 'I may teach my own school’s learners only',
  materials: 'I may teach with this named material only',
  renewBy: 'The licence must be renewed by',
};

export default function Preparation({ loaderData, actionData }: Route.ComponentProps) {
  const { kept, standings, competencies, trainers } = loaderData;
  const values: Readonly<Record<string, string | null | undefined>> = actionData?.values ?? {
    where: kept ? (kept.programmeId ?? 'elsewhere') : undefined,
    ...{
      course: kept?.course,
      year: kept?.year?.toString(),
      source: kept?.source,
      trainer: kept?.trainedBy[0],
      otherTrainer: kept?.trainedBy[1],
    },
    ...{
      until: kept?.until,
      ownLearnersOnly: kept?.ownLearnersOnly ? 'yes' : '',
      materials: kept?.materials.join('\n'),
      renewBy: kept?.renewBy,
    },
    ...Object.fromEntries((kept?.competencies ?? []).map((id) => [`competency.${id}`, 'yes'])),
  };
  const errors = actionData?.errors ?? [];
  const field = fieldsOf(labels, values, errors);
  const people = [
    { value: '', label: 'Nobody here' },
    ...trainers.map(({ id, name, school }) => ({ value: id, label: `${name}, ${school}` })),
  ];
  return (
    <Page
      title={kept ? 'Where you were prepared' : 'Say where you were prepared'}
      lead="What you learned elsewhere is shown as elsewhere. A licence that restricts who may teach, or with what, is obeyed wherever you are looked for."
      crumbs={[
        { label: 'Faculty', to: '/w/faculty' },
        { label: 'Facilitators', to: '/w/faculty/facilitators' },
        { label: 'Your entry', to: own },
        { label: kept ? 'Change' : 'Prepared' },
      ]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Where you were prepared · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      <form method="post" className="form" noValidate>
        <Field
          {...field('where')}
          kind="radios"
          options={[
            ...standings.map(({ id, title }) => ({
              value: id,
              label: `In our programme “${title}”`,
              help: 'Drawn from your standing there, and counts while it lasts.',
            })),
            { value: 'elsewhere', label: 'Elsewhere' },
          ]}
        />
        <fieldset className={`field${errorOf(errors, 'competency') ? ' invalid' : ''}`}>
          <legend>Ready to teach</legend>
          <div className="field-choices">
            {competencies.map(({ id, code, title }) => (
              <label key={id} className="choice" htmlFor={`competency.${id}`}>
                <input
                  type="checkbox"
                  id={`competency.${id}`}
                  name={`competency.${id}`}
                  value="yes"
                  defaultChecked={values[`competency.${id}`] === 'yes'}
                />
                <span>
                  {code} {title}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <Field {...field('until')} type="date" isOptional help="Empty where nobody set a day." />
        <fieldset className="form">
          <legend>Elsewhere</legend>
          <Field {...field('course')} isOptional isWide help="As it was called there. Only for what you learned elsewhere." />
          <Field {...field('year')} isOptional inputMode="numeric" />
          <Field
            {...field('source')}
            isOptional
            isWide
            help="Where somebody can read of it, such as an address or a certificate’s number."
          />
          <Field
            {...field('trainer')}
            kind="select"
            isOptional
            options={people}
            help="People whose entry is shown to you. Programmes of ours know who trained you."
          />
          <Field {...field('otherTrainer')} kind="select" isOptional options={people} />
        </fieldset>
        <fieldset className="form">
          <legend>Licence</legend>
          <p className="muted">Leave all three empty where none is said, or it restricts nothing.</p>
          <Field {...field('ownLearnersOnly')} kind="checkbox" value="yes" isChecked={values.ownLearnersOnly === 'yes'} />
          <Field {...field('materials')} kind="textarea" rows={2} isOptional help="One name a line, as the material is called." />
          <Field {...field('renewBy')} type="date" isOptional help="You count until that day." />
        </fieldset>
        <p className="bar">
          <Button kind="primary" name="act" value="keep">
            Keep this in my entry
          </Button>
          <a href={own}>Back to your entry</a>
        </p>
      </form>
      {kept && (
        <Section title="Take this out">
          <form method="post">
            <Button kind="danger" name="act" value="drop">
              Take this out of my entry
            </Button>
          </form>
        </Section>
      )}
    </Page>
  );
}
