import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { keepNeed, keepSetting } from '../commands.server.ts';
import { capacityGround } from '../queries.server.ts';
import { capacitySearch, NeedForm, SettingForm } from '../schema.ts';
import { fromWords, mapWords } from '../view.ts';
import type { Route } from './+types/inputs';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const search = capacitySearch(request);
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const { school, year, setting, needs } = await capacityGround(scope, search.year);
    return {
      ...{ school: school.name, year, setting, done: new URL(request.url).searchParams.get('done') },
      needs: needs.map(({ id, code, title, byMap, byLead }) => ({
        id,
        code,
        title,
        map: byMap && mapWords(byMap),
        now: fromWords({ byMap, byLead }),
        byLead,
      })),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const form = await request.formData();
  const year = capacitySearch(request).year ?? '';
  const acted =
    form.get('act') === 'need'
      ? await answerForm('need', { schema: NeedForm, form }, async (need) => {
          await as(actor, (scope) => keepNeed(scope, year, need));
          return `&year=${year}`;
        })
      : await answerForm('setting', { schema: SettingForm, form }, async (setting) => {
          await as(actor, (scope) => keepSetting(scope, year, setting));
          return `&year=${year}`;
        });
  return acted.ok ? redirect(`/w/faculty/capacity/${params.school}/inputs${acted.done}`) : data(acted.refused, { status: acted.status });
}

const labels = {
  beginsOn: 'The academic year begins on',
  groupLow: 'Learners in a group, at least',
  groupHigh: 'Learners in a group, at most',
  groupSource: 'Where the size of groups is from',
  perLow: 'Facilitators in a group, at least',
  perHigh: 'Facilitators in a group, at most',
  perSource: 'Where the number of facilitators is from',
  newLow: 'Sessions a year of somebody newly prepared, at least',
  newHigh: 'Sessions a year of somebody newly prepared, at most',
  newSource: 'Where their number of sessions is from',
  materials: 'Named materials that you teach with',
  needLow: 'Sessions of each learner, at least',
  needHigh: 'Sessions of each learner, at most',
  source: 'Where this is from',
};

export default function Inputs({ loaderData: { school, year, setting, needs, done }, actionData, params }: Route.ComponentProps) {
  const ofSetting = actionData?.act === 'setting' ? actionData : undefined;
  const ofNeed = actionData?.act === 'need' ? actionData : undefined;
  const ends = (range: { low: number; high: number } | null) => [range?.low.toString(), range?.high.toString()] as const;
  const [[groupLow, groupHigh], [perLow, perHigh], [newLow, newHigh]] = [ends(setting.group), ends(setting.per), ends(setting.new)];
  const values = ofSetting?.values ?? {
    ...setting,
    group: null,
    per: null,
    new: null,
    materials: setting.materials.join('\n'),
    ...{ groupLow, groupHigh, perLow, perHigh, newLow, newHigh },
  };
  const field = fieldsOf(labels, values, ofSetting?.errors ?? []);
  const base = `/w/faculty/capacity/${params.school}`;
  return (
    <Page
      title="What you plan with"
      status={year}
      lead="Each number with where it is from, so that somebody else can judge it. Where you know a range, say both ends; where you know nothing, leave it empty."
      crumbs={[
        { label: 'Faculty', to: '/w/faculty' },
        { label: 'Capacity', to: '/w/faculty/capacity' },
        { label: school, to: `${base}?year=${year}` },
        { label: 'What you plan with' },
      ]}
    >
      <title>{`${actionData ? 'Error: ' : ''}What you plan with · Concord`}</title>
      {!actionData && done !== null && (
        <Note kind="success" title="It is kept" isAnswer>
          <p>
            <a href={`${base}?year=${year}`}>See what it comes to</a>
          </p>
        </Note>
      )}
      <FormErrors errors={actionData?.errors ?? []} labels={labels} />
      <form method="post" action={`?year=${year}`} className="form" noValidate>
        <Field {...field('beginsOn')} type="date" help="It ends a year later. A readiness that ends within it counts for its share." />
        <div className="halves">
          <Field {...field('groupLow')} inputMode="numeric" isOptional />
          <Field {...field('groupHigh')} inputMode="numeric" isOptional />
        </div>
        <Field
          {...field('groupSource')}
          isOptional
          isWide
          help="No published source that we know states how many learners one facilitator should have. That it is four to six is a common belief."
        />
        <div className="halves">
          <Field {...field('perLow')} inputMode="numeric" isOptional />
          <Field {...field('perHigh')} inputMode="numeric" isOptional />
        </div>
        <Field {...field('perSource')} isOptional isWide />
        <div className="halves">
          <Field {...field('newLow')} inputMode="numeric" isOptional />
          <Field {...field('newHigh')} inputMode="numeric" isOptional />
        </div>
        <Field {...field('newSource')} isOptional isWide />
        <Field
          {...field('materials')}
          kind="textarea"
          rows={3}
          isOptional
          help="One name a line. Whoever may teach with named material only is counted where it stands here."
        />
        <p>
          <Button kind="primary" name="act" value="setting">
            Keep what we plan with
          </Button>
        </p>
      </form>
      <Section title="Required of each learner">
        <p>
          The map says how many small-group sessions are required. Say it here where the map does not, or says otherwise; empty lets the map
          speak.
        </p>
        {needs.map(({ id, code, title, map, now, byLead }) => {
          const typed = ofNeed?.values.competency === id ? ofNeed : undefined;
          const shown = typed?.values ?? { needLow: byLead?.low.toString(), needHigh: byLead?.high.toString(), source: byLead?.source };
          return (
            <details key={id} open={typed !== undefined}>
              <summary>{`${code} ${title}: ${now}`}</summary>
              <form method="post" action={`?year=${year}`} className="form" noValidate aria-label={`${code} ${title}`}>
                <input type="hidden" name="competency" value={id} />
                <p className="muted">{map === null ? 'The map of this year has no confirmed links.' : `By the map: ${map}.`}</p>
                <NeedFields id={id} values={shown} errors={typed?.errors ?? []} />
                <p>
                  <Button name="act" value="need">
                    Keep this
                  </Button>
                </p>
              </form>
            </details>
          );
        })}
      </Section>
    </Page>
  );
}

type NeedFieldsProps = {
  id: string;
  values: Readonly<Record<string, string | undefined>>;
  errors: readonly { field: string; message: string }[];
};

/** Several of these stand on one page, so that ids carry the competency. */
function NeedFields({ id, values, errors }: NeedFieldsProps) {
  return (
    <>
      {(['needLow', 'needHigh', 'source'] as const).map((name) => {
        const error = errorOf(errors, name);
        return (
          <div key={name} className="field">
            <label htmlFor={`${name}-${id}`}>{labels[name]}</label>
            <input
              id={`${name}-${id}`}
              name={name}
              defaultValue={values[name]}
              inputMode={name === 'source' ? undefined : 'numeric'}
              aria-invalid={error ? true : undefined}
              aria-describedby={error && `${name}-${id}-error`}
            />
            {error && (
              <p className="error" id={`${name}-${id}-error`}>
                {error}
              </p>
            )}
          </div>
        );
      })}
    </>
  );
}
