import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, keptAnswer, scoped } from '#app/platform/web.server.ts';
import { nobodysIn } from '../../personal-words.ts';
import { keepEntryDraft } from '../commands.server.ts';
import { draftOf } from '../queries.server.ts';
import { draftIn, FormId } from '../schema.ts';
import type { Route } from './+types/draft-keep';

/** Which revision of what is being written is kept, so that a page on another device learns that it is not the newest. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const id = addressed(FormId, new URL(request.url).searchParams.get('of'), 'What you began');
  const draft = await scoped({ context, request }, (scope) => draftOf(scope, id));
  return Response.json({ version: draft?.revision ?? 0 });
}

const Draft = z.object({ entry: FormId, draft: z.coerce.number().int().min(0).default(0) });

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  return keptAnswer({ schema: Draft, form }, async ({ entry: id, draft: revision }) => ({
    version: await as(actor, (scope) => keepEntryDraft(scope, { id, revision, typed: draftIn(form), nobodys: nobodysIn(form) })),
  }));
}
