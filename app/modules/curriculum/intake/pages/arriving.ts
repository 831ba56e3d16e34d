import { actorOf, answering, refusalOf } from '#app/platform/web.server.ts';
import { NewArriving } from '../arriving.ts';
import { arrivals, begin } from '../arriving-acts.server.ts';
import { assertMayBringIn } from '../commands.server.ts';
import type { Route } from './+types/arriving';

/** The files that the asking person has on their way, and how much of each is here. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  return Response.json(await answering(() => arrivals(actor)));
}

/** Announces a file as JSON (`NewArriving`); the answer says under which id, and from which byte on, its pieces are to be sent. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  await answering(async () => assertMayBringIn({ actor }));
  const file = NewArriving.safeParse(await request.json().catch(() => null));
  if (!file.success) {
    const errors = file.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
    return Response.json({ errors }, { status: 400 });
  }
  const begun = await refusalOf(() => begin(actor, file.data));
  if (begun.ok) return Response.json(begun.value);
  return Response.json({ errors: [{ field: '', message: begun.message }] }, { status: begun.status });
}
