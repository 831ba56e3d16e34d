import { data, redirect } from 'react-router';
import { type FieldError, typedIn } from '#app/platform/form.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actorOf, type Refused, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Keys } from '#app/ui/keys.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Progress } from '#app/ui/progress.tsx';
import type { Round } from '../../rounds/queries.server.ts';
import { mayOfferCalibration } from '../../rules.ts';
import { readAgreed, readAnswers, readWords, type Typed } from '../acts.ts';
import { answerActivity, finishTurn, sayInCalibration } from '../commands.server.ts';
import { ActivityText } from '../parts/activity-text.tsx';
import { AnswerFields } from '../parts/answer-fields.tsx';
import { Compared } from '../parts/compared.tsx';
import { Figures } from '../parts/figures.tsx';
import { type Calibration, ownCalibration } from '../queries.server.ts';
import { CalibrationSearch } from '../schema.ts';
import { settleActivity } from '../setup-commands.server.ts';
import type { Route } from './+types/calibrate';

/** The keys need script; everything works without. */
export const handle = { script: true };

function searchOf(request: Request): CalibrationSearch {
  return CalibrationSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
}

export function loader({ context, params, request }: Route.LoaderArgs) {
  const search = searchOf(request);
  return scoped({ context, request, slug: params.school }, async (scope) => ({
    ...(await ownCalibration(scope, search)),
    mayOffer: mayOfferCalibration(scope.actor),
    activity: search.activity ?? null,
    done: new URL(request.url).searchParams.get('done'),
  }));
}

type Ground = { scope: Scope; round: Round; typed: Typed; competencyIds: string[] };
/** What an act answers: where on the page to go on, or its mistakes. */
type Acted = { at: string } | { errors: readonly FieldError[] };

export async function action({ context, params, request }: Route.ActionArgs) {
  const typed = typedIn(await request.formData());
  const actor = await actorOf({ context, request, slug: params.school });
  const outcome = await refusalOf(() =>
    as(actor, async (scope) => {
      const { round, calibration } = await ownCalibration(scope, searchOf(request));
      if (!round || !calibration) return { errors: [{ field: '', message: 'No round runs. Nothing was kept.' }] };
      const act = Object.hasOwn(acts, typed.act ?? '') && acts[typed.act ?? ''];
      if (!act) return { errors: [{ field: '', message: 'Choose what to do.' }] };
      const acted = await act({ scope, round, typed, competencyIds: calibration.competencies.map(({ id }) => id) });
      return 'at' in acted ? { next: `?round=${round.slug}&done=${typed.act}#${acted.at}` } : acted;
    }),
  );
  if (outcome.ok && 'next' in outcome.value) return redirect(outcome.value.next);
  const errors =
    outcome.ok && 'errors' in outcome.value ? outcome.value.errors : [{ field: '', message: outcome.ok ? '' : outcome.message }];
  const refused: Refused = { act: [typed.act, typed.activityId].filter(Boolean).join('-'), errors, values: { ...typed } };
  return data(refused, { status: outcome.ok ? 400 : outcome.status });
}

const acts: Record<string, (ground: Ground) => Promise<Acted>> = { answer, finish, say, settle };

async function answer({ scope, round, typed, competencyIds }: Ground): Promise<Acted> {
  const read = readAnswers(typed, competencyIds);
  if (!read.ok) return { errors: read.errors };
  await answerActivity(scope, round, { activityId: typed.activityId ?? '', answers: read.said });
  return { at: 'main' };
}
async function finish({ scope, round }: Ground): Promise<Acted> {
  await finishTurn(scope, round);
  return { at: 'main' };
}
async function say({ scope, round, typed }: Ground): Promise<Acted> {
  const read = readWords(typed, 'words');
  if (!read.ok) return { errors: read.errors };
  await sayInCalibration(scope, round, read.said);
  return { at: `activity-${read.said.activityId}` };
}
async function settle({ scope, round, typed, competencyIds }: Ground): Promise<Acted> {
  const read = readAgreed(typed, competencyIds);
  if (!read.ok) return { errors: read.errors };
  await settleActivity(scope, round, read.said);
  return { at: `activity-${read.said.activityId}` };
}

const doneWords: Record<string, string> = {
  answer: 'Your answers are kept',
  finish: 'You have finished. Others who have finished see your answers under a letter, and you see theirs',
  say: 'Everybody who has answered can read it',
  settle: 'What is agreed is kept',
};

