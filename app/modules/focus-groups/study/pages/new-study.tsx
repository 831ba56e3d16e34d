import { data, redirect } from 'react-router';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, memberOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { mayBeginStudy, studySeatOf } from '../../rules.ts';
import { beginStudy } from '../commands.server.ts';
import { ApproachField } from '../parts/approach-field.tsx';
import { NewStudy } from '../schema.ts';
import type { Route } from './+types/new-study';

export function loader({ context, request }: Route.LoaderArgs) {
  const slug = studySeatOf(memberOf(context, request));
  return scoped({ context, request, slug }, async ({ actor }) => {
    if (!mayBeginStudy(actor)) throw forbidden('begin a study: whoever works at a school or in the collaborative does');
    return null;
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: studySeatOf(memberOf(context, request)) });
  let slug = '';
  const acted = await answerForm('begin', { schema: NewStudy, form: await request.formData() }, async (said) => {
    slug = await as(actor, (scope) => beginStudy(scope, said));
    return undefined;
  });
  return acted.ok ? redirect(`/w/focus-groups/${slug}${acted.done}`) : data(acted.refused, { status: acted.status });
}

const labels = { title: 'Title', question: 'What the study asks', approach: 'Approach' };

export default function NewStudyPage({ actionData }: Route.ComponentProps) {
  const { values = {}, errors = [] } = actionData ?? {};
  return (
    <Page
      title="Begin a study"
      lead="You lead it, and name everybody else. Nothing that people say comes in before a board’s approval covers their school."
      crumbs={[{ label: 'Focus groups', to: '/w/focus-groups' }, { label: 'Begin' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Begin a study · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      <form method="post" className="form" noValidate>
        <Field
          name="title"
          label={labels.title}
          value={values.title}
          error={errorOf(errors, 'title')}
          help="The study’s address is made from it."
        />
        <Field
          kind="textarea"
          name="question"
          label={labels.question}
          rows={3}
          value={values.question}
          error={errorOf(errors, 'question')}
        />
        <ApproachField value={values.approach} error={errorOf(errors, 'approach')} />
        <p className="bar">
          <Button kind="primary">Begin the study</Button>
          <a href="/w/focus-groups">Leave without beginning</a>
        </p>
      </form>
    </Page>
  );
}
