import { as } from '#app/platform/scope.server.ts';
import { actorOf, keptAnswer, scoped } from '#app/platform/web.server.ts';
import { beginLesson } from '../commands.server.ts';
import { ownLesson, ownLessons } from '../own-queries.server.ts';
import { chosenIn, LessonForm, lessonIdIn } from '../schema.ts';
import type { Route } from './+types/new-keep';

/** A lesson that is not begun has no revision. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  await scoped({ context, request, slug: params.school }, ownLessons);
  return Response.json({ version: 0 });
}

/** The first words begin the lesson; from then on its form is the page that changes it. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const form = await request.formData();
  return keptAnswer({ schema: LessonForm, form }, ({ revision: _, ...said }) =>
    as(actor, async (scope) => {
      const id = await beginLesson(scope, { ...said, ...chosenIn(form) }, lessonIdIn(form));
      return { version: (await ownLesson(scope, id)).revision, page: `/w/lessons/${params.school}/${id}/edit` };
    }),
  );
}
