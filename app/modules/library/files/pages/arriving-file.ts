import { actorOf, answering, refusalOf } from '#app/platform/web.server.ts';
import { ArrivingAct, PieceOffset } from '../../../curriculum/intake/arriving.ts';
import { idOf, itemSlug } from '../../schema.ts';
import { itemAddress, schoolOfShelf } from '../../shelf-name.ts';
import { arrival, finish, forget, takePiece } from '../arriving-acts.server.ts';
import type { Route } from './+types/arriving-file';

/** PUT takes a piece (its offset in `upload-offset`; 409 with the true offset when it belongs elsewhere); POST puts the whole into the draft, or forgets it. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const at = { slug: itemSlug(params.item), id: idOf(params.file, 'This file') };
  const actor = await actorOf({ context, request, slug: schoolOfShelf(params.school) });
  const { offset: here } = await answering(() => arrival(actor, at)); // before a piece travels
  if (request.method === 'PUT') {
    const offset = PieceOffset.safeParse(request.headers.get('upload-offset') ?? undefined);
    if (!offset.success || offset.data !== here) return Response.json({ offset: here }, { status: 409 });
    const piece = new Uint8Array(await request.arrayBuffer());
    const taken = await refusalOf(() => takePiece(actor, at, { offset: offset.data, piece }));
    if (!taken.ok) return refused(taken);
    return Response.json({ offset: taken.value.offset }, { status: taken.value.isWritten ? 200 : 409 });
  }
  const act = ArrivingAct.safeParse(Object.fromEntries(await request.formData()));
  if (!act.success) return refused({ message: 'Choose whether the file is whole or is to be forgotten.', status: 400 });
  const ended = await refusalOf(() => (act.data.intent === 'discard' ? forget(actor, at) : finish(actor, at)));
  return ended.ok ? Response.json({ to: `${itemAddress(params.school, at.slug)}/files?done=add` }) : refused(ended);
}

function refused({ message, status }: { message: string; status: number }) {
  return Response.json({ errors: [{ field: 'file', message }] }, { status });
}
