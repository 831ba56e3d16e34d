import { data, redirect } from 'react-router';
import { v7 } from 'uuid';
import { addressed } from '#app/platform/form.ts';
import { enqueue } from '#app/platform/jobs.server.ts';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { answerForm, answering } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { dayHere } from '../../../members/time-zone.ts';
import { facultyActor, inFaculty } from '../../in-faculty.server.ts';
import { mayObserve } from '../../rules.ts';
import { Id } from '../../schema.ts';
import { observeTeaching } from '../commands.server.ts';
import { pathMails } from '../jobs.server.ts';
import { ObservationFields, observationLabels } from '../parts/observation-fields.tsx';
import { Sources } from '../parts/observation-reading.tsx';
import { personOnPath } from '../queries.server.ts';
import { ObservationForm } from '../schema.ts';
import type { Route } from './+types/observe';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const personId = await answering(async () => addressed(Id, params.person, 'This person'));
  const today = dayHere(new Date());
  return inFaculty({ context, request, programme: params.programme }, async (scope) => {
    const { programme, person, isTrainer } = await personOnPath(scope, params.programme, { personId, today });
    if (!mayObserve(scope.actor, { isTrainer, personId }))
      throw forbidden('observe this teaching', 'A trainer of the programme does, or whoever was asked to.');
    return { id: v7(), title: programme.title, slug: programme.slug, person, today };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const person = await answering(async () => addressed(Id, params.person, 'This person'));
  const actor = await facultyActor({ context, request, programme: params.programme });
  const form = await request.formData();
  const id = await answering(async () => addressed(Id, form.get('id'), 'This observation'));
  const acted = await answerForm('observe', { schema: ObservationForm, form }, (said) =>
    as(actor, (scope) => observeTeaching(scope, params.programme, { id, person, said })).then(() => undefined),
  );
  if (!acted.ok) return data(acted.refused, { status: acted.status });
  await enqueue(pathMails, {});
  return redirect(`/w/faculty/programmes/${params.programme}/people/${person}${acted.done}`);
}

export default function ObservePage({ loaderData: { id, title, slug, person, today }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? { id, onDay: today };
  const base = `/w/faculty/programmes/${slug}`;
  return (
    <Page
      title={`What I saw of ${person.name}’s teaching`}
      lead="First in your own words, then aspect by aspect. They read it first; you can change it until they did."
      crumbs={[
        { label: 'Faculty', to: '/w/faculty' },
        { label: title, to: base },
        { label: person.name, to: `${base}/people/${person.personId}` },
        { label: 'Observe' },
      ]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}What I saw of ${person.name}’s teaching · Concord`}</title>
      <FormErrors errors={errors} labels={observationLabels} />
      <form method="post" className="form" noValidate>
        <input type="hidden" name="id" value={values.id} />
        <ObservationFields values={values} errors={errors} />
        <p className="bar">
          <Button kind="primary">Give it to {person.name}</Button>
          <a href={`${base}/people/${person.personId}`}>Leave without writing</a>
        </p>
      </form>
      <Sources />
    </Page>
  );
}
