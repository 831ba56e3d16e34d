import { actorOf, refusalOf } from '#app/platform/web.server.ts';
import { itemSlug } from '../../schema.ts';
import { schoolOfShelf } from '../../shelf-name.ts';
import { NewArriving } from '../arriving.ts';
import { begin } from '../arriving-acts.server.ts';
import type { Route } from './+types/arriving';

/** Announces a file as JSON (`NewArriving`); the answer says under which id, and from which byte on, its pieces are to be sent. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const slug = itemSlug(params.item);
  const actor = await actorOf({ context, request, slug: schoolOfShelf(params.school) });
  const file = NewArriving.safeParse(await request.json().catch(() => null));
  if (!file.success) {
    const errors = file.error.issues.map(({ message }) => ({ field: 'file', message }));
    return Response.json({ errors }, { status: 400 });
  }
  const begun = await refusalOf(() => begin(actor, slug, file.data));
  if (begun.ok) return Response.json({ id: begun.value.id, offset: begun.value.offset });
  return Response.json({ errors: [{ field: 'file', message: begun.message }] }, { status: begun.status });
}
