import { redirect } from 'react-router';
import { actorOf, answering, refusalOf } from '#app/platform/web.server.ts';
import { ArrivingAct, arrivingIdOf, PieceOffset } from '../arriving.ts';
import { arrival, finish, forget, takePiece } from '../arriving-acts.server.ts';
import type { Route } from './+types/arriving-file';

/** How much of a file on its way is here: the byte that the next piece begins with. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  return Response.json(await answering(() => arrival(actor, arrivingIdOf(params))));
}

/** PUT takes a piece (its offset in `upload-offset`; 409 with the true offset when it belongs elsewhere); POST makes an import of the whole, or forgets it. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const id = await answering(async () => arrivingIdOf(params));
  const here = await answering(() => arrival(actor, id).catch((error: unknown) => afterwards(request, error))); // before a piece travels
  if (request.method === 'PUT') {
    const offset = PieceOffset.safeParse(request.headers.get('upload-offset') ?? undefined);
    if (!offset.success || offset.data !== here?.offset) return Response.json({ offset: here?.offset }, { status: 409 });
    const piece = new Uint8Array(await request.arrayBuffer());
    const taken = await refusalOf(() => takePiece(actor, { id, offset: offset.data, piece }));
    if (!taken.ok) return refused(taken);
    return Response.json({ offset: taken.value.offset }, { status: taken.value.isWritten ? 200 : 409 });
  }
  const act = ArrivingAct.safeParse(Object.fromEntries(await request.formData()));
  const base = `/w/curriculum/${params.school}/imports`;
  if (!act.success) return refused({ message: 'Choose whether the file is whole or is to be forgotten.', status: 400 });
  if (act.data.intent === 'discard') {
    await answering(() => forget(actor, id));
    return redirect(`${base}/new`);
  }
  const finished = await refusalOf(() => finish(actor, id));
  return finished.ok ? Response.json({ to: `${base}/${finished.value}` }) : refused(finished);
}

/** A whole file that became an import is on its way no more; whoever missed the answer may ask for it again. */
function afterwards({ method }: Request, error: unknown): null {
  if (method === 'POST') return null;
  throw error;
}

function refused({ message, status }: { message: string; status: number }) {
  return Response.json({ errors: [{ field: '', message }] }, { status });
}
