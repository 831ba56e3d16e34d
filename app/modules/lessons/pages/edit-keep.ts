import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, keptAnswer, scoped } from '#app/platform/web.server.ts';
import { keepLesson } from '../commands.server.ts';
import { ownLesson } from '../own-queries.server.ts';
import { chosenIn, LessonForm } from '../schema.ts';
import type { Route } from './+types/edit-keep';

/** Which revision is kept, so that a page on another device learns that it is not the newest. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const id = addressed(z.uuid(), params.lesson, 'This lesson');
  const { revision } = await scoped({ context, request, slug: params.school }, (scope) => ownLesson(scope, id));
  return Response.json({ version: revision });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const id = addressed(z.uuid(), params.lesson, 'This lesson');
  const actor = await actorOf({ context, request, slug: params.school });
  const form = await request.formData();
  return keptAnswer({ schema: LessonForm, form }, async ({ revision, ...said }) => ({
    version: await as(actor, (scope) => keepLesson(scope, { id, revision, said: { ...said, ...chosenIn(form) }, isByItself: true })),
  }));
}
