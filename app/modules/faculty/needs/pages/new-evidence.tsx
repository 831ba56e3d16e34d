import { data, redirect } from 'react-router';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, memberOf, scoped } from '#app/platform/web.server.ts';
import { withParam } from '#app/ui/address.ts';
import { Button } from '#app/ui/button.tsx';
import { Choices } from '#app/ui/choices.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { addEvidence } from '../commands.server.ts';
import { type EvidenceKind, evidenceKinds } from '../evidence.ts';
import { evidenceToAdd } from '../evidence-queries.server.ts';
import { needOf } from '../queries.server.ts';
import { mayAddEvidence, whoMayNeed } from '../rules.ts';
import { EvidenceForm } from '../schema.ts';
import { needSeatOf } from '../seat.ts';
import type { Route } from './+types/new-evidence';

const labels = {
  figure: 'Figure of a release',
  theme: 'Shared theme',
  survey: 'What a survey found',
  point: 'Point of a listening round',
  words: 'Words',
  who: 'Who',
  day: 'Day',
} as const;

export function loader({ context, params, request }: Route.LoaderArgs) {
  const url = new URL(request.url);
  const slug = needSeatOf(memberOf(context, request), url.searchParams.get('as'));
  return scoped({ context, request, slug }, async (scope) => {
    const need = await needOf(scope, params.need);
    if (!mayAddEvidence(scope.actor, need)) throw forbidden('add evidence to this need', whoMayNeed.evidence);
    const kind: EvidenceKind = evidenceKinds.find(({ id }) => id === url.searchParams.get('kind'))?.id ?? 'figure';
    return {
      title: need.title,
      about: need.about,
      kind,
      toAdd: await evidenceToAdd(scope, need.about),
      isOfSchool: scope.actor.school !== null,
      search: url.search,
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const asked = new URL(request.url).searchParams.get('as');
  const actor = await actorOf({ context, request, slug: needSeatOf(memberOf(context, request), asked) });
  const acted = await answerForm('evidence', { schema: EvidenceForm, form: await request.formData() }, async (said) => {
    await as(actor, (scope) => addEvidence(scope, { needId: params.need, said }));
    return asked ? `&as=${encodeURIComponent(asked)}` : '';
  });
  return acted.ok ? redirect(`/w/faculty/needs/${params.need}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function NewEvidence({ loaderData, actionData, params }: Route.ComponentProps) {
  const { title, about, kind, search } = loaderData;
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title="Add evidence"
      lead={`What shows that this is lacking: ${title}.`}
      crumbs={[
        { label: 'Needs', to: '/w/faculty/needs' },
        { label: title, to: `/w/faculty/needs/${params.need}` },
        { label: 'Add evidence' },
      ]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Add evidence · ${title} · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      <Choices
        label="Kind of evidence"
        options={evidenceKinds.map(({ id, name }) => ({ to: withParam(search, 'kind', id), label: name, isCurrent: id === kind }))}
      />
      <p>
        {evidenceKinds.find(({ id }) => id === kind)!.name}: {evidenceKinds.find(({ id }) => id === kind)!.means}.
      </p>
      <Fields data={loaderData} values={actionData?.values ?? {}} errors={errors} about={about.code ?? about.title} />
    </Page>
  );
}

type Data = Route.ComponentProps['loaderData'];
type FieldsProps = {
  data: Data;
  values: Readonly<Record<string, string>>;
  errors: readonly { field: string; message: string }[];
  about: string;
};

function Fields({ data: { kind, toAdd, isOfSchool }, values, errors, about }: FieldsProps) {
  const shared = fieldsOf(labels, values, errors);
  const chosen = { figure: toAdd.figures, theme: toAdd.themes, survey: toAdd.surveys, observation: [], wish: toAdd.points }[kind];
  const isEmpty = chosen.length === 0;
  if (isEmpty && (kind === 'figure' || kind === 'theme' || kind === 'survey')) return <p>{none[kind](about, isOfSchool)}</p>;
  const options = chosen.map(({ value, label, help }) => ({ value, label, ...(help && { help }) }));
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="kind" value={kind} />
      {kind === 'figure' && (
        <Field
          {...shared('figure')}
          kind="radios"
          options={options}
          help="The need keeps no number: it shows what the release shows."
          isWide
        />
      )}
      {kind === 'theme' && <Field {...shared('theme')} kind="radios" options={options} isWide />}
      {kind === 'survey' && <Field {...shared('survey')} kind="radios" options={options} isWide />}
      {kind === 'wish' && !isEmpty && (
        <Field
          {...shared('point')}
          kind="radios"
          options={[...options, { value: '', label: 'None of these: words that I write below' }]}
          isWide
        />
      )}
      {(kind === 'observation' || kind === 'wish') && (
        <>
          <Field
            {...shared('words')}
            kind="textarea"
            rows={4}
            help={
              kind === 'wish'
                ? 'What was said, in their words or yours.'
                : 'What you saw. Without the name of anybody, of a patient, a student or a colleague.'
            }
            isOptional={kind === 'wish' && !isEmpty}
          />
          <Field
            {...shared('who')}
            help={
              kind === 'wish' ? 'By their role, such as “clerkship directors at Ashby”.' : 'By your role, such as “a small-group teacher”.'
            }
            isOptional={kind === 'wish' && !isEmpty}
            isWide
          />
          <Field {...shared('day')} kind="input" type="date" isOptional={kind === 'wish' && !isEmpty} />
        </>
      )}
      <p className="bar">
        <Button kind="primary">Add this evidence</Button>
      </p>
    </form>
  );
}

const none = {
  figure: (about: string, isOfSchool: boolean) =>
    isOfSchool
      ? `Your school shows no figure of competency ${about} by name to the collaborative. Its lead chooses that when the school releases its year.`
      : `No school shows a figure of competency ${about} by name to the collaborative.`,
  theme: (about: string) => `No study shares a theme about competency ${about}. A study’s lead shares one on the theme’s page.`,
  survey: () =>
    'No evaluation of an offering is shown to you, and nothing that another programme reported is entered. You can enter that under “What other programmes reported”.',
};
