import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { beginLesson } from '../commands.server.ts';
import { LessonForm } from '../parts/lesson-form.tsx';
import { choicesForLesson } from '../queries.server.ts';
import { emptyLesson, readLesson } from '../schema.ts';
import type { Route } from './+types/new-lesson';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: params.school }, choicesForLesson);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const read = readLesson(await request.formData());
  if (!read.ok) return data({ said: read.typed, errors: read.errors }, { status: 400 });
  const begun = await refusalOf(() => as(actor, (scope) => beginLesson(scope, read.said)));
  if (begun.ok) return redirect(`/w/lessons/${params.school}/${begun.value}?done=keep`);
  return data({ said: read.typed, errors: [{ field: '', message: begun.message }] }, { status: begun.status });
}

export default function NewLesson({ loaderData, actionData, params }: Route.ComponentProps) {
  return (
    <Page
      title="Write a lesson"
      lead="In the order in which it happened. Only the title has to be there now; your school alone reads it until you give it out."
      crumbs={[{ label: 'Lessons', to: '/w/lessons' }, { label: 'A new lesson' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Write a lesson · Concord`}</title>
      <LessonForm
        said={actionData?.said ?? emptyLesson}
        revision={0}
        choices={loaderData}
        errors={actionData?.errors ?? []}
        differs={null}
        back={`/w/lessons/${params.school}`}
      />
    </Page>
  );
}
