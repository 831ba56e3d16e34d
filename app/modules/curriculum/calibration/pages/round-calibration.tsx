import { data, redirect } from 'react-router';
import { zoneOf } from '#app/modules/members/queries.server.ts';
import { type FieldError, parseForm, typedIn } from '#app/platform/form.ts';
import { enqueue } from '#app/platform/jobs.server.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actorOf, memberOf, type Refused, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { type Round, roundNamed } from '../../rounds/queries.server.ts';
import { mayKeepRounds, roundSeatOf } from '../../rules.ts';
import { Id } from '../../schema.ts';
import { readAgreed, readWords } from '../acts.ts';
import { sayInCalibration } from '../commands.server.ts';
import { ratingBegun } from '../jobs.server.ts';
import { ActivityFields, activityLabels } from '../parts/activity-fields.tsx';
import { Compared } from '../parts/compared.tsx';
import { Figures } from '../parts/figures.tsx';
import { calibration, tenthsOfSchools } from '../queries.server.ts';
import { CalibrationSearch, NewCalibrationActivity, Preparation } from '../schema.ts';
import {
  addCalibrationActivity,
  beginRating,
  dropCalibrationActivity,
  prepareCalibration,
  settleActivity,
} from '../setup-commands.server.ts';
import type { Route } from './+types/round-calibration';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const { rating } = CalibrationSearch.parse(Object.fromEntries(searchParams));
  return scoped({ context, request, slug: roundSeatOf(memberOf(context, request)) }, async (scope) => {
    const round = await roundNamed(scope, params.round);
    const found = await calibration(scope, round, rating);
    const mayKeep = mayKeepRounds(scope.actor);
    const schools = mayKeep ? await tenthsOfSchools(scope, { roundId: round.id, rating: found.setup?.rating ?? 0 }) : [];
    return { calibration: found, schools, zone: await zoneOf(scope), mayKeep, done: searchParams.get('done') };
  });
}

type Ground = { scope: Scope; round: Round; form: FormData };
type Acted = { next: string } | { errors: readonly FieldError[] };

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await request.formData();
  const typed = typedIn(form);
  const actor = await actorOf({ context, request, slug: roundSeatOf(memberOf(context, request)) });
  const outcome = await refusalOf(() =>
    as(actor, async (scope): Promise<Acted> => {
      const act = Object.hasOwn(acts, typed.act ?? '') && acts[typed.act ?? ''];
      if (!act) return { errors: [{ field: '', message: 'Choose what to do.' }] };
      return act({ scope, round: await roundNamed(scope, params.round), form });
    }),
  );
  if (outcome.ok && 'next' in outcome.value) {
    if (typed.act === 'begin') await enqueue(ratingBegun, { round: params.round });
    return redirect(outcome.value.next);
  }
  const errors =
    outcome.ok && 'errors' in outcome.value ? outcome.value.errors : [{ field: '', message: outcome.ok ? '' : outcome.message }];
  const refused: Refused = { act: [typed.act, typed.activityId].filter(Boolean).join('-'), errors, values: { ...typed } };
  return data(refused, { status: outcome.ok ? 400 : outcome.status });
}

const acts: Record<string, (ground: Ground) => Promise<Acted>> = { prepare, add, drop, begin, say, settle };

async function prepare({ scope, round, form }: Ground): Promise<Acted> {
  const read = parseForm(Preparation, form);
  if (!read.ok) return read;
  await prepareCalibration(scope, round, read.data);
  return { next: '?done=prepare' };
}
async function add({ scope, round, form }: Ground): Promise<Acted> {
  const read = parseForm(NewCalibrationActivity, form);
  if (!read.ok) return read;
  await addCalibrationActivity(scope, round, read.data);
  return { next: '?done=add' };
}
async function drop({ scope, round, form }: Ground): Promise<Acted> {
  const id = Id.safeParse(form.get('activityId'));
  if (!id.success) return { errors: [{ field: '', message: 'Choose an activity.' }] };
  await dropCalibrationActivity(scope, round, id.data);
  return { next: '?done=drop' };
}
async function begin({ scope, round, form }: Ground): Promise<Acted> {
  await beginRating(scope, round, { seen: Number(form.get('seen')) });
  return { next: '?done=begin' };
}
async function say({ scope, round, form }: Ground): Promise<Acted> {
  const read = readWords(typedIn(form), 'words');
  if (!read.ok) return read;
  await sayInCalibration(scope, round, read.said);
  return { next: `?done=say#activity-${read.said.activityId}` };
}
async function settle({ scope, round, form }: Ground): Promise<Acted> {
  const { competencies } = await calibration(scope, round);
  const read = readAgreed(
    typedIn(form),
    competencies.map(({ id }) => id),
  );
  if (!read.ok) return read;
  await settleActivity(scope, round, read.said);
  return { next: `?done=settle#activity-${read.said.activityId}` };
}

const doneWords: Record<string, string> = {
  prepare: 'The calibration is prepared',
  add: 'The activity is added',
  drop: 'The activity is taken away',
  begin: 'Everybody who maps is asked to answer',
  say: 'Everybody who has answered can read it',
  settle: 'What is agreed is kept',
};

