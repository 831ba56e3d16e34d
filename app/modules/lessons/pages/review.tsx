import { data, redirect } from 'react-router';
import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { enqueue } from '#app/platform/jobs.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { currentFramework } from '../../competencies/queries.server.ts';
import { reviewLesson } from '../commands.server.ts';
import { lessonMails } from '../jobs.server.ts';
import { Changes } from '../parts/changes.tsx';
import { LessonBody } from '../parts/lesson-body.tsx';
import { editionToReview } from '../queries.server.ts';
import { ReviewForm } from '../schema.ts';
import type { Route } from './+types/review';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const id = addressed(z.uuid(), params.edition, 'A lesson that waits for you');
  return scoped({ context, request, slug: params.school }, async (scope) => ({
    edition: await editionToReview(scope, id),
    own: scope.actor.school!.name,
    me: scope.actor.name,
    competencies: (await currentFramework(scope)).competencies,
  }));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const editionId = addressed(z.uuid(), params.edition, 'A lesson that waits for you');
  const actor = await actorOf({ context, request, slug: params.school });
  const acted = await answerForm('review', { schema: ReviewForm, form: await request.formData() }, async (said) => {
    await as(actor, (scope) => reviewLesson(scope, { editionId, ...said }));
    return `&verdict=${said.verdict}`;
  });
  if (!acted.ok) return data(acted.refused, { status: acted.status });
  await enqueue(lessonMails, {});
  return redirect(`/w/lessons${acted.done}`);
}

const labels = { verdict: 'What you say', words: 'What should change', isNamed: 'Your name' };
export default function Review({ loaderData: { edition, own, me, competencies }, actionData }: Route.ComponentProps) {
  const { errors = [], values } = actionData ?? {};
  const { said, school, author, changes, number } = edition;
  return (
    <Page
      title={said.title}
      lead="Read it as a colleague: does it say what was done and seen, and no more than that? Whether it worked is not the question."
      crumbs={[{ label: 'Lessons', to: '/w/lessons' }, { label: 'To be read before it is public' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Review a lesson · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      <p className="muted">
        {[author, school ?? 'A school of the collaborative'].filter(Boolean).join(', ')}. Edition {number}.
      </p>
      {changes && (
        <Section title={`What it changes of edition ${changes.number}, which stands`}>
          <Changes parts={changes.parts} />
        </Section>
      )}
      <LessonBody
        said={said}
        school={school}
        figures={edition.figures}
        quotes={edition.quotes}
        material={edition.material}
        competencies={competencies}
      />
      <Section title={`What ${own} says`}>
        <form method="post" className="form" noValidate>
          <Field
            kind="radios"
            name="verdict"
            label={labels.verdict}
            value={values?.verdict}
            error={errorOf(errors, 'verdict')}
            options={[
              { value: 'stands', label: 'It can stand', help: 'Everybody reads it from now on, and that your school read it.' },
              { value: 'return', label: 'It goes back with words', help: 'The other school alone reads them; nothing is said in public.' },
            ]}
            isWide
          />
          <Field
            kind="textarea"
            name="words"
            label={labels.words}
            value={values?.words}
            error={errorOf(errors, 'words')}
            help="Only where it goes back."
            rows={4}
            isOptional
          />
          <Field kind="checkbox" name="isNamed" label={`Name me beside it: ${me}`} isChecked={Boolean(values?.isNamed)} isWide />
          <p>
            <Button kind="primary">Answer</Button>
          </p>
        </form>
      </Section>
    </Page>
  );
}
