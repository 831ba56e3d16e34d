import { data, redirect } from 'react-router';
import { v7 as newId } from 'uuid';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { beginLesson } from '../commands.server.ts';
import { choicesForLesson } from '../own-queries.server.ts';
import { LessonForm } from '../parts/lesson-form.tsx';
import { emptyLesson, lessonIdIn, readLesson } from '../schema.ts';
import type { Route } from './+types/new-lesson';

export function loader({ context, params, request }: Route.LoaderArgs) {
  // Its id is made before its first word is kept, so that it is begun once however often that is sent.
  return scoped({ context, request, slug: params.school }, async (scope) => ({ id: newId(), choices: await choicesForLesson(scope) }));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const form = await request.formData();
  const read = readLesson(form);
  const id = lessonIdIn(form);
  if (!read.ok) return data({ id, said: read.typed, errors: read.errors }, { status: 400 });
  const begun = await refusalOf(() => as(actor, (scope) => beginLesson(scope, read.said, id)));
  if (begun.ok) return redirect(`/w/lessons/${params.school}/${begun.value}?done=keep`);
  return data({ id, said: read.typed, errors: [{ field: '', message: begun.message }] }, { status: begun.status });
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
        choices={loaderData.choices}
        errors={actionData?.errors ?? []}
        differs={null}
        back={`/w/lessons/${params.school}`}
        page={`/w/lessons/${params.school}/new`}
        of={actionData?.id ?? loaderData.id}
      />
    </Page>
  );
}