type Data = Route.ComponentProps['loaderData'];

export default function RoundCalibration({ loaderData, actionData }: Route.ComponentProps) {
  const { calibration: found, zone, mayKeep, done } = loaderData;
  const { round, setup, shown } = found;
  const base = `/w/curriculum/rounds/${round.slug}`;
  return (
    <Page
      title="Calibration"
      lead="Choose the activities that everybody who maps answers alone, begin, then read where they differ and set what is agreed."
      crumbs={[{ label: 'Rounds', to: '/w/curriculum/rounds' }, { label: round.title, to: base }, { label: 'Calibration' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Calibration of ${round.title} · Concord`}</title>
      <FormErrors errors={actionData?.errors ?? []} labels={activityLabels} />
      {done && Object.hasOwn(doneWords, done) && !actionData && <Note kind="success" title={doneWords[done]!} isAnswer />}
      {mayKeep && round.status !== 'closed' && (setup?.rating ?? 0) === 0 && <Prepare data={loaderData} refused={actionData} />}
      {mayKeep && setup && setup.rating > 0 && <Running data={loaderData} />}
      {shown && (
        <>
          <Figures calibration={found} address={`${base}/calibration`} />
          <Compared calibration={found} zone={zone} refused={actionData} />
          <Downloads of="Every answer" address={`${base}/calibration`} search={`?rating=${shown}`} />
        </>
      )}
    </Page>
  );
}

function Prepare({ data: { calibration: found, schools }, refused }: { data: Data; refused: Refused | undefined }) {
  const { setup, activities } = found;
  const errors = (act: string) => (refused?.act === act ? refused.errors : []);
  return (
    <>
      <Section title="How many, and who settles" id="prepare">
        <form method="post" className="form" noValidate>
          <Field
            name="wanted"
            label="Activities that everybody answers"
            inputMode="numeric"
            value={String(setup?.wanted ?? 10)}
            error={errorOf(errors('prepare'), 'wanted')}
          />
          <Field
            kind="select"
            name="settlingSchoolId"
            label="Besides you, what is agreed is set by the leads of"
            value={setup?.settlingSchoolId ?? ''}
            options={[{ value: '', label: 'nobody' }, ...schools.map(({ id, name }) => ({ value: id, label: name }))]}
          />
          <Button name="act" value="prepare" kind={setup ? 'plain' : 'primary'}>
            {setup ? 'Save' : 'Prepare the calibration'}
          </Button>
        </form>
      </Section>
      {setup && (
        <Section title="The activities" id="activities">
          {activities.length === 0 && (
            <p>None yet. Write or paste the first below. Leads of the schools can offer theirs, five of each school at most.</p>
          )}
          <ol>
            {activities.map(({ id, title, minutes }) => (
              <li key={id}>
                {title} {minutes !== null && <span className="small muted">{minutes} min</span>}
                <form method="post">
                  <input type="hidden" name="activityId" value={id} />
                  <Button kind="quiet" name="act" value="drop">
                    Take “{title}” away
                  </Button>
                </form>
              </li>
            ))}
          </ol>
          {activities.length > setup.wanted && (
            <p>{`There are ${activities.length}, and ${setup.wanted} are wanted: take ${count(activities.length - setup.wanted, 'activity', 'activities')} away, or want more. Then you can begin.`}</p>
          )}
          {activities.length === setup.wanted && (
            <form method="post">
              <p>Once people answer, the activities stay as they are.</p>
              <input type="hidden" name="seen" value={setup.rating} />
              <Button kind="primary" name="act" value="begin">
                Ask everybody who maps to answer these {activities.length}
              </Button>
            </form>
          )}
          <h3>Add an activity</h3>
          <form method="post" className="form" noValidate>
            <ActivityFields values={refused?.act === 'add' ? refused.values : {}} errors={errors('add')} />
            <Button name="act" value="add">
              Add this activity
            </Button>
          </form>
        </Section>
      )}
    </>
  );
}

function tenthsWords(tenths: number): string {
  if (tenths === 0) return 'Waits';
  return tenths === 10 ? 'Done' : count(tenths, 'tenth', 'tenths');
}

function Running({ data: { calibration: found, schools, mayKeep } }: { data: Data }) {
  const { setup, round } = found;
  return (
    <Section title={setup?.rating === 2 ? 'Who has answered, second rating' : 'Who has answered'} id="answered">
      <p>How far each school is, in tenths of what its mappers have to answer. Nothing that they answered is in it.</p>
      <Table
        caption="How far each school is"
        isCaptionHidden
        rows={schools}
        rowKey={({ id }) => id}
        columns={[
          { key: 'school', label: 'School', cell: ({ name }) => name },
          { key: 'tenths', label: 'How far', cell: ({ tenths }) => tenthsWords(tenths) },
        ]}
      />
      {mayKeep && round.status === 'open' && setup?.rating === 1 && (
        <form method="post">
          <p>After the discussion you can ask everybody to answer once more. The first answers stay as they were.</p>
          <input type="hidden" name="seen" value={setup.rating} />
          <Button name="act" value="begin">
            Ask for a second rating
          </Button>
        </form>
      )}
    </Section>
  );
}
