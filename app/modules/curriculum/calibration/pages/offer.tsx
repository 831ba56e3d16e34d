import { data, redirect } from 'react-router';
import { forbidden, missing } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { openRound } from '../../rounds/queries.server.ts';
import { mayOfferCalibration, whoMay } from '../../rules.ts';
import { activityToOffer, roundToOfferTo } from '../offer-queries.server.ts';
import { ActivityFields, activityLabels } from '../parts/activity-fields.tsx';
import { CalibrationSearch, OfferedActivity } from '../schema.ts';
import { addCalibrationActivity } from '../setup-commands.server.ts';
import type { Route } from './+types/offer';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const { activity } = CalibrationSearch.parse(Object.fromEntries(searchParams));
  return scoped({ context, request, slug: params.school }, async (scope) => {
    if (!mayOfferCalibration(scope.actor)) throw forbidden('offer an activity', whoMay.leads);
    const round = await roundToOfferTo(scope);
    return {
      school: scope.actor.school!,
      round: round && { title: round.title },
      values: activity === undefined ? {} : await activityToOffer(scope, activity),
      isDone: searchParams.get('done') === 'offer',
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const acted = await answerForm('offer', { schema: OfferedActivity, form: await request.formData() }, ({ visible: _, ...said }) =>
    as(actor, async (scope) => {
      const round = await openRound(scope);
      if (!round) throw missing('An open round');
      await addCalibrationActivity(scope, round, said);
      return undefined;
    }),
  );
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

export default function Offer({ loaderData: { school, round, values, isDone }, actionData }: Route.ComponentProps) {
  const base = `/w/curriculum/${school.slug}`;
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title="Offer an activity to calibrate with"
      lead="Everybody who maps in this round answers it. Write it so that it names no person and no place of your school."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Calibrate', to: `${base}/calibrate` }, { label: 'Offer an activity' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Offer an activity · ${school.name} · Concord`}</title>
      <FormErrors errors={errors} labels={activityLabels} />
      {isDone && <Note kind="success" title="Your activity is offered. Everybody who maps in this round can see it" isAnswer />}
      {round ? (
        <form method="post" className="form" noValidate>
          <ActivityFields values={actionData?.values ?? values} errors={errors} />
          <Field
            kind="checkbox"
            name="visible"
            label={`I have taken out what names a person or my school, and I know that every school of ${round.title} will see this activity.`}
            error={errorOf(errors, 'visible')}
          />
          <Button kind="primary">Offer it to every school of the round</Button>
        </form>
      ) : (
        <Empty title="No activity can be offered now" act={<ButtonLink href={`${base}/calibrate`}>Go to the calibration</ButtonLink>}>
          Activities are gathered while the convener prepares a round’s calibration. Once people answer, they stay as they are.
        </Empty>
      )}
    </Page>
  );
}
