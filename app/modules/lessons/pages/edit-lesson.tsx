import { data, redirect } from 'react-router';
import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Page } from '#app/ui/page.tsx';
import { keepLesson } from '../commands.server.ts';
import { whatChanged } from '../lesson.ts';
import { choicesForLesson, ownLesson } from '../own-queries.server.ts';
import { LessonForm } from '../parts/lesson-form.tsx';
import { readLesson } from '../schema.ts';
import type { Route } from './+types/edit-lesson';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const id = addressed(z.uuid(), params.lesson, 'This lesson');
  return scoped({ context, request, slug: params.school }, async (scope) => ({
    lesson: await ownLesson(scope, id),
    choices: await choicesForLesson(scope),
  }));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const id = addressed(z.uuid(), params.lesson, 'This lesson');
  const actor = await actorOf({ context, request, slug: params.school });
  const form = await request.formData();
  const read = readLesson(form);
  const seen = Number(form.get('revision')) || 0;
  if (!read.ok) return data({ said: read.typed, revision: seen, errors: read.errors, differs: null }, { status: 400 });
  const { said, revision, typed } = read;
  const kept = await refusalOf(() => as(actor, (scope) => keepLesson(scope, { id, revision, said })));
  if (kept.ok) return redirect(`/w/lessons/${params.school}/${id}?done=keep`);
  // Whoever was second reads what the first wrote beside the own words, and keeps the form upon that.
  const now = await as(actor, (scope) => ownLesson(scope, id));
  const errors = [{ field: '', message: kept.message }];
  return data({ said: typed, revision: now.revision, errors, differs: whatChanged(now.said, said) }, { status: kept.status });
}

export default function EditLesson({ loaderData: { lesson, choices }, actionData, params }: Route.ComponentProps) {
  const back = `/w/lessons/${params.school}/${lesson.id}`;
  return (
    <Page
      title="Change a lesson"
      crumbs={[{ label: 'Lessons', to: '/w/lessons' }, { label: lesson.said.title, to: back }, { label: 'Change' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Change a lesson · Concord`}</title>
      <LessonForm
        said={actionData?.said ?? lesson.said}
        revision={actionData?.revision ?? lesson.revision}
        choices={choices}
        errors={actionData?.errors ?? []}
        differs={actionData?.differs ?? null}
        back={back}
        page={`${back}/edit`}
        of={lesson.id}
      />
    </Page>
  );
}