export default function Calibrate({ loaderData, actionData }: Route.ComponentProps) {
  const { school, calibration, done, zone } = loaderData;
  const isAsked = calibration !== null && calibration.setup !== null && calibration.setup.rating > 0 && calibration.round.status === 'open';
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title="Calibrate"
      lead="Every mapper of the round answers the same activities, each alone. Then you see where you differ, talk, and agree."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Calibrate' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Calibrate · ${school.name} · Concord`}</title>
      <FormErrors errors={actionData?.errors ?? []} />
      {done && Object.hasOwn(doneWords, done) && !actionData && <Note kind="success" title={doneWords[done]!} isAnswer />}
      {calibration && isAsked && !calibration.turn.isFinished && (
        <Turn calibration={calibration} asked={loaderData.activity} refused={actionData} />
      )}
      {calibration?.shown ? (
        <>
          <Figures calibration={calibration} address={`${base}/calibrate`} />
          <Compared calibration={calibration} zone={zone} refused={actionData} />
          <Downloads
            of="Every answer"
            address={`${base}/calibrate`}
            search={`?round=${calibration.round.slug}&rating=${calibration.shown}`}
          />
        </>
      ) : (
        !isAsked && <Nothing data={loaderData} base={base} />
      )}
    </Page>
  );
}

function Nothing({ data: { round, calibration, mayOffer }, base }: { data: Route.ComponentProps['loaderData']; base: string }) {
  if (!round)
    return <Empty title="No round runs">When the convener opens a mapping round with your school, its calibration is here.</Empty>;
  const isPrepared = calibration?.setup?.rating === 0;
  return (
    <Empty
      title="The calibration has not begun"
      act={isPrepared && mayOffer && <ButtonLink href={`${base}/calibrate/offer`}>Offer an activity of your school</ButtonLink>}
    >
      The convener of {round.title} chooses the activities that everybody answers. You are asked here as soon as they are ready.
    </Empty>
  );
}

type TurnProps = { calibration: Calibration; asked: string | null; refused: Refused | undefined };

function Turn({ calibration, asked, refused }: TurnProps) {
  const { activities, competencies, turn } = calibration;
  const to = ({ id }: { id: string }) => `?round=${calibration.round.slug}&activity=${id}`;
  const answered = new Set(turn.answers.map(({ activityId }) => activityId));
  const named = asked ?? refused?.values.activityId;
  const shown = activities.find(({ id }) => id === named) ?? activities.find(({ id }) => !answered.has(id));
  const progress = <Progress label="answered" done={answered.size} total={activities.length} />;
  if (!shown) return <Finish progress={progress} activities={activities} to={to} />;
  const at = activities.indexOf(shown);
  const kept = Object.fromEntries(
    turn.answers
      .filter(({ activityId }) => activityId === shown.id)
      .flatMap(({ competencyId, extent, level }) => [
        [`extent.${competencyId}`, extent],
        [`level.${competencyId}`, level ?? ''],
      ]),
  );
  const own = refused?.act === `answer-${shown.id}` ? refused : undefined;
  const [before, after] = [activities[at - 1], activities[at + 1]];
  return (
    <>
      {progress}
      <div className="queue" key={shown.id}>
        <article className="queue-item">
          <ActivityText activity={shown} total={activities.length} />
        </article>
        <form className="queue-answer" method="post" noValidate>
          <input type="hidden" name="activityId" value={shown.id} />
          <AnswerFields competencies={competencies} values={own?.values ?? kept} errors={own?.errors} isKeyed />
          <p className="small muted">
            Nobody sees your answers before they have given their own. A digit goes to a competency, arrows choose, Enter keeps.
          </p>
          <div className="acts">
            <div className="acts-near">
              <Button kind="primary" name="act" value="answer" keyLabel="y">
                Keep and go on
              </Button>
              {before && (
                <ButtonLink kind="quiet" href={to(before)} keyLabel="k">
                  Back
                </ButtonLink>
              )}
              {after && (
                <ButtonLink kind="quiet" href={to(after)} keyLabel="j">
                  Later
                </ButtonLink>
              )}
            </div>
          </div>
        </form>
      </div>
      <Keys key={`keys ${shown.id}`} />
    </>
  );
}

type FinishProps = Pick<Calibration, 'activities'> & { progress: React.ReactNode; to: (activity: { id: string }) => string };

function Finish({ progress, activities, to }: FinishProps) {
  return (
    <>
      {progress}
      <p>You have answered all of them. Look at any again, or finish: then your answers stay, and you see the others’.</p>
      <ol>
        {activities.map((activity) => (
          <li key={activity.id}>
            <a href={to(activity)}>{activity.title}</a>
          </li>
        ))}
      </ol>
      <form method="post">
        <Button kind="primary" name="act" value="finish">
          Finish and see the others’ answers
        </Button>
      </form>
    </>
  );
}
