import { Problem } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf } from '#app/platform/web.server.ts';
import { noteConversation } from '../../log/commands.server.ts';
import { FormId, readEntry } from '../../log/schema.ts';
import { nobodysIn } from '../../personal-words.ts';
import type { Route } from './+types/arriving';

/** What was noted without network arrives here: kept (also when it was before), or in `message` why not. It waits where somebody else has signed in meanwhile. */
export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  if (form.get('person') !== actor.personId)
    return Response.json({ message: 'Somebody else is signed in on this device.' }, { status: 401 });
  const id = FormId.safeParse(form.get('id'));
  const entry = readEntry(form);
  if (!id.success || !entry.ok) {
    const message = entry.ok ? 'Open it, and save it from there.' : entry.errors.map((error) => error.message).join('. ');
    return Response.json({ message }, { status: 400 });
  }
  const { said, asGoal } = entry;
  try {
    await as(actor, (scope) => noteConversation(scope, { id: id.data, said, asGoal, nobodys: nobodysIn(form) }));
    return Response.json({ kept: id.data });
  } catch (error) {
    if (error instanceof Problem) return Response.json({ message: error.message }, { status: error.status });
    throw error;
  }
}
